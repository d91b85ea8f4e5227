"""A question → a query, by rules, step by step."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ...index.errors import UsageError, check_text
from ...index.exchanges import is_audience
from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold
from ...index.text.language import reply_language
from ...index.text.terms import content_terms, content_words, index_terms, query_terms
from .change import take_change
from .folded_text import FoldedText
from .follow_up import asks_for_more, complete_follow_up
from .named_questions import find_named_questions, without_asking
from .people import take_people, without_names
from .query import LookFor, Query
from .question import Question
from .rules import ASKS_WHETHER_SAID, FRAME, FRAME_OF_NAME, ONLY_SAYS, SEEKS_A_FACT, SEEKS_QUESTIONS
from .scope import take_scope
from .spelled_names import in_characters, spelled_names

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
    history = [earlier for earlier in history if _was_answered(earlier)]
    people = {name: name for name in known_speakers} | dict(aliases)
    spelled = spelled_names("\n".join((*history, question)), people)
    people |= {spelling: people[name] for spelling, name in spelled.items()}
    read = Question.of(complete_follow_up(question.strip(), history, list(people)))
    read = take_scope(read, transcripts)
    read = take_change(read)
    read = _spell_names_in_characters(read, spelled)
    read = take_people(read, people)
    read = take_named_questions(read)
    read = take_kind_of_answer(read)
    if history and asks_for_more(question):
        read = replace(read, wants=replace(read.wants, more=True))
    return Query(
        text=read.complete,
        look_for=_look_for(read),
        whose=read.whose,
        where=read.where,
        wants=read.wants,
        language=reply_language(question),
    )


def _spell_names_in_characters(question: Question, spelled: Mapping[str, str]) -> Question:
    text = in_characters(question.rest.text, spelled)
    return question if text == question.rest.text else replace(question, rest=FoldedText.of(text))


def take_named_questions(question: Question) -> Question:
    """The question with the questions of the talk that it names, if it names no subject."""
    seeks_questions = (
        question.wants.target == "question"
        or SEEKS_QUESTIONS.matches(question.rest.folded)
        or _seeks_what_the_audience_says(question)
    )
    named = None
    if not _words(without_asking(_subject(question)), _name_terms(question)):
        named = find_named_questions(
            question.rest.folded,
            asking=question.whose.speakers or (),
            answered=question.whose.answers_to or (),
            asks=seeks_questions,
        )
    target = "question" if seeks_questions else "answer"
    return replace(question, wants=replace(question.wants, target=target, named_questions=named))


def take_kind_of_answer(question: Question) -> Question:
    """The question with whether it wants a fact, or whether something was said."""
    folded = question.rest.folded
    return replace(
        question,
        wants=replace(
            question.wants,
            a_fact=SEEKS_A_FACT.matches(folded),
            whether_said=ASKS_WHETHER_SAID.matches(folded),
        ),
    )


def _seeks_what_the_audience_says(question: Question) -> bool:
    """“What did Q8 say?”: what the audience says is questions."""
    speakers = question.whose.speakers
    return (
        speakers is not None
        and ONLY_SAYS.matches(question.rest.folded)
        and all(map(is_audience, speakers))
        and not _subject_words(question)
    )


def _look_for(question: Question) -> LookFor:
    text, name_terms = question.rest.text, _name_terms(question)
    names_questions = question.wants.named_questions is not None
    subject = "" if names_questions else _subject(question)
    return LookFor(
        text=text,
        topic=without_names(text, question.names),
        terms=tuple(query_terms(text)),
        subject=tuple(term for term in content_terms(subject) if term not in name_terms),
        words=() if names_questions else _subject_words(question),
    )


def _subject(question: Question) -> str:
    """What is left, folded, without the speakers' names and “怎么看”."""
    subject = question.rest.folded
    for name in question.names:
        subject = subject.replace(fold(name), " ")
    subject = FRAME.blank(subject)
    return FRAME_OF_NAME.blank(subject) if question.names else subject


def _subject_words(question: Question) -> tuple[str, ...]:
    """The words of the subject; where somebody is answered, without “the answer”."""
    subject = _subject(question)
    if question.whose.answers_to:
        subject = without_asking(subject)
    return _words(subject, _name_terms(question))


def _words(text: str, name_terms: Container[str]) -> tuple[str, ...]:
    return tuple(word for word in content_words(text) if word not in name_terms)


def _name_terms(question: Question) -> set[str]:
    return {term for name in question.names for term in index_terms(name)}


def _was_answered(question: str) -> bool:
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
