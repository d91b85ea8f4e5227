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
from ..support import WordVectors, find_words
from ..verification import is_balanced, mask_quotations, quotations, verify_quote

_MARK = re.compile(r"\s*[\[［【]\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]］】]")
_BEGUN_MARK = re.compile(r"[\[［【][\d\s,，、]*$")
_MARKS_IN_FRONT = re.compile(rf"(?:{_MARK.pattern})+[。.！!]?")
# Share of a sentence's words that must be said or come near, so chosen that nine of ten that people
# write of a talk pass, and two of ten that they write of another (data/eval/RESULTS.md).
_LEAST_NEAR = 0.3
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence that the sources bear out."""

    text: str  # its quotations as stored; without its citations
    cited: tuple[int, ...]  # places in the list of sources, from 0, at least one


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
    number must stand in what is cited, and so must each speaker whom it names. Its words must come
    near to those of what is cited.

    Args:
        sources: [n] cites the nth.
        transcript: id → the transcript as stored.
    """
    numbers = [int(n) for mark in _MARK.finditer(sentence) for n in re.findall(r"\d+", mark[1])]
    cited = tuple(dict.fromkeys(n - 1 for n in numbers if 0 < n <= len(sources)))
    hits = [sources[place] for place in cited]
    text = _with_stored_quotations(_MARK.sub("", sentence).strip(), hits, transcript)
    if not hits or not text:
        return None
    shown = "\n".join(_shown(hit) for hit in hits)
    is_borne_out = (
        _numbers(text) <= _numbers(shown)
        and not _names_somebody_else(text, hits, shown, transcript)
        and is_near(text, shown, vectors)
    )
    return CheckedSentence(text, cited) if is_borne_out else None


def _with_stored_quotations(
    text: str, hits: Sequence[Hit], transcript: Callable[[str], Transcript]
) -> str | None:
    """The text with its quotations letter for letter as stored; None if one is nowhere, or only
    half of one is there."""
    if not is_balanced(text):
        return None
    for start, end in reversed(quotations(text)):
        stored = _stored(text[start:end], hits, transcript)
        if stored is None:
            return None
        text = text[:start] + stored + text[end:]
    return text


def _stored(quote: str, hits: Sequence[Hit], transcript: Callable[[str], Transcript]) -> str | None:
    """The words of a quotation as they stand in one of the turns, or in its question."""
    for hit in hits:
        whole = transcript(hit.transcript.id)
        places = [(hit.speaker, hit.turn)]
        if hit.question:
            places.append((hit.question.speaker, hit.question.turn))
        for speaker, turn in places:
            found = verify_quote(quote, whole, speaker=speaker, turn=turn)
            if found.verdict == "supported":
                return quote
            if found.verdict == "punctuation":
                return whole.turn(turn).text[found.start : found.end]
    return None


def _shown(hit: Hit) -> str:
    """All that a model may take from a source."""
    question = f"{hit.question.speaker} {hit.question.text}" if hit.question else ""
    reference = hit.transcript
    return "\n".join([reference.title, reference.date or "", hit.speaker, question, hit.text])


def _numbers(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKC", text)
    return {number.replace(",", "") for number in _NUMBER.findall(folded)}


def _names_somebody_else(
    text: str, hits: Sequence[Hit], shown: str, transcript: Callable[[str], Transcript]
) -> bool:
    """Whether it names a speaker of the transcripts who is not in what is cited."""
    names = {name for hit in hits for name in transcript(hit.transcript.id).speakers}
    return any(_is_in(name, text) and not _is_in(name, shown) for name in names)


def _is_in(name: str, text: str) -> bool:
    if not name.isascii():
        return name in text
    return len(name) > 1 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def is_near(text: str, shown: str, vectors: WordVectors) -> bool:
    """Whether the words of a sentence come near to those of what it cites."""
    near, _ = find_words(content_words(text), [shown], vectors)
    return near.size > 0 and near.mean() >= _LEAST_NEAR
