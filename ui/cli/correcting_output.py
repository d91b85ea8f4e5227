"""What the commands that correct show on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from ...rag import (
    Change,
    Correction,
    Figures,
    LibraryFigures,
    OpenQuestion,
    SpeakerFigures,
    clock,
    shorten,
)
from .options import with_library
from .output import plain

_MAX_OPEN = 20


def print_correction(done: Correction, out: Console) -> None:
    """The corrected turns, and how the numbers of the others changed."""
    if done.change is None:
        out.print("nothing changed")
        return
    for turn in done.turns:
        out.print(plain(f"{turn.number} {turn.speaker}:", "bold"))
        out.print(plain(turn.text))
    if done.shift and done.turns:
        last = done.turns[-1].number
        if last < done.transcript.n_turns:
            now = f"turn {last + 1 - done.shift} is now turn {last + 1}, and so on"
            out.print(plain(now, "dim"))
    advice = f"change {done.change.id}; to take it back: turnwise undo {done.change.id}"
    out.print(plain(with_library(advice), "dim"))


def print_changes(changes: Sequence[Change], out: Console) -> None:
    """A table of changes, oldest first."""
    if not changes:
        out.print("nothing was corrected")
        return
    table = Table("", "when (UTC)", "who", "what", "", box=None, header_style="bold")
    for change in changes:
        mark = "undone" if change.is_undone else f"undoes {change.undoes}" if change.undoes else ""
        when = change.made_at[:16].replace("T", " ")
        cells = (str(change.id), when, change.made_by or "", _told(change), mark)
        table.add_row(*(plain(cell) for cell in cells))
    out.print(table)


def print_undone(change: Change, out: Console) -> None:
    """What was taken back."""
    out.print(plain(f"undone: change {change.undoes} ({_told(change)})"))
    out.print(plain(with_library(f"to do it again: turnwise undo {change.id}"), "dim"))


def _told(change: Change) -> str:
    """A change in a line: what was there → what is there."""
    before, after = change.before, change.after
    if change.kind == "names":
        pairs = zip(before["names"], after["names"], strict=True)
        return "; ".join(f"{was[1] or was[0]} → {now[1] or now[0]}" for was, now in pairs)
    if change.kind == "details":
        return "; ".join(f"{key}: {_value(before[key])} → {_value(after[key])}" for key in after)
    if change.kind == "remove":
        title = before.get("title") or after.get("title") or "?"
        return f"“{title}” {'brought back' if change.undoes else 'removed'}"
    return f"{_turns(before)} → {_turns(after)}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(value)
    return f"“{shorten(str(value), 40)}”" if value else "none"


def _turns(column: Mapping[str, Any]) -> str:
    """“5 Ann: We left.”, “5–6 …”."""
    turns, first = column["turns"], column["first"]
    numbers = f"{first}" if len(turns) == 1 else f"{first}–{first + len(turns) - 1}"
    said = " / ".join(f"{turn['speaker']}: {shorten(turn['text'], 40)}" for turn in turns[:2])
    return f"{numbers} {said}{' …' if len(turns) > 2 else ''}"


def print_figures(figures: Figures, out: Console) -> None:
    """The speakers of a transcript, and its open questions."""
    title = " · ".join(part for part in (figures.transcript.title, figures.transcript.date) if part)
    out.print(plain(title, "bold"))
    counts = [_count(figures.n_turns, "turn")]
    if figures.seconds is not None:
        counts.append(clock(figures.seconds))
    out.print(plain(", ".join([*counts, _count(figures.n_questions, "question")])))
    _print_speakers(figures.speakers, out)
    _print_open(figures.open_questions, out)


def print_library_figures(figures: LibraryFigures, out: Console) -> None:
    """The speakers of all transcripts, and the questions that stayed open."""
    counts = [_count(figures.n_transcripts, "transcript"), _count(figures.n_turns, "turn")]
    if figures.n_timed:
        counts.append(f"{clock(figures.seconds)} in {figures.n_timed} with times")
    out.print(plain(", ".join([*counts, _count(figures.n_questions, "question")])))
    _print_speakers(figures.speakers, out)
    _print_open(figures.open_questions, out)


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _print_speakers(speakers: Sequence[SpeakerFigures], out: Console) -> None:
    columns = ("speaker", "turns", "share", "time", "asks", "answers")
    table = Table(*columns, box=None, header_style="bold")
    for speaker in speakers:
        where = f" ({speaker.transcript.title})" if speaker.transcript else ""
        cells = (
            speaker.name + where,
            str(speaker.n_turns),
            f"{100 * speaker.share:.0f} %",
            "" if speaker.seconds is None else clock(speaker.seconds),
            str(speaker.n_asked),
            str(speaker.n_answered),
        )
        table.add_row(*(plain(cell) for cell in cells))
    out.print(table)


def _print_open(questions: Sequence[OpenQuestion], out: Console) -> None:
    if not questions:
        return
    out.print()
    out.print("questions that stayed open:")
    for question in questions[:_MAX_OPEN]:
        out.print(plain(f"  {question.speaker}: {shorten(question.asked)} ({question.address})"))
        if question.evasion:
            out.print(plain(f"    {question.evaded_by}: {shorten(question.evasion)}", "dim"))
    if len(questions) > _MAX_OPEN:
        out.print(plain(f"  and {len(questions) - _MAX_OPEN} more", "dim"))
