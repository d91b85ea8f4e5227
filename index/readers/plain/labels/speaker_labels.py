"""Decide which labels of a file are speakers: names repeat, a headline or “three things:” does
not, and the times beside names do not run backwards."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ....speakers import is_placeholder
from ....text.fold import fold
from ..lines import Line
from .names import (
    CLAUSE_OPENER,
    NO_CAPITAL,
    are_several_names,
    is_furniture,
    is_inverted,
    is_list_word,
    looks_like_a_name,
    repeats_like_a_name,
)

# Roles that are speakers, unless only a name follows: “Host: Alex Ren” is a credit.
_ROLE = re.compile(
    r"主持人?|嘉宾|受访者|记者|主播|主讲人?|讲者|讲述人?|采访者|翻译|导演|制片人?"
    r"|hosts?|guests?|interviewers?|interviewees?|moderators?|panelists?|presenters?|producers?"
    r"|reporters?|narrators?|translators?|correspondents?|facilitators?|directors?"
    r"|(?:presented|produced|hosted|narrated|translated|edited) by"
)
_ENDS_LIKE_A_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[JSDM]r)(?<!\bMs)(?<!\bMrs)\.$|[?!。！？…,，]$"
)
_BEHIND_NAME = re.compile(r"\s*[,，]\s*")  # “Mara Quist, The Clay Review”
_TITLE_AND_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][^()]{2,80}\((?P<name>[^()\s]+(?: [^()\s]+){1,4})\)")
_FINISHED = re.compile(r"[.。!！?？…:：;；—-][\"'”’」』)）\]*_]*$|[)）\]】*_]$")
_MIN_ENTRIES = 4
_MAX_ENTRY_LENGTH = 20  # characters
_MIN_APART = 3  # labels with a blank line or a finished line above
_MAX_CREDIT_LENGTH = 40  # characters
_MAX = 0.5  # share of a file's labels, and at least two


def speaker_labels(lines: Sequence[Line], known: Sequence[str] = ()) -> set[str]:
    """The labels that are speakers' names: repeated ones, and single ones that look like a name.

    Args:
        known: names that the file lists elsewhere.
    """
    speechless = _without_words(lines) | _in_wrapped_text(lines) | _in_lists(lines)
    speechless -= set(known)
    lines = [
        line
        for line in lines
        if line.label in known or not (is_list_word(line.label) or line.label in speechless)
    ]
    lines = _in_the_usual_format(lines, known)
    counts = Counter(line.label for line in lines if line.label)
    with_colon = Counter(line.label for line in lines if line.label and line.has_colon)
    glued = {
        line.label
        for line in lines
        if line.label and not line.has_colon and (line.rest or line.text[0].isdigit())
    }
    timed = {line.label for line in lines if line.start_s is not None}
    lone = {line.label for line in lines if _is_credit(line) or line.is_listed}
    speakers: set[str] = set()
    for label, count in counts.items():
        if label in known or (is_placeholder(label) and (count > 1 or label in timed)):
            is_speaker = True
        elif is_furniture(label):  # a page has each of these once
            is_speaker = count > 1
        elif CLAUSE_OPENER.fullmatch(fold(label)):
            is_speaker = with_colon[label] > 2
        elif count == 1 and label in lone:
            is_speaker = False
        elif with_colon[label]:
            is_speaker = looks_like_a_name(label) or repeats_like_a_name(label, count)
        else:
            is_speaker = _is_header_name(label, count, is_glued=label in glued) or (
                label in timed - glued and is_inverted(label)
            )
        if is_speaker:
            speakers.add(label)
    if _are_entries(lines, speakers - set(known), counts):
        speakers &= set(known)
    speakers -= _small_among_capitals(speakers, counts) - set(known)
    speakers |= {label for label in counts if _describes_a_speaker(label, speakers)}
    speakers |= _titled_names(counts, speakers)
    return speakers | _lone_names(lines, speakers, counts)


def _describes_a_speaker(label: str, speakers: set[str]) -> bool:
    """Whether a comma and a description follow a speaker's name, or a longer form of it."""
    name, *description = _BEHIND_NAME.split(label, maxsplit=1)
    words = name.split()
    is_name = name in speakers or (
        looks_like_a_name(name) and len(words) > 1 and not speakers.isdisjoint(words)
    )
    return bool(description) and is_name


