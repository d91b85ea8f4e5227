"""What people say of something when they take a stand on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .....index.exchanges import is_backchannel
from .....index.text.fold import fold
from .....index.text.length import text_length
from ....reading.spoken_sentences import spoken_sentences
from ....reading.talk import Talk
from ....search.near_words import bundled_vectors, find_words
from ....understanding.rules.rule import Rule
from ....understanding.rules.speech.stances import DISAGREES, PREFERS, THINKS
from ....understanding.rules.speech.wording import COURTESY, IS_ASKED
from .sentences import Sentence, sentence_at, sentences_of

_STANDS: Sequence[tuple[Rule, float]] = ((DISAGREES, 0.5), (PREFERS, 0.35), (THINKS, 0.2))
_OF_TURNS_BEFORE = (0.9, 0.8, 0.7, 0.7, 0.6, 0.6)  # how much the nearness of each counts
_ANSWERS_ANOTHER = 0.2  # if another who is asked about takes a stand beside it
_BESIDE = 4  # turns
_LEAST, _LEAST_OF_NAMED = 0.45, 0.25  # of the nearness of a subject
_OF_BEST = 0.75  # the same, as a share of the greatest
_MAX_LENGTH = 150  # of a stand and what follows it in its turn, as `text_length` counts
_NEARLY_AS_GOOD = 0.7  # of the best of a speaker


@dataclass(frozen=True, slots=True)
class _Stand:
    sentence: Sentence
    strength: float


def positions(
    talk: Talk, words: Sequence[str], people: Collection[str] | None, *, most: int
) -> dict[str, list[Sentence]]:
    """By speaker the sentences with which they take a stand, each turn once, in order.

    Args:
        words: of the subject; none for any subject.
        people: only theirs; None for everybody's.
        most: sentences of a speaker.
    """
    stands = list(_stands(talk, people))
    if not stands:
        return {}
    near = _nearness(talk, words)
    turns = _turns_of(stands)
    best_of = {speaker: max(near[n - 1] for n in numbers) for speaker, numbers in turns.items()}
    if people is None:  # only those who speak of the subject as clearly as others do
        best_of = dict.fromkeys(best_of, max([*best_of.values(), _LEAST / _OF_BEST]))
    least = {speaker: max(_LEAST_OF_NAMED, _OF_BEST * best) for speaker, best in best_of.items()}
    chosen: dict[str, list[Sentence]] = {}
    scored = [
        replace(
            s.sentence, points=s.strength + near[s.sentence.turn.number - 1] + _beside(s, stands)
        )
        for s in stands
        if near[s.sentence.turn.number - 1] >= least[s.sentence.turn.speaker]
    ]
    for speaker in dict.fromkeys(s.turn.speaker for s in scored):
        theirs = sorted((s for s in scored if s.turn.speaker == speaker), key=lambda s: -s.points)
        best = [s for s in theirs[:most] if s.points >= _NEARLY_AS_GOOD * theirs[0].points]
        chosen[speaker] = sorted(map(_with_reasons, best), key=lambda s: s.turn.number)
    return chosen if people is None else _with_replies(talk, chosen, stands, people)


def _with_replies(
    talk: Talk,
    chosen: dict[str, list[Sentence]],
    stands: Sequence[_Stand],
    people: Collection[str],
) -> dict[str, list[Sentence]]:
    """Of people for whom nothing is chosen what they say next to the others; where nothing is
    chosen at all, next to the clearest disagreement."""
    if not chosen:
        clearest = max(stands, key=lambda stand: stand.strength).sentence
        if not DISAGREES.matches(clearest.folded):
            return chosen
        chosen = {clearest.turn.speaker: [_with_reasons(clearest)]}
    beside = [s.turn.number for theirs in chosen.values() for s in theirs]
    for name in people:
        turns = [turn for turn in talk.transcript.turns if turn.speaker == name]
        near = {turn: min(abs(turn.number - number) for number in beside) for turn in turns}
        closest = [turn for turn in turns if near[turn] <= _BESIDE and not is_backchannel(turn)]
        if name not in chosen and closest:
            turn = min(closest, key=lambda turn: (near[turn], turn.number))
            longest = max(sentences_of(talk, turn), key=lambda s: text_length(s.text))
            chosen[name] = [longest]
    return chosen


def _turns_of(stands: Sequence[_Stand]) -> dict[str, list[int]]:
    """The numbers of the turns in which each speaker takes a stand."""
    turns: dict[str, list[int]] = {}
    for stand in stands:
        turn = stand.sentence.turn
        turns.setdefault(turn.speaker, []).append(turn.number)
    return turns


def _with_reasons(sentence: Sentence) -> Sentence:
    """A sentence with what follows it in its turn, as long as both are short."""
    text, start = sentence.turn.text, sentence.span.start
    ends = [span.end for span in spoken_sentences(sentence.turn) if span.end >= sentence.span.end]
    end = max(
        (end for end in ends if text_length(text[start:end]) <= _MAX_LENGTH),
        default=sentence.span.end,
    )
    return sentence_at(sentence.talk, replace(sentence.span, end=end), sentence.points)


def _stands(talk: Talk, people: Collection[str] | None) -> list[_Stand]:
    """Of each turn the sentence that takes the clearest stand."""
    stands: list[_Stand] = []
    for turn in talk.transcript.turns:
        if people is not None and turn.speaker not in people:
            continue
        best: _Stand | None = None
        for sentence in sentences_of(talk, turn):
            strength = sum(points for rule, points in _STANDS if rule.matches(sentence.folded))
            is_said = not IS_ASKED.matches(sentence.folded) and not COURTESY.matches(
                sentence.folded
            )
            if strength and is_said and (best is None or strength > best.strength):
                best = _Stand(sentence, strength)
        stands += [best] if best else []
    return stands


def _beside(stand: _Stand, stands: Sequence[_Stand]) -> float:
    turn = stand.sentence.turn
    is_beside = any(
        other.sentence.turn.speaker != turn.speaker
        and abs(other.sentence.turn.number - turn.number) <= _BESIDE
        for other in stands
    )
    return _ANSWERS_ANOTHER * is_beside


def _nearness(talk: Talk, words: Sequence[str]) -> npt.NDArray[np.float64]:
    """How near each turn, or what was said before it, is to the words of a subject, 0 to 1."""
    turns = talk.transcript.turns
    if not words:
        return np.ones(len(turns))
    near, _ = find_words(words, [fold(turn.text) for turn in turns], bundled_vectors())
    best = near.copy()
    for back, share in enumerate(_OF_TURNS_BEFORE, start=1):
        best[back:] = np.maximum(best[back:], share * near[:-back])
    return (best.mean(axis=1) + best.max(axis=1)) / 2
