"""Split a language model's text into sentences, and check each against the sources it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....index.text.chinese_names import is_name
from ....index.text.fold import fold
from ....index.text.language import HAN, UPPER
from ....index.text.sentences import sentence_spans
from ....index.text.terms import content_words
from ....index.transcript import Transcript
from ...answer import Hit
from ...reading.verification import every_quotation, mask_quotations, verify_quote
from ...search.near_words import WordVectors, find_words
from .attribution import attribute
from .quantities import are_said, is_unit, quantities

_MARK = re.compile(r"\s*[\[［【]\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]］】]")
_BEGUN_MARK = re.compile(r"[\[［【][\d\s,，、]*$")
_MARKS_IN_FRONT = re.compile(rf"(?:{_MARK.pattern})+[。.！!]?")
# How similar the words of a sentence must be to the words said, 0 to 1
# (data/eval/RESULTS.md#min-near).
_MIN_NEAR = 0.3
_FAR = 0.2  # below, nothing similar to the word is said
_MAX_FAR = 0.34  # share of a sentence's words that may be far
_MIN_PAIR = 0.25  # mean of two neighbours: “paid bribes” is a claim of its own
_SAID = 0.8
_CAPITALISED = re.compile(rf"(?<!^)(?<![.!?:。！？：] )(?<![“\"‘「(])\b[{UPPER}][\w'’-]+")
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*:)?//\S+|\b(?:javascript|data|mailto|file|tel):\S+|\bwww\.\S+"
    r"|!?\[[^\]\n]*\]\s?\([^)\n]*\)?|!?\[[^\]\n]*\]\[[^\]\n]*\]|<[a-z/!][^>\n]*>?|[\w.+-]+@[\w-]+\.\w+"
    r"|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:[/?#]\S*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in a sentence, with its place in a transcript."""

    source: int  # position in the list of sources, from 0
    turn: int  # turn number of the source, or of the question it answers
    speaker: str  # of that turn
    start: int  # characters [start, end) of that turn's text
    end: int
    text: str  # as stored


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence supported by the speakers it cites."""

    text: str  # names the speaker; quotations as stored; without citations
    cited: tuple[int, ...]  # positions in the list of sources, from 0, at least one
    quotations: tuple[Quotation, ...]


def split_sentences(text: str, *, is_whole: bool) -> list[tuple[int, int]]:
    """Character ranges [start, end) of the sentences, each with the citations after it.

    A full stop inside a quotation does not end a sentence. An open quotation extends to the end of
    its line.

    Args:
        is_whole: False while the text is incomplete; the last sentence, which may still get
            citations, is then left out.
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
    """The sentence, attributed to the speakers it cites, if they say that; else None.

    - It must cite an existing source; other numbers are removed.
    - Quotations, in any kind of quotation marks, must be in a cited turn or in the question that it
      answers, and belong to that speaker; a difference in punctuation is corrected.
    - It must name the speaker of what it cites, or the name is put in front; it may attribute the
      words to nobody else (`attribution`).
    - Each number must be said, with its scale, sign and unit (`quantities`).
    - It must say more than the title of the transcript and the speaker's name.
    - It may have no web address, link or picture that its sources lack.
    - Its words must be said or similar words be said, except for single words; a capitalised word
      inside it must be said.

    What is not seen: a “not” too much or too few, a single word added (“the corrupt board”), which
    of several numbers said belongs where, and who does what to whom within the words of
    one speaker.

    Args:
        sources: [n] cites the nth.
        transcript: id → the transcript as stored.
    """
    numbers = [int(n) for mark in _MARK.finditer(sentence) for n in re.findall(r"\d+", mark[1])]
    cited = tuple(dict.fromkeys(n - 1 for n in numbers if 0 < n <= len(sources)))
    text = _MARK.sub("", sentence).strip()
    ranges = every_quotation(text)
    if not cited or not text or ranges is None:
        return None
    hits = [sources[place] for place in cited]
    quoted: list[Quotation] = []
    masked = list(text)
    for start, end in reversed(ranges):
        quote = text[start:end]
        quotation = _find_quotation(quote, cited, sources, transcript)
        if quotation is None and not any(fold(quote) in fold(hit.transcript.title) for hit in hits):
            return None
        words = quotation.text if quotation else quote
        text = text[:start] + words + text[end:]
        masked[start:end] = "·" * len(words)
        quoted = [quotation, *quoted] if quotation else quoted
    own_words = "".join(masked)
    others = [name for hit in hits for name in transcript(hit.transcript.id).speakers]
    attributed = attribute(text, own_words, hits, others)
    if attributed is None or not attributed.speakers.issuperset(q.speaker for q in quoted):
        return None
    shown = "\n".join(_shown(hit, only_question=attributed.is_question) for hit in attributed.hits)
    claimed, words = quantities(text), claim_words(attributed.claim)
    is_said = (
        bool(claimed or quoted or set(words) - _words_of_headings(hits))
        and are_said(claimed, quantities(shown))
        and _has_no_other_links(text, shown)
        and are_near(words, shown, vectors)
        and _names_are_said(attributed.claim, shown, vectors)
    )
    return CheckedSentence(attributed.text, cited, tuple(quoted)) if is_said else None


