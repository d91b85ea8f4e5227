"""Where the page shows transcripts and passages."""

from __future__ import annotations

from urllib.parse import quote

from ..rag import Hit, Mention


def place_address(hit: Hit) -> str:
    """The address of a hit's quote in its transcript, relative to the page."""
    end = hit.quote_start + len(hit.quote)
    return turn_address(hit.transcript.id, hit.turn, hit.quote_start, end)


def mention_address(mention: Mention) -> str:
    """The address of a mention in its transcript, relative to the page."""
    return turn_address(mention.transcript.id, mention.turn, mention.start, mention.end)


def turn_address(id: str, turn: int, start: int = 0, end: int = 0) -> str:
    """The address of a turn in its transcript, relative to the page; text[start:end] is marked."""
    marked = f"&start={start}&end={end}" if end else ""
    return f"{transcript_address(id)}?turn={turn}{marked}#turn-{turn}"


def transcript_address(id: str) -> str:
    """The address of a transcript, relative to the page."""
    return f"transcripts/{quote(id, safe='')}"
