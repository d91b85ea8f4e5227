"""HTML inside Markdown: bold type and headings become Markdown, captions and comments notes."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...transcript import Note
from .lines import Document, TextLine

_INLINE = {"b": "**", "strong": "**", "cite": "**", "i": "*", "em": "*"}
_PLAIN = frozenset(
    "a abbr big code font ins kbd label mark q small span sub sup time u wbr".split()
)
_ALONE = frozenset("br hr img input source".split())
_BLOCK = frozenset(
    "blockquote body center details div dd dl dt html li main ol p picture section table tbody td"
    " th thead tr ul article h1 h2 h3 h4 h5 h6".split()
)
_NEED_NO_END = frozenset(["p", "li", "dd", "dt"])
_NOTED = frozenset(
    "audio aside caption figcaption figure footer head iframe nav script style summary svg"
    " video".split()
)
_COMMENT = {"<!--": "-->", "-->": "-->"}
_NAMES = "|".join(sorted({*_INLINE, *_PLAIN, *_ALONE, *_BLOCK, *_NOTED}, key=len, reverse=True))
_TAG = re.compile(rf"<!--|-->|<(?P<close>/?)(?P<name>{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MAX_NOTED = 200  # lines of a caption or comment; without an end so near, it is none


@dataclass(slots=True)
class _State:
    """Where in the tags the reading stands."""

    noted: list[str] = field(default_factory=list)  # what ends the tags whose words are notes
    asides: list[int] = field(default_factory=list)  # open details
    n_asides: int = 0
    words: list[str] = field(default_factory=list)  # of the line
    caption: list[str] = field(default_factory=list)  # words for a note

    @property
    def aside(self) -> int:
        """The innermost open details; 0 outside."""
        return self.asides[-1] if self.asides else 0


def read_tags(document: Document) -> None:
    """Replace tags in the lines; what captions, summaries and comments hold becomes notes."""
    if not any(_TAG.search(line.text) for line in document.lines):
        return
    ends = _ends(document.lines)
    state = _State()
    lines: list[TextLine] = []
    for position, line in enumerate(document.lines):
        if "<" not in line.text and "-->" not in line.text and not state.noted:
            lines.append(TextLine(line.number, line.text, state.aside or line.aside))
            continue
        pieces = list(_read_line(line, position, ends, state, document.notes))
        lines += pieces or [TextLine(line.number, "")]
    document.lines = lines


def _ends(lines: Sequence[TextLine]) -> Mapping[str, list[int]]:
    """The positions of lines with a closing tag, by its name."""
    ends: dict[str, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        if "</" in line.text or "-->" in line.text:
            for tag in _TAG.finditer(line.text):
                if tag["close"] or tag[0] == "-->":
                    ends[(tag["name"] or "-->").lower()].append(position)
    return ends


def _is_closed(name: str, position: int, ends: Mapping[str, list[int]]) -> bool:
    places = ends.get(name, [])
    following = bisect.bisect_left(places, position)
    return following < len(places) and places[following] - position <= _MAX_NOTED


def _read_line(
    line: TextLine, position: int, ends: Mapping[str, list[int]], state: _State, notes: list[Note]
) -> Iterator[TextLine]:
    """The lines that a line becomes: one for each block of HTML in it."""
    unpaired = _unpaired(line.text)
    offset = 0
    for tag in _TAG.finditer(line.text):
        name = (tag["name"] or tag[0]).lower()
        if not _is_markup(name, tag, unpaired, ends, state):
            continue
        _put(state, line.text[offset : tag.start()])
        offset = tag.end()
        is_open = not tag["close"] and name != "-->"
        if name in _NOTED or name in _COMMENT:
            end = _COMMENT.get(name, name)
            if is_open and _is_closed(end, position, ends):
                yield from _flush(state, line)
                state.noted.append(end)
            elif not is_open and end in state.noted:
                state.noted.remove(end)
                _end_note(state, line, notes)
        elif name in _INLINE:
            _put(state, _INLINE[name])
        elif state.noted:
            _put(state, " ")
        elif name not in _PLAIN:
            yield from _flush(state, line)
            yield from _read_block(name, line, state, is_open=is_open)
    _put(state, line.text[offset:])
    if state.noted:
        _end_note(state, line, notes)
    yield from _flush(state, line)


def _is_markup(
    name: str,
    tag: re.Match[str],
    unpaired: frozenset[str],
    ends: Mapping[str, list[int]],
    state: _State,
) -> bool:
    """Whether a tag belongs to the page; somebody may also speak of a tag, or draw an arrow."""
    if "-->" in state.noted:
        return name == "-->"
    if name == "-->" or name in unpaired:
        return False
    return bool(tag["close"]) or name not in _BLOCK or name in _NEED_NO_END or name in ends


def _put(state: _State, text: str) -> None:
    (state.caption if state.noted else state.words).append(text)


def _flush(state: _State, line: TextLine) -> Iterator[TextLine]:
    text = "".join(state.words).strip()
    state.words.clear()
    if text:
        yield TextLine(line.number, text, state.aside or line.aside)


def _end_note(state: _State, line: TextLine, notes: list[Note]) -> None:
    text = " ".join("".join(state.caption).split())
    state.caption.clear()
    if text:
        notes.append(Note(line.number, text))


def _read_block(name: str, line: TextLine, state: _State, *, is_open: bool) -> Iterator[TextLine]:
    """A blank line around a block; its tag may open a heading or an aside."""
    if name == "details" and is_open:
        state.n_asides += 1
        state.asides.append(state.n_asides)
    elif name == "details" and state.asides:
        state.asides.pop()
    if name == "hr":
        yield TextLine(line.number, "---")
    elif name[0] == "h" and name[1:].isdigit() and is_open:
        state.words.append("#" * int(name[1:]) + " ")
    elif name in _BLOCK:
        yield TextLine(line.number, "", state.aside or line.aside)


def _unpaired(text: str) -> frozenset[str]:
    """The names of tags for type that a line opens and does not close, or closes only."""
    balance: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if name in _INLINE or name in _PLAIN:
            balance[name] += -1 if tag["close"] else 1
    return frozenset(name for name, n in balance.items() if n)
