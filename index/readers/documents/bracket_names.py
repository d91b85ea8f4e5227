"""Names in brackets: “[[Mara Quist]]: …”, “[name=Mara]” after the words, “[Mara](address): …”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from .labels import HEADING, recurring_labels
from .lines import Document, TextLine, note_lines, paragraphs

_WIKILINK = re.compile(r"(?<!!)\[\[(?:[^\[\]|]*\|)?(?P<shown>[^\[\]|]+)\]\]")
_OPENING = re.compile(r"\[\[(?P<name>[^\[\]|]{1,60})\]\]\s+(?P<rest>[^\s:：(].*)")
_SIGNED = re.compile(r"\[(?:name|user|author)\s*=\s*(?P<name>[^\[\]]{1,60})\]", re.IGNORECASE)
_FIELD = re.compile(r"\[(?:time|date|color)\s*=\s*[^\[\]]{1,60}\]", re.IGNORECASE)
_LINKED_NAME = re.compile(
    r"(?P<before>[\s>*#+-]*(?:\*\*|__)?)\[@?(?P<name>[^\[\]]{1,60})\]\([^()\s]*\)"
    r"(?=(?:\*\*|__)?\s*[:：(\[*])"
)
_MIN_SPEAKERS = 2


def read_bracket_names(document: Document) -> None:
    """Write names in brackets as the reader of plain text knows them: “Mara: …”."""
    lines = _with_labels(document.lines)
    document.lines = [
        replace(line, text=_unlinked(line.text)) if "[" in line.text else line for line in lines
    ]
    if any(_SIGNED.search(line.text) for line in document.lines):
        _read_signatures(document)


def _with_labels(lines: list[TextLine]) -> list[TextLine]:
    """Put a colon behind “[[Mara]] When …” if such names come back at the starts of lines."""
    opened = [_OPENING.match(line.text) for line in lines]
    counts = Counter(match["name"] for match in opened if match)
    if len(counts) < _MIN_SPEAKERS or max(counts.values()) < _MIN_SPEAKERS:
        return lines
    return [
        replace(line, text=f"{match['name']}: {match['rest']}") if match else line
        for line, match in zip(lines, opened, strict=True)
    ]


def _unlinked(text: str) -> str:
    text = _WIKILINK.sub(lambda link: link["shown"].rsplit("/", 1)[-1].strip(), text)
    return _LINKED_NAME.sub(r"\g<before>\g<name>", text, count=1)


def _read_signatures(document: Document) -> None:
    """Put the names that are signed under the words before them; other text becomes notes.

    Text between is a note only if it has no labels of its own.
    """
    lines = document.lines
    n_signed = sum(_SIGNED.search(line.text) is not None for line in lines)
    has_labels = sum(recurring_labels(lines).values()) > n_signed
    result: list[TextLine] = []
    signed: set[int] = set()
    end = 0
    for positions in paragraphs(lines):
        result += lines[end : positions.start]
        end = positions.stop
        spoken = list(_signed(lines, positions))
        if any(name for _, name in spoken):
            for parts, name in spoken:
                first, *rest = parts
                signed.update(range(len(result), len(result) + len(parts) + 1))
                label = f"{name}: " if name else ""
                result += [replace(first, text=label + first.text.lstrip("-*+ ")), *rest]
                result.append(replace(parts[-1], text=""))
        else:
            result += lines[positions.start : positions.stop]
    document.lines = [*result, *lines[end:]]
    if not has_labels:
        texts = document.lines
        note_lines(document, lambda n: n not in signed and not HEADING.match(texts[n].text))


def _signed(lines: list[TextLine], positions: range) -> Iterator[tuple[list[TextLine], str | None]]:
    """The lines of a paragraph up to each signature, with the name that signs them."""
    parts: list[TextLine] = []
    opener: str | None = None
    for position in positions:
        line = lines[position]
        signature = _SIGNED.search(line.text)
        text = _FIELD.sub("", _SIGNED.sub("", line.text)).strip()
        if signature and not parts and line.text.strip().startswith(signature[0]) and text:
            opener = signature["name"].strip()  # “[name=Mara] When …”
            parts.append(replace(line, text=text, is_quoted=False))
            continue
        if text:
            parts.append(replace(line, text=text, is_quoted=False))
        if signature and parts:
            yield parts, signature["name"].strip()
            parts = []
    if parts:
        yield parts, opener
