"""Citations as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ....rag import Citation, Hit, ReplyLanguage
from ...labels import label
from ..render import render


def citation_cards(citations: Sequence[Citation], language: ReplyLanguage) -> str:
    """One card a citation: who, which question, the quote marked inside the whole turn, where."""
    cards = [(citation.n, citation.hit) for citation in citations]
    return render("cards.html", language=language, heading=None, cards=cards)


def related_cards(hits: Sequence[Hit], language: ReplyLanguage) -> str:
    """The hits nearest to a question that was refused, under a line that says so."""
    heading = label("related", language)
    cards = [(None, hit) for hit in hits]
    return render("cards.html", language=language, heading=heading, cards=cards)
