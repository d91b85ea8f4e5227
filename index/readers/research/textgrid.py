"""TextGrid, Praat's format, in its long and its short form.

Praat reads only the quoted texts, the numbers and the flags in it, in order; so does this reader,
and both forms are the same to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import TranscriptError
from ..utterances import Contents
from .tiers import Label, Tier, read_tiers

_TEXTGRID = re.compile(
    r'\A\ufeff?\s*File type = "ooTextFile(?: short)?"\s+(?:Object class = )?"TextGrid"'
)
_PRAAT = re.compile(
    r'\A\ufeff?\s*(?:File type = "ooTextFile|"Praat chronological TextGrid text file")'
)
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*+)"|(?<!\S)(?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?!\S)'
)
_POINTS = "TextTier"


def is_textgrid(text: str) -> bool:
    """Whether the text is a file of Praat; `read_textgrid` refuses those of other kinds."""
    return _PRAAT.match(text) is not None


def read_textgrid(text: str) -> Contents:
    """Read the tiers of a TextGrid; a tier is a speaker, its words or sounds, or a remark.

    Raises: TranscriptError if it ends too early, or no tier holds speech.
    """
    if not _TEXTGRID.match(text):
        raise TranscriptError(
            "this file of Praat is no TextGrid in the usual form; open it in Praat and save the "
            "TextGrid alone, as a text file"
        )
    tokens = _TOKEN.finditer(text)
    try:
        header = [next(tokens) for _ in range(5)]  # two texts, the start, the end, the number
        return read_tiers(list(_tiers(text, tokens, int(header[4]["number"]))), "TextGrid")
    except (StopIteration, RuntimeError, TypeError, ValueError) as error:
        raise TranscriptError(
            "this TextGrid is damaged or cut off; save it once more from Praat as a text file"
        ) from error


def _tiers(text: str, tokens: Iterator[re.Match[str]], n_tiers: int) -> Iterator[Tier]:
    line, offset = 1, 0
    for _ in range(n_tiers):
        kind, name = next(tokens), next(tokens)
        line += text.count("\n", offset, kind.start())
        offset = kind.start()
        for _ in ("start", "end"):  # of the tier
            next(tokens)
        is_points = kind["text"] == _POINTS
        labels: list[Label] = []
        for _ in range(int(next(tokens)["number"])):
            start_s = float(next(tokens)["number"])
            end_s = start_s if is_points else float(next(tokens)["number"])
            labels.append(Label(start_s, end_s, next(tokens)["text"].replace('""', '"')))
        yield Tier(name["text"], tuple(labels), line, is_about=is_points)
