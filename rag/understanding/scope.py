"""What a question says of where to look: “in the 2018 interview”, “《AI 访谈》里”.

A date is taken for that of a recording only where the words beside it say so, or where a whole
date is that of a transcript; in “what happened in 2016” it is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold, fold_width_and_case
from ...index.text.language import CJK
from .folded_text import FoldedText
from .query import Where
from .question import Question
from .rules.phrases import (
    AT_THE_END,
    BEFORE_SAYING,
    HAS_YEAR,
    OF_A_RECORDING,
    OF_SPEAKING,
    QUOTED_TITLE,
    RECORDING_OF,
    WHOLE_DATE,
)
from .rules.vocabulary import DATE_FORMS, MONTHS

_MAX_ABOUT_SAYING_LENGTH = 80  # characters
_MIN_TITLE_LENGTH = 6  # where it is not quoted; a Chinese character counts 1, another word 2


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question says to look, and the question without that."""

    rest: str  # as it was where it names no transcript
    where: Where = field(default_factory=Where)


def take_scope(question: Question, infos: Sequence[TranscriptInfo]) -> Question:
    """The question without the title or date by which it names transcripts."""
    scope = find_scope(question.rest, infos)
    if scope.rest == question.rest.text:
        return replace(question, where=scope.where)
    return replace(question, rest=FoldedText.of(scope.rest), where=scope.where)


def find_scope(question: FoldedText, infos: Sequence[TranscriptInfo]) -> Scope:
    """The transcripts that a question names by title or date, of those in the library."""
    return _by_title(question, infos) or _by_date(question, infos) or Scope(question.text)


def _by_title(question: FoldedText, infos: Sequence[TranscriptInfo]) -> Scope | None:
    for match in QUOTED_TITLE.find_all(question.folded):
        title = match["zh"] or match["en"]
        is_place = match["en"] or match["at"] or match["inside"]  # else it may be a book
        ids = tuple(
            info.id
            for info in infos
            if (title in fold(info.title) if is_place else title == fold(info.title))
        )
        if ids:
            return Scope(_without(match, question), Where(ids))
        if match["inside"]:
            return Scope(question.text, Where(missing=question.original(match.span("zh"))))
    folded = fold_width_and_case(question.text)  # as long as question.folded
    for info in infos:
        title = fold_width_and_case(info.title)
        if title not in folded or not _is_distinctive(info.title):
            continue
        match = re.search(rf"(?<![^\W{CJK}]){re.escape(title)}(?![^\W{CJK}])", folded)
        if match:
            same = tuple(other.id for other in infos if fold(other.title) == fold(info.title))
            return Scope(_without(match, question), Where(same))
    return None


def _is_distinctive(title: str) -> bool:
    """Whether nobody says it without meaning it; “interview” and “hardware” are titles too."""
    n_characters = len(re.findall(f"[{CJK}]", title))
    return n_characters + 2 * len(re.findall(rf"[^\W_{CJK}]+", title)) >= _MIN_TITLE_LENGTH


def _by_date(question: FoldedText, infos: Sequence[TranscriptInfo]) -> Scope | None:
    if not HAS_YEAR.matches(question.folded):
        return None
    named = OF_A_RECORDING.search(question.folded) or RECORDING_OF.search(question.folded)
    if named:
        missing = Where(missing=_day(named))
        return _dated(named, question, infos) or Scope(_without(named, question), missing)
    for match in (_said_in_a_year(question.folded), BEFORE_SAYING.search(question.folded)):
        if match and (scope := _dated(match, question, infos)):
            return scope
    whole = WHOLE_DATE.search(question.folded)
    return (
        _dated(whole, question, infos) if whole and len(_day(whole)) == len("2018-11-02") else None
    )


def _said_in_a_year(folded: str) -> re.Match[str] | None:
    """“in 2018” at the end of a short question of what was said."""
    match = AT_THE_END.search(folded)
    if not match or match.start() > _MAX_ABOUT_SAYING_LENGTH:
        return None
    return match if OF_SPEAKING.matches(folded[: match.start()]) else None


def _dated(
    match: re.Match[str], question: FoldedText, infos: Sequence[TranscriptInfo]
) -> Scope | None:
    """The transcripts of a date; None if there is none."""
    day = _day(match)
    ids = tuple(info.id for info in infos if (info.date or "").startswith(day))
    return Scope(_without(match, question), Where(ids)) if ids else None


def _day(match: re.Match[str]) -> str:
    """The beginning of an ISO date: “2018”, “2018-11”, “2018-11-02”."""
    forms = (re.fullmatch(form, match["date"].strip()) for form in DATE_FORMS)
    parts = next(form.groupdict() for form in forms if form)
    month = parts.get("month") or "0"
    number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    numbers = (number, int(parts.get("day") or 0))
    return "-".join([parts["year"], *(f"{part:02}" for part in numbers if part)])


def _without(match: re.Match[str], question: FoldedText) -> str:
    rest = " ".join(question.replaced([match.span()], " ").split())
    rest = re.sub(r"\s+([?？。，,.!！])", r"\1", rest)
    return rest if re.search(r"\w", rest) else question.text
