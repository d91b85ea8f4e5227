"""Whether a text asks: a question, or a request for words (“tell us about …”, “请介绍一下”).

Three ways to write speech need three ways to read it. Where question marks are written, they show
most questions, and words like “什么” or “how” inside a sentence show none. Where sentences end in
other marks only, or in none, the words at the end of a turn must do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .fold import fold
from .length import text_length
from .sentences import sentence_spans

# All patterns match folded text: lower case, Simplified Chinese, half-width punctuation.
_MARK = "?"
_QUOTED = re.compile(r"[\"“‘「『《][^\"”’」』》]*\?\s*[\"”’」』》]")  # what somebody else asks
_TAG = re.compile(
    r"(?:对吧|是吧|好吧|对吗|是吗|真的吗|对不对|是不是|right|okay|ok|you know|no|yes|isn't it"
    r"|really|sorry|pardon|huh|hm+)\s*\?$"
)
_TAG_AT_END = re.compile(r"[,…—–-]\s*(?:right|okay|ok|you know|no|yes)\s*\?$")
_COURTESY = re.compile(
    r"(?:谢谢|感谢|拜托|以上|麻烦|thanks?|thank you|please|cheers)\b.{0,12}$|\W*$|[(\[{][^)\]}]*[)\]}]\W*$"
)
# A turn that asks itself goes on with the answer.
_OWN_ANSWER = re.compile(
    r"(?:well,? |oh,? )?(?:it's|it is|that's|there's|yes|no|exactly|nobody|nothing|maybe|i don't know|we don't)\b"
    r"|就是|其实|当然|没有|不是|是的|对[,。]|所以|我觉得|我想"
)
_WHY, _BECAUSE = (
    re.compile(r"\bwhy\b|为什么|为何"),
    re.compile(r"(?:well,? )?(?:because|'?cause)\b|因为"),
)
_YOU = re.compile(
    r"\b(?:you|your|anyone|anybody|everyone|you're|y'all)\b|[你您]|大家|各位|有没有人"
)
_LAST_SENTENCES = 3  # a turn asks if one of its last sentences asks
_LAST_TO_YOU = 6  # sentences: “Do you think so? For I have seen …”
_MAX_TAIL, _MAX_TAIL_TO_YOU = 150, 600  # letters after the question
# Letters of a turn that only asks: before its question (“I see. So …”), after it, and in all.
_MAX_BEFORE, _MAX_AFTER, _MAX_ONLY = 15, 90, 180

_SPEAK_ZH = (
    r"(?:介绍|说明|谈|讲|说|分享|补充|回应|回答|报告|解释|聊|描述|举个?例|澄清|发言|表达|开场)"
)
_REQUEST_ZH = re.compile(
    # 请(您)介绍一下, 麻烦NCC的同仁补充一下, 先请国栋说一下后端; not “我来补充一下”, “请他们说明过”
    rf"(?:(?<![申邀聘])请|麻烦|有劳|可否|能否|可不可以|能不能|是不是可以)(?!问|教|容|让我|我)[^。?!;]{{0,14}}?{_SPEAK_ZH}(?:一?下|几句|看|明|一?点|给|(?=[,。!]|$))"
    rf"|(?:^|[,。])(?:你|您|各位|大家)?(?:来|先)?(?:谈谈|讲讲|说说|聊聊|介绍一?下|讲一?下|说一?下|分享一?下){_SPEAK_ZH}?(?:你|您|吧|看|$)"
    rf"|请说|请讲|您请|[你您]要不要(?:再|先|来)?{_SPEAK_ZH}|(?:我|们)?(?<!问题)(?:想要?|(?<![需想])要)(?:再)?(?:请教|请问|问一?下|问问|知道|了解)(?!题|他|她)|^请问|[,。]请问|好奇的?(?:是|问)"
)
_NOT_ME_ZH = re.compile(
    r"(?:让我|容我|我来|我先|我再|我们|我要|我想跟|会)\s*(?:补充|说明|介绍|报告|分享|解释|回答)"
)
_REQUEST_EN = re.compile(
    r"\b(?:tell (?:us|me)|talk to us|walk (?:us|me) through|describe (?:for us|to us)|explain to (?:us|me))\b"
    r"|\b(?:can|could|would|will) (?:you|someone|somebody|anyone)(?: (?:guys|all|please|maybe|also|just|briefly))* "
    r"(?:tell|talk|explain|describe|elaborate|give|share|say|speak|walk|show|introduce|summarize|comment|expand|clarify|go|help)\b"
    r"|\b(?:maybe|perhaps)\b[^.!?]{0,60}\byou (?:can|could|want to)\b"
    r"|\bif (?:you|anyone|someone) (?:can|could|would like to|want to|wants to)\b[^.!?]{0,30}\b(?:tell|talk|explain|describe|elaborate|give|share|offer|say|comment)\b"
    r"|\b(?:i'm|i am|i was) (?:curious|wondering|interested)\b|\bi wonder\b|\b(?:let me|want to|wanted to|like to|love to|interested to|curious to) (?:ask|hear|know)\b"
    r"|^(?:so |and |now |okay |please |then |well )*,?\s*(?:talk about|explain|describe|introduce|elaborate|go ahead|give us|share with us|say something|state|let's hear)\b"
    r"|\b(?:your thoughts|your take|any thoughts|what about you|how about you)\b"
)
_REPORTED_EN = re.compile(
    r"\b(?:he|she|they|people|we|will|would|to|can|i'll|could|didn't|don't|doesn't|and|then|of them|who|that)\s+(?:tell|told|tells|talk|talked|talks|walk)\b"
)

# Without question marks: the end of a turn.
_END_ZH, _END_EN = 26, 22  # characters, words
_QUESTION_WORD_ZH = r"(?:什么|怎么|怎样|如何|哪|谁|多少|多久|多大|多长|几[个次年天位点岁种]|为何|是否|[是有能会要好对行]不[是能会要好对行]|可不可以|有没有)"
_ASKS_AT_END_ZH = re.compile(
    rf"吗(?:.{{0,14}})?$|[呢么]\W*$|是不是.{{0,10}}$|是.{{1,10}}还是.{{1,10}}$|{_QUESTION_WORD_ZH}.{{0,8}}$"
    rf"|[你您].{{0,12}}{_QUESTION_WORD_ZH}"
)
_NO_QUESTION_ZH = re.compile(
    r"(?:不管|无论|不论|不知道?|不晓得|不清楚|不了解|不太|(?<!有)没|并不|知道|看看?|了解|告诉|决定|取决于|关于|讲|说)[^,\s吗]{0,6}"
    rf"{_QUESTION_WORD_ZH}.{{0,10}}$|什么的\W*$|{_QUESTION_WORD_ZH}[^,\s吗]{{0,8}}[都也].{{0,10}}$|什么什么|或什么|不怎么"
)
_ASKS_EN = re.compile(
    r"\b(?:what|why|how|who|when|where|which)(?:'s|'re|'d)?\s+(?:\w+\s+){0,3}?"
    r"(?:do|does|did|is|are|was|were|can|could|would|will|should|have|has|had|about|'s)\s+"
    r"(?:you|we|they|it|he|she|that|this|there|the|your|his|her|their|a|an|people|those|these|like|going)\b"
    r"|\b(?:what's|where's|what about|how about|how come|how (?:many|much|long|old|far|often|big))\b"
    r"|(?<!what )(?<!that )(?<!where )(?<!when )\b(?:do|did|are|were|have|can|could|would|will|should) you\b(?! know\b| see\b)"
    r"|(?:^|\b(?:so|and|but|or|then|okay|well|now)\s+)(?:is|are|was|were|does|did|do|has|have|can|could|would|will|should)\s+"
    r"(?:it|that|this|there|the|they|we|he|she|your|these|those|any|anyone|people|a|an)\b"
    r"|\b(?:what|why|how|where|when)\s+(?:do|did|can|could|should|would)\s+(?:i|we|you|they)\b|\bwhat does\b"
)
_NO_QUESTION_EN = re.compile(
    r"\b(?:know|knows|knew|see|understand|tell|about|of|on|that's|is|was|explain|figure out|learn|decide|depends on|matter|exactly|into|no idea)\s+"
    r"(?:what|why|how|who|when|where|which)\b(?!\s+(?:do|did|are|would|can|could|should|have) you\b)"
)


@lru_cache(maxsize=4096)  # linking asks it several times of a turn
def asks(text: str, *, with_marks: bool | None = None) -> bool:
    """Whether the end of a text asks something other than “right?”.

    What follows the question may be short, or the question may address the listener; one that the
    speaker answers at once is none.

    Args:
        with_marks: whether the transcript writes question marks; None: as this text does.
    """
    sentences = _sentences(text)
    if with_marks is None:
        with_marks = any(_MARK in sentence for sentence in sentences)
    if with_marks:
        return _has_open_mark(sentences) or any(map(_requests, sentences[-2:]))
    return any(_asks_in_words(sentence) or _requests(_end(sentence)) for sentence in sentences[-2:])


def asking_sentence(text: str) -> str:
    """The longest sentence that asks; if none does, the longest sentence."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    marked = [s for s in sentences if _MARK in fold(s) and asks(s)]
    return max(marked or [s for s in sentences if asks(s)] or sentences, key=len)


