"""A question → a query: what it is about, of whose words, and whether answers or questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..index.errors import QuestionError
from ..index.fold import fold
from ..index.language import ReplyLanguage, reply_language
from ..index.terms import content_terms, index_terms, query_terms

MAX_QUESTION_CHARACTERS = 2000

# These read folded text: lower case, Simplified Chinese, half-width punctuation.
_WHO_ASKED = re.compile(
    r"\bwho\s+(?:asked|asks|raised|brought up|wanted to know)\b|谁[^,。?]{0,4}(?:问|提出)"
)
_GUEST = re.compile(
    r"\b(?:he|him|his|she|her|the guest|the interviewee)\b"
    r"|(?<![其吉])[他她](?![们人])|嘉宾|受访者|被采访者"
)
# Around a speaker's name: whose questions, and whose words, are sought.
_ASKS = (
    r"\b(?:did|does|do|has)\s+{name}\s+(?:ask|want to know)\b|{name}\s+(?:asked|asks)\b"
    r"|{name}\s*(?:都|还)?(?:问|提问)(?!题)"
)
_SAYS = (
    r"\b(?:did|does|do|has|have|would|is|was|according to)\s+{name}(?!\w)"
    r"|{name}(?:'s)?\s+(?:said|says|thinks|thought|views?|opinions?|answers?|answered)\b"
    r"|{name}\s*(?:是|对|怎|如何|说|谈|讲|认为|觉得|提|有|为什么|的(?:看法|观点|意见))"
)

# These read the question as written, because what they leave is shown.
_LEAD_IN = re.compile(
    r"^\s*(?:(?:and|but|so|ok|okay)\b[\s,]*)?(?:(?:what|how)\s+about\b|and\b|but\b|also\b)[\s,]*"
    r"|^\s*(?:那[么麼]?|[还還]有|以及|至[于於])[\s,，]*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?P<particle>呢|怎[么麼][样樣])?[\s?？!！.。]*$")
_SUBJECT = re.compile(
    r"\b(?:about|regarding)\s+(?P<en>[^?？]+)"
    r"|(?:怎[么麼]看待?|如何看待?|[谈談]到|提到|[说說]到|[对對][于於]?|[关關][于於])\s*"
    r"(?P<zh>.+?)(?=有什[么麼]|怎[么麼]看|的看法|的[观觀][点點]|的意[见見]|[吗嗎呢]|[?？。]|$)",
    re.IGNORECASE,
)
_MOST_TOPIC_TERMS = 4  # a longer “And …” is a question of its own

Target = Literal["answer", "question"]


@dataclass(frozen=True, slots=True)
class Query:
    """What the retrievers get."""

    text: str  # the question, follow-ups completed
    terms: tuple[str, ...]  # to search with, each once
    subject: tuple[str, ...]  # those that carry the subject; empty for “what does he say?”
    speakers: tuple[str, ...] | None  # only the words of these; None for all
    of_guest: bool  # only the words of the guest, where a transcript shows who that is
    target: Target  # "question" where questions are sought: “who asked about …”
    language: ReplyLanguage


def understand(
    question: str, *, history: Sequence[str] = (), known_speakers: Sequence[str] = ()
) -> Query:
    """The query behind a question.

    Args:
        history: earlier questions of the conversation, oldest first.
        known_speakers: the names in the library, to be recognised in the question.
    Raises: QuestionError if the question is empty or longer than MAX_QUESTION_CHARACTERS.
    """
    _check(question)
    text = complete_follow_up(question.strip(), history)
    folded = fold(text)
    asking = [name for name in known_speakers if _stands_in(name, _ASKS, folded)]
    saying = [name for name in known_speakers if _stands_in(name, _SAYS, folded)]
    speakers = tuple(asking or saying)
    name_terms = {term for name in speakers for term in index_terms(name)}
    return Query(
        text=text,
        terms=tuple(query_terms(text)),
        subject=tuple(term for term in content_terms(text) if term not in name_terms),
        speakers=speakers or None,
        of_guest=not speakers and _GUEST.search(folded) is not None,
        target="question" if asking or _WHO_ASKED.search(folded) else "answer",
        language=reply_language(question),
    )


def complete_follow_up(question: str, history: Sequence[str]) -> str:
    """The question as it would be asked without the conversation before it.

    “And CUDA?” after “what did he say about OpenCL” becomes “what did he say about CUDA”; “why?”
    is put behind the question before it. A question that stands alone comes back unchanged.

    Args:
        history: earlier questions, oldest first.
    """
    complete = ""
    for asked in (*history, question):
        complete = _complete(asked.strip(), complete) if complete else asked.strip()
    return complete


def _complete(question: str, previous: str) -> str:
    terms = content_terms(question)
    if not terms:
        return f"{previous} {question}"
    lead_in = _LEAD_IN.match(question)
    tail = _TAIL.search(question)
    assert tail is not None  # it matches the empty end
    if not (lead_in or tail["particle"]) or len(terms) > _MOST_TOPIC_TERMS:
        return question
    topic = question[lead_in.end() if lead_in else 0 : tail.start()]
    subject = _SUBJECT.search(previous)
    if _SUBJECT.search(topic) or not topic:
        return question
    if subject is None:
        return f"{topic} {previous}"
    group = "en" if subject["en"] else "zh"
    return (previous[: subject.start(group)] + topic + previous[subject.end(group) :]).strip()


def _check(question: str) -> None:
    if not question.strip():
        raise QuestionError("the question is empty; ask something, for example “OpenCL”")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question):,} characters; shorten it to "
            f"{MAX_QUESTION_CHARACTERS:,} (a transcript is added with “turnwise add”)"
        )


def _stands_in(name: str, pattern: str, folded_question: str) -> bool:
    """Whether a speaker's name, or the first or last word of it, stands in such a place."""
    words = fold(name).split()
    spellings = {fold(name), words[0], words[-1]} if len(words) > 1 else {fold(name)}
    return any(
        re.search(pattern.format(name=rf"(?<!\w){re.escape(spelling)}"), folded_question)
        for spelling in spellings
        if len(spelling) > 2 or not spelling.isascii() or spelling == fold(name)
    )
