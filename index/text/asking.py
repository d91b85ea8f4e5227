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
from .sentences import marked_spans, sentence_spans

# All patterns match folded text: lower case, Simplified Chinese, half-width punctuation.
_MARK = "?"
_ANY_MARK = r"[?？︖﹖⁇⁈⁉]"  # before folding
_QUOTED = r"[\"“‘「『《][^\"”’」』》]{0,200}\?\s?[\"”’」』》]"  # what somebody else asks
_TAG = (
    r"(?:对吧|是吧|好吧|对吗|是吗|真的吗|对不对|是不是|right|okay|ok|you know|no|yes|isn't it"
    r"|really|sorry|pardon|huh|hm+)\s*\?$"
)
_TAG_AT_END = r"[,…—–-]\s*(?:right|okay|ok|you know|no|yes)\s*\?$"
_COURTESY = (
    r"(?:谢谢|感谢|拜托|以上|麻烦|thanks?|thank you|please|cheers)\b.{0,12}$|\W*$"
    r"|[(\[{][^)\]}]*[)\]}]\W*$"
)
# A turn that asks itself goes on with the answer.
_OWN_ANSWER = (
    r"(?:well,? |oh,? )?(?:it's|it is|that's|there's|yes|no|exactly|nobody|nothing|maybe"
    r"|i don't know|we don't)\b|就是|其实|当然|没有|不是|是的|对[,。]|所以|我觉得|我想"
)
_WHY, _BECAUSE = r"\bwhy\b|为什么|为何", r"(?:well,? )?(?:because|'?cause)\b|因为"
_LATIN = r"[a-z]"
_YOU = r"\b(?:you|your|anyone|anybody|everyone|you're|y'all)\b|[你您]|大家|各位|有没有人"
_LAST_SENTENCES = 3  # a turn asks if one of its last sentences asks
_LAST_TO_YOU = 6  # sentences, no others matter: “Do you think so? For I have seen …”
_MAX_TAIL, _MAX_TAIL_TO_YOU = 150, 600  # letters after the question
# Letters of a turn that only asks: before its question (“I see. So …”), after it, and in all.
_MAX_BEFORE, _MAX_AFTER, _MAX_ONLY = 15, 90, 180

# -- requests

_SPEAK_ZH = (
    r"(?:介绍|说明|谈|讲|说|分享|补充|回应|回答|报告|解释|聊|描述|举个?例|澄清|发言|表达|开场)"
)
_PLEASE_ZH = (
    r"(?:(?<![申邀聘])请|麻烦|有劳|可否|能否|可不可以|能不能|是不是可以)(?!问|教|容|让我|我)"
)
_REQUEST_ZH = "|".join(
    (
        # 请您介绍一下, 麻烦NCC的同仁补充一下, 先请国栋说一下后端
        rf"{_PLEASE_ZH}[^。?!;]{{0,14}}?{_SPEAK_ZH}(?:一?下|几句|看|明|一?点|给|(?=[,。!]|$))",
        rf"(?:^|[,。])(?:你|您|各位|大家)?(?:来|先)?(?:谈谈|讲讲|说说|聊聊|(?:介绍|讲|说|分享)一?下)"
        rf"{_SPEAK_ZH}?(?:你|您|吧|看|$)",
        rf"请说|请讲|您请|[你您]要不要(?:再|先|来)?{_SPEAK_ZH}",
        r"(?<!问题)(?:想要?|(?<![需想])要)再?(?:请教|请问|问一?下|问问|知道|了解)(?!题|他|她)",
        r"(?:^|[,。])请问|好奇的?(?:是|问)",
    )
)
_NOT_ME_ZH = (  # “我来补充一下”
    r"(?:让我|容我|我来|我先|我再|我们|我要|我想跟|会)\s*(?:补充|说明|介绍|报告|分享|解释|回答)"
)
_SPEAK_EN = (
    r"(?:tell|talk|explain|describe|elaborate|give|share|say|speak|walk|show|introduce|summarize"
    r"|comment|expand|clarify|go|help|offer)"
)
_REQUEST_EN = "|".join(
    (
        r"\b(?:tell (?:us|me)|talk to us|walk (?:us|me) through)\b",
        r"\b(?:describe|explain) (?:for|to) us\b",
        r"\b(?:can|could|would|will) (?:you|someone|somebody|anyone)"
        rf"(?: (?:guys|all|please|maybe|also|just|briefly))* {_SPEAK_EN}\b",
        r"\b(?:maybe|perhaps)\b[^.!?]{0,60}\byou (?:can|could|want to)\b",
        r"\bif (?:you|anyone|someone) (?:can|could|would like to|wants? to)\b"
        rf"[^.!?]{{0,30}}\b{_SPEAK_EN}\b",
        r"\b(?:i'm|i am|i was) (?:curious|wondering|interested)\b|\bi wonder\b",
        r"\b(?:let me|(?:want|wanted|like|love|interested|curious) to) (?:ask|hear|know)\b",
        r"^(?:so |and |now |okay |please |then |well )*,?\s*(?:talk about|explain|describe"
        r"|introduce|elaborate|go ahead|give us|share with us|say something|state|let's hear)\b",
        r"\b(?:your thoughts|your take|any thoughts|what about you|how about you)\b",
    )
)
_REPORTED_EN = (  # “and then they tell us about their trip”
    r"\b(?:he|she|they|people|we|will|would|to|can|i'll|could|didn't|don't|doesn't|and|then|of them"
    r"|who|that)\s+(?:tell|told|tells|talk|talked|talks|walk)\b"
)

