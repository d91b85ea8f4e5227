"""Tell names of people from other words before a colon."""

from __future__ import annotations

import re

from ....text.fold import fold
from ....text.language import HAN

_SENTENCE_ENDER = re.compile(r"[。!！?？；;]")
_PARTICLE = (
    r"(?:de|la|van|von|der|den|del|di|da|bin|al|ap|ab|ferch|ibn|bint|ben|el|du|dos|das|do|le|les|af|av|zu|zum|zur|ter|ten|te"
    r"|op|och|y|e|i|señora?|senhora?)"
)
_NOT_IN_A_NAME = re.compile(r"[,，“”\"«»…、<>{}=/\\|\[\]]|^https?$|^\d+$")
# One word, or several that begin with a capital: “Dr. Jia”, “Anna de la Cruz”.
_LATIN_NAME = re.compile(
    rf"[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|[dl]['’]\w+|{_PARTICLE}(?!\w)|\d+))*"
)
_PERSON = (
    r"(?:(?:wo)?m[ae]n|lady|gentleman|boy|girl|child|person|member|speaker|voice|students?|teacher"
    r"|questioner|participant|attendee|caller|listener|viewer|host|guest|moderator|interviewer"
    r"|interviewee|reporter|journalist|officer|doctor|patient|chair)"
)
# Descriptions of unnamed speakers: “Audience member”, “Young man”.
_NAMELESS = re.compile(
    rf"(?:Audience|Unidentified|Unknown|Male|Female|Young|Old|Elderly)(?:\s+\w+)?\s+{_PERSON}"
    r"|(?:An?|Some|Several|Many|All)\s+(?:[Hh]on\.?|[Hh]onourable)?\s*(?:[Mm]embers?|[Vv]oices?|[Ss]enators?)"
)
_HAN_NAME = re.compile(f"[{HAN}·•]{{2,8}}(?:\\s*\\d+)?")
_EMAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# Labels that are names if they repeat: “School teacher”, “Lopez, Maria”,
# “+1 415-555-0100”, “张敏 - Acme | PM”, “李雷@研发”.
_SOMEBODY = re.compile(
    r"(?:You|ChatGPT|Claude|Gemini|Copilot|Assistant|User) said|"
    r"(?!(?:Next|Last|First|Final|Special|Guest|Another|Each|Every|Any|No|Dear|Good|Same)\s)"
    rf"[^\W\d_a-z]\w*(?:\s+\w+)?\s+{_PERSON}"
)
_CAPITALISED = rf"(?![{HAN}])[^\W\d_a-z][\w.'’-]*"
_INVERTED = re.compile(
    rf"(?:(?:de|la|van|von|der|den|del|di|da|bin|al)\s+)*{_CAPITALISED}(?:\s+{_CAPITALISED})?"
    rf",\s+{_CAPITALISED}(?:\s+{_CAPITALISED})?"
)
_INTERJECTION = re.compile(
    r"(?:yes|yeah|yep|yup|no|nope|well|so|okay|ok|oh|ah|um|uh|mm+|h?m+|mhm|uh.huh|and|but|now|look|listen|hey|hi|hello|thanks"
    r"|thank you|right|sure|please|sorry|dear|good|great|wow|cool|nice|fine|also|then|see|here|true|exactly|absolutely"
    r"|definitely|totally|correct|again|finally|first|second|however|therefore|today|meanwhile|bye|bye.bye|amen"
    r"|嗯+|对+|是|是的|好|好的|没有|没错|谢谢|行|哦+|啊+|呃+|哎|喂|可以|不是|再见)"
)
_PHONE_NUMBER = re.compile(r"(?!(?:19|20)\d\d[-/.])\+?\d[\d\s().*-]{8,20}\d")
_AFFILIATION = re.compile(r"\s*[|｜@]\s*|\s+[-–—]\s+")
_PART_OF_AFFILIATION = re.compile(r"[^\W_a-z][^,，]{0,39}")
NO_CAPITAL = re.compile(r"[a-z]")

