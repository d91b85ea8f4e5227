"""Other wordings of a question that was asked in a talk, as people type them later."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from ..text.language import CJK
from ..text.length import text_length
from ..text.terms import content_words

_NAMED = 0.4  # share of the questions that name the person they were put to
_MIXED = 0.3  # share that is put over into the other language, wholly or half
_KEYWORDS = 0.2  # share that keeps the words of the subject only

_HAN = re.compile(f"[{CJK}]")
_CHINESE_YOU = re.compile(r"您們|你們|您们|你们|您|你|妳")
# “Do you think” → “Does Ann think”.
_ENGLISH_YOU = [
    (re.compile(rf"\b{verb} you\b", re.IGNORECASE), third)
    for verb, third in {
        "do": "does {}",
        "are": "is {}",
        "were": "was {}",
        "have": "has {}",
        "did": "did {}",
        "can": "can {}",
        "would": "would {}",
    }.items()
] + [
    (re.compile(r"\byour\b", re.IGNORECASE), "{}'s"),
    (re.compile(r"\byou\b", re.IGNORECASE), "{}"),
]
_OPENING = re.compile(
    r"^(?:(?:so|and|but|well|okay|ok|yeah|yes|right|now|oh|um|uh)\b[,\s]+)+", re.IGNORECASE
)
_LEANS = re.compile(
    r"\b(?:that|this|it|its|they|them|those|these|he|she|him|her|his|there|then)\b|[這那這它他她此]",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?:\b(?:right|yeah|yes|no|okay|ok|correct|huh|you know)"
    r"|[对對]吧|[对對是好][嗎吗]|[对對]不[对對]|是不是)\s*[?？]\W*$",
    re.IGNORECASE,
)
_MIN_WORDS, _MIN_WORDS_LEANING = 2, 6
_MAX_LENGTH = 180  # as `text_length` counts


def stands_alone(question: str) -> bool:
    """Whether a question says what it asks about, without what was said before it."""
    least = _MIN_WORDS_LEANING if _LEANS.search(question) else _MIN_WORDS
    return (
        question.rstrip(" \"'”’」』)）").endswith(("?", "？"))
        and not _TAG.search(question)
        and text_length(question) <= _MAX_LENGTH
        and len(content_words(question)) >= least
    )


def wordings(
    question: str,
    speaker: str,
    mix: Callable[[str, float], str],
    chance: random.Random,
) -> list[str]:
    """Two wordings: nearly as asked, and further from it.

    Args:
        speaker: who answered.
        mix: puts a share of a text's words over into the other language.
    """
    plain = _OPENING.sub("", question)
    if chance.random() < _NAMED:
        plain = third_person(plain, speaker)
    further, draw = plain, chance.random()
    if draw < _MIXED:
        further = mix(plain, chance.choice((0.5, 1.0, 1.0)))
    elif draw < _MIXED + _KEYWORDS:
        further = " ".join(content_words(plain))
    else:
        further = third_person(shortened(plain, chance), speaker)
    return [plain, further]


def third_person(question: str, speaker: str) -> str:
    """A question put to somebody as one about them: “do you think” → “does Ann think”."""
    if _HAN.search(question):
        return _CHINESE_YOU.sub(speaker, question)
    name = speaker.split(maxsplit=1)[0]
    for pattern, third in _ENGLISH_YOU:
        question = pattern.sub(third.format(name), question)
    return question


def shortened(text: str, chance: random.Random) -> str:
    """The last clause of a text that says enough, else the text without some of its words."""
    clauses = re.split(r"(?<=[,，;；、])\s*", text)
    if len(clauses) > 1 and len(content_words(clauses[-1])) >= _MIN_WORDS + 1:
        return clauses[-1]
    pieces = re.findall(rf"[{CJK}]{{1,2}}|[^\s{CJK}]+\s*", text)
    return "".join(piece for piece in pieces if chance.random() < 0.85) or text
