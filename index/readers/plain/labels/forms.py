"""Choose the form of a file's labels without a colon: “[Anna] …”, “Mr. PELL. …”, “記者「…」”.

A form is the file's own if its labels recur, are few, and have words behind them. One form is
chosen for a file; labels with a colon stay labels beside it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ....speakers import is_placeholder
from ....text.fold import fold
from ....text.language import HAN
from ...utterances import INVISIBLE
from ..clocks import BRACKETED_CLOCK, LEADING_CLOCK, ONLY_CLOCK, seconds_of
from ..lines import EMPHASIS, Line, without_markdown
from .label_forms import ANSWER_OF, FORMS, HONORIFIC, HTML_TAG, NO_SPEAKER, ROLE_WORD, Form
from .names import is_furniture, is_interjection, is_list_word, looks_like_a_name

_OPEN_QUOTES, _CLOSE_QUOTES = ("「", "『", "“"), ("」", "』", "”")
_NOT_IN_A_LABEL = re.compile(r"[?？!！。;；\"“”]|https?:")
_ONE_CHARACTER = re.compile(f"[{HAN}]")  # a surname: “周「…」”
_EMPHASISED = re.compile(r"^(\*\*|__|\*)(.{1,60}?)\1")
_NAME_AND_CLOCK = re.compile(
    r"\[(?=[^\[\]]*[^\W\d])(?P<before>[^\[\]\d]{0,40}?)\s*(?P<time>(?:\d{1,2}:)?\d{1,3}:\d\d)(?P<behind>[^\[\]\d]{0,40})\]"
)
_CLOSING_TAG = re.compile(r"</[^<>]{1,20}>$")
_NUMBERS_A_LIST = re.compile(r"[A-H]|[IVX]+")
_MAX_NAME_LENGTH = 40  # characters
_MAX_NAME_WORDS = 6
_MIN_LABELS = 3  # in a file
_MIN_RECURRING = 0.5  # of its labels
_MAX_VARIETY = 0.6  # different labels / labels
_MIN_WITH_WORDS = 0.8
_MIN_CHANGES = 0.6  # of the labels from one to the next, without marks of their own
_MUCH_MORE = 1.2  # labels than in a form that comes earlier in the table
_MIN_QUESTIONS = 0.75  # if only questions have a label
_MIN_QUESTIONS_OF_A_PAIR = 0.5  # “Q. Please tell us about yourself.”
_MAX_OPENING = 300  # characters in which a label ends
_QUESTION = re.compile(r"[?？]['\"”’」』)）\]*_]*$")
_SENTENCE_END = re.compile(r"[.。!！?？…:：][\"'”’」』)）\]]*$")


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line without Markdown's marks and the time before its label."""

    body: str
    clock: re.Match[str] | None


def with_labels_by_form(lines: Sequence[Line], n_known: int) -> tuple[list[Line], set[str]]:
    """The lines, with the labels of the file's own form cut off, and these labels.

    Other labels that occur once become words again, unless they are titled: “MS. VANE:”.

    Args:
        n_known: how many lines have a label that recurs without any of the forms here.
    """
    openings = list(map(_opening, lines))
    n_paragraphs = _count_paragraphs(lines)
    chosen: dict[int, Line] = {}
    is_quoting = False
    for form in FORMS:
        labelled = _labelled(form, lines, openings)
        if len(labelled) > _MUCH_MORE * len(chosen) and _is_the_files_own(
            form, labelled, lines, n_paragraphs
        ):
            chosen, is_quoting = labelled, form.is_quoting
    if len(chosen) <= n_known:
        return _with_pairs(lines, openings)
    counts = Counter(line.label for line in lines)
    rewritten = [
        chosen.get(position)
        or (line if line.label is None or counts[line.label] > 1 else _as_titled(line))
        for position, line in enumerate(lines)
    ]
    labels = {line.label for line in chosen.values() if line.label}
    return (list(_unquoted(rewritten)) if is_quoting else rewritten), labels


def _with_pairs(
    lines: Sequence[Line], openings: Sequence[_Opening | None]
) -> tuple[list[Line], set[str]]:
    """The lines with “Q.” and “A.” cut off beside other labels, as in a court's record.

    Both come back; otherwise the lines stay as they are.
    """
    for form in (form for form in FORMS if form.is_pair):
        labelled = _labelled(form, lines, openings)
        counts = Counter(line.label for line in labelled.values() if line.label)
        if len([n for n in counts.values() if n > 1]) > 1 and _are_a_pair(counts):
            return [labelled.get(i, line) for i, line in enumerate(lines)], set(counts)
    return list(lines), set()


def _opening(line: Line) -> _Opening | None:
    """The opening of a line that may have a label: no heading, no time alone."""
    marks, body = without_markdown(line.text)
    if line.is_clock or "#" in marks:
        return None
    body = _EMPHASISED.sub(r"\2", body, count=1)
    clock = _NAME_AND_CLOCK.match(body)
    if clock:  # “[0:12 Mara] …” is read like “[0:12] [Mara] …”
        name = clock["before"] or clock["behind"]
        return _Opening(f"[{name.strip(' ,|-')}]{body[clock.end() :]}", clock)
    clock = LEADING_CLOCK.match(body)
    return _Opening(body[clock.end() :] if clock else body, clock)


def _as_titled(line: Line) -> Line:
    """The line; without its label, if that is no title or name in capitals."""
    label = line.label or ""
    is_titled = is_placeholder(label) or label.isupper() or re.match(HONORIFIC + r"\s", label)
    return line if is_titled else Line(line.number, line.text, opens_turn=line.opens_turn)