def _find_quotation(
    quote: str,
    cited: Sequence[int],
    sources: Sequence[Hit],
    transcript: Callable[[str], Transcript],
) -> Quotation | None:
    """Locate a quotation in the cited turns or their questions; None if it is in none."""
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


def _shown(hit: Hit, *, only_question: bool = False) -> str:
    """All text that the model was shown of a source."""
    reference = hit.transcript
    question = f"{hit.question.speaker} {hit.question.text}" if hit.question else ""
    answer = [hit.speaker] if only_question else [hit.speaker, hit.text]
    return "\n".join([reference.title, reference.date or "", question, *answer])


def _words_of_headings(hits: Sequence[Hit]) -> set[str]:
    """Words of titles and speakers, which the model was shown above what was said; a sentence of
    these alone tells nothing."""
    headings = (f"{hit.transcript.title} {hit.speaker}" for hit in hits)
    return {word for heading in headings for word in claim_words(heading)}


def _has_no_other_links(text: str, shown: str) -> bool:
    """Whether each web address, link, picture and tag stands in what is cited."""
    # In NFKC: “evil．example” is an address as well.
    text, shown = (unicodedata.normalize("NFKC", some).casefold() for some in (text, shown))
    return all(match[0] in shown for match in _LINK.finditer(text))


def claim_words(text: str) -> list[str]:
    """The words of a claim that carry its subject; numbers and their units aside, which are
    checked exactly."""
    return [word for word in content_words(text) if not quantities(word) and not is_unit(word)]


def are_near(words: Sequence[str], shown: str, vectors: WordVectors) -> bool:
    """Whether the words of a claim, in order, are said or similar to words said."""
    if not words:
        return True
    [near], _ = find_words(words, [shown], vectors)
    return bool(
        near.mean() >= _MIN_NEAR
        and (near < _FAR).mean() <= _MAX_FAR
        and all(sum(pair) / 2 >= _MIN_PAIR for pair in pairwise(near))
    )


def _names_are_said(claim: str, shown: str, vectors: WordVectors) -> bool:
    """Whether each capitalised word inside a claim is said itself, or in another language, and
    each Chinese name where Chinese is spoken."""
    if re.search(f"[{HAN}]", shown):
        chinese = [word for word in claim_words(claim) if re.fullmatch(f"[{HAN}]{{2,}}", word)]
        near = find_words(chinese, [shown], vectors)[0][0] if chinese else []
        if any(
            is_name(word) for word, nearness in zip(chinese, near, strict=True) if nearness < _FAR
        ):
            return False
    words = [word for match in _CAPITALISED.finditer(claim) for word in claim_words(match[0])]
    if not words:
        return True
    [near], _ = find_words(words, [shown], vectors)
    return bool((near >= _SAID).all())
