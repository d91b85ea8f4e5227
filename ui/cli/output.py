"""Hits and answers as text for a terminal."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ...index.text.printable import printable_path
from ...rag import (
    AddReport,
    AliasSuggestion,
    Answer,
    Feedback,
    Hit,
    Lookup,
    Mention,
    Note,
    Outline,
    OutlineEntry,
    Overview,
    Speaker,
    Timeline,
    Transcript,
    TranscriptInfo,
    Turn,
    clock,
    reply_language,
    shorten,
)
from ...rag.doctor import Check
from ..labels import label
from .options import with_library

_INDENT = "   "
_LISTS = ("list", "overview", "tasks", "decisions", "open_questions")  # many places, a line each
_AROUND_A_TERM = 150  # characters of its sentence shown before and behind


def print_answer(answer: Answer, out: Console) -> None:
    """The answer, then the place of each quote, the question it answers, and its link."""
    if answer.understood_as != answer.question.strip():
        out.print(plain(f"({answer.understood_as})", "dim"))
    out.print(plain(answer.text if answer.answered else with_library(answer.text)))
    if answer.steps:
        steps = label("looked_up", reply_language(answer.question), steps="; ".join(answer.steps))
        out.print(plain(steps, "dim"))
    if answer.model:
        worded_by = label("worded_by", reply_language(answer.question), model=answer.model)
        out.print(plain(worded_by, "dim"))
    is_list = answer.form in _LISTS
    if is_list and answer.citations:
        out.print()
    for citation in answer.citations:
        if not is_list:
            out.print()
        hit = citation.hit
        place = f"{hit.place} · {hit.address}" if is_list else hit.place
        out.print(plain(f"[{citation.n}] {place}", "dim"))
        _print_also_in(hit, out)
        if not is_list:
            _print_question(hit, out)
            out.print(plain(_INDENT + hit.address, "dim"))
        _print_link(hit, out)


def print_hits(hits: Sequence[Hit], out: Console) -> None:
    """Each hit as who, where, the question and the quote."""
    if not hits:
        out.print("Nothing found.")
    for hit in hits:
        _print_hit(f"{hit.rank}. {hit.speaker}", hit, out)


def _print_hit(heading: str, hit: Hit, out: Console) -> None:
    out.print(plain(heading, "bold"), plain(hit.place, "dim"))
    _print_also_in(hit, out)
    _print_question(hit, out)
    out.print(plain(f"{_INDENT}“{hit.quote}”"))
    out.print(plain(_INDENT + hit.address, "dim"))


def print_lookup(lookup: Lookup, out: Console) -> None:
    """How often each speaker says the term, then every sentence with the term, by transcript."""
    if not lookup.mentions:
        out.print(plain(f"Nobody says “{lookup.term}”."))
        return
    table = Table("speaker", box=None, header_style="bold")
    table.add_column("mentions", justify="right", no_wrap=True)
    for count in lookup.counts:
        where = f" ({count.transcript.title})" if count.transcript else ""
        table.add_row(plain(count.speaker + where), str(count.n_mentions))
    out.print(table, soft_wrap=False)
    for transcript, mentions in groupby(lookup.mentions, lambda mention: mention.transcript):
        out.print()
        title = " · ".join(part for part in (transcript.title, transcript.date) if part)
        out.print(plain(title, "bold"), soft_wrap=False)
        for _, of_turn in groupby(mentions, lambda mention: (mention.turn, mention.start_s)):
            sentences = [
                list(same) for _, same in groupby(of_turn, lambda mention: mention.quote_start)
            ]
            first = sentences[0][0]
            time = None if first.start_s is None else clock(first.start_s)
            parts = (f"turn {first.turn}", time, first.speaker, first.address)
            where = " · ".join(part for part in parts if part)
            out.print(plain(where, "dim"), soft_wrap=False)
            for sentence in sentences:
                _print_sentence(sentence, out)


def print_timeline(timeline: Timeline, out: Console) -> None:
    """Each entry as date and speaker, its place, the question, the quote and the link."""
    if not timeline.entries:
        out.print(plain(f"Nobody speaks about “{timeline.subject}”."))
    for hit in timeline.entries:
        _print_hit(f"{hit.transcript.date or 'no date'}  {hit.speaker}", hit, out)
        _print_link(hit, out)


def _print_sentence(mentions: Sequence[Mention], out: Console) -> None:
    """The sentence that holds these mentions, each marked; a very long one is cut around them."""
    first, last = mentions[0], mentions[-1]
    origin, quote = first.quote_start, first.quote
    shown = max(0, first.start - origin - _AROUND_A_TERM)
    end = min(len(quote), last.end - origin + _AROUND_A_TERM)
    sentence = plain("…" if shown else "")
    for mention in mentions:
        sentence.append_text(plain(_flat(quote[shown : mention.start - origin])))
        sentence.append_text(plain(_flat(mention.spoken), "bold yellow"))
        shown = mention.end - origin
    sentence.append_text(plain(_flat(quote[shown:end]) + ("…" if end < len(quote) else "")))
    _print_indented(sentence, out)


def _print_indented(text: Text, out: Console) -> None:
    for line in text.wrap(out, out.width - len(_INDENT)):
        line.rstrip()
        out.print(Text(_INDENT), line, sep="")


def print_transcripts(infos: Sequence[TranscriptInfo], out: Console) -> None:
    """A table of transcripts."""
    if not infos:
        out.print(plain(with_library("The library is empty. Add a transcript: turnwise add FILE")))
        return
    table = Table("id", "title", "date", "turns", "speakers", box=None, header_style="bold")
    for info in infos:
        speakers = ", ".join(info.speakers[:6]) + (" …" if len(info.speakers) > 6 else "")
        cells = (info.id[:8], info.title, info.date or "", str(info.n_turns), speakers)
        table.add_row(*(plain(cell) for cell in cells))
    out.print(table)


def print_speakers(speakers: Sequence[Speaker], out: Console) -> None:
    """A table of speakers; placeholders wait for a name."""
    if not speakers:
        out.print(plain(with_library("Nobody yet. Add a transcript: turnwise add FILE")))
        return
    table = Table("name", "aliases", "turns", "transcripts", "", box=None, header_style="bold")
    for speaker in speakers:
        titles = [f"{t.title} ({t.id[:8]})" for t in speaker.transcripts]
        shown = titles[0] if len(titles) == 1 else f"{len(titles)} transcripts"
        mark = "placeholder" if speaker.is_placeholder else ""
        cells = (speaker.name, ", ".join(speaker.aliases), str(speaker.n_turns), shown, mark)
        table.add_row(*(plain(cell) for cell in cells))
    out.print(table)
    if any(speaker.is_placeholder for speaker in speakers):
        advice = 'name a placeholder: turnwise speakers rename "Speaker 1" NAME --transcript ID'
        out.print(plain(with_library(advice), "dim"))


def print_feedback(records: Sequence[Feedback], out: Console) -> None:
    """Each verdict with its question and day, how the answer begins, and the comment."""
    if not records:
        advice = 'No feedback yet. Give some: turnwise feedback give "QUESTION" helpful'
        out.print(plain(with_library(advice)))
    for record in records:
        color = "green" if record.verdict == "helpful" else "red"
        day = record.given_at[:10]
        out.print(plain(record.verdict, color), plain(record.understood_as, "bold"), plain(day))
        out.print(plain(_INDENT + shorten(record.text)))
        if record.comment:
            out.print(plain(_INDENT + record.comment, "italic"))


_REASONS = {
    "pinyin": "spelled alike",
    "honorific": "addressed so",
    "part": "part of the name",
    "variant": "written alike",
}


def print_suggestions(
    suggestions: Sequence[AliasSuggestion], out: Console, *, most: int | None = None
) -> None:
    """A line for each: the name, the alias, why and where, and the command that confirms it."""
    for pair in suggestions[:most]:
        place = f"turn {pair.turn}" if pair.where == "speech" else pair.where
        why = f"{_REASONS[pair.reason]}; {place} of “{shorten(pair.transcript.title, 40)}”"
        names = f"{_argument(pair.name)} {_argument(pair.alias)}"
        command = f"{with_library('turnwise speakers alias')} {names}"
        line = f"{pair.name} may also be {pair.alias} ({why}): {command}"
        out.print(plain(line), soft_wrap=True)
    if most is not None and len(suggestions) > most:
        rest = f"{len(suggestions) - most} more names: {with_library('turnwise speakers suggest')}"
        out.print(plain(rest), soft_wrap=True)


def _argument(name: str) -> str:
    """A name as an argument in a shell."""
    return name if re.fullmatch(r"[\w.-]+", name) else shlex.quote(name)


def print_report(report: AddReport, *, with_notes: bool, out: Console) -> None:
    """What was added, what was there already, what could not be read."""
    table = Table(box=None, header_style="bold")
    for name in ("", "file", "format", "speakers", "turns", "times", "notes"):
        table.add_column(name, overflow="fold", no_wrap=name not in ("file", "format"))
    rows = [
        *(("added", transcript) for transcript in report.added),
        *(("updated", transcript) for transcript in report.updated),
        *(("unchanged", transcript) for transcript in report.unchanged),
    ]
    for state, transcript in rows:
        cells = (
            state,
            transcript.source or transcript.title,
            transcript.format or "",
            str(len(transcript.speakers)),
            str(len(transcript.turns)),
            _times(transcript),
            str(len(transcript.notes)),
        )
        table.add_row(*(plain(cell) for cell in cells))
    if rows:
        out.print(table)
    if sum(len(transcript.notes) for _, transcript in rows) and not with_notes:
        out.print(plain("notes are lines that belong to no speaker; --notes shows them", "dim"))
    for _, transcript in rows:
        if n := transcript.n_words_not_read:
            words = f"{n:,} words were" if n > 1 else "1 word was"
            name = transcript.source or transcript.title
            out.print(plain(f"{name}: {words} not read; --notes shows them", "yellow"))
    for _, transcript in rows if with_notes else ():
        for note in transcript.notes:
            out.print(plain(f"  {transcript.source or transcript.title}{_note(note)}", "dim"))
    for path in report.skipped:
        why = "a recording, a picture, source code or another file without a talk"
        out.print(plain(f"skipped: {printable_path(path)} ({why})"))
    for error in report.failed:
        out.print(plain(f"failed: {error}", "red"))


def _times(transcript: Transcript) -> str:
    """Whether its turns have times: “yes”, “no” or “some”."""
    timed = sum(turn.start_s is not None for turn in transcript.turns)
    return "yes" if timed == len(transcript.turns) else "some" if timed else "no"


def print_checks(checks: Sequence[Check], out: Console) -> None:
    """One line a check."""
    for check in checks:
        mark = ("ok  ", "green") if check.ok else ("FAIL", "red")
        out.print(plain(*mark), plain(f"{check.name}: {with_library(check.detail)}"))


def print_transcript(transcript: Transcript, turns: Sequence[Turn], out: Console) -> None:
    """Title, date, and turns with their numbers."""
    out.print(plain(transcript.title, "bold"), plain(transcript.date or "", "dim"))
    for turn in turns:
        time = "" if turn.start_s is None else f" {clock(turn.start_s)}"
        out.print()
        out.print(plain(f"{turn.number}{time} {turn.speaker}:", "bold"))
        out.print(plain(turn.text))


def print_outline(outline: Outline, out: Console) -> None:
    """Each question with its turn and time, and under it how the answer begins."""
    title = " · ".join(part for part in (outline.transcript.title, outline.transcript.date) if part)
    out.print(plain(title, "bold"), soft_wrap=False)
    for entry in outline.entries:
        out.print()
        _print_outline_entry(entry, out)
    if outline.n_left_out:
        out.print()
        rest = label("left_out", "en", count=outline.n_left_out)
        out.print(plain(rest, "dim"), soft_wrap=False)


def _print_outline_entry(entry: OutlineEntry, out: Console) -> None:
    time = None if entry.start_s is None else clock(entry.start_s)
    place = " · ".join(part for part in (f"turn {entry.turn}", time) if part)
    out.print(plain(place, "dim"), soft_wrap=False)
    if entry.question and entry.asked:
        _print_indented(plain(f"{entry.question.speaker}: {shorten(entry.asked)}", "bold"), out)
    if entry.speaker and entry.answer:
        _print_indented(plain(f"{entry.speaker}: {shorten(entry.answer)}"), out)
    else:
        _print_indented(plain(label("no_answer", "en"), "dim"), out)


def print_overview(overview: Overview, out: Console) -> None:
    """A sentence that says what the talk is about, then each theme with its turns and time."""
    reference = overview.transcript
    title = " · ".join(part for part in (reference.title, reference.date) if part)
    out.print(plain(title, "bold"), soft_wrap=False)
    if overview.opening:
        out.print()
        _print_said(overview.opening, out)
    for theme in overview.themes:
        out.print()
        turns = f"turn {theme.first_turn}"
        if theme.last_turn > theme.first_turn:
            turns = f"turns {theme.first_turn}–{theme.last_turn}"
        out.print(plain(turns, "dim"), soft_wrap=False)
        _print_said(theme.hit, out)


def _print_said(hit: Hit, out: Console) -> None:
    """The question it answers, who says it, where, and the words."""
    if hit.question:
        question = f"{hit.question.speaker}: {shorten(hit.question.text)}"
        _print_indented(plain(question, "dim"), out)
    time = "" if hit.start_s is None else f" · {clock(hit.start_s)}"
    _print_indented(plain(f"{hit.speaker}: “{hit.quote}” (turn {hit.turn}{time})"), out)


def _note(note: Note) -> str:
    return f", line {note.line}: {shorten(note.text)}"


def _print_question(hit: Hit, out: Console) -> None:
    if hit.question:
        asked = f"{hit.question.speaker}: {shorten(hit.question.text)}"
        out.print(plain(f"   {asked} (turn {hit.question.turn})", "italic"))


def _print_link(hit: Hit, out: Console) -> None:
    if hit.url:
        out.print(plain(f"{_INDENT}{hit.url}", "dim"))


def _print_also_in(hit: Hit, out: Console) -> None:
    if hit.also_in:
        titles = ", ".join(transcript.title for transcript in hit.also_in)
        out.print(plain(f"{_INDENT}{label('also_in', 'en')}{titles}", "dim"))


def _flat(text: str) -> str:
    """Without line breaks."""
    return re.sub(r"\s", " ", text)


def plain(text: str, style: str = "") -> Text:
    """Text in which nothing is markup and no control character reaches the terminal."""
    safe = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
    return Text(safe, style=style)
