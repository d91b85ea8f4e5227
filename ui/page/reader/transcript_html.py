"""Citations and transcripts as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ....rag import Citation, Hit, Outline, ReplyLanguage, Transcript, TranscriptInfo
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


def transcript_page(
    transcript: Transcript,
    outline: Outline,
    language: ReplyLanguage,
    *,
    turn: int | None = None,
    start: int = 0,
    end: int = 0,
) -> str:
    """A whole transcript as a page: its outline, then each turn under its anchor `#turn-N`.

    Args:
        turn: the number of a turn in which text[start:end] is marked.
    """
    return render(
        "transcript.html",
        transcript=transcript,
        outline=outline,
        language=language,
        turn=turn,
        start=start,
        end=end,
    )


def contents_page(infos: Sequence[TranscriptInfo], text: str) -> str:
    """What the frame shows before a citation is opened: a line of text and all transcripts."""
    return render("contents.html", infos=infos, text=text, title=None)
