"""Citations and transcripts as HTML. Whatever was said is escaped: it is data, never markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ...index.store.records import TranscriptInfo
from ...index.text.clock import clock
from ...index.text.language import ReplyLanguage
from ...index.transcript import Transcript, Turn
from ...rag import Citation, Hit, Outline, OutlineEntry
from ...rag.answers.messages import shorten
from ...rag.deep_link import is_web_address
from ..labels import label

TRANSCRIPT_FRAME = "transcript"  # name of the frame in the page that shows transcripts


def citation_cards(citations: Sequence[Citation], language: ReplyLanguage) -> str:
    """One card a citation: who, which question, the quote marked inside the whole turn, where."""
    return "".join(_card(citation.hit, language, n=citation.n) for citation in citations)


def related_cards(hits: Sequence[Hit], language: ReplyLanguage) -> str:
    """The hits nearest to a question that was refused, under a line that says so."""
    heading = f'<p class="related">{escape(label("related", language))}</p>'
    return heading + "".join(_card(hit, language) for hit in hits)


def transcript_path(hit: Hit) -> str:
    """The address of a hit's place in its transcript, below the server's root."""
    end = hit.quote_start + len(hit.quote)
    return (
        f"/transcripts/{escape(hit.transcript.id)}"
        f"?turn={hit.turn}&start={hit.quote_start}&end={end}#turn-{hit.turn}"
    )


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
        turn: number of a turn in which text[start:end] is marked.
    """
    body = "".join(
        _turn(t, *((start, end) if t.number == turn else (0, 0))) for t in transcript.turns
    )
    title = escape(transcript.title)
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="stylesheet" href="/style.css"></head>'
        f'<body class="transcript"><h1>{title}</h1><p class="meta">{escape(_about(transcript))}</p>'
        f"{_outline(outline, language)}{body}</body></html>"
    )


def contents_page(infos: Sequence[TranscriptInfo], text: str) -> str:
    """What the frame shows before a citation is opened: a line of text and all transcripts."""
    items = "".join(
        f'<li><a href="/transcripts/{escape(info.id)}">{escape(info.title)}</a> '
        f'<span class="meta">{escape(_date_and_format(info))}</span></li>'
        for info in infos
    )
    return (
        '<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/style.css">'
        f'</head><body class="transcript"><p class="meta">{escape(text)}</p><ul>{items}</ul>'
        "</body></html>"
    )


def _card(hit: Hit, language: ReplyLanguage, *, n: int | None = None) -> str:
    number = "" if n is None else f'<span class="number">{n}</span> '
    name = "" if n is None else f' id="citation-{n}"'
    question = ""
    if hit.question:
        asked = label("asked", language, asker=hit.question.speaker)
        question = f'<p class="question"><b>{escape(asked)}</b> {escape(hit.question.text)}</p>'
    return (
        f'<article class="citation"{name}>'
        f"<header>{number}<b>{escape(hit.speaker)}</b></header>"
        f"{question}"
        f'<p class="turn-text">{_marked(hit.text, hit.quote_start, len(hit.quote))}</p>'
        f"<footer>{_place(hit, language)}</footer></article>"
    )


def _place(hit: Hit, language: ReplyLanguage) -> str:
    time = "" if hit.start_s is None else f" · {clock(hit.start_s)}"
    link = (
        f'<a class="open-transcript" href="{escape(transcript_path(hit))}" '
        f'target="{TRANSCRIPT_FRAME}">{escape(label("open", language, turn=hit.turn))}</a>'
    )
    parts = [escape(hit.transcript.title), escape(hit.transcript.date or ""), f"{link}{time}"]
    if hit.url and is_web_address(hit.url):
        recording = escape(label("recording", language))
        parts.append(
            f'<a href="{escape(hit.url)}" target="_blank" rel="noopener noreferrer">{recording}</a>'
        )
    if hit.also_in:
        parts.append(escape(label("also_in", language)) + _also_in(hit))
    return " · ".join(part for part in parts if part)


def _also_in(hit: Hit) -> str:
    return ", ".join(
        f'<a href="/transcripts/{escape(transcript.id)}" target="{TRANSCRIPT_FRAME}">'
        f"{escape(transcript.title)}</a>"
        for transcript in hit.also_in
    )


def _outline(outline: Outline, language: ReplyLanguage) -> str:
    """A list that folds out, whose entries lead to the turns below."""
    heading = escape(label("outline", language, count=len(outline.entries)))
    items = "".join(f"<li>{_outline_entry(entry, language)}</li>" for entry in outline.entries)
    rest = ""
    if outline.n_left_out:
        rest = escape(label("left_out", language, count=outline.n_left_out))
        rest = f'<p class="meta">{rest}</p>'
    return f'<details class="outline"><summary>{heading}</summary><ul>{items}</ul>{rest}</details>'


def _outline_entry(entry: OutlineEntry, language: ReplyLanguage) -> str:
    time = "" if entry.start_s is None else f' <span class="meta">{clock(entry.start_s)}</span>'
    lines: list[str] = []
    if entry.question and entry.asked:
        lines.append(_place_in_page(entry.question.turn, entry.question.speaker, entry.asked))
    if entry.answer_turn and entry.speaker and entry.answer:
        lines.append(_place_in_page(entry.answer_turn, entry.speaker, entry.answer))
    else:
        lines.append(f'<span class="meta">{escape(label("no_answer", language))}</span>')
    return f"{lines[0]}{time}" + "".join(f"<br>{line}" for line in lines[1:])


def _place_in_page(turn: int, speaker: str, sentence: str) -> str:
    text = escape(shorten(sentence))
    return f'<b>{escape(speaker)}</b> <a href="#turn-{turn}">{text}</a>'


def _turn(turn: Turn, start: int, end: int) -> str:
    time = "" if turn.start_s is None else f" · {clock(turn.start_s)}"
    return (
        f'<article id="turn-{turn.number}"><header><b>{escape(turn.speaker)}</b> '
        f'<span class="meta">{turn.number}{time}</span></header>'
        f'<p class="turn-text">{_marked(turn.text, start, end - start)}</p></article>'
    )


def _marked(text: str, start: int, length: int) -> str:
    if length <= 0 or not 0 <= start < len(text):
        return escape(text)
    end = start + length
    quote = f"<mark>{escape(text[start:end])}</mark>"
    return escape(text[:start]) + quote + escape(text[end:])


def _about(transcript: Transcript) -> str:
    return " · ".join(part for part in (transcript.date, ", ".join(transcript.speakers)) if part)


def _date_and_format(info: TranscriptInfo) -> str:
    return " · ".join(part for part in (info.date, info.format) if part)
