"""The address of a passage: `turnwise:TRANSCRIPT/TURN`, perhaps with `#char=START,END`.

It stays the same as long as the transcript does: an id is made from the words and the file's own
labels as they were added, so neither another speaker's name, nor a corrected turn, nor a rebuilt
index changes it. A split or a join gives later turns other numbers. The fragment is that of
RFC 5147 (URI fragment identifiers for text/plain): character positions in the turn's text, from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...index.errors import UsageError, check_text

SCHEME = "turnwise:"
_ADDRESS = re.compile(
    rf"(?:{SCHEME})?(?P<transcript>[^/#\s]+)/(?P<turn>[1-9]\d{{0,8}})"
    r"(?:#char=(?P<start>\d{1,9}),(?P<end>\d{1,9}))?"
)


@dataclass(frozen=True, slots=True)
class PassageAddress:
    """A turn of a transcript, or characters [start, end) of its text."""

    transcript: str  # id
    turn: int  # from 1
    start: int | None = None  # None: the whole turn
    end: int | None = None

    def __str__(self) -> str:
        place = f"{SCHEME}{self.transcript}/{self.turn}"
        return place if self.start is None else f"{place}#char={self.start},{self.end}"


def parse_address(text: str) -> PassageAddress:
    """Read an address; `turnwise:` may be left out.

    Raises: UsageError if it is none.
    """
    check_text(text, "the address")
    match = _ADDRESS.fullmatch(text.strip())
    if match and match["start"] is None:
        return PassageAddress(match["transcript"], int(match["turn"]))
    if match and int(match["start"]) < int(match["end"]):
        place = int(match["start"]), int(match["end"])
        return PassageAddress(match["transcript"], int(match["turn"]), *place)
    raise UsageError(
        f"“{text}” is no address of a passage; give one like {SCHEME}0123456789abcdef/27 or "
        f"{SCHEME}0123456789abcdef/27#char=10,58"
    )
