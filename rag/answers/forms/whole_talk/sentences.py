"""The sentences of a talk, weighed by what they do, the best of them, each said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import log

from .....index.text.fold import fold
from .....index.text.length import text_length
from .....index.transcript import Span, Turn
from ....reading.dialogue_acts import bundled_acts, features_of, features_of_rules
from ....reading.spoken_sentences import spoken_sentences, terms_of
from ....reading.talk import Talk
from ....search.near_duplicates import says_the_same
from ....understanding.rules.rule import Rule
from ....understanding.rules.speech.tasks import RECAPS

_SOME = 3
# Of a rule's points, beside the log odds in which they count already
# (data/eval/RESULTS.md#worth-of-rules).
_WORTH_OF_RULES = 0.8
_MIN_LENGTH = 9  # as `text_length` counts; “Okay.” alone tells nothing
_SAME = 0.6  # share of the shorter sentence's content words that the other has, too
_NEAR_THE_END, _MAX_RECAP = 0.85, 600  # of a talk; of a turn, as `text_length` counts
_SHORT_TURN, _COST_OF_A_TURN = 150, 0.25  # as `text_length` counts; points for e times as long
_SHORT_SENTENCE, _COST_OF_A_SENTENCE = 100, 0.25
_MUCH_LONGER = 2  # times as many content words: it says more, such as a recap


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a turn, and how much it is what is looked for."""

    talk: Talk
    turn: Turn
    span: Span
    folded: str
    points: float = field(default=0.0, compare=False)

    @property
    def text(self) -> str:
        """The words as they were said."""
        return self.turn.text[self.span.start : self.span.end]

    @property
    def place(self) -> float:
        """Where in the talk it stands, from 0 to 1."""
        return self.turn.number / len(self.talk.transcript.turns)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule that holds for a sentence adds to its points."""

    rule: Rule
    points: float
    is_needed: bool = False  # a sentence with none of the needed marks is left out
    tells_alone: bool = False  # holds for a sentence whatever its turn; others for a turn first


def marked(talk: Talk, marks: Sequence[Mark], *, said_shortly: bool = True) -> Iterator[Sentence]:
    """The sentences of a talk that have a needed mark, with their points, in order.

    Args:
        said_shortly: whether long turns and sentences have fewer points.
    """
    of_turns = [mark.rule for mark in marks if mark.is_needed and not mark.tells_alone]
    alone = [mark for mark in marks if mark.tells_alone or not mark.is_needed]
    for turn in talk.transcript.turns:
        folded = fold(turn.text)
        told = marks if any(rule.matches(folded) for rule in of_turns) else alone
        for sentence in sentences_of(talk, turn):
            points = points_of(sentence.folded, told)
            if points is not None:
                lengths = text_length(turn.text), text_length(sentence.text)
                cost = cost_of_length(*lengths) if said_shortly else 0.0
                yield with_points(sentence, points - cost)


def by_act(talk: Talk, act: str, by_rules: Iterable[Sentence]) -> Iterator[Sentence]:
    """All sentences of a talk, in order; their points are the log odds that they are a `task`, a
    `decision` or `open`, and more where a rule holds.

    Args:
        by_rules: the sentences that rules find, with their points.
    """
    acts, points = bundled_acts(), most_points(by_rules)
    for turn in talk.transcript.turns:
        for sentence in sentences_of(talk, turn):
            features = features_of(talk.transcript, sentence.span)
            features |= features_of_rules(act, points.get(sentence.span))
            more = _WORTH_OF_RULES * max(0.0, points.get(sentence.span, 0.0))
            yield with_points(sentence, acts.log_odds(features)[act] + more)


def most_points(sentences: Iterable[Sentence]) -> dict[Span, float]:
    """Where the sentences stand → their points; of several with one place the most."""
    points: dict[Span, float] = {}
    for sentence in sentences:
        points[sentence.span] = max(sentence.points, points.get(sentence.span, sentence.points))
    return points


def points_of(folded: str, marks: Sequence[Mark]) -> float | None:
    """The sum of the marks of a folded sentence; None without a needed one."""
    needed = [mark.points for mark in marks if mark.is_needed and mark.rule.matches(folded)]
    if not needed:
        return None
    others = (m.points for m in marks if not m.is_needed and m.rule.matches(folded))
    return sum(needed) + sum(others)


def cost_of_length(turn_length: float, sentence_length: float) -> float:
    """The points that a long turn and a long sentence lose: what is promised or decided is said
    shortly. Lengths are as `text_length` counts."""
    turn = log(max(1.0, turn_length / _SHORT_TURN))
    sentence = log(max(1.0, sentence_length / _SHORT_SENTENCE))
    return _COST_OF_A_TURN * turn + _COST_OF_A_SENTENCE * sentence


def with_points(sentence: Sentence, points: float) -> Sentence:
    """The sentence with these points."""
    return Sentence(sentence.talk, sentence.turn, sentence.span, sentence.folded, points)


def sentences_of(talk: Talk, turn: Turn) -> Iterator[Sentence]:
    """The sentences of a turn, in order."""
    return (sentence_at(talk, span) for span in spoken_sentences(turn))


def sentence_at(talk: Talk, span: Span, points: float = 0.0) -> Sentence:
    """The sentence at these characters."""
    turn = talk.transcript.turn(span.turn_number)
    return Sentence(talk, turn, span, fold(turn.text[span.start : span.end]), points)


def best_of(sentences: Iterable[Sentence], *, at_least: float, most: int) -> list[Sentence]:
    """The sentences with the most points, those that say the same only once, in order of the talk.

    Of two that say the same the one with more points stays; with as many, the later one.
    """
    ranked = sorted(
        (s for s in sentences if s.points >= at_least and text_length(s.text) >= _MIN_LENGTH),
        key=lambda s: (-s.points, -s.turn.number, s.span.start),
    )
    chosen: list[Sentence] = []
    for sentence in ranked:
        if len(chosen) == most:
            break
        if not any(says_it_too(sentence, other) for other in chosen):
            chosen.append(sentence)
    return sorted(chosen, key=lambda s: (s.turn.number, s.span.start))


def with_whole_recaps(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a talk, but near its end a turn that sums up as a whole."""
    result: list[Sentence] = []
    for _, group in groupby(chosen, key=lambda sentence: sentence.turn.number):
        sentences = list(group)
        first = sentences[0]
        sums_up = len(sentences) > 1 or RECAPS.matches(fold(first.turn.text))
        is_short = text_length(first.turn.text) <= _MAX_RECAP
        if first.place > _NEAR_THE_END and sums_up and is_short:
            whole = Span(first.turn.number, 0, len(first.turn.text))
            sentences = [replace(first, span=whole, folded=fold(first.turn.text))]
        result += sentences
    return result


def clearest(
    sentences: Sequence[Sentence], min_points: Sequence[float], most: int
) -> list[Sentence]:
    """The best sentences by the first of these limits that gives five; else by the last."""
    chosen: list[Sentence] = []
    for at_least in min_points:
        chosen = best_of(sentences, at_least=at_least, most=most)
        if len(chosen) >= _SOME:
            break
    return chosen


def says_it_too(sentence: Sentence, other: Sentence) -> bool:
    """Whether two sentences of a talk say the same: nearly the same words, or most of the content
    words of the shorter one."""
    if sentence.talk is not other.talk:
        return False
    if sentence.span == other.span or says_the_same(sentence.text, other.text):
        return True
    terms, others = terms_of(sentence.text), terms_of(other.text)
    fewer, more = sorted((len(terms), len(others)))
    is_alike = fewer > 1 and more <= _MUCH_LONGER * fewer
    return is_alike and len(terms & others) >= _SAME * fewer
