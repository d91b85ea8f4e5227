"""HTML inside Markdown: bold type and headings become Markdown, captions and comments notes."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
    "audio aside caption figcaption figure footer head iframe nav script style summary svg video".split()
)
_NAMES = "|".join(sorted({*_INLINE, *_PLAIN, *_ALONE, *_BLOCK, *_NOTED}, key=len, reverse=True))
_TAG = re.compile(rf"<!--|-->|<(?P<close>/?)(?P<name>{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MAX_NOTED = 200  # lines of a caption or comment; without an end so near, it is none


@dataclass(slots=True)
class _State:
    """Where in the tags the reading stands."""

    noted: list[str] = field(default_factory=list)  # open tags whose words are notes
    asides: list[int] = field(default_factory=list)  # open details
    n_asides: int = 0
    words: list[str] = field(default_factory=list)  # of the line
    caption: list[str] = field(default_factory=list)  # words for a note


def read_tags(document: Document) -> None:
    """Replace tags in the lines; what captions, summaries and comments hold becomes notes."""
    if not any(_TAG.search(line.text) for line in document.lines):
        return
    ends = _ends(document.lines)
    state = _State()
    lines: list[TextLine] = []
    for position, line in enumerate(document.lines):
        if "<" not in line.text and "-->" not in line.text and not state.noted:
            aside = state.asides[-1] if state.asides else line.aside
            lines.append(TextLine(line.number, line.text, aside))
            continue
        pieces = list(_read_line(line, position, ends, state, document.notes))
        lines += pieces or [TextLine(line.number, "")]
    document.lines = lines


def _ends(lines: Sequence[TextLine]) -> dict[str, list[int]]:
    """The positions of lines with a closing tag, by its name."""
    ends: dict[str, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        if "</" in line.text or "-->" in line.text:
            for tag in _TAG.finditer(line.text):
                if tag["close"] or tag[0] == "-->":
                    ends[(tag["name"] or "-->").lower()].append(position)
    return ends


def _is_closed(name: str, position: int, ends: dict[str, list[int]]) -> bool:
    places = ends.get(name, [])
    following = bisect.bisect_left(places, position)
    return following < len(places) and places[following] - position <= _MAX_NOTED


def _read_line(
    line: TextLine,
    position: int,
    ends: dict[str, list[int]],
    state: _State,
    notes: list[Note],
) -> Iterator[TextLine]:
    def flush() -> Iterator[TextLine]:
        text = "".join(state.words).strip()
        state.words.clear()
        if text:
            yield TextLine(line.number, text, state.asides[-1] if state.asides else line.aside)

    def put(text: str) -> None:
        (state.caption if state.noted else state.words).append(text)

    def end_note() -> None:
        text = " ".join("".join(state.caption).split())
        state.caption.clear()
        if text:
            notes.append(Note(line.number, text))

    unpaired = _unpaired(line.text)
    offset = 0
    for tag in _TAG.finditer(line.text):
        name = (tag["name"] or tag[0]).lower()
        if tag[0] == "-->" and "<!--" not in state.noted:
            continue  # an arrow
        if "<!--" in state.noted and tag[0] != "-->":
            continue
        is_unclosed = name in _BLOCK and name not in _NEED_NO_END and name not in ends
        if (is_unclosed and not tag["close"]) or (name in unpaired):
            continue  # somebody speaks of a tag
        put(line.text[offset : tag.start()])
        offset = tag.end()
        if name == "<!--":
            if _is_closed("-->", position, ends):
                state.noted.append(name)
        elif name == "-->":
            state.noted = [open for open in state.noted if open != "<!--"]
            end_note()
        elif name in _NOTED:
            if not tag["close"] and _is_closed(name, position, ends):
                yield from flush()
                state.noted.append(name)
            elif tag["close"] and name in state.noted:
                state.noted.remove(name)
                end_note()
        elif name in _INLINE:
            put(_INLINE[name])
        elif name in _PLAIN or state.noted:
            put(" " if name in _ALONE or name in _BLOCK else "")
        else:
            yield from flush()
            _open_block(name, is_closing=bool(tag["close"]), state=state)
            if name == "hr":
                yield TextLine(line.number, "---")
            elif name[0] == "h" and name[1:].isdigit() and not tag["close"]:
                state.words.append("#" * int(name[1:]) + " ")
            elif name in _BLOCK:
                yield TextLine(line.number, "", state.asides[-1] if state.asides else line.aside)
    put(line.text[offset:])
    if state.noted:
        end_note()
    yield from flush()


def _open_block(name: str, *, is_closing: bool, state: _State) -> None:
    if name != "details":
        return
    if not is_closing:
        state.n_asides += 1
        state.asides.append(state.n_asides)
    elif state.asides:
        state.asides.pop()


def _unpaired(text: str) -> frozenset[str]:
    """The names of tags for type that a line opens and does not close, or closes only."""
    balance: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if name in _INLINE or name in _PLAIN:
            balance[name] += -1 if tag["close"] else 1
    return frozenset(name for name, n in balance.items() if n)
