"""Questions without a label: bold, italic or quoted paragraphs with plain answers below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ...text.asking import asks
from ...text.fold import fold
from ..plain.labels.names import looks_like_a_name
from ..plain.lines import split_label
from .labels import ASKED, HEADING, label_of, recurring_labels
from .lines import Document, TextLine, note_lines, paragraphs, text_of

Type = Literal["bold", "italic", "quoted"]
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<text>(?:(?!\*\*|__).)+?)\s*(?P=mark)\s*[:：]?$")
_ITALIC = re.compile(r"(?P<mark>[*_])(?![*_\s])(?P<text>(?:(?!(?P=mark)).)+?)\s*(?P=mark)$")
_BOLD_OPENING = re.compile(
    r"(?P<bold>(?:\*\*|__)(?=\S)[^*_\n]{2,400}?[?？]\s*(?:\*\*|__))\s*(?P<rest>\S.*)$"
)
_ENDS = re.compile(r"[.。!！?？…]['\"”’」』)）\]]*$")
_ASKS = re.compile(r"[?？]['\"”’」』)）\]]*$")
_Q, _A = "Q", "A"
_MIN_PROMPTS = 2
_MIN_SENTENCES = 0.75  # share of the prompts that end like sentences
_MIN_ASKING = 0.3  # share of the prompts that ask
_MIN_QUOTED = 0.6  # the same of quotes, which stand in other texts, too
_MIN_ANSWERED = 0.75  # share of the prompts with a plain paragraph below
_MAX_MARKED = 0.6  # share of the paragraphs


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph, and how it is set if all of it is set so."""

    positions: range
    text: str  # without the marks
    type: Type | None


def label_prompts(document: Document) -> None:
    """Write bold, italic or quoted questions as “**Q:** …”, what stands below as “**A:** …”.

    This applies if such paragraphs and plain ones alternate, and the former mostly are sentences
    and ask. Section titles do not.
    """
    trial = Document(_with_prompts_apart(document.lines))
    blocks = [_set(trial.lines, positions) for positions in paragraphs(trial.lines)]
    counts: Counter[Type] = Counter(block.type for block in blocks if block.type)
    for type, count in counts.most_common():
        if count >= _MIN_PROMPTS and _are_prompts(blocks, type, trial.lines):
            document.lines = trial.lines
            _label(document, blocks, type)
            return


