"""Block quotes, callouts (“> [!quote] Name”) and boxes (“:::info”) in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...transcript import Note
from ..plain.clocks import take_clock
from ..plain.labels.names import looks_like_a_name
from .lines import Document, TextLine

_QUOTE = re.compile(r"\s{0,3}(?P<marks>>(?:[ \t]?>)*)(?:[ \t]|$)?(?P<text>.*)$")
_CHEVRONS = re.compile(r"\s*>>")  # a change of speaker in captions
_CALLOUT = re.compile(r"\[!(?P<kind>[\w -]{1,40})\][+-]?\s*(?P<title>.*)$")
_BOX = re.compile(r"\s{0,3}(?P<marks>:{3,})\s*(?P<title>.*)$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)[^`]*$")
_FENCED = 1_000_000  # asides from here on are fenced
_QUOTING = frozenset(
    ["quote", "cite", "speaker", "speech", "dialogue", "chat", "says", "transcript"]
)
_KINDS = frozenset(
    "abstract attention bug caution check danger done error example fail failure faq help hint"
    " important info missing note question success summary tip tldr todo warning".split()
)


def read_quotes(document: Document) -> None:
    """Remove the marks of block quotes; callouts with names become labels, others asides."""
    _read_fences(document)
    _read_boxes(document)
    lines = document.lines
    if not any(line.text.lstrip().startswith(">") for line in lines):
        return
    marked = [_QUOTE.match(line.text) for line in lines]
    n_chevrons = sum(_CHEVRONS.match(line.text) is not None for line in lines)
    if n_chevrons * 2 > sum(match is not None for match in marked):
        return
    bare = [
        replace(line, text=match["text"].strip(), is_quoted=True) if match else line
        for line, match in zip(lines, marked, strict=True)
    ]
    document.lines = _read_callouts(bare, document)


def _read_callouts(lines: Sequence[TextLine], document: Document) -> list[TextLine]:
    callouts = {
        position: match
        for position, line in enumerate(lines)
        if line.is_quoted and (match := _CALLOUT.match(line.text))
    }
    names = _names({position: _label(match) for position, match in callouts.items()}, callouts)
    result: list[TextLine] = []
    aside, opening = 0, ""
    is_said = False
    for position, line in enumerate(lines):
        callout = callouts.get(position)
        if callout or not line.is_quoted:
            if opening:  # nothing was said
                document.notes.append(Note(line.number, opening))
            aside, is_said, opening = 0, False, ""
        if callout:
            title = callout["title"].strip()
            label = _label(callout)
            is_said = label in names
            opening = f"{title.rstrip(':：') or label}: " if is_said else ""
            aside = 0 if is_said else -position - 1
            if title and not is_said:
                document.notes.append(Note(line.number, title))
            result.append(replace(line, text="", is_quoted=False, aside=aside))
            continue
        text = opening + line.text if line.text.strip() else ""
        opening = "" if text else opening
        is_quoted = line.is_quoted and not is_said
        result.append(replace(line, text=text, is_quoted=is_quoted, aside=aside or line.aside))
    if opening:
        document.notes.append(Note(lines[-1].number, opening))
    return result


def _label(callout: re.Match[str]) -> str:
    """What may be the speaker's name: the title without its time, else the kind."""
    title = callout["title"].strip().rstrip(":：").strip("*_ ")
    clock = take_clock(title)
    title = clock[1] if clock else title
    title = re.sub(r"\s*[(\[（]?\d{1,2}(?::\d\d){1,2}[)\]）]?$", "", title).strip(" -–—|")
    kind = callout["kind"].strip().lower()
    return title or ("" if kind in _KINDS | _QUOTING else callout["kind"].strip())


def _names(labels: dict[int, str], callouts: dict[int, re.Match[str]]) -> set[str]:
    """The labels of callouts that are names: of quotes, or those that come again."""
    counts = Counter(label for label in labels.values() if label)
    quoting = {
        label
        for position, label in labels.items()
        if callouts[position]["kind"].strip().lower() in _QUOTING
    }
    recur = sum(count for count in counts.values() if count > 1)
    return {
        label
        for label, count in counts.items()
        if (looks_like_a_name(label) or count > 2)
        and ((label in quoting and len(quoting) < len(callouts)) or count > 1)
        and (recur > 1 or label in quoting)
    }


def _read_boxes(document: Document) -> None:
    """Make asides of “:::info … :::”."""
    if not any(line.text.lstrip().startswith(":::") for line in document.lines):
        return
    result: list[TextLine] = []
    open_boxes: list[int] = []
    ends = [n for n, line in enumerate(document.lines) if _is_box_end(line.text)]
    n_left = len(ends)
    for position, line in enumerate(document.lines):
        box = _BOX.match(line.text)
        if box and (box["title"] or not open_boxes):
            if box["title"]:
                document.notes.append(Note(line.number, box["title"]))
            if n_left:
                open_boxes.append(-position - 1)
        elif box:
            open_boxes.pop()
            n_left -= 1
        aside = open_boxes[-1] if open_boxes else line.aside
        result.append(replace(line, text="" if box else line.text, aside=aside))
    document.lines = result


def _read_fences(document: Document) -> None:
    """Make asides of “```python … ```”."""
    lines = document.lines
    places = [n for n, line in enumerate(lines) if _FENCE.match(line.text)]
    for first, last in zip(places[::2], places[1::2], strict=False):
        for position in range(first, last + 1):
            text = "" if position in (first, last) else lines[position].text
            lines[position] = replace(lines[position], text=text, aside=_FENCED + first)


def _is_box_end(text: str) -> bool:
    box = _BOX.match(text)
    return box is not None and not box["title"]