# Labels above or below the talk that are never speakers; compared folded (lower case, Simplified
# Chinese).
_PAGE_FURNITURE = re.compile(
    r"时间|日期|来源|(?:免责)?声明|相关(?:文章|推荐)|网友评论|上一篇|下一篇|(?:责任)?编辑|作者|标签|关键[词字]|原文(?:链接)?"
    r"|版权声明|转发量|地点|主题|标题|采访|撰文|整理|编译|摄影|语言|会议(?:主题|时间|时长|号)|时长|录制时间|导出时间"
    r"|(?:访谈|采访|受访|录音)(?:编号|时间|日期|地点|对象|时长|人|者)|编号"
    r"|(?:参会|与会|出席|列席)(?:人员?|者)|记录(?:人|者)?|缺席(?:人员?)?"
    r"|date|time|title|source|author|editor|tags|keywords|related(?: articles)?|comments|copyright"
    r"|disclaimer|location|duration|url|link|participants|attendees|speakers|recorded(?: on)?"
    r"|language|transcript(?:ion)?(?: by)?|media|summary keywords|文字记录"
    r"|(?:独家|深度)?(?:专访|对话|访谈|采访|对谈|圆桌|实录|播客|讲座).*"  # “专访王晓梅：从…”
    r"|.*(?:第[一二三四五六七八九十百\d]+[期集回讲]|\b(?:episode|ep\.?)\s*\d+)"  # “夜话 第42期：…”
)
# Words that begin a clause, not a name: “比如说:”, “我想说：”, “Note:”, “My point:”.
CLAUSE_OPENER = re.compile(
    r"第[一二三四五六七八九十\d]+\S{0,2}|首先|其次|再次|最后|比如|例如|譬如|总之|结论|问题|答案|注|注意|备注|总结|举个例子"
    r"|另外|其实|所以|因为|但是|重点|关键|.*[的说想是道讲云曰]|.+(?:指出|强调|要求|认为|表示|透露|提出)|本报讯|.+[了着]|(?!记者|网友|观众|听众|读者|学生|现场|提|追).{1,4}问|负责人|截止(?:时间|日期)|(?:参考)?链接|地址|电话|方案|原因|目标|目的"
    r"|要求|步骤|优点|缺点|好处|坏处|背景|建议|任务|结果|位置|现场|现状|方法|要点|目录|前言|引言|正文|尾声|后记|附录|图注?|表|字幕|音乐|提示|提醒|价格"
    r"|数量|总计|邮箱|网址|微信|公众号|下一步|结尾|开头|开场|片头|片尾|广告|休息|茶歇|旁注|原话|译文|校对|摄像|剪辑|监制|出品|策划|统筹|设计|排版|审核|配乐"
    r"|字数|难度|用时|配料|做法|食材|附|按|另|又"
    r"|remote|break|podcasts?|status|agenda|topics?|context|background|overview|details?|reminder|disclaimer|spoiler|correction"
    r"|clarification|captions?|credits?|music|sounds?|intro|outro|sponsors?|ads?|section|season|subject|re|fwd|from|to|cc|when|where"
    r"|who|why|how|price|cost|total|budget|size|weight|address|phone|e-?mail|website|via|sources?|bonus|extra|fact|myth|truth"
    r"|quote|takeaways?|bottom line|key points?|actions?|next|previously|meanwhile|trigger warning|tl;?dr|edit|fyi|btw|faq|hint"
    r"|caution|danger|alert|breaking|live|video|audio|recording|review|recipe|serves|yield|(?:prep|cook|total) time|servings|directions"
    r"|today|tomorrow|yesterday|later|now|risks?|owner|deadline|plan|discussion|comment|attendance|present|absent|absentees|apologies|minutes"
    r"|by (?:mr|mrs|ms|miss|dr|the)\b.*|see|cf|e\.?g\.?|i\.?e\.?|figure|table|photo|image|picture"
    r"|notes?|(?:for )?example|update|warning|summary|first|second|third|however|also|so|but|and"
    r"|p\.?s\.?|nb|https?|important|remember|conclusion|question|answer|remark|result|finally"
    r"|(?!some (?:hon|members))(?:my|our|this|that|there|here|what|if|when|one|it|its|some|these|those)\b.*"
)
# Words that number or sort statements and are never speakers: “Step 2: boil it.”, “Solution: …”.
_LIST_WORD = re.compile(
    r"(?:step|chapter|part|lesson|section|unit|module|phase|stage|tip|rule|figure|exercise|example"
    r"|item|option|reason|slide|episode|appendix)\s*"
    r"(?:\d+(?:\.\d+)*|[ivx]+|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"|第[一二三四五六七八九十百两\d]+(?:步骤?|章|节|课|部分|阶段|讲|期|点|条|项)"
    r"|problems?|solutions?|pros|cons|(?:dis)?advantages?|benefits?|drawbacks?|causes?|effects?"
    r"|reasons?|goals?|objectives?|methods?|results?|examples?|tips?|ingredients|instructions"
    r"|requirements?|challenges?|symptoms?|treatments?|decisions?|action items?|next steps?"
    r"|notes?|actions?|discussions?|risks?|status|agenda|warnings?|remarks?|attendance|apologies|resolved"
    r"|cut to|fade (?:in|out|to)\b.*|dissolve to|smash cut.*|(?:int|ext)\b.*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|info|warn|error|debug|周[一二三四五六日]|星期[一二三四五六日]"
    r"|结论|备注|注意|决议|决定|行动项?|待办|风险"
    r"|解决(?:方案|办法|方法)|对策|措施|现象|优势|劣势|优点|缺点|好处|坏处"
)
_JOINED = re.compile(r"\s*(?:[|｜/&+＆、]|\s(?:and|und|et|og|och)\s|和|与|與)\s*")
_SYMBOLS = re.compile("[\u2190-\u2bff\u3297\u3299\ufe0e\ufe0f\u200d\U0001f000-\U0001faff]")
_MAX_NAMES_JOINED = 4
_MAX_NAME_LENGTH = 60  # characters, without brackets and their content
_MAX_WORDS = 6  # of a name that is rare in the file


