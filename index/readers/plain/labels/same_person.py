"""Labels of one person: “周明（茶农）” and “周明”, “Mara Quist” and “Mara”, “Scott” and “S”."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ....speakers import is_placeholder
from ....text.language import HAN
from .label_forms import ANSWER_OF

_DESCRIBED = re.compile(r"(?P<name>[^(（\[［]+?)\s*[(（\[［].*[)）\]］]")
_PLACE = re.compile(
    r"[(（\[］][^\W_a-z]*[A-Z]"
)  # “Mr. Day (Ohio)” may be another “Mr. Day (Texas)”
_BEHIND_COMMA = re.compile(r"(?P<name>[^,，]+?)\s*[,，]\s*\S.*")
_ROLE = re.compile(
    r"(?:the\s+.*|speaker|chair\w*|member|host|guest|moderator|interviewer|reporter|audience.*|主席|主持人?|记者|議員|议员|嘉宾|观众|學生|学生|老师|委员|委員)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"(?P<role>主持人?|记者|記者|嘉宾|嘉賓|主播|主席|观众|觀眾|编辑|編輯)[：:·\s]*(?P<name>[{HAN}·]{{2,6}})"
)
_HAN_NAME = re.compile(f"[{HAN}]{{2,4}}")
_MARKS = {*ANSWER_OF, *ANSWER_OF.values()}
_MAX_WHOLE_NAMES = 2  # times that the whole name stands before a person's turn


def names_of_labels(labels: Sequence[str]) -> dict[str, str]:
    """Label → the name of its person, for labels that are written in more than one way.

    Args:
        labels: those of all turns, in order.
    """
    names = _without_descriptions(labels)
    named = [names.get(label, label) for label in labels]
    whole = _whole_names(named)
    return {
        label: name
        for label in dict.fromkeys(labels)
        if (name := whole.get(names.get(label, label), names.get(label, label))) != label
    }


def _without_descriptions(labels: Sequence[str]) -> dict[str, str]:
    """“周明（茶农）” → “周明” if that is a label, too, or is described in several ways."""
    all_labels = set(labels)
    described: defaultdict[str, set[str]] = defaultdict(set)
    for label in all_labels:
        match = _DESCRIBED.fullmatch(label)
        if match is None and (behind := _BEHIND_COMMA.fullmatch(label)):
            is_known = behind["name"] in all_labels or _is_shortened(behind["name"], all_labels)
            match = behind if is_known else None
        if match:
            described[match["name"]].add(label)
    return {
        label: name
        for name, ways in described.items()
        if (name in all_labels and (len(ways) == 1 or not _is_role(name)))
        or (not _is_role(name) and _is_shortened(name, all_labels))
        or (len(ways) > 1 and not _is_role(name) and not any(map(_PLACE.search, ways)))
        for label in ways
    }


def _is_shortened(name: str, labels: set[str]) -> bool:
    """Whether another label is a part of the name, of more than one letter."""
    return any(len(part) > 1 and part in labels for part in _parts(name))


def _is_role(name: str) -> bool:
    return is_placeholder(name) or _ROLE.fullmatch(name) is not None


def _whole_names(labels: Sequence[str]) -> dict[str, str]:
    """“Mara” → “Mara Quist”, “S” → “Scott”: the short label follows the whole name, once given.

    Only one label of the file has such a part, and the two do not take turns with each other.
    """
    counts = Counter(labels)
    last = {label: position for position, label in enumerate(labels)}
    first = {label: len(labels) - 1 - i for i, label in enumerate(reversed(labels))}
    neighbours = {frozenset(pair) for pair in itertools.pairwise(labels)}
    by_part: defaultdict[str, list[str]] = defaultdict(list)
    for label in counts:
        for part in _parts(label):
            by_part[part].append(label)
    pairs = [{question, answer} for question, answer in ANSWER_OF.items()]
    whole: dict[str, str] = {}
    for short in counts:
        owners = [label for label in by_part.get(short, []) if label != short]
        is_mark = any(short in pair and pair <= counts.keys() for pair in pairs)
        if len(owners) != 1 or (is_mark and owners[0] not in _MARKS):
            continue
        owner = owners[0]
        is_given_once = last[owner] < first[short] or (
            counts[owner] <= _MAX_WHOLE_NAMES and first[owner] < first[short]
        )
        if is_given_once and frozenset((owner, short)) not in neighbours:
            whole[short] = owner
    return whole


def _parts(name: str) -> set[str]:
    """What a whole name may be shortened to: its first or last words, its initials, a surname."""
    if is_placeholder(name) or _DESCRIBED.fullmatch(name):
        return set()
    titled = _TITLED.fullmatch(name)
    if titled:
        return {titled["role"], titled["name"]}
    if _HAN_NAME.fullmatch(name):
        return {name[:1], name[1:]} if len(name) > 2 else {name[:1]}
    words = re.split(r"[\s·•]+", name.strip())
    if len(words) == 1:
        return {name[0]} if name[0].isupper() and len(name) > 1 else set()
    initials = "".join(word[0] for word in words if word[0].isalpha()).upper()
    starts = {" ".join(words[:i]) for i in range(1, len(words))}
    ends = {" ".join(words[i:]) for i in range(1, len(words))}
    titled = {f"{words[0]} {words[-1]}"}  # “Mr. Pell” for “Mr. Owen Pell”
    return {*starts, *ends, *titled, initials, words[0][0]} - {name}
