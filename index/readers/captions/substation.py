"""SubStation Alpha (.ass, .ssa): subtitles as table rows with a column for the speaker."""

from __future__ import annotations

import re

from ...errors import TranscriptError
from ..utterances import Contents, Utterance, to_seconds

_ROW = re.compile(r"(Format|Dialogue)\s*:\s*(.*)")
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_BREAK = re.compile(r"\\[Nnh]")


def is_substation(text: str) -> bool:
    """Whether the text begins like SubStation Alpha."""
    return text.lstrip("\ufeff \r\n").startswith("[Script Info]")


def read_substation(text: str) -> Contents:
    """Read the dialogue in order of time.

    Raises: TranscriptError if there is no dialogue.
    """
    columns: list[str] = []
    utterances: list[Utterance] = []
    for line in text.splitlines():
        row = _ROW.match(line.strip())
        if row and row[1] == "Format":
            columns = [name.strip().lower() for name in row[2].split(",")]
        elif row and "text" in columns:
            values = dict(zip(columns, row[2].split(",", len(columns) - 1), strict=False))
            words = _BREAK.sub(" ", _OVERRIDE.sub("", values.get("text", "")))
            utterances.append(
                Utterance(
                    " ".join(words.split()),
                    (values.get("name") or values.get("actor") or "").strip() or None,
                    to_seconds(values.get("start")),
                    to_seconds(values.get("end")),
                )
            )
    if not any(utterance.text for utterance in utterances):
        raise TranscriptError("the subtitles hold no words; nothing to add")
    utterances.sort(key=lambda utterance: utterance.start_s or 0)
    return Contents("SubStation", tuple(utterances))