def is_list_word(label: str | None) -> bool:
    """Whether the label numbers or sorts statements: “Step 2”, “Solution”."""
    return label is not None and _LIST_WORD.fullmatch(fold(label)) is not None


def is_interjection(text: str) -> bool:
    """Whether the text is a word that people say by itself: “Yeah”, “好的”."""
    return _INTERJECTION.fullmatch(fold(text).strip(" .,!?。，！？")) is not None


def is_inverted(label: str) -> bool:
    """Whether the label is a name like “Lopez, Maria”; “Well, Maria” is not."""
    return _INVERTED.fullmatch(label) is not None and not is_interjection(
        label.split(",", maxsplit=1)[0]
    )


def is_furniture(label: str | None) -> bool:
    """Whether the label belongs to the top or bottom of a page: “时间”, “Editor”."""
    return label is not None and _PAGE_FURNITURE.fullmatch(fold(label)) is not None


def looks_like_a_name(label: str) -> bool:
    """Whether the label is a few words written like a name, without sentence punctuation."""
    bare = without_affiliation(label.strip())
    return (
        len(bare) <= _MAX_NAME_LENGTH
        and len(bare.split()) <= _MAX_WORDS
        and not _SENTENCE_ENDER.search(bare)
        and not _NOT_IN_A_NAME.search(bare)
        and any(
            kind.fullmatch(bare) for kind in (_LATIN_NAME, _NAMELESS, _HAN_NAME, _EMAIL_ADDRESS)
        )
    )


def without_affiliation(label: str) -> str:
    """Remove the affiliation: “The Chair (Hon. A. Rota (Nipissing, Lib.))” → “The Chair”."""
    return (
        re.split("[(（]", label, maxsplit=1)[0].rstrip() if label.endswith((")", "）")) else label
    )


def are_several_names(label: str) -> bool:
    """Whether the label joins names: “Anna & Ben”, “Akash | ECH”, “Y Llywydd / The Llywydd”."""
    bare = _SYMBOLS.sub("", without_affiliation(label)).strip()
    parts = [part.strip() for part in _JOINED.split(bare)]
    return (
        0 < len(bare) <= _MAX_NAME_LENGTH
        and all(looks_like_a_name(part) and not NO_CAPITAL.match(part) for part in parts)
        and (len(parts) > 1 or bare != label)
        and len(parts) <= _MAX_NAMES_JOINED
    )


def repeats_like_a_name(label: str, count: int) -> bool:
    """Whether a label that begins `count` lines is a name.

    From three lines on, any label without a sentence or an address is one. With two lines, a label
    like “Lopez, Maria”, “School teacher”, a phone number, or a name with an affiliation is one.
    """
    bare = without_affiliation(label)
    if len(bare) > _MAX_NAME_LENGTH or _SENTENCE_ENDER.search(bare) or bare.startswith("http"):
        return False
    is_unusual = (
        is_inverted(bare)
        or has_affiliation(bare)
        or are_several_names(label)
        or any(kind.fullmatch(bare) for kind in (_SOMEBODY, _PHONE_NUMBER))
    )
    return count > 2 or (count > 1 and is_unusual)


def has_affiliation(label: str) -> bool:
    """Whether the label is a name with an affiliation: “张敏 - Acme | PM”, “李雷@研发”."""
    name, *parts = _AFFILIATION.split(label)
    return (
        bool(parts)
        and looks_like_a_name(name)
        and not NO_CAPITAL.match(name)
        and all(map(_PART_OF_AFFILIATION.fullmatch, parts))
    )
