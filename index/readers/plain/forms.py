"""Labels without a colon: “[Anna] …”, “【主持人】…”, “Mr. PELL. …”, “Q. …”, “記者「…」”.

A form of label is the file's own if its labels recur, are few, and have words behind them. One
form is chosen for a file; labels with a colon stay labels beside it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ...speakers import is_placeholder
from ...text.fold import fold
from ...text.language import HAN
from ..utterances import INVISIBLE
from .clocks import BRACKETED_CLOCK, LEADING_CLOCK, ONLY_CLOCK, seconds_of
from .label_forms import ANSWER_OF, FORMS, HONORIFIC, HTML_TAG, NO_SPEAKER, ROLE_WORD, Form
from .lines import EMPHASIS, Line, without_markdown
from .names import is_furniture, is_interjection, is_list_word, looks_like_a_name

_OPEN_QUOTES, _CLOSE_QUOTES = ("「", "『"), ("」", "』")
_NOT_IN_A_LABEL = re.compile(r"[?？!！。;；\"“”]|https?:")
_ONE_CHARACTER = re.compile(f"[{HAN}]")  # a surname: “周「…」”
_MAX_NAME_LENGTH = 40  # characters
_MAX_NAME_WORDS = 6
_MIN_LABELS = 3  # in a file
_MIN_RECURRING = 0.5  # of its labels
_MAX_VARIETY = 0.6  # different labels / labels
_MIN_WITH_WORDS = 0.8
_MIN_CHANGES = 0.6  # of the labels from one to the next, without marks of their own
_MIN_QUESTIONS = 0.75  # if only questions have a label
_MAX_OPENING = 300  # characters in which a label ends
_QUESTION = re.compile(r"[?？]['\"”’」』)）\]*_]*$")
_SENTENCE_END = re.compile(r"[.。!！?？…:：][\"'”’」』)）\]]*$")


def with_labels_by_form(lines: Sequence[Line], n_known: int) -> tuple[list[Line], set[str]]:
    """The lines, with the labels of the file's own form cut off, and these labels.

    Other labels that occur once become words again, unless they are titled: “MS. VANE:”.

    Args:
        n_known: how many lines have a label that recurs without any of the forms here.
    """
    n_paragraphs = count_paragraphs(lines)
    chosen: dict[int, Line] = {}
    is_quoting = False
    for form in FORMS:
        labelled = _labelled(form, lines)
        if len(labelled) > len(chosen) and _is_the_files_own(form, labelled, lines, n_paragraphs):
            chosen, is_quoting = labelled, form.is_quoting
    if len(chosen) <= n_known:
        return list(lines), set()
    counts = Counter(line.label for line in lines)
    rewritten = [
        chosen.get(position)
        or (line if line.label is None or counts[line.label] > 1 else _as_titled(line))
        for position, line in enumerate(lines)
    ]
    labels = {line.label for line in chosen.values() if line.label}
    return (list(_unquoted(rewritten)) if is_quoting else rewritten), labels


def _as_titled(line: Line) -> Line:
    """The line; without its label, if that is no title or name in capitals."""
    label = line.label or ""
    is_titled = is_placeholder(label) or label.isupper() or re.match(HONORIFIC + r"\s", label)
    return line if is_titled else Line(line.number, line.text, opens_turn=line.opens_turn)


def _unquoted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the quotation marks around whole turns: “記者「…”, “…」”."""
    is_open = False
    for line in lines:
        if line.label and line.rest.startswith(_OPEN_QUOTES):
            line, is_open = replace(line, rest=line.rest[1:]), True
        if is_open and line.label and line.rest.endswith(_CLOSE_QUOTES):
            line, is_open = replace(line, rest=line.rest[:-1]), False
        elif is_open and line.text.endswith(_CLOSE_QUOTES):
            line, is_open = replace(line, text=line.text[:-1]), False
        yield line


def count_paragraphs(lines: Sequence[Line]) -> int:
    """How many lines begin below a blank line or a finished sentence."""
    n = 0
    previous: Line | None = None
    for line in lines:
        if (
            previous is None
            or line.number > previous.number + 1
            or _SENTENCE_END.search(previous.text[-20:])
        ):
            n += 1
        previous = line
    return n


def _labelled(form: Form, lines: Sequence[Line]) -> dict[int, Line]:
    """Position → line with its label cut off, for the lines that begin with one of this form."""
    labelled: dict[int, Line] = {}
    for position, line in enumerate(lines):
        cut = None if line.is_clock else _cut(form, line)
        if cut:
            labelled[position] = cut
    return labelled


