"""The forms of labels without a colon, and what stands in such a place without being a label."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Marks of questions and of their answers: “Q. …”, “P. …” and “R. …”, “问．…”.
ANSWER_OF = {
    **{"Q": "A", "P": "R", "F": "A", "D": "R", "V": "S", "В": "О", "问": "答", "問": "答"},
    **{"Question": "Answer", "Pregunta": "Respuesta", "Frage": "Antwort", "Domanda": "Risposta"},
    **{"QUESTION": "ANSWER", "PREGUNTA": "RESPUESTA", "FRAGE": "ANTWORT", "DOMANDA": "RISPOSTA"},
}
_PAIR = "|".join(sorted({*ANSWER_OF, *ANSWER_OF.values()}, key=len, reverse=True))
HONORIFIC = (
    r"(?:The|An?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Hon|Sen|Senator|Rep|Representative|Chair(?:man|woman)?"
    r"|Secretary|Governor|Gov|Judge|Justice|Gen|General|Col|Lt|Capt|Maj|Adm|Sir|Dame|Lord|Lady|Baroness"
    r"|Vice|Acting|President|Ambassador|Commissioner|Director|Mayor|Chief|MR|MRS|MS|DR|SEN|REP|HON"
    r"|PROF|GEN|Mme|Mlle|MM?|Herr|Frau|Sr|Sra)\.?"
)
_CAPITALS = r"(?:(?:Mc|Mac|De|Di|La|Le|Van|Von|O['’]|D['’])?[A-ZÀ-ÖØ-Þ]{2,}[\w'’-]*)"
_TITLED = rf"(?:{HONORIFIC}\s+)+(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*\s+){{0,2}}"
_ADDED = r"(?:\s+(?:of|pro|from|de|d['’])\s+[\w. ]{1,30}?)?(?:,\s+[A-ZÀ-ÖØ-Þ][\w.'’ -]{1,40}?)?(?:\s*[(\[][^()\[\]]{1,60}[)\]])?"
_MARK = "[○◯〇●◎◆◇■□▲△▼▽★☆♦►▶※]"
_TEXT = r"\s*[:：]?\s*(?P<text>.*)"
_WORDS = r"(?P<text>\S.*)"
# Values in brackets that no speaker is called: sounds, kinds of messages, parts of a text book.
NO_SPEAKER = re.compile(
    r"(?:soft |loud |upbeat |light |dramatic |gentle |audience |background |all )*"
    r"(?:music(?:al)?|applau\w+|laugh\w*|chuckl\w+|silen\w+|inaudible|unintelligible|indiscernible|cross ?talk\w*|noise\w*"
    r"|paus(?:e|es|ed|ing)|break|beat|cough\w*|sigh(?:s|ing)?|sniff\w*|gasp\w*|cheer\w*|clap(?:s|ping)?|foreign|bells?|phone|ring(?:s|ing)"
    r"|doors?|sounds?|video|clip|audio|blank.?audio|typing|overlap\w*|end|start|beginning|redacted|sic|translation|translated"
    r"|no (?:audio|response)|non-?verbal|groan\w*|whisper(?:s|ing)|shout(?:s|ing)|sing(?:s|ing)|cry(?:ing)?|cries|nod(?:s|ding)"
    r"|smil(?:es|ing))\b.*"
    r"|info|error|warn(?:ing)?|debug|trace|fatal|critical|notice|ok|fail(?:ed)?|pass(?:ed)?|skip(?:ped)?|todo|done|wip|bug|note"
    r"|tip|important|caution|added|changed|removed|deprecated|security|fix(?:ed)?|feat|docs|chore|refactor|test|image|photo"
    r"|picture|file|link|citation needed|chorus|verse|refrain|bridge|intro|outro|副歌|主歌|前奏|间奏|尾声"
    r"|.*(?:笑|掌声|鼓掌|音乐|静音|咳嗽?|停顿|沉默|听不清|点头|叹气|哭)[声了着]?"
    r"|图片?\d*|照片|注\d*|按语?|编者按|导语|正文|例题?\d*|解析|答案|分析|点评|译文|原文|注释|提示|说明|公告|重要|表情|视频|语音|链接"
    r"|文件|转发|动画表情|红包",
    re.IGNORECASE,
)
HTML_TAG = re.compile(
    r"[/!?].*|(?:[abcipqsuv]|br|hr|li|[uod]l|t[dhr]|r[tb]|div|span|em|strong|code|pre|h[1-6]|table|img|su[bp]|html|body|head"
    r"|script|style|section|article|font|center|small|big|cite|blockquote|details|summary|lang|ruby)(?:\s.*)?/?",
    re.IGNORECASE,
)
ROLE_WORD = re.compile(
    r"(?:host|guest|interview(?:er|ee)|moderator|facilitator|narrator|caller|speaker|audience|reporter|researcher"
    r"|respondent|participant|teacher|student|doctor|patient|client|agent|customer|me|them|you|user|assistant)(?:\s*\d{1,2}|\s[a-z])?"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of label at the start of a line."""

    pattern: re.Pattern[str]  # groups: label, text
    min_share: float  # labels per paragraph of the file
    is_plain: bool = False  # without any mark of its own: the labels must look like names
    is_quoting: bool = False  # the words stand in quotation marks
    may_be_small: bool = False  # names may begin with a small letter
    is_tag: bool = False  # looks like a tag of a web page
    is_pair: bool = False  # one of the questions, one of the answers


