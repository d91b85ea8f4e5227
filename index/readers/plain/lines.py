"""Find the speaker's name and the time at the start of a line.

The whole file decides which labels are names: names repeat, a headline or “three things:” does
not, and the times beside names do not run backwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...speakers import is_placeholder
from ...text.fold import fold
from ...text.language import HAN
from ..utterances import INVISIBLE

EMPHASIS = "*_"
# A colon between digits is a time or a verse, not the end of a name.
_LABELLED = re.compile(
    r"(?P<label>[^\s:：](?:[^:：]|(?<=\d):(?=\d)){0,99}?)\s*(?:[:：](?!\d)|(?<!\d)[:：])\s*(?P<text>.*)$"
)
_SECONDS = r"(?:\d\d(?:[.,]\d{1,7})?|\d[.,]\d{1,7})"
_TIME = rf"(?:(?P<h>\d{{1,2}}):)?(?P<m>\d{{1,3}}):(?P<s>{_SECONDS})"
_END = rf"(?:(?:\d{{1,2}}):)?\d{{1,3}}:{_SECONDS}"
_CLOCK = rf"[\[(（<]?{_TIME}(?:\s*(?:-+>?|–|—|~)\s*{_END})?(?![\d:]\d)[\])）>]?"
_LEADING_CLOCK = re.compile(rf"{_CLOCK}\s*[-–—|]?\s+")
_TRAILING_CLOCK = re.compile(rf"\s*[|,，]?\s*(?<![\d:.]){_CLOCK}$")
_INNER_CLOCK = re.compile(rf"(?<![\d:.]){_CLOCK}(?P<colon>\s*[:：])?\s*")
_BRACKETED_CLOCK = re.compile(rf"(?=[\[(（<]){_CLOCK}\s*")
_CHAT = re.compile(r"From\s+(?P<name>.+?)\s+to\s+\S.*")  # a meeting's saved chat
_ONLY_CLOCK = re.compile(rf"{_CLOCK}\s*$")
# “[Maria Lopez] 14:02:11”, as Zoom saves captions; but not “[Music] 0:12”.
_BRACKETED_NAME = re.compile(
    r"\[(?!(?:music|applause|laugh|silence|inaudible|crosstalk|noise|pause|break|音乐|掌声|笑声?|静音))"
    r"([^\[\]]+)\]",
    re.IGNORECASE,
)
_LEADING_MARKS = re.compile(rf"^(?:\s|{INVISIBLE.pattern})+")
_MARKDOWN = re.compile(r"^\s*(?P<marks>(?:[>#*-]+\s+)*)")
_BOLD = re.compile(r"(?P<mark>\*\*|__|\*)(?P<label>[^*]{1,60}?)\s*(?P=mark)\s*(?P<rest>.*)$")

_SENTENCE_ENDER = re.compile(r"[。!！?？；;]")
_NOT_IN_A_NAME = re.compile(r"[,，“”\"«»…、<>{}=/\\|\[\]]|^https?$|^\d+$")
# One word, or several that begin with a capital: “Dr. Jia”, “Anna de la Cruz”.
_LATIN_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|[dl]['’]\w+|de|la|van|von|der|den|del|di|da|bin|al|\d+))*"
)
_PERSON = (
    r"(?:(?:wo)?m[ae]n|lady|gentleman|boy|girl|child|person|member|speaker|voice|students?|teacher"
    r"|questioner|participant|attendee|caller|listener|viewer|host|guest|moderator|interviewer"
    r"|interviewee|reporter|journalist|officer|doctor|patient|chair)"
)
# Descriptions of unnamed speakers: “Audience member”, “Young man”.
_NAMELESS = re.compile(
    rf"(?:Audience|Unidentified|Unknown|Male|Female|Young|Old|Elderly)(?:\s+\w+)?\s+{_PERSON}"
)
_HAN_NAME = re.compile(f"[{HAN}·•]{{2,8}}(?:\\s*\\d+)?")
_EMAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# Labels that are names if they repeat: “School teacher”, “Lopez, Maria”,
# “+1 415-555-0100”, “张敏 - Acme | PM”, “李雷@研发”.
_SOMEBODY = re.compile(
    r"(?!(?:Next|Last|First|Final|Special|Guest|Another|Each|Every|Any|No|Dear|Good|Same)\s)"
    rf"[^\W\d_a-z]\w*(?:\s+\w+)?\s+{_PERSON}"
)
_CAPITALISED = rf"(?![{HAN}])[^\W\d_a-z][\w.'’-]*"
_INVERTED = re.compile(
    rf"(?:(?:de|la|van|von|der|den|del|di|da|bin|al)\s+)*{_CAPITALISED}(?:\s+{_CAPITALISED})?"
    rf",\s+{_CAPITALISED}(?:\s+{_CAPITALISED})?"
)
_INTERJECTION = re.compile(
    r"(?:yes|yeah|no|well|so|okay|ok|oh|ah|um|uh|and|but|now|look|listen|hey|hi|hello|thanks|right"
    r"|sure|please|sorry|dear|good|also|then|see|here|true|exactly|again|finally|first|second"
    r"|however|therefore|today|meanwhile),"
)
_PHONE_NUMBER = re.compile(r"(?!(?:19|20)\d\d[-/.])\+?\d[\d\s().*-]{8,20}\d")
_AFFILIATION = re.compile(r"\s*[|｜@]\s*|\s+[-–—]\s+")
_PART_OF_AFFILIATION = re.compile(r"[^\W_a-z][^,，]{0,39}")
_NO_CAPITAL = re.compile(r"[a-z]")

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
# Roles that are speakers, unless only a name follows: “Host: Alex Ren” is a credit.
_ROLE = re.compile(
    r"主持人?|嘉宾|受访者|记者|hosts?|guests?|interviewers?|interviewees?|moderators?|panelists?"
)
_MAX_CREDIT_LENGTH = 40  # characters
# Words that begin a clause, not a name: “比如说:”, “我想说：”, “Note:”, “My point:”.
_CLAUSE_OPENER = re.compile(
    r"第[一二三四五六七八九十\d]+\S{0,2}|首先|其次|再次|最后|比如|例如|譬如|总之|结论|问题|答案|注|注意|备注|总结|举个例子"
    r"|另外|其实|所以|因为|但是|重点|关键|.*[的说想是道讲]|负责人|截止(?:时间|日期)|(?:参考)?链接|地址|电话|方案|原因|目标|目的"
    r"|要求|步骤|优点|缺点|好处|坏处|背景|建议|任务|结果"
    r"|notes?|(?:for )?example|update|warning|summary|first|second|third|however|also|so|but|and"
    r"|p\.?s\.?|nb|https?|important|remember|conclusion|question|answer|remark|result|finally"
    r"|(?:my|our|this|that|there|here|what|if|when|one|it|its|some|these|those)\b.*"
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
    r"|解决(?:方案|办法|方法)|对策|措施|现象|优势|劣势|优点|缺点|好处|坏处"
)
_MAX = 0.5  # share of a file's labels, and at least two
_MAX_LABEL_LENGTH = 120  # characters, including the time
_MAX_PREFIX_LENGTH = 40
_MAX_NAME_LENGTH = 60  # characters, without brackets and their content
_MAX_WORDS = 6  # of a name that is rare in the file


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, split into its label and its words."""

    number: int  # from 1
    text: str
    label: str | None = None  # possibly the speaker's name
    rest: str = ""  # the words after it
    start_s: float | None = None  # time beside the label, or alone on the line
    has_colon: bool = False  # otherwise a label needs a time, bold type or a heading
    is_heading: bool = False
    is_bold: bool = False
    is_listed: bool = False

    @property
    def is_clock(self) -> bool:
        """Whether the line holds only a time."""
        return self.label is None and self.start_s is not None


