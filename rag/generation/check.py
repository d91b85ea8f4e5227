"""Sentences of a language model: split, and each held against the sources that it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...index.sentences import sentence_spans
from ...index.terms import content_words
from ...index.transcript import Transcript
from ..answer import Hit
from ..near_words import WordVectors, find_words
from ..verification import is_balanced, mask_quotations, quotations, verify_quote

_MARK = re.compile(r"\s*[\[［【]\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]］】]")
_BEGUN_MARK = re.compile(r"[\[［【][\d\s,，、]*$")
_MARKS_IN_FRONT = re.compile(rf"(?:{_MARK.pattern})+[。.！!]?")
# Share of a sentence's words that must be said or come near, so chosen that nine of ten that people
# write of a talk pass, and two of ten that they write of another (data/eval/RESULTS.md).
_LEAST_NEAR = 0.3
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a sentence in quotation marks, where they stand."""

    source: int  # place in the list of sources, from 0
    turn: int  # that of the source, or that of the question it answers
    speaker: str  # of that turn
    start: int  # characters [start, end) of that turn's text
    end: int
    text: str  # as stored


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence that the sources bear out."""

    text: str  # its quotations as stored; without its citations
    cited: tuple[int, ...]  # places in the list of sources, from 0, at least one
    quotations: tuple[Quotation, ...]


def split_sentences(text: str, *, is_whole: bool) -> list[tuple[int, int]]:
    """Character ranges [start, end) of the sentences, each with the citations behind it.

    A full stop inside a quotation ends no sentence, and an open quotation goes on to the end of
    its line.

    Args:
        is_whole: False while more is to come: then the last sentence and a begun citation wait.
    """
    if not is_whole:
        text = _BEGUN_MARK.sub("", text)
    masked = "\n".join(map(mask_quotations, text.split("\n")))
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(masked):
        marks = _MARKS_IN_FRONT.match(masked, start, end) if spans else None
        if marks is None:
            spans.append((start, end))
            continue
        spans[-1] = (spans[-1][0], marks.end())
        if rest := masked[marks.end() : end].lstrip():
            spans.append((end - len(rest), end))
    return spans if is_whole else spans[:-1]


def check_sentence(
    sentence: str,
    sources: Sequence[Hit],
    transcript: Callable[[str], Transcript],
    vectors: WordVectors,
) -> CheckedSentence | None:
    """The sentence if what it cites bears it out, else None.

    It must cite a source that is there; numbers of others are taken out. Each quotation must stand
    in a turn cited, or in the question that it answers; a difference in punctuation is mended. Each
    number must stand in what is cited, and so must each speaker whom it names; where it names some,
    those whom it quotes are among them. Its words must come near to those of what is cited.

    Args:
        sources: [n] cites the nth.
        transcript: id → the transcript as stored.
    """
    numbers = [int(n) for mark in _MARK.finditer(sentence) for n in re.findall(r"\d+", mark[1])]
    cited = tuple(dict.fromkeys(n - 1 for n in numbers if 0 < n <= len(sources)))
    text = _MARK.sub("", sentence).strip()
    if not cited or not text or not is_balanced(text):
        return None
    ranges = quotations(text)
    found = [_find(text[start:end], cited, sources, transcript) for start, end in ranges]
    quoted = [quotation for quotation in found if quotation]
    if len(quoted) < len(ranges):
        return None
    own_words = text
    for (start, end), quotation in reversed(list(zip(ranges, quoted, strict=True))):
        own_words = own_words[:start] + own_words[end:]
        text = text[:start] + quotation.text + text[end:]
    hits = [sources[place] for place in cited]
    shown = "\n".join(map(_shown, hits))
    speakers = {name for hit in hits for name in transcript(hit.transcript.id).speakers}
    named = {name for name in speakers if _is_in(name, own_words)}
    is_borne_out = (
        _numbers(text) <= _numbers(shown)
        and all(_is_in(name, shown) for name in named)
        and (not named or named.issuperset(quotation.speaker for quotation in quoted))
        and is_near(text, shown, vectors)
    )
    return CheckedSentence(text, cited, tuple(quoted)) if is_borne_out else None


def _find(
    quote: str,
    cited: Sequence[int],
    sources: Sequence[Hit],
    transcript: Callable[[str], Transcript],
) -> Quotation | None:
    """Where the words of a quotation stand: in one of the turns cited, or in its question."""
    for place in cited:
        hit = sources[place]
        whole = transcript(hit.transcript.id)
        turns = [hit.turn, hit.question.turn] if hit.question else [hit.turn]
        for turn in map(whole.turn, turns):
            check = verify_quote(quote, whole, speaker=turn.speaker, turn=turn.number)
            if check.verdict in ("supported", "punctuation"):
                assert check.start is not None and check.end is not None
                words = turn.text[check.start : check.end]
                return Quotation(place, turn.number, turn.speaker, check.start, check.end, words)
    return None


def _shown(hit: Hit) -> str:
    """All that a model may take from a source."""
    question = f"{hit.question.speaker} {hit.question.text}" if hit.question else ""
    reference = hit.transcript
    return "\n".join([reference.title, reference.date or "", hit.speaker, question, hit.text])


def _numbers(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKC", text)
    return {number.replace(",", "") for number in _NUMBER.findall(folded)}


def _is_in(name: str, text: str) -> bool:
    if not name.isascii():
        return name in text
    return len(name) > 1 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def is_near(text: str, shown: str, vectors: WordVectors) -> bool:
    """Whether the words of a sentence come near to those of what it cites."""
    near, _ = find_words(content_words(text), [shown], vectors)
    return near.size > 0 and near.mean() >= _LEAST_NEAR