def _cut(form: Form, line: Line) -> Line | None:
    marks, body = without_markdown(line.text)
    if "#" in marks:
        return None
    clock = LEADING_CLOCK.match(body)
    body = body[clock.end() :] if clock else body
    match = form.pattern.match(body[:_MAX_OPENING])
    if not match:
        return None
    label = " ".join(INVISIBLE.sub("", match["label"]).strip(EMPHASIS + " :：").split())
    rest = body[match.start("text") :].strip()
    if form.is_plain and match["label"].rstrip().endswith((":", "：", ".")):
        return None
    if not _names_somebody(label, form):
        return None
    below = None if clock else (ONLY_CLOCK.fullmatch(rest) or BRACKETED_CLOCK.match(rest))
    if below:
        clock, rest = below, rest[below.end() :]
    if _is_placeholder(label) and " " in label and label.islower():
        label = label.capitalize()
    start_s = seconds_of(clock) if clock else None
    return replace(line, label=label, rest=rest, start_s=start_s, has_colon=True)


def _names_somebody(label: str, form: Form) -> bool:
    """Whether somebody may be called so; not a sound, a number, a kind of message."""
    folded = fold(label)
    if _is_placeholder(label) or form.is_pair or ROLE_WORD.fullmatch(folded):
        return True
    if (
        not any(map(str.isalpha, label))
        or len(label) > _MAX_NAME_LENGTH
        or len(label.split()) > _MAX_NAME_WORDS
        or any(kind.fullmatch(folded) for kind in (NO_SPEAKER, HTML_TAG))
        or is_list_word(label)
        or is_furniture(label)
        or is_interjection(label)
        or _NOT_IN_A_LABEL.search(label)
    ):
        return False
    is_name = looks_like_a_name(label) or _ONE_CHARACTER.fullmatch(label) is not None
    if label[0].islower():
        return is_name and form.may_be_small
    return is_name or not form.is_plain


def _is_placeholder(label: str) -> bool:
    return is_placeholder(label.removesuffix(" ?"))


def _is_the_files_own(
    form: Form, labelled: dict[int, Line], lines: Sequence[Line], n_paragraphs: int
) -> bool:
    """Whether the labels recur, are few, and have words behind them."""
    labels = [line.label for line in labelled.values() if line.label]
    counts = Counter(label[0] if form.is_pair else label for label in labels)
    n = len(labelled)
    if not n or n < form.min_share * n_paragraphs:
        return False
    with_words = sum(
        bool(line.rest) or (position + 1 < len(lines) and position + 1 not in labelled)
        for position, line in labelled.items()
    )
    if with_words < _MIN_WITH_WORDS * n:
        return False
    if all(map(_is_placeholder, counts)):
        return True
    recurring = sum(count for count in counts.values() if count > 1)
    if n < _MIN_LABELS or recurring < _MIN_RECURRING * n:
        return False
    if len(counts) > max(2, _MAX_VARIETY * n) or _are_letters_of_a_list(counts):
        return False
    if form.is_pair and not _are_a_pair(counts):
        return False
    changes = sum(before != after for before, after in itertools.pairwise(labels))
    if form.is_plain and changes < _MIN_CHANGES * (n - 1):
        return False
    if form.is_quoting and not _quotes_whole_turns(labelled.values()):
        return False
    return len(counts) > 1 or _asks_mostly(labelled, lines)


def _are_letters_of_a_list(labels: Collection[str]) -> bool:
    """Whether the labels are those of choices: A, B, C."""
    return {"A", "B", "C"} <= set(labels) and all(len(label) == 1 for label in labels)


def _are_a_pair(labels: Iterable[str]) -> bool:
    initials = {label[0] for label in labels}
    return any(initials <= {question[0], answer[0]} for question, answer in ANSWER_OF.items())


def _quotes_whole_turns(lines: Collection[Line]) -> bool:
    """Whether the quotation marks around most turns close at the end of a line."""
    whole = [
        line
        for line in lines
        if line.rest.endswith(_CLOSE_QUOTES) or not any(mark in line.rest for mark in _CLOSE_QUOTES)
    ]
    return len(whole) >= _MIN_WITH_WORDS * len(lines)


def _asks_mostly(labelled: dict[int, Line], lines: Sequence[Line]) -> bool:
    """Whether the labelled lines are questions, and other lines stand between them."""
    n_asking = sum(_QUESTION.search(line.rest) is not None for line in labelled.values())
    n_between = sum(i + 1 not in labelled for i in labelled if i + 1 < len(lines))
    return min(n_asking, n_between + 1) >= _MIN_QUESTIONS * len(labelled)
