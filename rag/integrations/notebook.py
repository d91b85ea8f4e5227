"""Hits and answers as HTML for notebooks. Every value is escaped: transcripts are data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Protocol

from ...index.text.deep_link import is_web_address

_STYLE = "margin:0.4em 0;padding:0.1em 0.8em;border-left:3px solid #8888;max-width:60em"
_SMALL = "opacity:0.7;font-size:0.9em"


class _Question(Protocol):
    """The question that a hit answers."""

    @property
    def speaker(self) -> str: ...
    @property
    def text(self) -> str: ...


class _Hit(Protocol):
    """What is shown of a hit."""

    @property
    def speaker(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def question(self) -> _Question | None: ...


class _Citation(Protocol):
    """A hit under its number."""

    @property
    def n(self) -> int: ...
    @property
    def hit(self) -> _Hit: ...


def hit_html(hit: _Hit, number: int) -> str:
    """The question, the speaker's words, and the place, which links to the recording."""
    asked = ""
    if hit.question:
        question = f"{hit.question.speaker}: {hit.question.text}"
        asked = f'<div dir="auto" style="{_SMALL}">{escape(question)}</div>'
    place = escape(hit.place)
    if hit.url and is_web_address(hit.url):
        place = f'<a href="{escape(hit.url)}" rel="noopener noreferrer">{place}</a>'
    return (
        f'<div style="{_STYLE}">{asked}'
        f'<div dir="auto"><b>[{number}] {escape(hit.speaker)}</b>: “{escape(hit.quote)}”</div>'
        f'<div style="{_SMALL}">{place} · <code>{escape(hit.address)}</code></div></div>'
    )


def hits_html(hits: Iterable[_Hit]) -> str:
    """The hits in order, numbered from 1."""
    return "".join(hit_html(hit, number) for number, hit in enumerate(hits, start=1)) or "no hits"


def answer_html(text: str, citations: Sequence[_Citation]) -> str:
    """The text, then each citation under its number."""
    shown = f'<p dir="auto" style="white-space:pre-line">{escape(text)}</p>'
    return shown + "".join(hit_html(citation.hit, citation.n) for citation in citations)