def split_label(number: int, raw: str) -> Line:
    """Split a line after its label; remove the time before or after the label.

    “Alex: …”, “[0:12] Alex: …”, “Alex (0:12): …”, “Alex 0:12 …”, “**Alex** [0:12] …”, “## Alex”.
    """
    text = raw.strip()
    raw = _LEADING_MARKS.sub("", raw)
    prefix = _MARKDOWN.match(raw[:_MAX_PREFIX_LENGTH])
    marks = prefix["marks"] if prefix else ""
    body = (raw[prefix.end() :] if prefix else raw).strip()
    is_heading = "#" in marks
    alone = _ONLY_CLOCK.fullmatch(body)
    if alone:
        return Line(number, text, start_s=_seconds(alone))
    leading = _LEADING_CLOCK.match(body)
    body = body[leading.end() :] if leading else body
    cut = _cut_bold(body) or _cut_colon(body, cut_at_clock=not leading)
    if cut is None:
        if not leading and not is_heading:
            cut = _cut_clock(body)
        elif len(body) <= _MAX_LABEL_LENGTH:
            cut = _Cut(body)
    if cut is None:
        return Line(number, text)
    clock, rest = leading or cut.clock, cut.rest
    below = None if clock else _BRACKETED_CLOCK.match(rest)
    if below:  # “Alex: (00:01:02) …”
        clock, rest = below, rest[below.end() :]
    label = INVISIBLE.sub("", cut.label).strip(":： ")
    trailing = _TRAILING_CLOCK.search(label)
    if trailing:
        clock = clock or trailing
        label = label[: trailing.start()]
    label = label.strip(EMPHASIS + " -–—|,，\\")
    if clock and not cut.has_colon and (bracketed := _BRACKETED_NAME.fullmatch(label)):
        label = bracketed[1].strip()
    if clock and (chat := _CHAT.fullmatch(label)):
        label = chat["name"]
    if not label:
        return Line(number, text)
    return Line(
        number,
        text,
        label,
        rest.strip(),
        _seconds(clock) if clock else None,
        has_colon=cut.has_colon,
        is_heading=is_heading,
        is_bold=cut.is_bold,
        is_listed="*" in marks or "-" in marks,
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """A possible label, and the text after it."""

    label: str
    rest: str = ""
    clock: re.Match[str] | None = None
    has_colon: bool = False
    is_bold: bool = False


def _cut_bold(body: str) -> _Cut | None:
    """Cut “**Alex** …”, “**Alex:** …”, “**Alex** [0:12]: …” or “**Alex: How did it start?**”."""
    bold = _BOLD.match(body)
    if not bold:
        return None
    label, rest = bold["label"], bold["rest"]
    inner = _LABELLED.match(label)
    if inner and inner["text"]:
        return _Cut(inner["label"], f"{inner['text']} {rest}", has_colon=True, is_bold=True)
    has_colon = label.endswith((":", "："))
    clock = _INNER_CLOCK.match(rest)
    if clock:
        rest = rest[clock.end() :]
        has_colon = has_colon or clock["colon"] is not None
    has_colon = has_colon or rest.startswith((":", "："))
    if bold["mark"] == "*" and not has_colon:  # italics: “*laughs* …”
        return None
    return _Cut(label, rest.lstrip(":： "), clock, has_colon=has_colon, is_bold=True)


def _cut_colon(body: str, *, cut_at_clock: bool) -> _Cut | None:
    """Cut “Alex: …”, or with `cut_at_clock` “Alex 0:12 We said: no” at its time."""
    labelled = _LABELLED.match(body)
    if not labelled or labelled["text"].startswith("//"):  # https://
        return None
    label = labelled["label"]
    clock = _INNER_CLOCK.search(label) if cut_at_clock else None
    if clock and clock.end() < len(label):
        return _Cut(body[: clock.start()], body[clock.end() :], clock)
    return _Cut(label, labelled["text"], has_colon=True)


def _cut_clock(body: str) -> _Cut | None:
    """Cut “Alex 0:12 …” at its time."""
    clock = _INNER_CLOCK.search(body[:_MAX_LABEL_LENGTH])
    return _Cut(body[: clock.start()], body[clock.end() :], clock) if clock else None


def is_clock(text: str) -> bool:
    """Whether the text holds only a time."""
    return _ONLY_CLOCK.fullmatch(text) is not None


def take_clock(text: str) -> tuple[float, str] | None:
    """The time at the start of a line in seconds, and the rest; None if there is no time."""
    leading = _LEADING_CLOCK.match(text)
    return (_seconds(leading), text[leading.end() :]) if leading else None


def speaker_labels(lines: Sequence[Line], known: Sequence[str] = ()) -> set[str]:
    """The labels that are speakers' names: repeated ones, and single ones that look like a name.

    Args:
        known: names that the file lists elsewhere.
    """
    lines = [line for line in lines if line.label in known or not _is_list_word(line.label)]
    lines = _in_the_usual_format(lines, known)
    counts = Counter(line.label for line in lines if line.label)
    with_colon = Counter(line.label for line in lines if line.label and line.has_colon)
    glued = {
        line.label
        for line in lines
        if line.label and not line.has_colon and (line.rest or line.text[0].isdigit())
    }
    timed = {line.label for line in lines if line.start_s is not None}
    lone = {line.label for line in lines if _is_credit(line) or line.is_listed}
    speakers: set[str] = set()
    for label, count in counts.items():
        if label in known or (is_placeholder(label) and (count > 1 or label in timed)):
            is_speaker = True
        elif is_furniture(label):  # a page has each of these once
            is_speaker = count > 1
        elif _CLAUSE_OPENER.fullmatch(fold(label)):
            is_speaker = with_colon[label] > 2
        elif count == 1 and label in lone:
            is_speaker = False
        elif with_colon[label]:
            is_speaker = looks_like_a_name(label) or _repeats_like_a_name(label, count)
        else:
            is_speaker = _is_header_name(label, count, is_glued=label in glued)
        if is_speaker:
            speakers.add(label)
    return speakers | _lone_names(lines, speakers, counts)


def _lone_names(lines: Sequence[Line], speakers: set[str], counts: Counter[str]) -> set[str]:
    """Names that occur once, in the same format as a repeated name: “**Bob** …”."""
    coming_back = {label for label in speakers if counts[label] > 1}
    shapes = {_shape(line) for line in lines if line.label in coming_back}
    are_inverted = any(map(_is_inverted, coming_back))
    return {
        line.label
        for line in lines
        if line.label
        and counts[line.label] == 1
        and _shape(line) in shapes
        and (line.has_colon or line.is_bold or not line.rest)
        and not (is_furniture(line.label) or _is_credit(line))
        and not _CLAUSE_OPENER.fullmatch(fold(line.label))
        and (looks_like_a_name(line.label) or (are_inverted and _is_inverted(line.label)))
    }


def _shape(line: Line) -> tuple[bool, ...]:
    is_timed = line.start_s is not None
    return line.has_colon, is_timed, line.is_bold, line.is_listed, line.is_heading, not line.rest


def _in_the_usual_format(lines: Sequence[Line], known: Sequence[str]) -> list[Line]:
    """The lines whose labels have the time, bold type or colon that most labels have.

    Other labels are words of speech before a colon, unless they repeat.
    """
    untimed = _untimed_names(lines)
    labelled = [line for line in lines if line.label and not is_furniture(line.label)]
    counts = Counter(line.label for line in labelled)
    timed = [line.label for line in labelled if line.start_s is not None]
    bold = [line.label for line in labelled if line.is_bold]
    with_colon = [line.label for line in labelled if line.has_colon]
    odd: set[str | None] = set()
    for marked, exempt in ((timed, untimed), (bold, set[str]()), (with_colon, set[str]())):
        if len(marked) >= max(2, _MAX * len(labelled)):
            unmarked = counts.keys() - set(marked) - exempt - set(known)
            odd |= {label for label in unmarked if counts[label] < 3}
    return [line for line in lines if line.label not in odd or not line.label]


def _untimed_names(lines: Sequence[Line]) -> set[str]:
    """Names without a time in a file that writes names with one: “Tom: …”, “Maria (0:05): …”.

    A name that occurs once also needs the blank line above it that the timed names have.
    """
    timed = [line for line in lines if line.label and line.start_s is not None]
    shapes = {_shape(replace(line, start_s=None)) for line in timed}
    untimed = [line for line in lines if line.start_s is None and _shape(line) in shapes]
    counts = Counter(line.label for line in untimed)
    numbers = {line.number for line in lines}
    first = min(numbers, default=0)

    def stands_apart(line: Line) -> bool:
        return line.number == first or line.number - 1 not in numbers

    are_apart = all(map(stands_apart, timed))
    return {
        line.label
        for line in untimed
        if line.label
        and (counts[line.label] > 1 or (are_apart and line.has_colon and stands_apart(line)))
        and (looks_like_a_name(line.label) or _repeats_like_a_name(line.label, counts[line.label]))
    }


def _is_header_name(label: str, count: int, *, is_glued: bool) -> bool:
    """Whether a label with a time but no colon, or a heading, names the next lines' speaker."""
    if _NO_CAPITAL.match(label):
        return False
    if is_glued:  # “we met at 10:30 and left”
        return count > 1 and looks_like_a_name(label)
    return looks_like_a_name(label) or _repeats_like_a_name(label, count)


def _is_list_word(label: str | None) -> bool:
    return label is not None and _LIST_WORD.fullmatch(fold(label)) is not None


def _is_inverted(label: str) -> bool:
    """Whether the label is a name like “Lopez, Maria”; “Well, Maria” is not."""
    return _INVERTED.fullmatch(label) is not None and not _INTERJECTION.match(fold(label))


def is_furniture(label: str | None) -> bool:
    """Whether the label belongs to the top or bottom of a page: “时间”, “Editor”."""
    return label is not None and _PAGE_FURNITURE.fullmatch(fold(label)) is not None


def looks_like_a_name(label: str) -> bool:
    """Whether the label is a few words written like a name, without sentence punctuation."""
    bare = _bare(label.strip())
    return (
        len(bare) <= _MAX_NAME_LENGTH
        and len(bare.split()) <= _MAX_WORDS
        and not _SENTENCE_ENDER.search(bare)
        and not _NOT_IN_A_NAME.search(bare)
        and any(
            kind.fullmatch(bare) for kind in (_LATIN_NAME, _NAMELESS, _HAN_NAME, _EMAIL_ADDRESS)
        )
    )


def _is_credit(line: Line) -> bool:
    """Whether the line only names a person: “Host: Alex Ren”, “嘉宾：贾扬清”."""
    return (
        line.label is not None
        and _ROLE.fullmatch(fold(line.label)) is not None
        and 0 < len(line.rest) <= _MAX_CREDIT_LENGTH
        and not line.rest.endswith(".")  # like a sentence
        and all(looks_like_a_name(name) for name in re.split(r"[,，、&/]| and ", line.rest))
    )


def _bare(label: str) -> str:
    """Remove the affiliation: “The Chair (Hon. A. Rota (Nipissing, Lib.))” → “The Chair”."""
    return (
        re.split("[(（]", label, maxsplit=1)[0].rstrip() if label.endswith((")", "）")) else label
    )


def _repeats_like_a_name(label: str, count: int) -> bool:
    """Whether a label that begins `count` lines is a name.

    From three lines on, any label without a sentence or an address is one. With two lines, a label
    like “Lopez, Maria”, “School teacher”, a phone number, or a name with an affiliation is one.
    """
    bare = _bare(label)
    if len(bare) > _MAX_NAME_LENGTH or _SENTENCE_ENDER.search(bare) or bare.startswith("http"):
        return False
    is_unusual = (
        _is_inverted(bare)
        or _has_affiliation(bare)
        or any(kind.fullmatch(bare) for kind in (_SOMEBODY, _PHONE_NUMBER))
    )
    return count > 2 or (count > 1 and is_unusual)


def _has_affiliation(label: str) -> bool:
    """Whether the label is a name with an affiliation: “张敏 - Acme | PM”, “李雷@研发”."""
    name, *parts = _AFFILIATION.split(label)
    return (
        bool(parts)
        and looks_like_a_name(name)
        and not _NO_CAPITAL.match(name)
        and all(map(_PART_OF_AFFILIATION.fullmatch, parts))
    )


def _seconds(clock: re.Match[str]) -> float:
    seconds = float(clock["s"].replace(",", "."))
    return int(clock["h"] or 0) * 3600 + int(clock["m"]) * 60 + seconds
