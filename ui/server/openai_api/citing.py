"""The numbers in an answer's text → annotations with character ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import Request

from ....rag import Answer, Hit, is_web_address
from ...page_addresses import place_address
from .results import UrlCitation

_MARK = re.compile(r"\[(\d{1,4})\]")


class Links:
    """Where the passages of an answer can be heard or read."""

    def __init__(self, request: Request, *, with_page: bool):
        """
        Args:
            with_page: whether the page shows transcripts; else the links lead to the API.
        """
        prefix = request.scope.get("root_path", "")
        self._base = f"{request.url.scheme}://{request.url.netloc}{prefix}"
        self._with_page = with_page

    def to(self, hit: Hit) -> str:
        """The address of a hit on this server."""
        if self._with_page:
            return f"{self._base}/{place_address(hit)}"
        end = hit.quote_start + len(hit.quote)
        place = f"{hit.transcript.id}/{hit.turn}?char={hit.quote_start},{end}"
        return f"{self._base}/v1/passages/{place}"


def url_citations(answer: Answer, links: Links) -> list[UrlCitation]:
    """An annotation for each mark such as [1] in the text, in the order of the text.

    Citations have different addresses: clients merge those that have the same. So a second place
    in a recording without times is linked to on this server.
    """
    hits = {citation.n: citation.hit for citation in answer.citations}
    addresses: dict[int, str] = {}
    for n, hit in hits.items():
        heard = hit.url if hit.url and is_web_address(hit.url) else None
        addresses[n] = heard if heard and heard not in addresses.values() else links.to(hit)
    return [
        UrlCitation(start_index=start, end_index=end, title=_title(hits[n]), url=addresses[n])
        for n, start, end in _marks(answer)
    ]


def _marks(answer: Answer) -> Iterator[tuple[int, int, int]]:
    """(number, start, end) of each mark; one inside a quote was spoken, and is none."""
    numbers = {citation.n for citation in answer.citations}
    spoken = [
        range(match.start(), match.end())
        for quote in {citation.quote for citation in answer.citations if citation.quote}
        for match in re.finditer(re.escape(quote), answer.text)
    ]
    for match in _MARK.finditer(answer.text):
        n, start = int(match[1]), match.start()
        if n in numbers and not any(start in quote for quote in spoken):
            yield n, start, match.end()


def _title(hit: Hit) -> str:
    return f"{hit.speaker}: {hit.place}"
