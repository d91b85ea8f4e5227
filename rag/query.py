"""A question → a query: what it is about, of whose words, and whether answers or questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal

from ..index.errors import QuestionError
from ..index.fold import fold
from ..index.language import ReplyLanguage, reply_language
from ..index.stored import TranscriptInfo
from ..index.terms import content_terms, content_words, index_terms, is_stop_word, query_terms
from .over_time import without_change
from .scope import find_scope
from .spelled_names import in_characters, spelled_names

MAX_QUESTION_CHARACTERS = 2000

# These read folded text: lower case, Simplified Chinese, half-width punctuation.
_PEOPLE_ASK = (
    r"\b(?:did|do|does)\s+(?:people|they|anyone|anybody|everyone|someone|somebody"
    r"|(?:the\s+)?(?:audience|listeners|viewers))\s+ask\b"
)
_WHO_ASKED = re.compile(
    r"\bwho\s+(?:else\s+)?(?:asked|asks|raised|brought up|wanted to know)\b|\b(?:was|were) asked\b"
    rf"|{_PEOPLE_ASK}"
    r"|谁[^,。?]{0,4}(?:问|提出)|被问|哪些提问"
    r"|(?:大家|人们|有人|观众|听众|网友|记者|主持人|他们|她们)[都还也]?(?:提?问|提)[了过到]*(?:哪些|什么)"
)
_PRONOUN = (
    r"(?:\b(?:he|she|the guest|the interviewee)\b|(?<![其吉])[他她](?![们人山乡])|嘉宾|受访者)"
)
_GUEST = re.compile(rf"{_PRONOUN}|\b(?:him|his|her)\b|被采访者")
# Around a speaker's name: whose questions, and whose words, are sought.
_TITLE = r"(?:(?:mr|mrs|ms|dr|prof)\.?\s+)?"
_HONORIFIC = r"(?:博士|老师|先生|女士|委员|教授|总)?"
_ASKS = (
    rf"\b(?:did|does|do|has)\s+{_TITLE}{{name}}\s+(?:ask|want to know)\b"
    r"|{name}\s+(?:asked|asks)\b"
    rf"|{{name}}{_HONORIFIC}\s*(?:都|还|也)?(?:问|提问)(?!题)"
)
_SAYS = (
    r"\b(?:did|does|do|has|have|would|is|was|were|can|could|should|will|according to)"
    rf"\s+{_TITLE}{{name}}(?!\w)"
    r"|{name}(?:'s)?\s+(?:said|says|thinks|views?|opinions?|answers?|answered|thoughts?|advice)\b"
    rf"|{{name}}{_HONORIFIC}\s*(?:也|还|都|曾|在|又)?\s*"
    r"(?:是|不|没|会|要|想|能|对|怎|如何|说|谈|讲|认为|觉得|提|有|为什么|回答|在|做|的(?:看法|观点|意见|建议|回答))"
)
_AND = r"(?:'s)?(?:\s*(?:,|、|和|与|跟)\s*|\s+and\s+)"
_JOINED = rf"(?:{{one}}{_AND}{{other}}(?!\w)|(?<!\w){{other}}{_AND}{{one}})"
_QUESTIONS = frozenset("question questions 问题 提问".split())
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
_ROLE = re.compile(r"^(?:记者|主持人?|主播|嘉宾|听众|观众)(?=\S\S)")
_NO_PART_OF_A_NAME = frozenset("mr mrs ms dr prof hon the speaker 发言人 说话人".split())

# These read the question as written, because what they leave is shown.
_LEAD_IN = re.compile(
    r"^\s*(?:(?:and|but|so|ok|okay)\b[\s,]*)?(?:(?:what|how)\s+about\b|and\b|but\b|also\b)[\s,]*"
    r"|^\s*(?:那[么麼]?(?![些边邊个個里裡样樣])|[还還]有|以及|至[于於])[\s,，]*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?P<particle>呢|怎[么麼][样樣])?[\s?？!！.。]*$")
_SUBJECT = re.compile(
    r"\b(?:about|regarding)\s+(?P<en>[^?？]+)"
    r"|(?:怎[么麼]看待?|如何看待?|[谈談]到|提到|[说說]到|(?<![面绝絕])[对對][于於]?|[关關][于於])\s*"
    r"(?P<zh>.+?)(?=有什[么麼]|怎[么麼]看|的看法|的[观觀][点點]|的意[见見]|[吗嗎呢]|[?？。,，]|$)",
    re.IGNORECASE,
)
# Between a name and the subject; left in, jieba would cut “看酸|民” for “看|酸民”.
_FRAME = re.compile(
    rf"{_PEOPLE_ASK}|怎么看待?|如何看待?|对于?|关于|有什么|什么|的?(?:看法|观点|意见|态度)|谈到|提到|说到"
)
# Nothing but a wish for more of the same; these two read folded text.
_MORE = re.compile(
    r"\W*(?:and|so|ok|okay|please)?\W*"
    r"(?:what else\b(?: (?:did|does|has|do|have) \w+(?: \w+)? (?:say|said|think|mention))?"
    r"(?: (?:about|on) (?:it|that|this))?|(?:is there )?anything else"
    r"|(?:tell me )?more(?: details?| about (?:it|that|this))?"
    r"|(?:(?:can|could) you )?(?:elaborate|go on|expand)|continue"
    r"|(?:那|他|她)?还有(?:呢|吗|别的|其他的?|什么|更多)*"
    r"|请?(?:继续|详细[说讲]{1,2}|展开[说讲]{1,2}|多说一?点)[吧呢]?"
    r"|(?:[他她]|嘉宾)?还有?[说讲谈提][到过了]*(?:什么|哪些|别的)*)(?: please)?\W*"
)
_BACK = re.compile(r"\b(?:it|its)\b|它")
_CAPITALISED = r"[A-Z][\w'’-]+"
_SOMEBODY_SAYS = re.compile(
    rf"\b(?i:did|does|has|would)\s+(?P<name>{_CAPITALISED}(?:\s+{_CAPITALISED})*)\s+(?:ever\s+|also\s+)?"
    r"(?:say|said|think|thought|mention|mentioned|talk|talked|speak|spoken|suggest|propose|recommend)\b"
)
_ALIKE = 0.75  # share of the letters that two spellings of a name have in common
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b|(?<![其吉])[他她](?![们們人山乡鄉])", re.IGNORECASE)
_MOST_TERMS_BESIDE_BACK = 2  # a longer question with “it” in it stands alone
_MOST_TOPIC_TERMS = 4  # a longer “And …” is a question of its own

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
    of_guest: bool  # only the words of the guest, where a transcript shows who that is
    transcripts: tuple[str, ...] | None  # ids, where the question names a title or a date
    missing: str | None  # a title or date that it names and no transcript has
    nobody: str | None  # whose words it asks for by a name that no speaker has
    like_nobody: str | None  # the speaker whose name is most like that, if one's is
    target: Target  # "question" where questions are sought: “who asked about …”
    asks_a_fact: bool  # how long, who, whether: a few words can be all of the answer
    asks_whether_said: bool  # “did he ever mention …”: what is only like it is no answer
    wants_more: bool  # than was answered to the question before: “what else did he say?”
    over_time: bool  # how it changed from recording to recording: “how did his view change?”
    language: ReplyLanguage

    @property
    def wants_all_questions(self) -> bool:
        """“What did Alex ask?”: questions on whatever subject."""
        return self.target == "question" and _QUESTIONS.issuperset(self.words)


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
        history: earlier questions of the conversation, oldest first; those that were too long were
            refused and do not count.
        known_speakers: the names in the library, to be recognised in the question.
        aliases: other name → name in the library, recognised too.
        transcripts: those in the library, to be recognised by title and date.
    Raises: QuestionError if the question is empty or longer than MAX_QUESTION_CHARACTERS.
    """
    _check(question)
    history = [asked for asked in history if len(asked) <= MAX_QUESTION_CHARACTERS]
    people = {name: name for name in known_speakers} | dict(aliases)
    spelled = spelled_names("\n".join((*history, question)), people)
    people |= {spelling: people[name] for spelling, name in spelled.items()}
    text = complete_follow_up(question.strip(), history, list(people))
    scope = find_scope(text, transcripts)
    without = without_change(scope.rest)
    sought = in_characters(without or scope.rest, spelled)
    folded = fold(sought)
    asking = _speakers_in(sought, _ASKS, people)
    saying = _speakers_in(sought, _SAYS, people)
    called = asking or saying
    speakers = tuple(dict.fromkeys(people[name] for name in called))
    subject = _subject(folded, called)
    name_terms = {term for name in called for term in index_terms(name)}
    nobody = None if called else _SOMEBODY_SAYS.search(sought)
    guest_asks = re.search(_ASKS.format(name=_PRONOUN), folded) is not None
    return Query(
        text=text,
        sought=sought,
        topic=_without_names(sought, called),
        terms=tuple(query_terms(sought)),
        subject=tuple(term for term in content_terms(subject) if term not in name_terms),
        words=tuple(word for word in content_words(subject) if word not in name_terms),
        speakers=speakers or None,
        of_guest=not speakers and _GUEST.search(folded) is not None,
        transcripts=scope.transcripts,
        missing=scope.missing,
        nobody=nobody and nobody["name"],
        like_nobody=nobody and _most_alike(nobody["name"], people),
        target="question" if asking or guest_asks or _WHO_ASKED.search(folded) else "answer",
        asks_a_fact=_ASKS_A_FACT.search(folded) is not None,
        asks_whether_said=_ASKS_WHETHER_SAID.search(folded) is not None,
        wants_more=bool(history) and asks_for_more(question),
        over_time=without is not None,
        language=reply_language(question),
    )


