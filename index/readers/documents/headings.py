"""Headings: titles and chapters are notes; only headings that come again name speakers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...text.fold import fold
from ..plain.draft import clean
from ..plain.labels.names import looks_like_a_name
from ..plain.lines import split_label
from ..plain.page_furniture import begins_summary
from .labels import ASKED, HEADING, label_of, recurring_labels
from .lines import Document, TextLine, note_lines, paragraphs

_UNDERLINE = re.compile(r"\s{0,3}(?P<mark>=+|-{3,})\s*$")
_ASKS = re.compile(r"[?？]['\"”’」』)）\]*_]*$")
_SENTENCE_END = re.compile(r"[.。!！?？…;；,，:：]['\"”’」』)）\]*_]*$")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<text>[^*_\n]+?)\s*(?P=mark)")
_MAX_UNDERLINED = 100  # characters of a heading with a line under it
_MAX_TITLE_LENGTH = 200  # characters
_MIN_NAMED = 2


def underline_headings(document: Document) -> None:
    """Write “Title” above “=====” as “# Title”."""
    lines = document.lines
    for position in range(len(lines) - 1):
        underline = _UNDERLINE.match(lines[position + 1].text)
        text = lines[position].text.strip()
        stands_alone = position == 0 or not lines[position - 1].text.strip()
        if not underline or not stands_alone or not 0 < len(text) <= _MAX_UNDERLINED:
            continue
        if _SENTENCE_END.search(text) or HEADING.match(text) or text[0] in "|>-*<":
            continue
        mark = "#" if underline["mark"][0] == "=" else "##"
        if mark == "##" and split_label(1, text).has_colon:
            continue
        lines[position] = replace(lines[position], text=f"{mark} {text}")
        lines[position + 1] = replace(lines[position + 1], text="")


def place_headings(document: Document) -> None:
    """Make notes of headings, except those that ask or name who speaks below them.

    The first heading at the top is the title.
    """
    lines = document.lines
    headings = {n: match for n, line in enumerate(lines) if (match := HEADING.match(line.text))}
    if not headings:
        return
    labels = {*recurring_labels(lines)}
    n_labelled = sum(label_of(line) in labels for line in lines)
    asking = {n for n, h in headings.items() if _ASKS.search(h["text"]) and not _has_label(h)}
    answering = labels if len(asking) <= n_labelled else set[str]()
    labels = labels | _asking_labels(headings, labels)
    naming = _naming(headings, lines)
    are_naming = sum(naming.values()) > n_labelled
    kept = {
        position
        for position, heading in headings.items()
        if (_ASKS.search(heading["text"]) and not (position in asking and len(answering) > 1))
        or (label := _label(heading["text"])) in labels
        or (are_naming and looks_like_a_name(label))
    }
    kept |= {n for n in headings if begins_summary(split_label(1, lines[n].text))}
    _take_title(document, headings, kept)
    _write_labels(document, kept, labels)
    if len(answering) == 1:
        _write_questions(document, asking, *answering)
    note_lines(document, lambda n: n in headings and n not in kept)


def _has_label(heading: re.Match[str]) -> bool:
    cut = split_label(1, f"# {heading['text']}")
    return cut.has_colon and bool(cut.rest)


def _write_questions(document: Document, asking: set[int], answering: str) -> None:
    """Write headings that ask what one person answers as turns of somebody else."""
    asked = ASKED.get(fold(answering), "Q")
    answers = [line.text for line in document.lines if label_of(line) == answering]
    mark = "**" if answers[0].lstrip("-> ").startswith(("**", "__")) else ""
    for position in asking:
        line = document.lines[position]
        text = line.text.lstrip("# ").rstrip("# ")
        document.lines[position] = replace(line, text=f"{mark}{asked}:{mark} {text}")


def note_bold_titles(document: Document) -> None:
    """Make notes of bold paragraphs that are no sentences, if none of them comes again."""
    lines = document.lines
    titles = {
        block.start: match["text"].strip()
        for block in paragraphs(lines)
        if len(block) == 1 and (match := _BOLD.fullmatch(lines[block.start].text.strip()))
    }
    labels = recurring_labels(lines)
    texts = Counter(titles.values())
    if any(n > 1 for n in texts.values()) or len(titles) < _MIN_NAMED:
        return
    for position, text in titles.items():
        if _SENTENCE_END.search(text) and text not in labels:  # words, not a label
            lines[position] = replace(lines[position], text=text)
    noted = {
        position
        for position, text in titles.items()
        if text not in labels and not (_SENTENCE_END.search(text) or _ASKS.search(text))
    }
    note_lines(document, lambda n: n in noted)


def _asking_labels(headings: dict[int, re.Match[str]], labels: set[str]) -> set[str]:
    """The labels of headings that come again before questions: “## Q: Where was it?”."""
    cuts = [split_label(1, f"# {heading['text']}") for heading in headings.values()]
    asking = Counter(cut.label for cut in cuts if cut.label and _ASKS.search(cut.rest))
    counts = Counter(cut.label for cut in cuts if cut.label and cut.rest)
    return {
        label
        for label, n in asking.items()
        if label and n >= _MIN_NAMED and n * 2 >= counts[label] and label not in labels
    }


def _write_labels(document: Document, kept: set[int], labels: set[str]) -> None:
    """Write “## 问：你是谁？” like the other labels: in bold if most of them are."""
    others = [
        line.text.lstrip("-> ").startswith(("**", "__"))
        for line in document.lines
        if label_of(line) in labels
    ]
    mark = "**" if sum(others) > len(others) / 2 else ""
    for position in kept:
        cut = split_label(1, document.lines[position].text)
        if cut.label in labels and cut.rest and cut.has_colon and others:
            text = f"{mark}{cut.label}:{mark} {cut.rest}"
            document.lines[position] = replace(document.lines[position], text=text)


def _naming(headings: dict[int, re.Match[str]], lines: Sequence[TextLine]) -> Counter[str]:
    """The labels of headings that come again, with words below or behind them."""
    counts: Counter[str] = Counter()
    for position, heading in headings.items():
        is_last = position + 1 >= len(lines)
        below = next((n for n in range(position + 1, len(lines)) if lines[n].text.strip()), None)
        if is_last or below is None or (below in headings and ":" not in heading["text"]):
            continue
        label = _label(heading["text"])
        if label:
            counts[label] += 1
    return Counter(
        {label: n for label, n in counts.items() if n >= _MIN_NAMED and looks_like_a_name(label)}
    )


def _label(text: str) -> str:
    """The label that a heading may be: “Alex (0:12)”, “问：你是谁？”; its text if it has none."""
    cut = split_label(1, f"# {text}")
    return cut.label or ""


def _is_highest(position: int, headings: dict[int, re.Match[str]]) -> bool:
    """Whether a heading is of the first level, or the only one of the highest level."""
    level = len(headings[position]["marks"])
    levels = [len(heading["marks"]) for heading in headings.values()]
    return level == 1 or (level == min(levels) and levels.count(level) == 1)


def _take_title(document: Document, headings: dict[int, re.Match[str]], kept: set[int]) -> None:
    """Take the title from the first heading above the talk, or the only one of the first level."""
    first_level = [n for n, heading in headings.items() if heading["marks"] == "#"]
    above = next((n for n, line in enumerate(document.lines) if line.text.strip()), None)
    if len(first_level) == 1 and first_level[0] not in kept:
        position = first_level[0]
    elif above in headings and above not in kept and _is_highest(above, headings):
        position = above
    else:
        return
    document.title = clean(headings[position]["text"])[:_MAX_TITLE_LENGTH] or None
