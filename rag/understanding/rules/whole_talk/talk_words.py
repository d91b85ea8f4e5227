"""How questions about a talk itself speak of it and of who takes part: alternatives of patterns."""

from __future__ import annotations

from ..vocabulary import GUEST, HOST

TALK = (
    r"(?:(?:interview|talk|meeting|episode|podcast|conversation|recording|call|session|lecture"
    r"|discussion|panel|show|demo|webinar|chat|transcript|debate|workshop|stand-?up|sync|video"
    r"|triage|kick-?off|retro(?:spective)?|all[- ]hands|check-in|catch-?up"
    r"|audio|file|library|dialogue|program(?:me)?|stream|q ?(?:&|and) ?a)s?)"
)
THE = r"(?:(?:the|this|that|these|those|our|your|today's|all(?: the)?)\s+)?(?:(?:whole|weekly)\s+)?"
WHICH_TALK = r"(?:\s+(?:with|between|about|by|called)\s+[^?]{2,60}|\s*[“\"][^”\"]{2,}[”\"])?"
THE_TALK = rf"(?:{THE}{TALK}{WHICH_TALK}|it|this|that|here|there)"
DESCRIBED = rf"(?:the|this|that|our|today's)\s+(?:(?!of|and)[\w'’-]+\s+){{1,3}}?{TALK}"
IN_TALK = (
    rf"(?:\s+(?:(?:in|at|on|for|of|to|during|from)\s+)?{THE_TALK}|\s+(?:(?:in|at"
    rf"|on)\s+)?{DESCRIBED})?"
)
WE = r"(?:we|you|they|it|this|that)"
START = r"^\W*(?:(?:and|so|ok|okay|please|(?:can|could) you (?:please )?tell me)\W+)?"
END = r"(?:,? please)?\W*$"
TALK_ZH = (
    r"(?:\s*(?:电话会议?|电话|通话|访谈|采访|会议|会|节目|播客|对话|对谈|谈话|录音|录像|演讲|讲座"
    r"|讨论|座谈会?|访问|视频"
    "|音频|文字记录|逐字稿|周会|例会|月会|直播|活动|沙龙|文件|资料库"
    r"|(?:meeting|interview|podcast|episode|call|session|talk|panel|demo|workshop|webinar)\b)\s*)"
)
THIS_ZH = r"(?:在?(?:这|那|本|该|此|整)?(?:一)?(?:次|场|个|期|集|份|段|篇|些)?的?)"
TALK_HERE = rf"(?:{THIS_ZH}{TALK_ZH}?(?:里面?|中|上|当中)?的?)"
START_ZH = r"^\W*(?:请问|那么?|所以|告诉我)?\W*"
END_ZH = r"(?:的)?(?:呢|啊|呀)?\W*$"
WHO_ZH = "(?:都?有?(?:谁|哪些人?|哪几[个位]人?|什么人|哪些嘉宾))"
JOIN_ZH = "(?:参加|参与|出席|到场|在场|发言|说话|讲话|与会|参会|开会|对谈|谈话|聊天?|来)"
PEOPLE = (
    rf"(?:participants?|speakers?|attendees|panel(?:l)?ists?|people|{GUEST.english}|guests?|hosts?"
    rf"|{HOST.english}|interviewers?|interviewees?|moderators?)"
)
ATTEND = (
    r"(?:took part|takes? part|participated?s?|attended|attends?|joined|spoke|speaks?|talked|talks"
    r"|is speaking|are speaking|is talking|are talking|(?:was|were|is|are) (?:there|present|here"
    r"|involved|speaking|talking|on|in))"
)
WAS = r"(?:'s|\s+(?:is|are|was|were))"
IS_WHO_ZH = "(?:都|分别)?(?:是谁|有谁|是哪[几两三]?[位个]|有哪些人?|有哪几位|是什么人|叫什么名?字?)"
# Somebody by name, not “the candidates”.
SOMEBODY = r"(?!(?:the|an?|for|at|about|in|people|whom?)\b)[\w.'’-]+(?: [\w.'’-]+){0,2}"
HOSTS_AND_GUESTS = r"who (?:are|were) the hosts?(?: and | & |, )(?:the |their )?guests?"
HOSTS_AND_GUESTS_ZH = rf"{TALK_HERE}?主持人?[和跟与、](?:{GUEST.chinese})们?{IS_WHO_ZH}"
LONG_ZH = "(?:多久|多长时间?|多少(?:分钟|个?小时|时间)|几(?:分钟|个?小时))"
DAY_ZH = "(?:什么时候|什么时间|哪一?天|哪一?日|几月几[号日]|何时|哪一?年|哪个?月)"
HOLD_ZH = "(?:录制?|开|举?办|举行|做|进行|发生|召开|举办|播出|发布)"
MANY_ZH = "(?:一共|总共|共|都)?(?:有|问|提|说)?了?(?:多少|几)"


def either(english: str, chinese: str) -> str:
    """The pattern of a whole question in either language."""
    return rf"{START}(?:{english}){END}|{START_ZH}(?:{chinese}){END_ZH}"
