"""Verify by string comparison whether a quote may be shown as one, and if not, why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Literal

from ...index.text.language import CJK
from ...index.text.sentences import sentence_spans
from ...index.transcript import Transcript, Turn
from ..answer import Citation, Hit

Verdict = Literal[
    "supported",  # verbatim, in that turn, by that speaker
    "punctuation",  # same letters there; punctuation, spaces, case or width differ
    "misattributed",  # same letters, but by another speaker or in another turn
    "stitched",  # all its sentences, or parts around “…”, but not in one place
    "not_found",
]

_Range = tuple[int, int]  # characters [start, end) of a turn's text

_ELLIPSIS = re.compile(r"[…⋯]+|\.{3,}")
_PAIRS = {"“": "”", "「": "」", "『": "』"}
# Other quotation marks, and marks of titles, which a sentence about a talk also quotes with.
_EVERY_PAIR = _PAIRS | {
    "‘": "’",
    "«": "»",
    "‹": "›",
    "《": "》",
    "〈": "〉",
    "﹁": "﹂",
    "﹃": "﹄",
}
_LONE_MARK = re.compile(r"[“”「」『』‘«»‹›《》〈〉﹁﹂﹃﹄\"„‚‟‛❝❞❛❜〝〞〟＂`″]")
_STRAIGHT = re.compile(r'"([^"\n]*)"')
_SINGLE = re.compile(r"(?<!\w)'([^'\n]*(?:(?<=\w)'(?=\w)[^'\n]*)*)'(?!\w)")
# What stands in for quotation marks: `…`, ″…″, ＂…＂, ´…´, ``…''.
_MAKESHIFT = re.compile(r"(?P<mark>[`´″＂])(?P<words>[^`´″＂'\n]+)(?:(?P=mark)|(?<=\S)['´])")
_MARK = re.compile(r"\[(\d+)")
_CITED_STOP = re.compile(r"[。！？….!?][”\"」』]\s*[\[［【]\d")
_IDEOGRAPH = f"[{CJK}]"
_WORD = rf"[^\W_{CJK}](?:['’]?[^\W_{CJK}])*"
_MIN_QUOTATION_LENGTH = 2  # words; two ideographs count as one


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a quote, and the place of its words in the transcript."""

    verdict: Verdict
    turn: int | None = None  # turn number, from 1; None if stitched or not found
    speaker: str | None = None  # the speaker of that turn
    start: int | None = None  # characters [start, end) of that turn's text, as stored
    end: int | None = None

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A quotation in an answer, and whether the cited turn supports it."""

    quote: str  # without its quotation marks
    start: int  # offset in the text of the answer
    n: int | None  # its citation; None if none follows in its sentence
    transcript_id: str | None  # transcript with its words; None if stitched or not found
    verification: Verification

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def verify_quote(
    quote: str, transcript: Transcript, *, speaker: str | None = None, turn: int | None = None
) -> Verification:
    """Verify that these words were said: in that turn and by that speaker, if given.

    Letters, digits and ideographs must match in order; one changed, extra or missing is detected,
    also a Traditional character for a Simplified one. Differences in other signs, spaces, case and
    width (NFKC) give “punctuation”. That includes “C” for “C++” and “35” for “3.5”, so show only
    “supported” quotes. A quote may not begin or end inside a word or number: “I can” is not in “I
    can’t”. A quote without letters is not found.

    Args:
        speaker: the name as the transcript shows it.
        turn: turn number; a missing turn is not an error, the words may be in another turn.
    """
    if not _folded_letters(quote):
        return Verification("not_found")
    claimed: list[Turn] = []
    others: list[Turn] = []
    for said in transcript.turns:
        is_claimed = turn in (None, said.number) and speaker in (None, said.speaker)
        (claimed if is_claimed else others).append(said)
    return (
        _verify_in(quote, claimed, _place_as_written, "supported")
        or _verify_in(quote, claimed, _place_of_letters, "punctuation")
        or _verify_in(quote, others, _place_as_written, "misattributed")
        or _verify_in(quote, others, _place_of_letters, "misattributed")
        or Verification("stitched" if _is_stitched(quote, transcript.turns) else "not_found")
    )


def verify_answer(
    text: str,
    cited: Sequence[Hit] | Sequence[Citation],
    transcript: Callable[[str], Transcript],
) -> list[CheckedQuote]:
    """Verify every quotation in the text of an answer, in order, against the turn it cites.

    Quotations are in “…”, "…", 「…」 or 『…』 and have at least two words or four ideographs; a
    nested quotation is part of the outer one. A quotation cites the first [n] after it in its
    sentence, also directly after the full stop. It is compared with the cited turn and speaker,
    then with all cited transcripts; if the words are only there, it is misattributed. A quotation
    without citation is compared only with those transcripts. One with an unknown number is at best
    misattributed.

    Args:
        cited: what [n] refers to: citations by their `n`, hits by their position, from 1.
        transcript: id → the transcript as stored, such as `library.transcript`.
    """
    hits = {
        c.n if isinstance(c, Citation) else position: c.hit if isinstance(c, Citation) else c
        for position, c in enumerate(cited, start=1)
    }
    transcripts = [transcript(id) for id in dict.fromkeys(h.transcript.id for h in hits.values())]
    places = quotations(text)
    bare = _without_words(text, places)
    checked: list[CheckedQuote] = []
    for start, end in places:
        n = _citation_behind(bare, start, end)
        id, verification = _verify_cited(text[start:end], n, hits, transcripts)
        checked.append(CheckedQuote(text[start:end], start, n, id, verification))
    return checked


def quotations(text: str) -> list[tuple[int, int]]:
    """Character ranges [start, end) of the quotations in a text, without their marks, in order.

    Quotations are in “…”, "…", 「…」 or 『…』 and have at least two words or four ideographs; a
    nested quotation is part of the outer one.
    """
    return [(start, end) for start, end in _quotations(text) if _is_long_enough(text[start:end])]


def mask_quotations(line: str) -> str:
    """Replace quoted characters by “x”, so that quotations do not end sentences.

    The length stays the same. An unclosed quotation extends to the end. A final full stop stays if
    a citation directly follows the quotation, because the sentence ends there.
    """
    characters = list(line)
    for start, end in _quotations(line, also_open=True):
        stop = end - 1 if _CITED_STOP.match(line, end - 1) else end
        characters[start:stop] = "x" * (stop - start)
    return "".join(characters)


def every_quotation(text: str) -> list[tuple[int, int]] | None:
    """Character ranges [start, end) of all text in quotation marks of any kind, without the marks.

    Includes single words and titles. None if a mark is not paired.
    """
    places = list(_quotations(text, pairs=_EVERY_PAIR))
    rest = list(text)
    for start, end in places:
        rest[start - 1 : end + 1] = "x" * (end - start + 2)
    return None if _LONE_MARK.search("".join(rest)) else places


def _verify_cited(
    quote: str, n: int | None, hits: dict[int, Hit], transcripts: Sequence[Transcript]
) -> tuple[str | None, Verification]:
    """Verify a quotation: return the id of the transcript with its words, and the verification."""
    results: list[tuple[str | None, Verification]] = []
    hit = hits.get(n) if n is not None else None
    for transcript in transcripts:
        if hit and transcript.id == hit.transcript.id:
            verification = verify_quote(quote, transcript, speaker=hit.speaker, turn=hit.turn)
        else:
            verification = verify_quote(quote, transcript)
            if n is not None and verification.turn is not None:
                verification = replace(verification, verdict="misattributed")
        results.append((transcript.id if verification.turn else None, verification))
    verdicts: list[Verdict] = ["supported", "punctuation", "misattributed", "stitched", "not_found"]
    nothing = (None, Verification("not_found"))
    return min(results, key=lambda result: verdicts.index(result[1].verdict), default=nothing)


def _verify_in(
    quote: str,
    turns: Sequence[Turn],
    place_in: Callable[[str, str], _Range | None],
    verdict: Verdict,
) -> Verification | None:
    """The verification in the first turn with the quote, with this verdict; None without one."""
    for turn in turns:
        if place := place_in(quote, turn.text):
            return Verification(verdict, turn.number, turn.speaker, *place)
    return None


def _is_stitched(quote: str, turns: Sequence[Turn]) -> bool:
    """Whether the quote has several parts, and each is in some turn."""
    parts = [
        piece[start:end]
        for piece in _ELLIPSIS.split(quote)
        for start, end in sentence_spans(piece)
        if _folded_letters(piece[start:end])
    ]
    return len(parts) > 1 and all(
        any(_place_of_letters(part, turn.text) for turn in turns) for part in parts
    )


def _place_as_written(quote: str, text: str) -> _Range | None:
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        with_letters = [place for place in range(start, end) if _fold(text[place])]
        if not _is_inside_word(text, with_letters[0]) and not _is_inside_word(
            text, with_letters[-1] + 1
        ):
            return start, end
        start = text.find(quote, start + 1)
    return None


def _place_of_letters(quote: str, text: str) -> _Range | None:
    """The place of the same letters, from the first to the last; None without one."""
    wanted, letters = _folded_letters(quote), _folded_letters(text)
    begin = letters.find(wanted)
    if begin < 0:
        return None
    sources = [place for place, character in enumerate(text) for _ in _fold(character)]
    while begin >= 0:
        stop = begin + len(wanted)
        start, end = sources[begin], sources[stop - 1] + 1
        is_whole = sources[begin - 1 : begin] != [start] and sources[stop : stop + 1] != [end - 1]
        if is_whole and not _is_inside_word(text, start) and not _is_inside_word(text, end):
            return start, end
        begin = letters.find(wanted, begin + 1)
    return None


@lru_cache(maxsize=4096)
def _folded_letters(text: str) -> str:
    return "".join(map(_fold, text))


@lru_cache(maxsize=65536)
def _fold(character: str) -> str:
    """The letters, digits and accents of a character, without width and case; often one or none.

    Uses NFKD, so that each character folds by itself; texts equal in NFKC are equal in NFKD.
    """
    folded = unicodedata.normalize("NFKD", character).casefold()
    folded_parts = "".join(
        part
        for part in unicodedata.normalize("NFKD", folded)
        if unicodedata.category(part)[0] in "LN"
        or _is_accent(part)
        or (part == "\u2044" and part != character)  # “½” is not “12”
    )
    if not _is_accent(character):
        while folded_parts and _is_accent(folded_parts[0]):  # “´” is a space with an accent
            folded_parts = folded_parts[1:]
    return folded_parts


def _is_accent(character: str) -> bool:
    """Whether a mark changes the letter before it; variation selectors do not."""
    return unicodedata.category(character)[0] == "M" and not (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )


def _is_inside_word(text: str, place: int) -> bool:
    """Whether a cut here separates a letter from its accent, or splits a word or number.

    Only words in scripts with upper and lower case count; other scripts may lack spaces.
    """
    before, after = text[max(0, place - 2) : place], text[place : place + 2]
    if not before or not after:
        return False
    if _is_accent(after[0]) or (_is_of_word(before[-1]) and _is_of_word(after[0])):
        return True
    around = before[-1] + after if after[0] in "'’.," else before + after[0]
    if len(around) < 3:
        return False
    if around[1] in "'’":
        return _is_of_word(around[0]) and _is_of_word(around[2])
    return around[1] in ".," and around[0].isdecimal() and around[2].isdecimal()


def _is_of_word(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Mn", "Nd")


def _quotations(
    text: str, *, also_open: bool = False, pairs: Mapping[str, str] = _PAIRS
) -> Iterator[_Range]:
    """The places of quotations, without their marks; the outermost if they are nested.

    Args:
        also_open: one that is never closed too, up to the end of the text.
        pairs: opening → closing marks. Where ‘ is one of them, ' and ' are, too, and ` and `.
    """
    place = 0
    while place < len(text):
        end = None
        if closing := pairs.get(text[place]):
            end = _closing(text, place, closing)
        elif straight := _STRAIGHT.match(text, place):
            end = straight.end(1)
        elif "‘" in pairs and (single := _SINGLE.match(text, place)):
            end = single.end(1)
        elif "‘" in pairs and (makeshift := _MAKESHIFT.match(text, place)):
            end = makeshift.end("words")
        if end is None and also_open and (text[place] in pairs or text[place] == '"'):
            end = len(text)
        if end is not None:
            yield place + 1, end
            place = end
        place += 1


def _closing(text: str, opening: int, closing: str) -> int | None:
    """The position of the mark that closes the one at `opening`; None if nothing closes it."""
    depth = 0
    for place in range(opening, len(text)):
        if text[place] == closing == "’" and text[place + 1 : place + 2].isalpha():
            continue  # an apostrophe
        depth += (text[place] == text[opening]) - (text[place] == closing)
        if not depth:
            return place
    return None


def _is_long_enough(quote: str) -> bool:
    words = len(re.findall(_WORD, quote)) + len(re.findall(_IDEOGRAPH, quote)) / 2
    return words >= _MIN_QUOTATION_LENGTH


def _without_words(text: str, quotations: Sequence[_Range]) -> str:
    """Replace quoted characters by “x”, so that their full stops do not end a sentence."""
    characters = list(text)
    for start, end in quotations:
        characters[start:end] = "x" * (end - start)
    return "".join(characters)


def _citation_behind(bare: str, start: int, end: int) -> int | None:
    """The first [n] after a quotation, if no other sentence begins before it; else None."""
    mark = _MARK.search(bare, end)
    if mark is None or len(sentence_spans(bare[start : mark.start()])) > 1:
        return None
    return int(mark.group(1))