def complete_follow_up(
    question: str, history: Sequence[str], known_speakers: Sequence[str] = ()
) -> str:
    """The question as it would be asked without the conversation before it.

    “And CUDA?” after “what did he say about OpenCL” becomes “what did he say about CUDA”, “And
    Alex?” becomes “what did Alex say about OpenCL”; “why?” and “what does it cost?” are put behind
    the question before them; “what else?” is that question again. A question that stands alone
    comes back unchanged.

    Args:
        history: earlier questions, oldest first.
        known_speakers: the names in the library.
    """
    complete = ""
    for asked in (*history, question):
        text = asked.strip()
        if not complete:
            complete = text
        elif not asks_for_more(text):
            complete = _complete(text, complete, known_speakers)
    return complete


def asks_for_more(question: str) -> bool:
    """Whether a question is nothing but “what else?”."""
    return _MORE.fullmatch(fold(question)) is not None


def _complete(question: str, previous: str, known_speakers: Sequence[str]) -> str:
    question = _with_antecedent(question, previous, known_speakers)
    terms = content_terms(question)
    refers_back = _BACK.search(fold(question)) and len(terms) <= _MOST_TERMS_BESIDE_BACK
    if not terms or refers_back:
        return f"{previous} {question}"
    lead_in = _LEAD_IN.match(question)
    tail = _TAIL.search(question)
    assert tail is not None  # it matches the empty end
    if not (lead_in or tail["particle"]) or len(terms) > _MOST_TOPIC_TERMS:
        return question
    topic = question[lead_in.end() if lead_in else 0 : tail.start()]
    if _SUBJECT.search(topic) or not topic:
        return question
    if fold(topic) in map(fold, known_speakers):
        return _with_other_speaker(previous, topic, known_speakers)
    subject = _SUBJECT.search(previous)
    if subject is None:
        return f"{topic} {previous}"
    group = "en" if subject["en"] else "zh"
    return (previous[: subject.start(group)] + topic + previous[subject.end(group) :]).strip()


