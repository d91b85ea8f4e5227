"""The form of the answer that a question wants: a fact, a list, an overview, …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...index.text.fold import fold
from ...index.text.terms import content_words
from .query import AnswerType, Form, TalkFact
from .question import Question, own_parts
from .rules.answer_types import ANSWER_TYPES
from .rules.comparisons import COMPARES
from .rules.definitions import DEFINES
from .rules.forms import SMALL_TALK
from .rules.rule import Rule
from .rules.sayings import ASKS_WHETHER_CLAIMED, ASKS_WHETHER_SAID, SEEKS_A_FACT, SEEKS_WHO_SAID
from .rules.talk_facts import TALK_FACTS
from .rules.views import SEEKS_VIEW
from .rules.volunteers import WHO_WILL
from .rules.whole_talk.decisions import DECISIONS
from .rules.whole_talk.likely import FACTS, FORMS, likely_want
from .rules.whole_talk.lists import LISTS_ADVICE, LISTS_QUESTIONS, LISTS_SPEAKERS, LISTS_THINGS
from .rules.whole_talk.open_questions import OPEN_QUESTIONS
from .rules.whole_talk.overviews import OVERVIEW, SAYS_ALL
from .rules.whole_talk.tasks import TASKS
from .rules.whole_talk.words import ASKS_WHY

_JOINED = re.compile(r"\s*,?\s*\band\b\s*|\s*[,;、]\s*|(?<=[?])\s*|[和跟](?=嘉宾|主持)")
# In order: the first rule that holds for a question decides.
_WHOLE_TALK: tuple[tuple[Form, Rule], ...] = (
    ("open_questions", OPEN_QUESTIONS),
    ("decisions", DECISIONS),
    ("tasks", TASKS),
    ("list", LISTS_QUESTIONS),
    ("list", LISTS_ADVICE),
    ("overview", OVERVIEW),
    ("list", LISTS_SPEAKERS),
    ("list", LISTS_THINGS),
)
_MAX_LENGTH = 200  # characters of a question about a whole talk; a longer one tells a story


def take_form(question: Question) -> Question:
    """The question with the form of its answer, and whether it asks who said something, or if."""
    folded = question.rest.folded
    facts, wanted = talk_facts(folded), answer_type(folded)
    otherwise = _form_of_search(folded, wanted)
    form = _form(question, facts)
    if form is None and _may_be_of_the_whole_talk(question):
        form, facts = _likely_form(folded, wanted)
    wants = replace(
        question.wants,
        form=form or otherwise,
        otherwise=otherwise,
        talk_facts=facts,
        answer_type=wanted,
        why=ASKS_WHY.matches(folded),
        view=SEEKS_VIEW.matches(folded),
        whether_claimed=ASKS_WHETHER_CLAIMED.matches(folded),
        who_will=WHO_WILL.matches(own_parts(folded)[-1]),
        who_said=SEEKS_WHO_SAID.matches(folded),
        whether_said=ASKS_WHETHER_SAID.matches(folded),
    )
    return replace(question, wants=wants)


def talk_facts(folded: str) -> tuple[TalkFact, ...]:
    """The facts of a talk itself that a question asks for, such as who took part.

    Of several questions, “who was there and how long did it take?”, each must ask for some.
    """
    whole = _facts_of(folded)
    if whole:
        return whole
    parts = [_facts_of(part) for part in _JOINED.split(folded) if part.strip()]
    if len(parts) < 2 or not all(parts):
        return ()
    return tuple(dict.fromkeys(fact for part in parts for fact in part))


def _facts_of(folded: str) -> tuple[TalkFact, ...]:
    return tuple(fact for fact, rule in TALK_FACTS.items() if rule.matches(folded))


def answer_type(folded: str) -> AnswerType | None:
    """What stands in a sentence that answers; None where any words may.

    Of several questions the last decides: “How much is it? – when?”
    """
    if DEFINES.matches(folded):
        return "definition"
    for part in reversed(own_parts(folded)):
        for kind, rule in ANSWER_TYPES.items():
            if rule.matches(part):
                return kind
    return None


def _form(question: Question, facts: Sequence[TalkFact]) -> Form | None:
    """The form that is made from whole talks, or from none; None where search answers."""
    folded, named = question.rest.folded, question.wants.named_questions
    if SMALL_TALK.matches(folded):
        return "small_talk"
    if facts:
        return "metadata"
    if named:
        is_open = OPEN_QUESTIONS.matches(folded)
        return None if named.wants_answers else "open_questions" if is_open else "list"
    if COMPARES.matches(folded):
        return "comparison"
    if len(folded) > _MAX_LENGTH or ASKS_WHY.matches(folded):
        return None
    parts = own_parts(folded)
    form: Form | None = next(
        (form for form, rule in _WHOLE_TALK if any(map(rule.matches, parts))), None
    )
    return form or ("overview" if _is_for_all_of_somebody(question) else None)


def _may_be_of_the_whole_talk(question: Question) -> bool:
    """Whether no rule says that a question is about something that was said."""
    folded = question.rest.folded
    return (
        question.wants.named_questions is None
        and question.wants.target == "answer"
        and len(folded) <= _MAX_LENGTH
        and not ASKS_WHY.matches(folded)
    )


def _likely_form(
    folded: str, wanted: AnswerType | None
) -> tuple[Form | None, tuple[TalkFact, ...]]:
    """The form of an answer to words that no rule knows, and the facts that they ask for; none of
    a question for a number or the like."""
    want = likely_want(folded) if wanted in (None, "person", "people") else None
    for fact in FACTS:
        if want == fact:
            return "metadata", (fact,)
    return next((form for form in FORMS if form == want), None), ()


def _is_for_all_of_somebody(question: Question) -> bool:
    """“What did Alex say?”, without a subject."""
    folded = question.rest.folded
    is_of_somebody = question.whose.speakers is not None or question.whose.of_guest
    if not is_of_somebody or question.wants.target == "question" or not SAYS_ALL.matches(folded):
        return False
    rest = SAYS_ALL.blank(folded)
    for name in question.names:
        rest = rest.replace(fold(name), " ")
    return not content_words(rest)


def _form_of_search(folded: str, wanted: AnswerType | None) -> Form:
    """The form of an answer that search finds."""
    if wanted == "definition":
        return "definition"
    return "fact" if wanted or SEEKS_A_FACT.matches(folded) else "statements"