def only_asks(text: str, *, with_marks: bool | None = None) -> bool:
    """Whether a text says little else than its questions: nothing long before or after them."""
    sentences = _sentences(text)
    asking = [i for i, one in enumerate(sentences) if asks(one, with_marks=with_marks)]
    if not asking or text_length(text) > _MAX_ONLY:
        return False
    before, after = sentences[: asking[0]], sentences[asking[-1] + 1 :]
    return text_length("".join(before)) <= _MAX_BEFORE and text_length("".join(after)) <= _MAX_AFTER


def _sentences(text: str) -> list[str]:
    """The folded sentences without the quoted questions of others, and without thanks at the end."""
    folded = [fold(text[start:end]) for start, end in sentence_spans(text)]
    while len(folded) > 1 and _COURTESY.match(folded[-1]):
        folded.pop()
    return [_QUOTED.sub("", sentence) for sentence in folded]


def _has_open_mark(sentences: list[str]) -> bool:
    """Whether a question mark is near the end, and what follows does not answer it."""
    for n_after, sentence in enumerate(reversed(sentences)):
        if _MARK not in sentence or _TAG.match(sentence) or _TAG_AT_END.search(sentence):
            continue
        tail = " ".join(sentences[len(sentences) - n_after :])
        if _YOU.search(sentence):
            return n_after < _LAST_TO_YOU and text_length(tail) <= _MAX_TAIL_TO_YOU
        if _OWN_ANSWER.match(tail) or (_WHY.search(sentence) and _BECAUSE.match(tail)):
            return False
        return n_after < _LAST_SENTENCES and text_length(tail) <= _MAX_TAIL
    return False


def _requests(sentence: str) -> bool:
    if _NOT_ME_ZH.search(sentence):
        return False
    return bool(
        _REQUEST_ZH.search(sentence)
        or (_REQUEST_EN.search(sentence) and not _REPORTED_EN.search(sentence))
    )


def _asks_in_words(sentence: str) -> bool:
    """Whether a sentence without a question mark ends in the words of a question."""
    if _MARK in sentence:
        return not _TAG.match(sentence)
    end = _end(sentence)
    if _ASKS_EN.search(end) and not _NO_QUESTION_EN.search(end):
        return True
    return bool(_ASKS_AT_END_ZH.search(end) and not _NO_QUESTION_ZH.search(end))


def _end(sentence: str) -> str:
    """The last 26 Chinese characters or 22 words."""
    words = sentence.split()
    if len(words) > 1 and text_length(sentence) < 2 * len(sentence):
        return " ".join(words[-_END_EN:])
    return sentence[-_END_ZH:]
