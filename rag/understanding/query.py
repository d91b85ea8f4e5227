"""A question → a query: what it is about, of whose words, and whether answers or questions."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ...index.errors import UsageError, check_text
from ...index.exchanges import is_audience
from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold
from ...index.text.language import ReplyLanguage, reply_language
from ...index.text.terms import content_terms, content_words, index_terms, query_terms
from .change import without_change
from .follow_up import asks_for_more, complete_follow_up
from .named_questions import (
    ANSWERED,
    AUDIENCE,
    HOW_ANSWERED,
    NamedQuestions,
    find_named_questions,
    without_asking,
)
from .people import ASKS, PRONOUN, SAYS, most_alike, name_of_a_sayer, speakers_in, without_names
from .scope import find_scope
from .spelled_names import in_characters, spelled_names

MAX_QUESTION_CHARACTERS = 2000

# These read folded text: lower case, Simplified Chinese, half-width punctuation.
_PEOPLE_ASK = (
    r"\b(?:did|do|does)\s+(?:people|they|anyone|anybody|everyone|someone|somebody"
    rf"|{AUDIENCE})\s+(?:ask|want to know)\b"
)
_WHO_ASKED = re.compile(
    r"\bwho\s+(?:else\s+)?(?:asked|asks|raised|brought up|wanted to know)\b|\b(?:was|were) asked\b"
    rf"|{_PEOPLE_ASK}"
    r"|谁[^,。?]{0,4}(?:问|提出)|被问|哪些提问"
    r"|(?:大家|人们|有人|观众|听众|网友|记者|主持人|他们|她们)[都还也]?(?:提?问|提)[了过到]*(?:哪些|什么)"
    rf"|(?:{AUDIENCE}|同学)[都还也]?提?问[了过到]*(?:哪些|什么)"
)
_GUEST = re.compile(rf"{PRONOUN}|\b(?:him|his|her)\b|被采访者")
# How long, who, where, whether: a few words can be all of the answer.
_ASKS_A_FACT = re.compile(
    r"\bhow\s+(?:long|many|much|old|often|far|big|large|fast|soon)\b"
    r"|\b(?:what|which)\s+(?:year|month|day|date|time|number|percentage|share|age)\b"
    r"|^\W*(?:(?:and|but|so)\W+)?(?:when|where|which|who|whom|whose|is|are|was|were|am|do|does|did"
    r"|can|could|will|would|has|have|had|should|may|must)\b"
    r"|多[少久长大高远快]|(?<![这那近前后过])几[个年岁次天月点位家种周届]|[吗嘛]\W*$|是不是|有没有|是否|能不能|会不会"
    r"|谁|哪(?!些)|何[时地人]|什么时候|什么时间"
)
_ASKS_WHETHER_SAID = re.compile(
    r"^\W*(?:and\W+)?(?:did|does|do|has|have)\b.*\b(?:mention(?:ed)?|bring up|brought up)\b"
    r"|(?:提到|提及|提起|说到|谈到)[了过]?.*[吗嘛]\W*$|(?:有没有|是否)(?:提|说到|谈到)"
)

# Between a name and the subject; left in, jieba would cut “看酸|民” for “看|酸民”.
_FRAME = re.compile(
    rf"{_PEOPLE_ASK}|怎么看待?|如何看待?|对于?|关于|有什么|什么|的?(?:看法|观点|意见|态度)|谈到|提到|说到"
)

Target = Literal["answer", "question"]


@dataclass(frozen=True, slots=True)
class Query:
    """What the retrievers get."""

    text: str  # the question, follow-ups completed
    sought: str  # the same without where to look: what is embedded
    topic: str  # the same without the names of those whose words are sought
    terms: tuple[str, ...]  # to search with, each once
    subject: tuple[str, ...]  # those that carry the subject; empty for “what does he say?”
    words: tuple[str, ...]  # those of the subject as they stand in the question
    speakers: tuple[str, ...] | None  # only the words of these; None for all
    answers_to: tuple[str, ...] | None  # answers to these first; None for anyone
    of_guest: bool  # only the words of the guest, where a transcript shows who that is
    transcripts: tuple[str, ...] | None  # ids, where the question names a title or a date
    missing: str | None  # a title or date that it names and no transcript has
    nobody: str | None  # whose words it asks for by a name that no speaker has
    like_nobody: str | None  # the speaker whose name is most like that, if one's is
    named_questions: NamedQuestions | None  # “what did Alex ask?”, on whatever subject
    target: Target  # "question" where questions are sought: “who asked about …”
    asks_a_fact: bool  # how long, who, whether: a few words can be all of the answer
    asks_whether_said: bool  # “did he ever mention …”: what is only like it is no answer
    wants_more: bool  # than was answered to the question before: “what else did he say?”
    over_time: bool  # how it changed from recording to recording: “how did his view change?”
    language: ReplyLanguage


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
    history = [asked for asked in history if _was_answered(asked)]
    people = {name: name for name in known_speakers} | dict(aliases)
    spelled = spelled_names("\n".join((*history, question)), people)
    people |= {spelling: people[name] for spelling, name in spelled.items()}
    text = complete_follow_up(question.strip(), history, list(people))
    scope = find_scope(text, transcripts)
    without = without_change(scope.rest)
    sought = in_characters(without or scope.rest, spelled)
    folded = fold(sought)
    asking, saying, answered = _called(sought, people)
    called = asking or saying
    speakers, answers_to = _names(called, people), _names(answered, people)
    subject = _subject(folded, called + answered)
    name_terms = {term for name in called + answered for term in index_terms(name)}
    words = _words(without_asking(subject) if answered else subject, name_terms)
    nobody = None if called else name_of_a_sayer(sought)
    guest_asks = re.search(ASKS.format(name=PRONOUN), folded) is not None
    asks = (
        bool(asking)
        or guest_asks
        or _WHO_ASKED.search(folded) is not None
        or (bool(speakers) and not words and _only_asked(speakers, folded))
    )
    named_questions = None
    if not _words(without_asking(subject), name_terms):
        named_questions = find_named_questions(
            folded, asking=speakers, answered=answers_to, asks=asks
        )
    if named_questions:
        subject, words = "", ()
    return Query(
        text=text,
        sought=sought,
        topic=without_names(sought, called + answered),
        terms=tuple(query_terms(sought)),
        subject=tuple(term for term in content_terms(subject) if term not in name_terms),
        words=words,
        speakers=speakers or None,
        answers_to=answers_to or None,
        of_guest=not speakers and _GUEST.search(folded) is not None,
        transcripts=scope.transcripts,
        missing=scope.missing,
        nobody=nobody,
        like_nobody=nobody and most_alike(nobody, people),
        named_questions=named_questions,
        target="question" if asks else "answer",
        asks_a_fact=_ASKS_A_FACT.search(folded) is not None,
        asks_whether_said=_ASKS_WHETHER_SAID.search(folded) is not None,
        wants_more=bool(history) and asks_for_more(question),
        over_time=without is not None,
        language=reply_language(question),
    )


def _called(question: str, people: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """The names of those who ask, who speak, and who are answered: “the answer to Q3”, “what did
    Alex ask, and how did he answer?”. Since the audience only asks, so is “Q3's answer”."""
    asking, saying, answered = (
        speakers_in(question, pattern, people) for pattern in (ASKS, SAYS, ANSWERED)
    )
    if re.search(HOW_ANSWERED, fold(question)):
        answered += asking + [name for name in saying if is_audience(people[name])]
    asking, saying = (
        [name for name in names if name not in answered] for names in (asking, saying)
    )
    return asking, saying, answered


def _only_asked(speakers: Sequence[str], folded_question: str) -> bool:
    """“What did Q8 say?”: what the audience says is questions."""
    says = re.search(r"\b(?:say|says|said)\b|[说讲提问]", folded_question)
    return says is not None and all(map(is_audience, speakers))


def _names(called: Sequence[str], people: Mapping[str, str]) -> tuple[str, ...]:
    """The names in the library, each once, of people as a question calls them."""
    return tuple(dict.fromkeys(people[name] for name in called))


def _words(text: str, name_terms: Container[str]) -> tuple[str, ...]:
    return tuple(word for word in content_words(text) if word not in name_terms)


def _subject(folded_question: str, speakers: Sequence[str]) -> str:
    """What is left without the speakers' names and “怎么看”."""
    subject = folded_question
    for name in speakers:
        subject = subject.replace(fold(name), " ")
    return _FRAME.sub(" ", subject)


def _was_answered(question: str) -> bool:
    """Whether an earlier question was none that `_check` refuses."""
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
