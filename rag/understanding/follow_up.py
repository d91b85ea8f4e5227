"""A question within a conversation → the question as it would be asked without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...index.exchanges import is_audience
from ...index.text.fold import fold
from ...index.text.terms import content_terms
from .named_questions import ANSWERED, HOW_ANSWERED
from .people import ASKS, PRONOUN, SAYS, at_its_start, speakers_in

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
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b|(?<![其吉])[他她](?![们們人山乡鄉])", re.IGNORECASE)
_IS_CLOSED = re.compile(r"[?？!！.。]\s*$")
_MAX_TERMS_BESIDE_BACK = 2  # a longer question with “it” in it stands alone
_MAX_TOPIC_TERMS = 4  # a longer “And …” is a question of its own


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
    terms = content_terms(re.sub(HOW_ANSWERED, " ", fold(question)))  # “how did he answer?”
    refers_back = _BACK.search(fold(question)) and len(terms) <= _MAX_TERMS_BESIDE_BACK
    if not terms or refers_back:
        dash = "" if _IS_CLOSED.search(previous) else " –"
        return f"{previous}{dash} {question}"
    lead_in = _LEAD_IN.match(question)
    tail = _TAIL.search(question)
    assert tail is not None  # it matches the empty end
    if not (lead_in or tail["particle"]) or len(terms) > _MAX_TOPIC_TERMS:
        return question
    topic = question[lead_in.end() if lead_in else 0 : tail.start()]
    if _SUBJECT.search(topic) or not topic:
        return question
    if fold(topic) in map(fold, known_speakers):
        return _with_other_speaker(previous, topic, known_speakers)
    subject = _SUBJECT.search(previous)
    if subject is None:
        return f"{topic}: {previous}"
    group = "en" if subject["en"] else "zh"
    return (previous[: subject.start(group)] + topic + previous[subject.end(group) :]).strip()


def _with_antecedent(question: str, previous: str, known_speakers: Sequence[str]) -> str:
    """“What will he do?” after “what did Marcus say?”: the question with the name for the pronoun.

    Unchanged where the one before is of nobody's words, or of several people's.
    """
    if _HE_OR_SHE.search(question) is None:
        return question
    people = {name: name for name in known_speakers}
    named = speakers_in(previous, SAYS, people)
    asked = speakers_in(previous, ASKS, people)  # “he” is rather who answers them
    if len(named) != 1 or asked or speakers_in(question, SAYS, people):
        return question
    return _HE_OR_SHE.sub(lambda _: named[0], question, count=1)


def _with_other_speaker(previous: str, speaker: str, known_speakers: Sequence[str]) -> str:
    """The question with its speaker, or the pronoun for one, replaced; in “how did he answer Q3”
    by another of the audience the one who is answered."""
    people = {name: name for name in known_speakers}
    answered = speakers_in(previous, ANSWERED, people) if is_audience(speaker) else []
    names = answered or sorted(known_speakers, key=len, reverse=True)
    patterns = [*map(at_its_start, names), *([] if answered else [PRONOUN])]
    someone = re.compile("|".join(patterns), re.IGNORECASE)
    replaced, count = someone.subn(lambda _: speaker, previous, count=1)
    return replaced if count else f"{previous} {speaker}"