def _with_antecedent(question: str, previous: str, known_speakers: Sequence[str]) -> str:
    """“What will he do?” after “what did Marcus say?”: the question with the name for the pronoun.

    Unchanged where the one before is of nobody's words, or of several people's.
    """
    if _HE_OR_SHE.search(question) is None:
        return question
    people = {name: name for name in known_speakers}
    named = _speakers_in(previous, _SAYS, people)
    asked = _speakers_in(previous, _ASKS, people)  # “he” is rather who answers them
    if len(named) != 1 or asked or _speakers_in(question, _SAYS, people):
        return question
    return _HE_OR_SHE.sub(named[0], question, count=1)


def _with_other_speaker(previous: str, speaker: str, known_speakers: Sequence[str]) -> str:
    """The question with its speaker, or the pronoun for one, replaced."""
    names = [re.escape(name) for name in sorted(known_speakers, key=len, reverse=True)]
    someone = re.compile(
        "|".join([rf"(?<!\w){name}" for name in names] + [_PRONOUN]), re.IGNORECASE
    )
    replaced, count = someone.subn(lambda _: speaker, previous, count=1)
    return replaced if count else f"{previous} {speaker}"


def _subject(folded_question: str, speakers: Sequence[str]) -> str:
    """What is left without the speakers' names and “怎么看”."""
    subject = folded_question
    for name in speakers:
        subject = subject.replace(fold(name), " ")
    return _FRAME.sub(" ", subject)


