"""Where the page shows transcripts and passages."""

from __future__ import annotations

from urllib.parse import quote

from ..rag import Hit


def place_address(hit: Hit) -> str:
    """The address of a hit's quote in its transcript, relative to the page."""
    end = hit.quote_start + len(hit.quote)
    address = f"{transcript_address(hit.transcript.id)}?turn={hit.turn}"
    return f"{address}&start={hit.quote_start}&end={end}#turn-{hit.turn}"


def transcript_address(id: str) -> str:
    """The address of a transcript, relative to the page."""
    return f"transcripts/{quote(id, safe='')}"