def _unquoted(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the quotation marks around whole turns: “記者「…”, “…」”."""
    is_open = False
    for line in lines:
        rest, text = line.rest, line.text
        if line.label and rest.startswith(_OPEN_QUOTES):
            rest, is_open = rest[1:], True
        if is_open and line.label and rest.endswith(_CLOSE_QUOTES):
            rest, is_open = rest[:-1], False
        elif is_open and not line.label and text.endswith(_CLOSE_QUOTES):
            text, is_open = text[:-1], False
        yield replace(line, rest=rest, text=text)


def _count_paragraphs(lines: Sequence[Line]) -> int:
    """How many lines begin below a blank line or a finished sentence."""
    below = sum(
        line.number > above.number + 1 or _SENTENCE_END.search(above.text[-20:]) is not None
        for above, line in itertools.pairwise(lines)
    )
    return below + 1


def _labelled(
    form: Form, lines: Sequence[Line], openings: Sequence[_Opening | None]
) -> dict[int, Line]:
    """Position → line with its label cut off, for the lines that begin with one of this form."""
    cut = (
        _cut(form, line, opening) if opening else None
        for line, opening in zip(lines, openings, strict=True)
    )
    return {position: line for position, line in enumerate(cut) if line}


def _cut(form: Form, line: Line, opening: _Opening) -> Line | None:
    match = form.pattern.match(opening.body[:_MAX_OPENING])
    if not match:
        return None
    label = _name_in(match["label"], form)
    if label is None:
        return None
    clock, rest = opening.clock, opening.body[match.start("text") :].strip()
    below = None if clock else (ONLY_CLOCK.fullmatch(rest) or BRACKETED_CLOCK.match(rest))
    if below:
        clock, rest = below, rest[below.end() :]
    if form.is_tag:
        rest = _CLOSING_TAG.sub("", rest)
    start_s = seconds_of(clock) if clock else None
    return replace(line, label=label, rest=rest, start_s=start_s, has_colon=True)


@lru_cache(maxsize=10_000)
def _name_in(raw: str, form: Form) -> str | None:
    """The name in a label; None if nobody is called so: a sound, a number, a kind of message."""
    if form.is_plain and raw.rstrip().endswith((":", "：", ".")):
        return None
    label = " ".join(INVISIBLE.sub("", raw).strip(EMPHASIS + " :：").split())
    if not label or not _names_somebody(label, form):
        return None
    is_small = _is_placeholder(label) and " " in label and label.islower()
    return label.capitalize() if is_small else label


def _names_somebody(label: str, form: Form) -> bool:
    folded = fold(label)
    if _is_placeholder(label) or form.is_pair or ROLE_WORD.fullmatch(folded):
        return True
    if (
        not any(map(str.isalpha, label))
        or len(label) > _MAX_NAME_LENGTH
        or len(label.split()) > _MAX_NAME_WORDS
        or NO_SPEAKER.fullmatch(folded)
        or (form.is_tag and HTML_TAG.fullmatch(folded))
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
    return is_placeholder(label.removesuffix(" ?"))  # whisper.cpp: “(speaker ?)”


def _is_the_files_own(
    form: Form, labelled: dict[int, Line], lines: Sequence[Line], n_paragraphs: int
) -> bool:
    """Whether the labels recur, are few, and have words behind them."""
    labels = [line.label for line in labelled.values() if line.label]
    n = len(labels)
    with_words = sum(
        bool(line.rest) or (position + 1 < len(lines) and position + 1 not in labelled)
        for position, line in labelled.items()
    )
    if not n or n < form.min_share * n_paragraphs or with_words < _MIN_WITH_WORDS * n:
        return False
    if all(map(_is_placeholder, set(labels))):
        return True
    if not _recur(form, labels) or not _suit(form, labelled.values()):
        return False
    return len(set(labels)) > 1 or _asks_mostly(form, labelled, lines)


def _recur(form: Form, labels: Sequence[str]) -> bool:
    """Whether the labels come back and are few; without a mark of their own, they also change."""
    n = len(labels)
    counts = Counter(label[0] if form.is_pair else label for label in labels)
    recurring = sum(count for count in counts.values() if count > 1)
    changes = sum(before != after for before, after in itertools.pairwise(labels))
    return (
        n >= _MIN_LABELS
        and recurring >= _MIN_RECURRING * n
        and len(counts) <= max(2, _MAX_VARIETY * n)
        and (not form.is_plain or changes >= _MIN_CHANGES * (n - 1))
    )


def _suit(form: Form, lines: Collection[Line]) -> bool:
    """Whether the labels have what this form demands, and are no letters of a list: A, B, C."""
    labels = {line.label for line in lines if line.label}
    if len(labels) > 2 and all(map(_NUMBERS_A_LIST.fullmatch, labels)):
        return False
    if form.is_quoting:
        return _quotes_whole_turns(lines)
    return _are_a_pair(labels) if form.is_pair else True


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


def _asks_mostly(form: Form, labelled: dict[int, Line], lines: Sequence[Line]) -> bool:
    """Whether the labelled lines are questions, and other lines stand between them."""
    n_asking = sum(_QUESTION.search(line.rest) is not None for line in labelled.values())
    n_between = sum(i + 1 not in labelled for i in labelled if i + 1 < len(lines))
    share = _MIN_QUESTIONS_OF_A_PAIR if form.is_pair else _MIN_QUESTIONS
    return n_asking >= share * len(labelled) and n_between + 1 >= _MIN_QUESTIONS * len(labelled)
