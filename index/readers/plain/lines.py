"""Split a line into the label and the time at its start, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...speakers import is_placeholder
from ..utterances import INVISIBLE
from .clocks import (
    BRACKETED_CLOCK,
    INNER_CLOCK,
    LEADING_CLOCK,
    ONLY_CLOCK,
    TRAILING_CLOCK,
    seconds_of,
)
from .labels.label_forms import NO_SPEAKER

EMPHASIS = "*_"
# A colon between digits is a time or a verse, not the end of a name.
_COLON = "[:：∶﹕︰]"
_LABELLED = re.compile(
    r"(?P<label>[^\s:：∶﹕︰](?:[^:：∶﹕︰]|(?<=\d):(?=\d)){0,99}?)\s*"
    rf"(?:{_COLON}(?!\d)|(?<!\d){_COLON})\s*(?P<text>.*)$"
)
_NUMBERED = re.compile(
    r"(?P<label>[^\W\d_]{2,12}[ _]?\d{1,3})\s*(?:：|:(?!\d\d(?:[:\s\])）.,]|$)))\s*(?P<text>.*)$"
)
_CHAT = re.compile(r"From\s+(?P<name>.+?)(?:\s+to\s+\S.*)?")  # a meeting's saved chat
_BRACKETED_NAME = re.compile(
    r"(?:\[\[?|[【(（<])([^][【】()（）<>]*[^][【】()（）<>\W\d_][^][【】()（）<>]*)(?:\]\]?|[】)）>])"
)
_LEADING_MARKS = re.compile(rf"^(?:\s|{INVISIBLE.pattern})+")
_MARKDOWN = re.compile(r"^\s*(?P<marks>(?:[>#*-]+\s+)*)")
_BOLD = re.compile(r"(?P<mark>\*\*|__|\*)(?P<label>[^*]{1,60}?)\s*(?P=mark)\s*(?P<rest>.*)$")

_MAX_LABEL_LENGTH = 120  # characters, including the time
_MAX_PREFIX_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, split into its label and its words."""

    number: int  # from 1
    text: str
    label: str | None = None  # possibly the speaker's name
    rest: str = ""  # the words after it
    start_s: float | None = None  # time beside the label, or alone on the line
    has_colon: bool = False  # otherwise a label needs a time, bold type or a heading
    is_heading: bool = False
    is_bold: bool = False
    is_listed: bool = False
    opens_turn: bool = False  # somebody else speaks from here, whoever it is: “>> …”

    @property
    def is_clock(self) -> bool:
        """Whether the line holds only a time."""
        return self.label is None and self.start_s is not None


def split_label(number: int, raw: str) -> Line:
    """Split a line after its label; remove the time before or after the label.

    “Alex: …”, “[0:12] Alex: …”, “Alex (0:12): …”, “Alex 0:12 …”, “**Alex** [0:12] …”, “## Alex”.
    """
    text = raw.strip()
    marks, body = without_markdown(raw)
    is_heading = "#" in marks
    alone = ONLY_CLOCK.fullmatch(body)
    if alone:
        return Line(number, text, start_s=seconds_of(alone))
    leading = LEADING_CLOCK.match(body)
    body = body[leading.end() :] if leading else body
    cut = _cut_bold(body) or _cut_colon(body, cut_at_clock=not leading)
    if cut is None:
        if not leading and not is_heading:
            cut = _cut_clock(body)
        elif len(body) <= _MAX_LABEL_LENGTH:
            cut = _Cut(body)
    if cut is None:
        return Line(number, text)
    clock, rest = leading or cut.clock, cut.rest
    below = None if clock else BRACKETED_CLOCK.match(rest)
    if below:  # “Alex: (00:01:02) …”
        clock, rest = below, rest[below.end() :]
    label = INVISIBLE.sub("", cut.label).strip(":： ")
    trailing = TRAILING_CLOCK.search(label)
    if trailing:
        clock = clock or trailing
        label = label[: trailing.start()]
    label = label.strip(EMPHASIS + " -–—|,，\\")
    if (clock or cut.has_colon) and (name := _name_in_brackets(label)):
        label = label if rest.startswith("http") else name
    if clock and (chat := _CHAT.fullmatch(label)):
        label = chat["name"]
    if not label:
        return Line(number, text)
    return Line(
        number,
        text,
        label,
        rest.strip(),
        seconds_of(clock) if clock else None,
        has_colon=cut.has_colon,
        is_heading=is_heading,
        is_bold=cut.is_bold,
        is_listed="*" in marks or "-" in marks,
    )


def _name_in_brackets(label: str) -> str | None:
    """Maria Lopez for “[Maria Lopez] 14:02:11” and “[Maria Lopez]: …”, None for “[Music] 0:12”."""
    bracketed = _BRACKETED_NAME.fullmatch(label)
    if bracketed is None or NO_SPEAKER.fullmatch(bracketed[1].strip()):
        return None
    return bracketed[1].strip()


def without_markdown(raw: str) -> tuple[str, str]:
    """The marks of Markdown at the start of a line (“> - ”), and the rest."""
    raw = _LEADING_MARKS.sub("", raw)
    prefix = _MARKDOWN.match(raw[:_MAX_PREFIX_LENGTH])
    return (prefix["marks"], raw[prefix.end() :].strip()) if prefix else ("", raw.strip())


@dataclass(frozen=True, slots=True)
class _Cut:
    """A possible label, and the text after it."""

    label: str
    rest: str = ""
    clock: re.Match[str] | None = None
    has_colon: bool = False
    is_bold: bool = False


def _cut_bold(body: str) -> _Cut | None:
    """Cut “**Alex** …”, “**Alex:** …”, “**Alex** [0:12]: …” or “**Alex: How did it start?**”."""
    bold = _BOLD.match(body)
    if not bold:
        return None
    label, rest = bold["label"], bold["rest"]
    inner = _LABELLED.match(label)
    if inner and inner["text"]:
        return _Cut(inner["label"], f"{inner['text']} {rest}", has_colon=True, is_bold=True)
    has_colon = label.endswith((":", "："))
    clock = INNER_CLOCK.match(rest)
    if clock:
        rest = rest[clock.end() :]
        has_colon = has_colon or clock["colon"] is not None
    has_colon = has_colon or rest.startswith((":", "："))
    if bold["mark"] == "*" and not has_colon:  # italics: “*laughs* …”
        return None
    return _Cut(label, rest.lstrip(":： "), clock, has_colon=has_colon, is_bold=True)


def _cut_colon(body: str, *, cut_at_clock: bool) -> _Cut | None:
    """Cut “Alex: …”, or with `cut_at_clock` “Alex 0:12 We said: no” at its time."""
    numbered = _NUMBERED.match(body)
    if numbered and is_placeholder(numbered["label"]):  # “发言人4：1173 亿” tells no time
        return _Cut(numbered["label"], numbered["text"], has_colon=True)
    labelled = _LABELLED.match(body)
    if not labelled or labelled["text"].startswith("//"):  # https://
        return None
    label = labelled["label"]
    clock = INNER_CLOCK.search(label) if cut_at_clock else None
    if clock and clock.end() < len(label):
        return _Cut(body[: clock.start()], body[clock.end() :], clock)
    return _Cut(label, labelled["text"], has_colon=True)


def _cut_clock(body: str) -> _Cut | None:
    """Cut “Alex 0:12 …” at its time."""
    clock = INNER_CLOCK.search(body[:_MAX_LABEL_LENGTH])
    return _Cut(body[: clock.start()], body[clock.end() :], clock) if clock else None
