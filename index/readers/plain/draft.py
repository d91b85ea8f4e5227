"""A transcript while its lines are read: turns, title, date, address and notes so far."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from ...text.fold import fold
from ...transcript import Note
from ..utterances import join_text, unescape
from .labels.names import is_furniture
from .lines import Line
from .page_furniture import (
    CREDIT_LABEL,
    DATE_LABEL,
    TITLE_LABEL,
    URL,
    URL_LABEL,
    find_date,
    is_dateline,
    is_system,
    stated_date,
)

SENTENCE_END = re.compile(r"[.。!！?？…;；:：,，、—\-]['\"”’」』)）\]]*$")
_FINISHED = re.compile(r"[.。!！?？…;；:：]['\"”’」』)）\]*_]*$")
FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)、])\s")  # a list item
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((?:https?://|/|#|mailto:)[^()\s]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^*\n]+?)(?<=[^\s\\])\1")
_EMPHASISED = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]+?)(?<=[^\s*_\\])\1(?![\w*_])")
_ADDRESS_END = re.compile(r"https?://[!-~]+$")
_MAX_PARAGRAPH_LENGTH = 10_000  # characters; joining lines to a longer one is slow
_WIDEST_WRAP = 120  # characters per line of wrapped text
_MAX_FRONT_MATTER_LENGTH = 20_000  # characters


@dataclass(slots=True)
class DraftTurn:
    """A turn that is still being read."""

    line: int  # line number of the label
    speaker: str
    start_s: float | None
    parts: list[str]  # paragraphs
    last_line: int = 0
    last_chars: int = 0  # length of the last line
    end_s: float | None = None
    goes_on: bool = False  # the speaker of the turn before, at a later time
    opens_turn: bool = False  # starts a new turn even if the speaker stays the same


@dataclass(slots=True)
class Draft:
    """The parts of the transcript read so far."""

    title: str | None = None
    date: str | None = None
    url: str | None = None
    turns: list[DraftTurn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # speakers listed in the front matter


def take_front_matter(text: str, draft: Draft) -> str:
    """Blank out a YAML block at the top of the text; put its title, date and address in `draft`."""
    match = FRONT_MATTER.match(text)
    if not match or match.end() > _MAX_FRONT_MATTER_LENGTH:
        return text
    try:
        values = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return text
    if not isinstance(values, dict):
        return text
    for key, value in values.items():
        name = str(key).lower()
        if name == "title" and isinstance(value, str):
            draft.title = value.strip() or None
        elif name == "date" and isinstance(value, str | datetime.date):
            draft.date = find_date(str(value))
        elif name in ("media", "url", "link", "video", "audio") and isinstance(value, str):
            draft.url = draft.url or (value if URL.match(value) else None)
        elif name in ("speakers", "guests", "hosts", "participants") and isinstance(value, list):
            draft.names += [str(item) for item in value if isinstance(item, str)]
    block = text[: match.end()].splitlines()
    draft.notes += [Note(n, line) for n, line in enumerate(block, start=1) if line.strip(" -.")]
    return "\n" * match[0].count("\n") + text[match.end() :]


def read_preamble(lines: Sequence[Line], draft: Draft) -> None:
    """Add the lines above the talk to the notes; take title, date and address from them."""
    for position, line in enumerate(lines):
        is_title = position == 0 and not SENTENCE_END.search(line.text)
        is_title = is_title and not (is_dateline(line.text) or is_system(line.text))
        if not read_furniture(line, draft) and is_title and draft.title is None:
            draft.title = clean(line.text.lstrip("# ").strip("*_ "))[:200] or None
        if draft.date is None:
            draft.date = stated_date(line.text)
        draft.notes.append(Note(line.number, line.text))


def read_footer(lines: Sequence[Line], draft: Draft) -> None:
    """Add the lines below the talk to the notes; take date and address from them."""
    for line in lines:
        read_furniture(line, draft)
        draft.notes.append(Note(line.number, line.text))


def read_furniture(line: Line, draft: Draft) -> bool:
    """Whether the line is page furniture: “时间:2018-11-02 15:23”, “声明:…”.

    Puts the date, title or address that it states in `draft`.
    """
    if line.label is None or not is_furniture(line.label):
        return False
    label = fold(line.label)
    if draft.date is None and (DATE_LABEL.fullmatch(label) or CREDIT_LABEL.fullmatch(label)):
        draft.date = find_date(line.text)
    if draft.title is None and line.rest and TITLE_LABEL.fullmatch(label):
        draft.title = line.rest
    if draft.url is None and URL_LABEL.fullmatch(label) and URL.match(line.rest):
        draft.url = line.rest
    return True


def speak_on(turn: DraftTurn, line: Line) -> None:
    """Add a line to the paragraph directly above it, or as a new paragraph.

    A finished line that is longer than wrapped text is a paragraph by itself.
    """
    text = clean(line.text)
    is_right_below = line.number == turn.last_line + 1
    was_paragraph = turn.last_chars > _WIDEST_WRAP and _FINISHED.search(turn.parts[-1][-20:])
    is_new = not turn.parts or was_paragraph or len(turn.parts[-1]) > _MAX_PARAGRAPH_LENGTH
    if is_right_below and not is_new and not _ITEM.match(line.text):
        above = turn.parts[-1]
        ends_in_address = _ADDRESS_END.search(above)  # an address ends at a space
        turn.parts[-1] = f"{above} {text}" if ends_in_address else join_text([above, text])
    else:
        turn.parts.append(text)
    turn.last_line = line.number
    turn.last_chars = len(text)


def clean(text: str) -> str:
    """Remove Markdown escapes and emphasis, and decode HTML entities."""
    text = _LINK.sub(r"\1", unescape(text))
    for pattern in (_STRONG, _EMPHASISED):
        text = pattern.sub(lambda match: match[2], text)
    return _ESCAPED.sub(r"\1", text).strip()
