"""The overview of a talk: its themes in order, a sentence each, verbatim, with times.

No language model is used. The talk is cut where its subject changes; of each stretch the sentence
is quoted that is most like all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...index.exchanges import is_backchannel
from ...index.text.asking import asks
from ...index.text.fold import fold
from ...index.text.length import text_length
from ...index.text.sentences import sentence_pieces
from ...index.transcript import Span, Turn
from ..answer import Hit, TranscriptReference
from ..search.near_words import WordVectors
from ..understanding.rules.speech.tasks import RECAPS
from ..understanding.rules.speech.wording import (
    COURTESY,
    OPENS_A_TALK,
    REFERS_BACK,
    STUMBLES,
)
from .stretches import cut_by_subject
from .talk import Talk

_MAX_THEMES = 10
_TURNS_OF_A_THEME = 4  # a talk of fewer turns has fewer themes
_MIN_LENGTH, _GOOD_LENGTH = 28, 90  # of a sentence, as `text_length` counts
_MAX_SENTENCES = 900  # read of a talk, evenly; embedding more takes too long
_MAX_BLOCKS = 150  # pieces between which a talk may be cut
_MAX_OPENING = 200  # as `text_length` counts
_OPENING_TURNS, _OPENING_SHARE = 6, 0.12
_CLOSING_SHARE = 0.9  # where a talk says what it is, or was, about


@dataclass(frozen=True, slots=True)
class Theme:
    """A stretch of a talk on one subject."""

    first_turn: int
    last_turn: int
    hit: Hit  # the sentence that says most of it
    start_s: float | None = None  # when its first sentence is spoken; None if untimed

    def to_dict(self) -> dict[str, object]:
        return {
            "first_turn": self.first_turn,
            "last_turn": self.last_turn,
            "hit": self.hit.to_dict(),
            "start_s": self.start_s,
        }


@dataclass(frozen=True, slots=True)
class Overview:
    """What a talk is about."""

    transcript: TranscriptReference
    opening: Hit | None  # a sentence that says what the talk is about; None where none does
    themes: tuple[Theme, ...]  # in order; empty if the talk has only “Yes.” and “Right?”

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All sentences, by rank."""
        opening = () if self.opening is None else (self.opening,)
        return (*opening, *(theme.hit for theme in self.themes))

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "opening": self.opening.to_dict() if self.opening else None,
            "themes": [theme.to_dict() for theme in self.themes],
        }


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that can stand for a theme."""

    turn: Turn
    span: Span
    folded: str
    length: int

    @property
    def text(self) -> str:
        return self.turn.text[self.span.start : self.span.end]


def make_overview(
    talk: Talk,
    vectors: WordVectors,
    *,
    speakers: Collection[str] | None = None,
    first_rank: int = 1,
    most: int = _MAX_THEMES,
) -> Overview:
    """An overview of a talk, of at most 10 themes.

    Args:
        vectors: compare sentences.
        speakers: only their words; None for everybody's.
        first_rank: the rank of the first sentence.
        most: themes, 1 or more.
    """
    reference = TranscriptReference.to(talk.transcript)
    sentences = _evenly(list(_sentences(talk, speakers)), _MAX_SENTENCES)
    if not sentences:
        return Overview(reference, None, ())
    embeddings = vectors.of([sentence.text for sentence in sentences])
    opening = _opening(talk, sentences, embeddings)
    if opening is not None and sentences[opening].turn.number <= _n_opening(talk):
        n_before = sum(s.turn.number < sentences[opening].turn.number for s in sentences)
        sentences, embeddings = sentences[n_before:], embeddings[n_before:]
        opening -= n_before  # what is said before the talk begins is no theme
    n_themes = max(1, min(most, round(len(talk.transcript.turns) / _TURNS_OF_A_THEME)))
    runs = _runs(talk, sentences, embeddings, n_themes)
    chosen = _telling(sentences, embeddings, runs, opening)
    rank = first_rank
    opening_hit = None
    if opening is not None:
        span = _with_what_follows(sentences, opening)
        opening_hit = talk.quote(span, rank=rank, with_question=False)
        rank += 1
    themes: list[Theme] = []
    for run, best in zip(runs, chosen, strict=True):
        if best is None:
            continue
        hit = talk.quote(sentences[best].span, rank=rank + len(themes))
        first, last = sentences[run[0]], sentences[run[-1]].turn.number
        start_s = first.turn.time_at(first.span.start)
        themes.append(Theme(first.turn.number, last, hit, start_s))
    return Overview(reference, opening_hit, tuple(themes))


def _sentences(talk: Talk, speakers: Collection[str] | None) -> Iterator[_Sentence]:
    """The sentences that say something: no questions, courtesies or “Yeah.”."""
    for turn in talk.transcript.turns:
        if is_backchannel(turn) or (speakers is not None and turn.speaker not in speakers):
            continue
        for start, end in sentence_pieces(turn.text, turn.breaks):
            text = turn.text[start:end]
            length = text_length(text)
            folded = fold(text)
            is_question = asks(text) and not OPENS_A_TALK.matches(folded)
            if length >= _MIN_LENGTH and not is_question and not COURTESY.matches(folded):
                yield _Sentence(turn, Span(turn.number, start, end), folded, length)


def _evenly(sentences: Sequence[_Sentence], most: int) -> list[_Sentence]:
    """At most `most` of the sentences, from all over the talk."""
    step = len(sentences) / most
    if step <= 1:
        return list(sentences)
    return [sentences[int(n * step)] for n in range(most)]


def _opening(
    talk: Talk, sentences: Sequence[_Sentence], embeddings: npt.NDArray[np.floating]
) -> int | None:
    """The sentence of the first turns that says what the talk is about; else one of the last that
    sums it up."""
    last = _CLOSING_SHARE * len(talk.transcript.turns)
    like_all = embeddings @ embeddings.mean(axis=0)
    for is_there, rule in (
        (lambda turn: turn.number <= _n_opening(talk), OPENS_A_TALK),
        (lambda turn: turn.number > last, RECAPS),
    ):
        places = [n for n, s in enumerate(sentences) if is_there(s.turn) and rule.matches(s.folded)]
        if places:
            return max(places, key=lambda n: like_all[n])
    return None


def _n_opening(talk: Talk) -> int:
    """The number of turns at whose start a talk says what it is about."""
    return max(_OPENING_TURNS, int(_OPENING_SHARE * len(talk.transcript.turns)))


def _with_what_follows(sentences: Sequence[_Sentence], n: int) -> Span:
    """A sentence with those that follow it in its turn, as long as they are short together."""
    first = sentences[n]
    end = first.span.end
    for following in sentences[n + 1 :]:
        is_next = following.turn == first.turn and following.span.start - end <= 1
        if (
            not is_next
            or text_length(first.turn.text[first.span.start : following.span.end]) > _MAX_OPENING
        ):
            break
        end = following.span.end
    return Span(first.turn.number, first.span.start, end)


def _runs(
    talk: Talk,
    sentences: Sequence[_Sentence],
    embeddings: npt.NDArray[np.floating],
    n_themes: int,
) -> list[range]:
    """The sentences of each theme. A theme begins with a turn, and with a question if all are
    asked and answered."""
    blocks = _blocks(talk, sentences)
    weights = [sum(sentences[n].length for n in block) for block in blocks]
    means = np.stack(
        [
            np.average(
                embeddings[block.start : block.stop],
                axis=0,
                weights=[sentences[n].length for n in block],
            )
            for block in blocks
        ]
    )
    runs = cut_by_subject(means, weights, n_themes)
    return [range(blocks[run[0]].start, blocks[run[-1]].stop) for run in runs]


def _blocks(talk: Talk, sentences: Sequence[_Sentence]) -> list[range]:
    """Runs of sentences that are not cut: those of a turn or, of a question, of all its turns; of
    a long talk, of several."""
    begins = {exchange.turns[0] for exchange in talk.exchanges if exchange.turns}
    least = sum(sentence.length for sentence in sentences) / _MAX_BLOCKS
    starts, length, current = [0], 0, sentences[0].turn.number
    for n, sentence in enumerate(sentences):
        is_new = any(number in begins for number in range(current + 1, sentence.turn.number + 1))
        if is_new and length >= least:
            starts.append(n)
            length = 0
        current = sentence.turn.number
        length += sentence.length
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(sentences)], strict=True)]


def _telling(
    sentences: Sequence[_Sentence],
    embeddings: npt.NDArray[np.floating],
    runs: Sequence[range],
    opening: int | None,
) -> list[int | None]:
    """Of each run the sentence that says most of it: like all of it, of good length, clear without
    what stands before it, and unlike those of the other runs."""
    chosen: list[int | None] = []
    shown = [] if opening is None else [opening]
    taken = set(shown)
    if opening is not None:  # what follows it stands in the answer, too
        end = _with_what_follows(sentences, opening).end
        turn = sentences[opening].turn
        taken |= {n for n, s in enumerate(sentences) if s.turn == turn and s.span.end <= end}
    for run in runs:
        mean = embeddings[run.start : run.stop].mean(axis=0)
        mean = mean / (np.linalg.norm(mean) or 1.0)
        like_run = embeddings[run.start : run.stop] @ mean
        seen = (
            embeddings[run.start : run.stop] @ embeddings[shown].T
            if shown
            else np.zeros((len(run), 1))
        )
        scores = like_run - 0.3 * seen.max(axis=1)
        for place, n in enumerate(run):
            scores[place] += 0.1 * min(1.0, sentences[n].length / _GOOD_LENGTH)
            scores[place] -= 0.1 * REFERS_BACK.matches(sentences[n].folded)
            scores[place] -= 0.1 * STUMBLES.matches(sentences[n].folded)
        best = next((run[int(p)] for p in np.argsort(-scores) if run[int(p)] not in taken), None)
        chosen.append(best)
        if best is not None:
            shown.append(best)
            taken.add(best)
    return chosen