def _form(label: str, text: str, min_share: float, **traits: bool) -> Form:
    return Form(re.compile(label + text), min_share, **traits)


# In order of preference.
FORMS = (
    _form(r"\[\[\s*(?P<label>[^\[\]|]{1,60})(?:\|[^\[\]]{1,60})?\]\]", _TEXT, 0.03),
    _form(r"\[\s*(?P<label>[^\[\]]{1,60})\](?!\()", _TEXT, 0.03, may_be_small=True),
    _form(r"[【〔［〖]\s*(?P<label>[^【】〔〕［］〖〗]{1,40})[】〕］〗]", _TEXT, 0.03),
    _form(r"[(（]\s*(?P<label>[^()（）]{1,40})[)）]", _TEXT, 0.1),
    _form(r"\{\s*(?P<label>[^{}]{1,40})\}", _TEXT, 0.2),
    _form(r"<\s*(?:v\s+)?[@+%~ ]?(?P<label>[^<>]{1,40})>", _TEXT, 0.2, may_be_small=True, is_tag=True),
    _form(rf"{_MARK}(?P<label>[^\s:：。、，,　][^:：。、，,　]{{0,24}}?)(?:　\s*|\s{{2,}})", _WORDS, 0.05),
    _form(rf"{_MARK}(?P<label>[^\s:：。、，,]{{1,20}}?(?:\s?[(（][^()（）]{{1,20}}[)）])?)(?:\s+|(?=「))", _WORDS, 0.05),
    _form(rf"(?P<label>(?:{_TITLED})?(?:{_CAPITALS}(?:\s+{_CAPITALS}){{0,3}}){_ADDED}(?:\s+pro\s+tempore)?)\.[\s–—-]+", _WORDS, 0.03),
    _form(rf"(?P<label>(?:{HONORIFIC}\s+)+(?:[\w'’-]+\s+){{0,3}}[\w'’-]+(?:\s*\([^()]{{1,60}}\))?)\.[\s–—-]+", _WORDS, 0.3),
    _form(rf"(?P<label>(?:{_PAIR})\s?\d{{0,3}})\s*(?:[.．、)）|]+[:：]?[\s–—-]*|[–—-]{{1,2}}\s+|\s{{2,}}|\t)", _WORDS, 0.03, is_pair=True),
    _form(r"(?P<label>[^\s「」『』“”。、，,.]{1,15})", r"(?P<text>[「『“].*)", 0.1, is_quoting=True),
    _form(r"(?P<label>[^\t]{1,40}?)[ ]*\t+[ ]*", _WORDS, 0.2, is_plain=True),
    _form(r"(?P<label>[^\s<>](?:[^<>]{0,38}[^\s<>])?)\s?(?:>{1,2}|»|›|→)\s*", _WORDS, 0.3, is_plain=True),
    _form(r"(?P<label>[^\s|｜](?:[^|｜]{0,38}[^\s|｜])?)\s*[|｜]\s*", _WORDS, 0.5, is_plain=True),
    _form(r"(?P<label>\S(?:[^–—]{0,38}?\S)?)(?:\s+[-–—]{1,2}\s+|[–—]{1,2})", _WORDS, 0.6, is_plain=True),
    _form(r"(?P<label>(?!MR|MS|DR|ST|NO)[A-ZÀ-ÖØ-Þ]{1,3})\.[-–—]?\s+", _WORDS, 0.6, is_plain=True),
    _form(r"(?P<label>[A-ZÀ-ÖØ-Þ][\w'’-]{1,20}(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]{1,20}){0,2})\.\s+", _WORDS, 0.7, is_plain=True),
    _form(r"(?P<label>\S+(?:[ ]\S+){0,3}?)(?:[ ]{2,}|　)", _WORDS, 0.6, is_plain=True),
)  # fmt: skip