def _with_prompts_apart(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with a blank one between a bold question and the answer right behind or below."""
    apart: list[TextLine] = []
    for position, line in enumerate(lines):
        opening = _BOLD_OPENING.match(line.text.strip())
        following = lines[position + 1].text.strip() if position + 1 < len(lines) else ""
        if opening and ":" not in opening["bold"] and "：" not in opening["bold"]:
            bold, blank = replace(line, text=opening["bold"]), replace(line, text="")
            apart += [bold, blank, replace(line, text=opening["rest"])]
        elif following and _BOLD.match(line.text.strip()) and not _BOLD.match(following):
            apart += [line, replace(line, text="")]
        else:
            apart.append(line)
    return apart


def _set(lines: Sequence[TextLine], positions: range) -> _Paragraph:
    """A paragraph, with its type; a bold first line above plain ones is one by itself."""
    text = text_of(lines, positions)
    if match := _BOLD.match(text):
        return _Paragraph(positions, match["text"].strip(), "bold")
    if match := _ITALIC.match(text):
        return _Paragraph(positions, match["text"].strip(), "italic")
    if all(lines[position].is_quoted for position in positions):
        return _Paragraph(positions, text, "quoted")
    return _Paragraph(positions, text, None)


def _are_prompts(blocks: Sequence[_Paragraph], type: Type, lines: Sequence[TextLine]) -> bool:
    prompts = [n for n, block in enumerate(blocks) if block.type == type]
    first = prompts[0]
    plain = [block for block in blocks[first:] if block.type is None and not _is_heading(block)]
    texts = [blocks[n].text for n in prompts]
    marked = {n for block in blocks if block.type == type for n in block.positions}
    labels = recurring_labels(line for n, line in enumerate(lines) if n not in marked)
    n_other = sum(n for label, n in labels.items() if fold(label) not in ASKED)
    if n_other >= len(prompts) and not _are_answers_named(blocks, type):
        return False
    followed = [n for n in prompts if n + 1 == len(blocks) or blocks[n + 1].type != type]
    n_answered = sum(
        n + 1 < len(blocks) and blocks[n + 1].type is None and not _is_heading(blocks[n + 1])
        for n in followed
    )
    n_ending = sum(_ENDS.search(text) is not None for text in texts)
    n_asking = sum(_ASKS.search(text) is not None for text in texts)
    if not n_asking:
        n_asking = sum(asks(text) for text in texts)
        n_ending = n_ending or (n_asking if n_asking > _MIN_SENTENCES * len(texts) else 0)
    return (
        len(set(texts)) > len(texts) / 2
        and n_answered >= _MIN_ANSWERED * len(followed)
        and n_ending >= _MIN_SENTENCES * len(prompts)
        and n_asking >= max(1, (_MIN_QUOTED if type == "quoted" else _MIN_ASKING) * len(prompts))
        and len(prompts) <= _MAX_MARKED * (len(prompts) + len(plain))
    )


def _are_answers_named(blocks: Sequence[_Paragraph], type: Type) -> bool:
    """Whether prompts without names stand right above most labels: “**Why?**”, “Ana: Because …”."""
    below = [
        after.text
        for block, after in pairwise(blocks)
        if block.type == type and after.type is None and not _asker(block.text)
    ]
    named = [block for block in blocks if block.type is None and _asker(block.text)]
    n_named = sum(_asker(text) is not None for text in below)
    return n_named >= max(_MIN_PROMPTS, _MIN_ANSWERED * len(named), _MIN_ANSWERED * len(below))


def _is_heading(block: _Paragraph) -> bool:
    return HEADING.match(block.text) is not None


def _label(document: Document, blocks: Sequence[_Paragraph], type: Type) -> None:
    """Label the prompts and the first paragraph below each; other set paragraphs become notes."""
    lines = document.lines
    answers = [line for line in lines if fold(label_of(line) or "") in ASKED]
    asked = ASKED[fold(label_of(answers[0]) or "")] if answers else _Q
    are_bold = not answers or answers[0].text.lstrip("-> ").startswith(("**", "__"))
    asked = f"**{asked}:** " if are_bold else f"{asked}: "
    prompts = [block.text for block in blocks if block.type == type]
    have_names = _have_names(prompts)
    are_named = _have_names(after.text for b, after in pairwise(blocks) if b.type == type)
    noted: set[int] = set()
    is_asked = has_begun = False
    for block in blocks:
        start = block.positions.start
        if block.type == type:
            has_begun = True
            for position in block.positions[1:]:
                lines[position] = replace(lines[position], text="")
            named = _asker(block.text) if have_names else None
            label = "" if is_asked else asked
            lines[start] = replace(lines[start], text=named or label + block.text, is_quoted=False)
            is_asked = True
        elif has_begun and block.type is not None and block.type != "quoted":
            noted.update(block.positions)
        elif is_asked and not _is_heading(block):
            if not answers:
                words = lines[start].text.strip()
                named = _asker(words) if are_named else None
                lines[start] = replace(lines[start], text=named or f"**{_A}:** {words}")
            is_asked = False
        elif are_named and has_begun and block.type is None:
            words = lines[start].text
            lines[start] = replace(lines[start], text=_asker(words) or words)
    note_lines(document, lambda n: n in noted)


def _have_names(texts: Iterable[str]) -> bool:
    """Whether more than half of the texts begin with who speaks."""
    named = [_asker(text) is not None for text in texts]
    return sum(named) * 2 > len(named)


def _asker(text: str) -> str | None:
    """A question that begins with who asks it, as a labelled line: “**Mara:** And then?”."""
    cut = split_label(1, text)
    is_named = cut.has_colon and cut.label is not None and looks_like_a_name(cut.label)
    return f"**{cut.label}:** {cut.rest}" if is_named else None
