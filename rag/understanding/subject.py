"""What a question looks for, once its other parts are taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ...index.text.fold import fold
from ...index.text.terms import content_terms, content_words, index_terms, query_terms
from .people import without_names
from .query import Form, LookFor
from .question import Question, own_parts
from .rules.answer_types import WORDS_OF_TYPE
from .rules.definitions import WORDS_OF_DEFINING
from .rules.phrases import REACTS
from .rules.rule import Rule
from .rules.sayings import FRAME, FRAME_OF_NAME, WORDS_OF_ASKING
from .rules.vocabulary import FACTS_ASKED_IN_CHINESE
from .rules.whole_talk.decisions import WORDS_OF_DECIDING
from .rules.whole_talk.open_questions import WORDS_LEFT_OPEN
from .rules.whole_talk.tasks import WORDS_OF_TASKS
from .rules.whole_talk.words import WORDS_OF_FORMS

# What asks for a form, and is no part of what to look for.
_FRAMES: Mapping[Form, Rule] = MappingProxyType(
    {
        "decisions": WORDS_OF_DECIDING,
        "open_questions": WORDS_LEFT_OPEN,
        "tasks": WORDS_OF_TASKS,
    }
)
_WHY = re.compile(  # “卡为什么” is not cut as “卡为” and “什么”
    r"为(?:什么|何|啥)|\bhow come\b"
    r"|\b(?:is|are|was|were|has|have|had|does|did|could|would|should|wo)n['’]t\b"
)


def look_for(question: Question) -> LookFor:
    """What to search with; no subject where the question names questions of the talk."""
    text, name_terms = question.rest.text, _name_terms(question)
    names_questions = question.wants.named_questions is not None
    subject = "" if names_questions else _subject(question)
    return LookFor(
        text=text,
        topic=without_names(text, question.names),
        terms=tuple(query_terms(text)),
        subject=tuple(term for term in content_terms(subject) if term not in name_terms),
        words=() if names_questions else subject_words(question),
        context=() if names_questions else _context(question),
        also=tuple(
            term
            for pattern, term in FACTS_ASKED_IN_CHINESE.items()
            if re.search(pattern, question.rest.folded)
        ),
    )


def without_words_of_form(subject: LookFor, form: Form) -> LookFor:
    """What to look for where the talks give no answer in a form: “what did Ann promise about the
    budget?” looks for the budget, and not for “promise”."""
    frame = _FRAMES.get(form)
    if frame is None:
        return subject

    def carries(word: str) -> bool:
        return bool(WORDS_OF_FORMS.blank(frame.blank(word)).strip())

    kept = tuple(filter(carries, subject.subject)), tuple(filter(carries, subject.words))
    return replace(subject, subject=kept[0], words=kept[1])


def subject_words(question: Question) -> tuple[str, ...]:
    """The words of the subject, folded; where somebody is answered, without “the answer”."""
    if question.whose.answers_to:
        return words_beside_asking(question)
    return _words(_subject(question), question)


def words_beside_asking(question: Question) -> tuple[str, ...]:
    """The words of the subject, folded, without “the third question” and “the audience”."""
    return _words(WORDS_OF_ASKING.blank(_subject(question)), question)


def _subject(question: Question) -> str:
    """What is left, folded, without the speakers' names and “怎么看”."""
    subject = question.rest.folded
    for name in question.names:
        subject = subject.replace(fold(name), " ")
    if question.wants.answer_type == "definition":
        subject = WORDS_OF_DEFINING.blank(subject)
    own = own_parts(subject)
    if len(own) == 1 and own[0] != subject:  # “does Mia agree?” behind the question before
        subject = subject[: -len(own[0])] + REACTS.blank(own[0])
    subject = WORDS_OF_TYPE.blank(FRAME.blank(_WHY.sub(" ", subject)))
    return FRAME_OF_NAME.blank(subject) if question.names else subject


def _context(question: Question) -> tuple[str, ...]:
    """The words of the subject that only the question before a follow-up has; none where the
    follow-up has none of its own."""
    parts = own_parts(question.rest.folded)
    if len(parts) != 1 or parts == [question.rest.folded]:
        return ()
    own = set(_words(parts[0], question))
    words = subject_words(question)
    before = tuple(word for word in words if word not in own)
    return before if len(before) < len(words) else ()


def _words(text: str, question: Question) -> tuple[str, ...]:
    name_terms = _name_terms(question)
    names = {word for name in question.names for word in content_words(name)}
    return tuple(
        word for word in content_words(text) if word not in name_terms and word not in names
    )


def _name_terms(question: Question) -> set[str]:
    return {term for name in question.names for term in index_terms(name)}