def _titled_names(labels: Iterable[str], speakers: set[str]) -> set[str]:
    """Labels that are a title with a name in brackets: “The Chair (Mr Paul Pell)” for “Mr Pell”."""
    surnames = {surname for speaker in speakers for surname in speaker.split()[-1:]}
    titled = {label: match for label in labels if (match := _TITLE_AND_NAME.fullmatch(label))}
    return {
        label
        for label, match in titled.items()
        if looks_like_a_name(match["name"]) and match["name"].split()[-1] in surnames
    }


def _without_words(lines: Sequence[Line]) -> set[str]:
    """Labels that are words behind a time, not names: with the next time right below, mostly.

    “00:00:03 Yeah.”, “00:00:05 YouTube.”
    """
    silent: Counter[str] = Counter()
    counts = Counter(line.label for line in lines)
    following = [*lines[1:], None]
    for line, below in zip(lines, following, strict=False):
        if line.label is None or line.has_colon or line.rest or line.start_s is None:
            continue
        if _ENDS_LIKE_A_SENTENCE.search(line.label):
            silent[line.label] += counts[line.label]
        elif below is None or (below.start_s is not None and not below.is_clock):
            silent[line.label] += 1
    return {label for label, count in silent.items() if count >= _MAX * counts[label]}


def _in_wrapped_text(lines: Sequence[Line]) -> set[str]:
    """Labels that are words before a colon where a wrapped line happens to begin.

    The line above is not finished; the label has a small letter, or the labels that come back all
    have a blank line or a finished line above.
    """
    counts = Counter(line.label for line in lines)
    wrapped: Counter[str] = Counter()
    apart = 0
    for above, line in itertools.pairwise(lines):
        if line.label is None or not line.has_colon:
            continue
        is_below = line.number == above.number + 1 and above.label != line.label
        if is_below and not _FINISHED.search(above.text) and not above.is_clock:
            wrapped[line.label] += 1
        elif counts[line.label] > 1:
            apart += 1
    if sum(wrapped[label] for label in wrapped if counts[label] > 1):
        wrapped = Counter({label: n for label, n in wrapped.items() if NO_CAPITAL.match(label)})
    return {
        label
        for label, n in wrapped.items()
        if n == counts[label]
        and n == 1
        and (NO_CAPITAL.match(label) or apart >= _MIN_APART)
        and not is_placeholder(label)
    }


def _are_entries(lines: Sequence[Line], speakers: set[str], counts: Counter[str]) -> bool:
    """Whether the labels are those of a list, “Flour: 500 g”, without recurrence or sentences."""
    if len(speakers) < _MIN_ENTRIES or any(counts[label] > 1 for label in speakers):
        return False
    rests = [line.rest for line in lines if line.label in speakers and line.rest]
    brief = [
        rest for rest in rests if len(rest) <= _MAX_ENTRY_LENGTH and not _FINISHED.search(rest)
    ]
    return len(brief) >= max(2, _MAX * len(rests))


def _in_lists(lines: Sequence[Line]) -> set[str]:
    """Labels that occur once, in the lines right below “three things:”."""
    counts = Counter(line.label for line in lines)
    entries: set[str] = set()
    is_list = False
    for above, line in itertools.pairwise(lines):
        is_list = is_list or (
            above.text.endswith((":", "：")) and bool(above.rest or not above.label)
        )
        is_list = is_list and line.number == above.number + 1 and counts[line.label] == 1
        if is_list and line.label:
            entries.add(line.label)
    return entries


def _small_among_capitals(speakers: set[str], counts: Counter[str]) -> set[str]:
    """Labels like “via” that occur once among names with capitals that come back."""
    coming_back = {label for label in speakers if counts[label] > 1}
    if not coming_back or any(map(NO_CAPITAL.match, coming_back)):
        return set()
    return {label for label in speakers if counts[label] == 1 and NO_CAPITAL.match(label)}