def _most_alike(name: str, people: Mapping[str, str]) -> str | None:
    """The person whose name, or a word of it, is spelled most like a name, if any is."""
    spelled = {word: people[of] for of in people for word in (of, *of.split())}
    alike = get_close_matches(name, spelled, n=1, cutoff=_ALIKE)
    return spelled[alike[0]] if alike else None


def _without_names(question: str, speakers: Sequence[str]) -> str:
    """The question without these names and the words of them; as it was where no more is left."""
    words = dict.fromkeys(word for name in speakers for word in (name, *name.split()))
    patterns = [
        rf"(?<!\w){re.escape(one)}(?!\w)" if one.isascii() else re.escape(one) for one in words
    ]
    rest = re.sub("|".join(patterns), " ", question, flags=re.IGNORECASE) if words else question
    return " ".join(rest.split()) or question


def _check(question: str) -> None:
    if not question.strip():
        raise QuestionError("the question is empty; ask something, for example “OpenCL”")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question):,} characters; shorten it to "
            f"{MAX_QUESTION_CHARACTERS:,} (a transcript is added with “turnwise add”)"
        )


def _speakers_in(question: str, pattern: str, people: Mapping[str, str]) -> list[str]:
    """The names that stand in such a place, whole or a part that nobody else has.

    A name joined to one of them by “and” counts too.

    Args:
        people: name or alias → name.
    """
    folded = fold(question)
    spellings = {name: _spellings(name, question, folded, people) for name in people}
    found = [
        name
        for name, patterns in spellings.items()
        if any(re.search(pattern.format(name=spelling), folded) for spelling in patterns)
    ]
    joined = [
        name
        for name, patterns in spellings.items()
        if name not in found
        and any(
            re.search(_JOINED.format(one=one, other=other), folded)
            for one in (spelling for known in found for spelling in spellings[known])
            for other in patterns
        )
    ]
    return found + joined


def _spellings(name: str, question: str, folded: str, people: Mapping[str, str]) -> list[str]:
    """Patterns for the whole name and for single words of it that stand in the folded question.

    A word of a name counts when it is written with its capital, no other speaker has it, and it
    is more than a title.
    """
    whole, words = fold(name), name.split()
    bare = _ROLE.sub("", whole)  # “李晴” for 记者李晴
    spellings = [whole] if whole in folded and not _is_also_a_word(name, question) else []
    if bare != whole and bare in folded and not any(bare == fold(other) for other in people):
        spellings.append(bare)
    for word in words if len(words) > 1 else []:
        spelling = fold(word)
        if (
            len(spelling) > 2
            and spelling.isalpha()
            and spelling not in _NO_PART_OF_A_NAME
            and word in question  # quicker than the pattern
            and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", question)
            and not _is_in_another_name(spelling, name, people)
        ):
            spellings.append(spelling)
    return [
        rf"(?<!\w){re.escape(spelling)}" if spelling.isascii() else re.escape(spelling)
        for spelling in spellings
    ]


def _is_in_another_name(word: str, name: str, people: Mapping[str, str]) -> bool:
    """Whether somebody else's name has the word, folded, too."""
    others = (other for other in people if people[other] != people[name])
    return any(word in fold(other).split() for other in others)


def _is_also_a_word(name: str, question: str) -> bool:
    """“Will” is a name only where it is written so."""
    return is_stop_word(fold(name)) and name not in question
