"""SubStation Alpha (.ass, .ssa): subtitles as table rows with a column for the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...errors import TranscriptError
from ...transcript import Note
from ..utterances import Contents, Utterance, to_seconds
from .cues import Cue
from .repeats import without_repeats
from .speakers import spoken

_ROW = re.compile(r"(Format|Dialogue|Comment)\s*:\s*(.*)")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}")  # what follows draws a shape
_BREAK = re.compile(r"\\[Nn]")


def is_substation(text: str) -> bool:
    """Whether the text begins like SubStation Alpha."""
    return text.lstrip("\ufeff \r\n").startswith("[Script Info]")


def read_substation(text: str) -> Contents:
    """Read the dialogue in order of time; comments become notes.

    Lines without a name in their column may have one in their words.

    Raises: TranscriptError if there is no dialogue.
    """
    columns: list[str] = []
    cues: list[tuple[Cue, str]] = []  # with the speaker's name
    notes: list[Note] = []
    for number, line in enumerate(text.splitlines(), start=1):
        row = _ROW.match(line.strip())
        if row and row[1] == "Format":
            columns = [name.strip().lower() for name in row[2].split(",")]
        elif row and "text" in columns:
            values = dict(zip(columns, row[2].split(",", len(columns) - 1), strict=False))
            words = _words(values.get("text", ""))
            if row[1] == "Comment":
                notes += [Note(number, " ".join(words))] if words else []
            elif words:
                start_s, end_s = to_seconds(values.get("start")), to_seconds(values.get("end"))
                cue = Cue(start_s or 0.0, end_s or start_s or 0.0, words, line=number)
                name = values.get("name") or values.get("actor") or ""
                cues.append((cue, name.strip()))
    if not cues:
        raise TranscriptError("the subtitles hold no words; nothing to add")
    cues.sort(key=lambda named: named[0].start_s)
    return Contents("SubStation", tuple(_utterances(_once(cues))), notes=tuple(notes))


def _words(text: str) -> tuple[str, ...]:
    if _DRAWING.search(text):
        return ()
    lines = _BREAK.split(_OVERRIDE.sub("", text).replace("\\h", " "))
    return tuple(words for line in lines if (words := " ".join(line.split())))


def _once(cues: Iterable[tuple[Cue, str]]) -> list[tuple[Cue, str]]:
    """The cues without copies in other layers, as outlines and shadows of the letters are."""
    seen: set[tuple[float, float, tuple[str, ...]]] = set()
    kept: list[tuple[Cue, str]] = []
    for cue, name in cues:
        key = (cue.start_s, cue.end_s, cue.lines)
        if key not in seen:
            seen.add(key)
            kept.append((cue, name))
    return kept


def _utterances(cues: list[tuple[Cue, str]]) -> list[Utterance]:
    if not any(name for _, name in cues):
        return spoken(without_repeats([cue for cue, _ in cues]))[0]
    return [
        Utterance(" ".join(cue.lines), name or None, cue.start_s, cue.end_s) for cue, name in cues
    ]
