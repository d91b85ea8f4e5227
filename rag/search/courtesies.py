"""Sentences that say nothing about any subject: “Yeah, right.”, greetings, thanks, “（點頭）”."""

from __future__ import annotations

import re

from ...index.text.fold import fold
from ...index.text.sentences import each_sentence

_FILLERS = frozenset(
    """
    a ah absolutely aha all alright cool everybody everyone exactly excellent fine folks good great
    guys hello hey hi hm hmm huh i indeed interesting know like mean mhm mm nice no ok okay oh
    perfect right see so sure thank thanks that's totally true uh uhhuh um very well wonderful wow
    yeah yep yes you yup
    """.split()
)
_CHINESE_FILLERS = re.compile(
    r"(?:对[的啊吧]?|是[的啊]?|没错|没关系|没问题|[嗯呃额啊哦噢唉行哈]|好[的啊吧]?|谢谢|那个?|这个|就是|然后|所以"
    r"|当然|其实|了解|理解|瞭解|清楚|太好了|很好|不会|请说)+"
)
_WORD = re.compile(r"[\w'’]+")
_DIRECTION = re.compile(r"[(（\[【{][^()（）\[\]【】{}]*[)）\]】}]")  # “{vocalsound}”, “（點頭）”
_REPLY = re.compile(
    r"\b(?:yes|yeah|yep|yup|no|nope|sure|exactly|absolutely|right|true|correct|of course)\b"
    r"|[对是好行有]|没错|当然|不会|没关系|没问题"
)
_MAX_COURTESY = 40  # characters; a longer sentence has something else to say
_NO_NAME = (  # behind “我是”
    "觉得|想|认为|说|在|不|很|因为|从|有|要|会|看|用|做|把|被|跟|对|可以|没|希望|建议|比较|都|真|指|问|怕"
)
_WHO_HAS_THE_FLOOR = (  # “接下來請國發會說明”
    "(?:[部会署局处司院府]|主委|委员|科长|处长|组长|司长|署长|专员|老师|教授|代表|同仁|单位|机关)?"
    "(?:说明|报告|补充|分享|发言|介绍|回应|(?<=[部会署局处司院府委员长师授表仁位关]))"
)
_COURTESIES = (
    r"(?:大家|各位|你|您|主席|政委|委员|老师|主持人)[^,。]{0,6}(?:早安?|午安|晚安|好)",
    r"(?:谢谢|感谢|多谢|辛苦|麻烦)[^,。]{0,12}|不好意思|再见|拜拜|欢迎(?:收听|光临)[^,。]{0,8}",
    r"请(?:大家|各位)?多多?指教|很高兴(?:认识|见到|来到|能够?来)[^,。]{0,10}",
    rf"(?:我是|我叫|这里是)(?!{_NO_NAME})[^,。]{{2,20}}",
    rf"[^,。]{{0,14}}?(?<!邀)(?<!申)请(?!问|教)[^,。]{{1,12}}?{_WHO_HAS_THE_FLOOR}",
    r"(?:please )?go ahead|(?:over|back) to you",
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|welcome)\b[^.]{0,30}",
    r"(?:bye|goodbye|see you|take care)\b[^.]{0,30}",
    r"(?:thanks?|thank you|many thanks)\b[^.]{0,30}",
    r"(?:nice|great|good|glad|happy|(?:a )?pleasure) to (?:meet|see|be|have)\b[^.]{0,25}",
    r"(?:i'm|i am|my name is|this is) \w+(?: \w+)?(?:,? (?:from|of|with|at|here)\b[^.]{0,30})?",
)
_COURTESY = re.compile(rf"(?:(?:and|so|well|okay|那|好),?\s*)?(?:{'|'.join(_COURTESIES)})\W*")


def is_filler(sentence: str) -> bool:
    """Whether a sentence has only filler words: “Yeah, right.”, “嗯，对。”, “Um …”."""
    words = (fold(match[0]).replace("’", "'") for match in _WORD.finditer(sentence))
    return all(word in _FILLERS or _CHINESE_FILLERS.fullmatch(word) for word in words)


def is_reply(text: str) -> bool:
    """Whether a text can answer whether something is so: “Yes.”, “对。”, “没有问题。”."""
    return _REPLY.search(fold(text)) is not None


def says_nothing(text: str) -> bool:
    """Whether a text has only fillers, courtesies, introductions and stage directions."""
    spoken = _DIRECTION.sub(" ", text)
    return all(_is_empty(spoken[start:end]) for start, end in each_sentence(spoken))


def _is_empty(sentence: str) -> bool:
    if is_filler(sentence):
        return True
    parts = [part for part in re.split(r"[,，、;；]", sentence) if part.strip()]
    return len(sentence) <= _MAX_COURTESY and all(
        is_filler(part) or _COURTESY.fullmatch(fold(part).strip()) for part in parts
    )