def _lone_names(lines: Sequence[Line], speakers: set[str], counts: Counter[str]) -> set[str]:
    """Names that occur once, in the same format as a repeated name: “**Bob** …”."""
    coming_back = {label for label in speakers if counts[label] > 1}
    shapes = {_shape(line) for line in lines if line.label in coming_back}
    are_inverted = any(map(is_inverted, coming_back))
    return {
        line.label
        for line in lines
        if line.label
        and counts[line.label] == 1
        and _shape(line) in shapes
        and (line.has_colon or line.is_bold or not line.rest)
        and not (is_furniture(line.label) or _is_credit(line))
        and not CLAUSE_OPENER.fullmatch(fold(line.label))
        and not (NO_CAPITAL.match(line.label) and not any(map(NO_CAPITAL.match, coming_back)))
        and (
            looks_like_a_name(line.label)
            or are_several_names(line.label)
            or (are_inverted and is_inverted(line.label))
        )
    }


def _shape(line: Line) -> tuple[bool, ...]:
    is_timed = line.start_s is not None
    return line.has_colon, is_timed, line.is_bold, line.is_listed, line.is_heading, not line.rest


def _in_the_usual_format(lines: Sequence[Line], known: Sequence[str]) -> list[Line]:
    """The lines whose labels have the time, bold type or colon that most labels have.

    Other labels are words of speech before a colon, unless they repeat.
    """
    untimed = _untimed_names(lines)
    labelled = [line for line in lines if line.label and not is_furniture(line.label)]
    counts = Counter(line.label for line in labelled)
    timed = [line.label for line in labelled if line.start_s is not None]
    bold = [line.label for line in labelled if line.is_bold]
    with_colon = [line.label for line in labelled if line.has_colon]
    odd: set[str | None] = set()
    for marked, exempt in ((timed, untimed), (bold, set[str]()), (with_colon, set[str]())):
        if len(marked) >= max(2, _MAX * len(labelled)):
            unmarked = counts.keys() - set(marked) - exempt - set(known)
            odd |= {label for label in unmarked if counts[label] < 3}
    return [line for line in lines if line.label not in odd or not line.label]


def _untimed_names(lines: Sequence[Line]) -> set[str]:
    """Names without a time in a file that writes names with one: “Tom: …”, “Maria (0:05): …”.

    A name that occurs once also needs the blank line above it that the timed names have.
    """
    timed = [line for line in lines if line.label and line.start_s is not None]
    shapes = {_shape(replace(line, start_s=None)) for line in timed}
    untimed = [line for line in lines if line.start_s is None and _shape(line) in shapes]
    counts = Counter(line.label for line in untimed)
    numbers = {line.number for line in lines}
    first = min(numbers, default=0)

    def stands_apart(line: Line) -> bool:
        return line.number == first or line.number - 1 not in numbers

    are_apart = all(map(stands_apart, timed))
    return {
        line.label
        for line in untimed
        if line.label
        and (counts[line.label] > 1 or (are_apart and line.has_colon and stands_apart(line)))
        and (looks_like_a_name(line.label) or repeats_like_a_name(line.label, counts[line.label]))
    }


def _is_header_name(label: str, count: int, *, is_glued: bool) -> bool:
    """Whether a label with a time but no colon, or a heading, names the next lines' speaker."""
    if NO_CAPITAL.match(label):
        return False
    if is_glued:  # “we met at 10:30 and left”
        return count > 1 and looks_like_a_name(label)
    return looks_like_a_name(label) or repeats_like_a_name(label, count)


def _is_credit(line: Line) -> bool:
    """Whether the line only names a person: “Host: Alex Ren”, “嘉宾：贾扬清”."""
    return (
        line.label is not None
        and _ROLE.fullmatch(fold(line.label)) is not None
        and 0 < len(line.rest) <= _MAX_CREDIT_LENGTH
        and not line.rest.endswith(".")  # like a sentence
        and all(looks_like_a_name(name) for name in re.split(r"[,，、&/]| and ", line.rest))
    )
