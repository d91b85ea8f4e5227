"""Which labels come again at the start of a document's lines: “Name: …”, “**Name** …”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ..plain.labels.names import looks_like_a_name
from ..plain.lines import split_label
from .lines import Document, TextLine

HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\s*$")
_LABEL_ALONE = re.compile(r"(\*\*|__)[^*_\n]{1,60}(?:[:：]\s*\1|\1\s*[:：])")
_BRACKETS = re.compile(r"[\[\]{}<>|]|^https?$")
_SENTENCE = re.compile(r"[.。!！?？…]['\"”’」』)）\]*_]*$")
# The labels of answers, folded, and what their questions are called.
ASKED = {"a": "Q", "answer": "Question", "答": "问", "答案": "问题", "回答": "提问", "r": "P"}
_MIN_SENTENCE_LENGTH = 60  # characters; longer texts are speech even without a mark at the end


def label_of(line: TextLine) -> str | None:
    """The label before a colon or in bold type; None without one, and for headings."""
    return split(line)[0]


def split(line: TextLine) -> tuple[str | None, str]:
    """The label of a line, and the words behind it."""
    return _split(line.text)


@cache  # each step asks for all lines; `forget_lines` empties it
def _split(text: str) -> tuple[str | None, str]:
    if HEADING.match(text) or not text.strip():
        return None, ""
    cut = split_label(1, text)
    if not cut.label or not (cut.has_colon or cut.is_bold) or _BRACKETS.search(cut.label):
        return None, text
    return cut.label, cut.rest


def join_labels(document: Document) -> None:
    """Put a bold label with a colon that stands alone before the words in the paragraph below."""
    lines = document.lines
    above: int | None = None
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        is_label = _LABEL_ALONE.fullmatch(text) is not None
        if above is not None and not is_label and not HEADING.match(text) and not label_of(line):
            lines[position] = replace(line, text=f"{lines[above].text.strip()} {text}")
            lines[above] = replace(lines[above], text="")
        above = position if is_label else None


def forget_lines() -> None:
    """Forget the lines of the last document."""
    _split.cache_clear()


def recurring_labels(lines: Iterable[TextLine]) -> Counter[str]:
    """How often each label occurs that comes again, in the form of a name or three times."""
    counts = Counter(label for line in lines if (label := label_of(line)))
    return Counter(
        {
            label: count
            for label, count in counts.items()
            if count > 1 and (looks_like_a_name(label) or count > 2)
        }
    )


def is_sentence(text: str) -> bool:
    """Whether words end like a sentence or are longer than a field's value."""
    text = text.strip()
    return _SENTENCE.search(text) is not None or len(text) > _MIN_SENTENCE_LENGTH
