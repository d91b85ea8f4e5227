"""What a question says of where to look: “in the 2018 interview”, “《AI 访谈》里”.

A date is taken for that of a recording only where the words beside it say so, or where a whole
date is that of a transcript; in “what happened in 2016” it is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold, fold_width_and_case
from ...index.text.language import CJK

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?P<y1>{_YEAR})\s*(?:[-/.]\s*|年\s*)(?P<m1>\d{{1,2}})(?:\s*(?:[-/.]\s*|月\s*)(?P<d1>\d{{1,2}})\s*[日号號]?|\s*月)"
    rf"|(?P<n2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{_YEAR})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<n3>{_MONTH}),?\s+(?P<y3>{_YEAR})"
    rf"|(?P<n4>{_MONTH})\s+(?P<y4>{_YEAR})"
    rf"|(?P<y5>{_YEAR})(?:\s*年)?)"
)
_RECORDING = (
    r"(?:interview|talk|meeting|episode|podcast|conversation|recording|call|session|lecture"
    r"|[访訪][谈談]|采[访訪]|採[访訪]|[会會][议議]|[节節]目|播客|[对對][话話]|[谈談][话話]|[录錄]音"
    r"|演[讲講]|[讲講]座|那(?:一)?[期次场場])"
)
_SAYS = r"(?:say|said|think|thought|ask|asked|speak|spoke|talk|talked|mention|mentioned)"
# Those with a date are compiled when a question has a year: together they take 0.02 s.
_OF_A_RECORDING = (  # “in the 2018 interview”, “2018年的访谈里”
    r"(?i)(?:\b(?:in|from|of|during)\s+(?:the|that|your|his|her)\s+|在)?"
    rf"(?<!\d){_DATE}\s*年?的?\s*{_RECORDING}s?(?:里面?|裡面?|中|上)?"
)
_RECORDING_OF = (  # “in the interview of November 2018”
    rf"(?i)\b(?:in|from|during)\s+(?:the|that)\s+{_RECORDING}\s+(?:of|from|on|in)\s+{_DATE}"
)
_AT_THE_END = (  # “what did he say about it in 2018?”
    rf"(?i)(?<=\s)in\s+{_DATE}(?=\s*[?？.]?\s*$)"
)
_BEFORE_SAYING = (  # “他在2018年怎么说”
    rf"在?(?<!\d){_DATE}\s*(?:的?[时時](?:候)?)?"
    r"(?=\s*(?:是?怎[么麼][说說看谈談讲講]|[说說谈談讲講][了过過到]))"
)
_MAX_ABOUT_SAYING_LENGTH = 80  # characters
_WHOLE_DATE = rf"(?i)(?:\bon\s+|在)?(?<!\d){_DATE}(?:那天)?"
_QUOTED_TITLE = re.compile(
    r"(?P<at>在)?《(?P<zh>[^《》]{2,})》(?P<inside>里面?|裡面?|中|这期|這期|那期)?"
    rf"|\b(?:in|from|during)\s+(?:the\s+)?(?:{_RECORDING}\s+)?[“\"](?P<en>[^“”\"]{{3,}})[”\"]",
    re.IGNORECASE,
)
_MIN_TITLE_LENGTH = 6  # where it is not quoted; a Chinese character counts 1, another word 2


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question says to look."""

    rest: str  # the question without it, or as it was where no transcript is like it
    transcripts: tuple[str, ...] | None = None  # ids; None where the question does not say
    missing: str | None = None  # what it asked for where no transcript is like it


def find_scope(question: str, infos: Sequence[TranscriptInfo]) -> Scope:
    """The transcripts that a question names by title or date, of those in the library."""
    return _by_title(question, infos) or _by_date(question, infos) or Scope(question)


def _by_title(question: str, infos: Sequence[TranscriptInfo]) -> Scope | None:
    for match in _QUOTED_TITLE.finditer(question):
        title = fold(match["zh"] or match["en"])
        is_place = match["en"] or match["at"] or match["inside"]  # else it may be a book
        ids = tuple(
            info.id
            for info in infos
            if (title in fold(info.title) if is_place else title == fold(info.title))
        )
        if ids:
            return Scope(_without(match, question), ids)
        if match["inside"]:
            return Scope(question, missing=match["zh"])
    folded = fold_width_and_case(question)
    for info in infos:
        if fold_width_and_case(info.title) not in folded or not _is_distinctive(info.title):
            continue
        match = re.search(
            rf"(?<![^\W{CJK}]){re.escape(info.title)}(?![^\W{CJK}])", question, re.IGNORECASE
        )
        if match:
            same = tuple(one.id for one in infos if fold(one.title) == fold(info.title))
            return Scope(_without(match, question), same)
    return None


def _is_distinctive(title: str) -> bool:
    """Whether nobody says it without meaning it; “interview” and “hardware” are titles too."""
    n_characters = len(re.findall(f"[{CJK}]", title))
    return n_characters + 2 * len(re.findall(rf"[^\W_{CJK}]+", title)) >= _MIN_TITLE_LENGTH


def _by_date(question: str, infos: Sequence[TranscriptInfo]) -> Scope | None:
    if not re.search(_YEAR, question):
        return None
    named = re.search(_OF_A_RECORDING, question) or re.search(_RECORDING_OF, question)
    if named:
        return _dated(named, question, infos) or Scope(question, missing=_day(named))
    for match in (_said_in_a_year(question), re.search(_BEFORE_SAYING, question)):
        if match and (scope := _dated(match, question, infos)):
            return scope
    whole = re.search(_WHOLE_DATE, question)
    return (
        _dated(whole, question, infos) if whole and len(_day(whole)) == len("2018-11-02") else None
    )


def _said_in_a_year(question: str) -> re.Match[str] | None:
    """“in 2018” at the end of a short question of what was said."""
    match = re.search(_AT_THE_END, question)
    if not match or match.start() > _MAX_ABOUT_SAYING_LENGTH:
        return None
    return match if re.search(rf"\b{_SAYS}\b", question[: match.start()], re.IGNORECASE) else None


def _dated(match: re.Match[str], question: str, infos: Sequence[TranscriptInfo]) -> Scope | None:
    """The transcripts of a date; None if there is none."""
    day = _day(match)
    ids = tuple(info.id for info in infos if (info.date or "").startswith(day))
    return Scope(_without(match, question), ids) if ids else None


def _day(match: re.Match[str]) -> str:
    """The beginning of an ISO date: “2018”, “2018-11”, “2018-11-02”."""
    found = match.groupdict()
    year = next(found[f"y{n}"] for n in range(1, 6) if found[f"y{n}"])
    name = next((found[f"n{n}"] for n in range(2, 5) if found[f"n{n}"]), None)
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(found["m1"] or 0)
    day = int(next((found[f"d{n}"] for n in range(1, 4) if found[f"d{n}"]), 0))
    parts = [year, *(f"{part:02}" for part in (month, day) if part)]
    return "-".join(parts)


def _without(match: re.Match[str], question: str) -> str:
    rest = f"{question[: match.start()]} {question[match.end() :]}"
    rest = re.sub(r"\s+([?？。，,.!！])", r"\1", " ".join(rest.split()))
    return rest if re.search(r"\w", rest) else question