# -- without question marks: the end of a turn

_END_ZH, _END_EN = 26, 22  # characters, words
_QUESTION_WORD_ZH = (
    r"(?:什么|怎么|怎样|如何|哪|谁|多少|多久|多大|多长|几[个次年天位点岁种]|为何|是否|可不可以|有没有"
    r"|[是有能会要好对行]不[是能会要好对行])"
)
_ASKS_ZH = (
    rf"吗(?:.{{0,14}})?$|[呢么]\W*$|是不是.{{0,10}}$|是.{{1,10}}还是.{{1,10}}$"
    rf"|{_QUESTION_WORD_ZH}.{{0,8}}$|[你您].{{0,12}}{_QUESTION_WORD_ZH}"
)
_NO_QUESTION_ZH = (  # “我不知道他们为什么不来”, “什么都喜欢”, “奖状什么的”
    r"(?:不管|无论|不论|不知道?|不晓得|不清楚|不了解|不太|(?<!有)没|并不|知道|看看?|了解|告诉|决定|取决于"
    rf"|关于|讲|说)[^,\s吗]{{0,6}}{_QUESTION_WORD_ZH}.{{0,10}}$"
    rf"|什么的\W*$|{_QUESTION_WORD_ZH}[^,\s吗]{{0,8}}[都也].{{0,10}}$|什么什么|或什么|不怎么"
)
_WH_EN = r"(?:what|why|how|who|when|where|which)"
_MODAL_EN = r"can|could|would|will|should"
_AUX_EN = rf"(?:do|does|did|is|are|was|were|have|has|had|{_MODAL_EN})"
_ASKS_EN = "|".join(
    (
        rf"\b{_WH_EN}(?:'s|'re|'d)?\s+(?:\w+\s+){{0,3}}?(?:{_AUX_EN}|about|'s)\s+"
        r"(?:you|we|they|it|he|she|that|this|there|the|your|his|her|their|a|an|people|those|these"
        r"|like|going)\b",
        r"\b(?:what's|where's|what about|how about|how come)\b",
        r"\bhow (?:many|much|long|old|far|often|big)\b",
        r"(?<!what )(?<!that )(?<!where )(?<!when )"
        rf"\b(?:do|did|are|were|have|{_MODAL_EN}) you\b(?! know\b| see\b)",
        rf"(?:^|\b(?:so|and|but|or|then|okay|well|now)\s+){_AUX_EN}\s+"
        r"(?:it|that|this|there|the|they|we|he|she|your|these|those|any|anyone|people|a|an)\b",
        rf"\b(?:what|why|how|where|when)\s+(?:do|did|{_MODAL_EN})\s+(?:i|we|you|they)\b",
        r"\bwhat does\b",
    )
)
_NO_QUESTION_EN = (  # “you know what it is”
    r"\b(?:know|knows|knew|see|understand|tell|about|of|on|that's|is|was|explain|figure out|learn"
    rf"|decide|depends on|matter|exactly|into|no idea)\s+{_WH_EN}\b"
    r"(?!\s+(?:do|did|are|would|can|could|should|have) you\b)"
)


