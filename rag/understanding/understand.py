"""A question → a query, by rules, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ...index.errors import UsageError, check_text
from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold
from ...index.text.language import reply_language
from .change import take_change
from .folded_text import FoldedText
from .follow_up import asks_for_more, complete_follow_up
from .form import take_form
from .named_in_title import take_name_in_title
from .named_questions import take_named_questions
from .people import take_people
from .query import Query
from .question import Question
from .scope import take_scope
from .spelled_names import in_characters, spelled_names
from .subject import look_for

MAX_QUESTION_CHARACTERS = 2000


def understand(
    question: str,
    *,
    history: Sequence[str] = (),
    known_speakers: Sequence[str] = (),
    aliases: Mapping[str, str] = MappingProxyType({}),
    transcripts: Sequence[TranscriptInfo] = (),
) -> Query:
    """The query behind a question.

    Args:
        history: earlier questions of the conversation, oldest first; those that were refused, as
            too long, do not count.
        known_speakers: the names in the library, to be recognised in the question.
        aliases: other name → name in the library, recognised too.
        transcripts: those in the library, to be recognised by title and date.
    Raises: UsageError if the question is empty, longer than MAX_QUESTION_CHARACTERS, or holds
        half a character.
    """
    _check(question)
    history = [earlier for earlier in history if was_answered(earlier)]
    people = {name: name for name in known_speakers} | dict(aliases)
    spelled = spelled_names("\n".join((*history, question)), people)
    people |= {spelling: people[name] for spelling, name in spelled.items()}
    read = Question.of(complete_follow_up(question.strip(), history, list(people)))
    read = take_scope(read, transcripts)
    read = take_change(read)
    read = _spell_names_in_characters(read, spelled)
    read = take_name_in_title(take_people(read, people), transcripts)
    read = _without_unknown_name(read, transcripts)
    read = take_named_questions(read)
    read = take_form(read)
    if history and asks_for_more(question):
        read = replace(read, wants=replace(read.wants, more=True))
    return Query(
        text=read.complete,
        look_for=look_for(read),
        whose=read.whose,
        where=read.where,
        wants=read.wants,
        language=reply_language(question),
    )


def _spell_names_in_characters(question: Question, spelled: Mapping[str, str]) -> Question:
    text = in_characters(question.rest.text, spelled)
    return question if text == question.rest.text else replace(question, rest=FoldedText.of(text))


def _without_unknown_name(question: Question, infos: Sequence[TranscriptInfo]) -> Question:
    """The question, in whose subject the name of somebody who does not speak has no part; one in a
    title stays, since that person may speak under another name."""
    name = question.whose.unknown_name
    if name is None or any(fold(name) in fold(info.title) for info in infos):
        return question
    return replace(question, names=(*question.names, name))


def was_answered(question: str) -> bool:
    """Whether `_check` does not refuse an earlier question."""
    try:
        _check(question)
    except UsageError:
        return False
    return True


def _check(question: str) -> None:
    check_text(question, "the question")
    if not question.strip():
        raise UsageError("the question is empty; ask something, for example “OpenCL”")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise UsageError(
            f"the question has {len(question):,} characters; shorten it to "
            f"{MAX_QUESTION_CHARACTERS:,} (a transcript is added with “turnwise add”)"
        )
