"""What a speaker says, by which a person tells who it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ...index.text.length import text_length
from ...index.transcript import Span, Turn
from ..answer import Hit
from .spoken_sentences import spoken_sentences
from .talk import Talk

_GOOD_LENGTH = 160  # as `text_length` counts; longer words tell no more


def speaker_examples(talks: Iterable[Talk], names: Collection[str], most: int) -> list[Hit]:
    """The most telling words of a speaker in each stretch of what they say, in order.

    Names are most often said at the beginning and the end of a talk, so these are stretches too.

    Args:
        most: of all talks together, 1 or more.
    """
    spoken = [
        (talk, turn) for talk in talks for turn in talk.transcript.turns if turn.speaker in names
    ]
    size = max(1.0, len(spoken) / most)
    chosen: dict[int, tuple[Talk, Turn]] = {}
    for position, (talk, turn) in enumerate(spoken):
        stretch = int(position / size)
        if stretch not in chosen or _worth(turn) > _worth(chosen[stretch][1]):
            chosen[stretch] = (talk, turn)
    return [
        talk.quote(_beginning(turn), rank=rank)
        for rank, (talk, turn) in enumerate(chosen.values(), start=1)
    ]


def _worth(turn: Turn) -> int:
    return min(_GOOD_LENGTH, text_length(turn.text))


def _beginning(turn: Turn) -> Span:
    """The first sentences of a turn, as many as tell something."""
    end = 0
    for end in _ends(turn):
        if text_length(turn.text[:end]) >= _GOOD_LENGTH / 2:
            break
    return Span(turn.number, 0, end or len(turn.text))


def _ends(turn: Turn) -> Iterator[int]:
    return (span.end for span in spoken_sentences(turn))