@lru_cache(maxsize=4096)  # linking asks it several times of a turn
def asks(text: str, *, with_marks: bool | None = None) -> bool:
    """Whether the end of a text asks something other than “right?”.

    What follows the question may be short, or the question may address the listener; one that the
    speaker answers at once is none.

    Args:
        with_marks: whether the transcript writes question marks; None: as this text does.
    """
    spans = _without_courtesies(text)
    sentences = [_folded(text, span) for span in spans[-_LAST_TO_YOU:]]
    if with_marks is None:
        with_marks = any(_MARK in sentence for sentence in sentences) or any(
            _MARK in _folded(text, span)
            for span in spans[:-_LAST_TO_YOU]
            if _has(_ANY_MARK, text[slice(*span)])
        )
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
    if text_length(text) > _MAX_ONLY:
        return False
    sentences = [_folded(text, span) for span in _without_courtesies(text)]
    asking = [i for i, one in enumerate(sentences) if asks(one, with_marks=with_marks)]
    if not asking:
        return False
    before, after = sentences[: asking[0]], sentences[asking[-1] + 1 :]
    return text_length("".join(before)) <= _MAX_BEFORE and text_length("".join(after)) <= _MAX_AFTER


def _without_courtesies(text: str) -> list[tuple[int, int]]:
    """The sentences, first character and end of each, without thanks at the end."""
    spans = marked_spans(text)
    while len(spans) > 1 and _pattern(_COURTESY).match(fold(text[slice(*spans[-1])])):
        spans.pop()
    return spans


def _folded(text: str, span: tuple[int, int]) -> str:
    """A sentence, folded and without quoted questions of others."""
    sentence = fold(text[slice(*span)])
    return _pattern(_QUOTED).sub("", sentence) if _MARK in sentence else sentence


def _has_open_mark(sentences: list[str]) -> bool:
    """Whether a question mark is near the end, and what follows does not answer it."""
    for n_after, sentence in enumerate(reversed(sentences)):
        if _MARK not in sentence or _is_tag(sentence) or _has(_TAG_AT_END, sentence):
            continue
        tail = " ".join(sentences[len(sentences) - n_after :])
        if _has(_YOU, sentence):
            return n_after < _LAST_TO_YOU and text_length(tail) <= _MAX_TAIL_TO_YOU
        answers = f"{_OWN_ANSWER}|{_BECAUSE}" if _has(_WHY, sentence) else _OWN_ANSWER
        if _pattern(answers).match(tail):
            return False
        return n_after < _LAST_SENTENCES and text_length(tail) <= _MAX_TAIL
    return False


def _requests(sentence: str) -> bool:
    if not sentence.isascii():
        if _has(_NOT_ME_ZH, sentence):
            return False
        if _has(_REQUEST_ZH, sentence):
            return True
    return (
        _has(_LATIN, sentence) and _has(_REQUEST_EN, sentence) and not _has(_REPORTED_EN, sentence)
    )


def _asks_in_words(sentence: str) -> bool:
    """Whether a sentence without a question mark ends in the words of a question."""
    if _MARK in sentence:
        return not _is_tag(sentence)
    end = _end(sentence)
    if _has(_LATIN, end) and _has(_ASKS_EN, end) and not _has(_NO_QUESTION_EN, end):
        return True
    return _has(_ASKS_ZH, end) and not _has(_NO_QUESTION_ZH, end)


def _end(sentence: str) -> str:
    """The last 26 Chinese characters or 22 words."""
    words = sentence.split()
    if len(words) > 1 and text_length(sentence) < 2 * len(sentence):
        return " ".join(words[-_END_EN:])
    return sentence[-_END_ZH:]


def _is_tag(sentence: str) -> bool:
    return _pattern(_TAG).match(sentence) is not None


def _has(pattern: str, text: str) -> bool:
    return _pattern(pattern).search(text) is not None


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compiled when a text first needs it: Chinese characters take some milliseconds."""
    return re.compile(pattern)
