"""Plain text with a speaker's name and a colon before each turn: “Alex: …”, “张敏：…”, “Q1: …”.

A name is told from other words before a colon by what the whole file shows: names come back, a
headline, a footer or “three things:” do not. What is nobody's speech becomes a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..errors import TranscriptError
from ..fold import fold
from ..language import HAN
from ..transcript import Note, Transcript, Turn

# A colon between digits is a time or a verse, not the end of a name.
_LABELLED = re.compile(
    r"(?P<label>[^\s:：](?:[^:：]|(?<=\d):(?=\d)){0,99}?)\s*(?:[:：](?!\d)|(?<!\d)[:：])\s*(?P<text>.*)$"
)
_CLOCK = r"[\[(（]?(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>\d\d(?:[.,]\d{1,3})?)[\])）]?"
_LEADING_CLOCK = re.compile(rf"{_CLOCK}\s*[-–—]?\s+")
_TRAILING_CLOCK = re.compile(rf"\s*{_CLOCK}$")
_MARKDOWN = re.compile(r"^[\s\u200b\ufeff]*(?:[>#*-]+\s+)*")
_EMPHASIS = "*_"

_OTHER_FORMATS = {
    re.compile(r"^\s*(?:\d+:)?\d+:\d\d[.,]\d{3}\s*-->", re.MULTILINE): "a subtitle file",
    re.compile(r"\A\s*(?:\{|\[\s*\{)\s*\""): "JSON",
    re.compile(r"\A\s*<(?:!doctype|html|\?xml)\b", re.IGNORECASE): "a web page or XML",
}

_SENTENCE_ENDER = re.compile(r"[。!！?？；;]")
_NOT_IN_A_NAME = re.compile(r"[,，“”\"«»…、<>{}=/\\|\[\]]|^https?$|^\d+$")
# One word, or several that begin with a capital: “Dr. Jia”, “Anna de la Cruz”.
_LATIN_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|[dl]['’]\w+|de|la|van|von|der|den|del|di|da|bin|al|\d+))*"
)
_HAN_NAME = re.compile(f"[{HAN}·•]{{2,8}}(?:\\s*\\d+)?")

# Labels that never speak where they stand above or below the talk; compared folded (lower case,
# Simplified Chinese).
_PAGE_FURNITURE = re.compile(
    r"时间|日期|来源|(?:免责)?声明|相关(?:文章|推荐)|网友评论|上一篇|下一篇|(?:责任)?编辑|作者|标签|关键[词字]|原文(?:链接)?"
    r"|版权声明|转发量|地点|主题|标题|采访|撰文|整理|编译|摄影|语言"
    r"|(?:参会|与会|出席|列席)(?:人员?|者)|记录(?:人|者)?|缺席(?:人员?)?"
    r"|date|time|title|source|author|editor|tags|keywords|related(?: articles)?|comments|copyright"
    r"|disclaimer|location|duration|url|link|participants|attendees|speakers|recorded(?: on)?"
    r"|language"
)
# Labels that speak, unless a name is all that follows: “Host: Alex Ren”.
_ROLE = re.compile(
    r"主持人?|嘉宾|受访者|记者|hosts?|guests?|interviewers?|interviewees?|moderators?|panelists?"
)
_LONGEST_CREDIT = 40  # characters
# Words that open a clause: “比如说:”, “我想说：”, “Note:”, “My point:”.
_CLAUSE_OPENER = re.compile(
    r"第[一二三四五六七八九十\d]+\S{0,2}|首先|其次|再次|最后|比如|例如|譬如|总之|结论|问题|答案|注|注意|备注|总结|举个例子"
    r"|另外|其实|所以|因为|但是|重点|关键|.*[的说想是道讲]"
    r"|notes?|(?:for )?example|update|warning|summary|first|second|third|however|also|so|but|and"
    r"|p\.?s\.?|nb|https?|important|remember|conclusion|question|answer|remark|result|finally"
    r"|(?:my|our|this|that|there|here|what|if|when|one|it|its|some|these|those)\b.*"
)
_SENTENCE_END = re.compile(r"[.。!！?？…;；:：,，、—\-]['\"”’」』)）\]]*$")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_DATE_LABEL = re.compile(r"时间|日期|date|recorded(?: on)?|time")
_TITLE_LABEL = re.compile(r"标题|主题|title")
_LONGEST_NAME = 60  # characters, without what stands in brackets
_MOST_WORDS = 6  # of a name that does not come back often
_LONGEST_CAPTION = 60  # characters
_SHORTEST_INTRODUCTION = 80  # characters
_SHARED = 3  # Han characters that a caption shares with the heading: a name


@dataclass(slots=True)
class _Line:
    number: int  # from 1
    text: str
    label: str | None = None  # the words before the colon, when there is one
    rest: str = ""  # the words after it
    start_s: float | None = None  # the time beside the label


@dataclass(slots=True)
class _DraftTurn:
    line: int  # of the label
    speaker: str
    start_s: float | None
    parts: list[str]  # lines of text


@dataclass(slots=True)
class _Draft:
    """What has been read so far."""

    title: str | None = None
    date: str | None = None
    turns: list[_DraftTurn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_plain(text: str, *, title: str, date: str | None = None) -> Transcript:
    """Parse “Speaker: text” lines.

    Args:
        title: used when the text names none.
        date: ISO 8601; used when the text gives none.
    Returns: the transcript; titles, captions, footers and the like as notes with line numbers.
    Raises: TranscriptError if no line begins with a speaker's name and a colon, or the text is in
        a format that is not read yet.
    """
    _refuse_other_formats(text)
    lines = _split_lines(text)
    speakers = _speaker_labels(lines)
    draft = _Draft()
    if speakers:
        first = _read_heading(lines, speakers, draft)
        last = max(i for i, line in enumerate(lines) if line.label in speakers)
        for position in range(first, len(lines)):
            is_footer = position > last and _begins_footer(lines[position])
            if is_footer:
                _read_footer(lines[position:], draft)
                break
            _read_line(lines, position, speakers, draft)
    spoken = [turn for turn in draft.turns if turn.parts]
    if not spoken:
        opening = lines[0].text[:40] if lines else ""
        raise TranscriptError(
            f"no speaker before “{opening}”, nor anywhere else. Begin each turn with a name and a "
            "colon: “Alex: …”, “张敏：…”"
        )
    turns = tuple(
        Turn(number, turn.speaker, "\n".join(turn.parts), turn.start_s)
        for number, turn in enumerate(spoken, start=1)
    )
    silent = [Note(turn.line, f"{turn.speaker}:") for turn in draft.turns if not turn.parts]
    notes = sorted(draft.notes + silent, key=lambda note: note.line)
    return Transcript(draft.title or title, turns, draft.date or date, notes=tuple(notes))


def _refuse_other_formats(text: str) -> None:
    """Raise TranscriptError for what would be misread: its keys and times look like names."""
    for pattern, name in _OTHER_FORMATS.items():
        found = pattern.search(text)
        if found:
            raise TranscriptError(
                f"this is {name}, which is not read yet; turn it into lines like “Alex: …”",
                line=text.count("\n", 0, found.end()) + 1,
            )


def _split_lines(text: str) -> list[_Line]:
    return [
        _split_label(number, raw)
        for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1)
        if raw.strip()
    ]


def _split_label(number: int, raw: str) -> _Line:
    """A line, cut at the colon behind its label; a time before or behind the label is taken off."""
    whole = _Line(number, raw.strip())
    body = _MARKDOWN.sub("", raw).strip()
    leading = _LEADING_CLOCK.match(body)
    body = body[leading.end() :] if leading else body
    match = _LABELLED.match(body)
    if match:
        label, rest = match["label"].rstrip(), match["text"]
    else:  # “Alex 00:01:02” with the words on the next line
        label, rest = body, ""
    trailing = _TRAILING_CLOCK.search(label)
    label = (label[: trailing.start()] if trailing else label).strip(_EMPHASIS + " ")
    if not label or (match is None and trailing is None):
        return whole
    clock = leading or trailing
    start_s = _seconds(clock) if clock else None
    if body[0] in _EMPHASIS:  # “**Alex:** …”
        rest = rest.lstrip(_EMPHASIS + " ")
    return _Line(number, whole.text, label, rest, start_s)


def _seconds(clock: re.Match[str]) -> float:
    seconds = float(clock["s"].replace(",", "."))
    return int(clock["h"] or 0) * 3600 + int(clock["m"]) * 60 + seconds


def _speaker_labels(lines: Sequence[_Line]) -> set[str]:
    """The labels that are names: those that come back, and lone ones that look like a name."""
    counts = Counter(line.label for line in lines if line.label)
    credits = {line.label for line in lines if _is_credit(line)}
    speakers: set[str] = set()
    for label, count in counts.items():
        if _is_furniture(label):  # a page has each of these once
            is_speaker = count > 1
        elif _CLAUSE_OPENER.fullmatch(fold(label)):
            is_speaker = count > 2
        elif count == 1 and label in credits:
            is_speaker = False
        else:
            is_speaker = _looks_like_a_name(label) or (count > 2 and _may_come_back(label))
        if is_speaker:
            speakers.add(label)
    return speakers


def _is_credit(line: _Line) -> bool:
    """“Host: Alex Ren”, “嘉宾：贾扬清”."""
    return (
        line.label is not None
        and _ROLE.fullmatch(fold(line.label)) is not None
        and len(line.rest) <= _LONGEST_CREDIT
        and all(_looks_like_a_name(name) for name in re.split(r"[,，、&/]| and ", line.rest))
    )


def _is_furniture(label: str | None) -> bool:
    return label is not None and _PAGE_FURNITURE.fullmatch(fold(label)) is not None


def _bare(label: str) -> str:
    """A name without affiliation: “The Chair (Hon. A. Rota (Nipissing, Lib.))” → “The Chair”."""
    return re.sub(r"\s*[(（].*[)）]$", "", label)


def _may_come_back(label: str) -> bool:
    """Loose: what begins three lines or more is a name unless it holds a sentence or a table."""
    bare = _bare(label)
    return (
        len(bare) <= _LONGEST_NAME
        and not _SENTENCE_ENDER.search(bare)
        and not bare.startswith("http")
    )


def _looks_like_a_name(label: str) -> bool:
    bare = _bare(label.strip())
    return (
        len(bare) <= _LONGEST_NAME
        and len(bare.split()) <= _MOST_WORDS
        and not _SENTENCE_ENDER.search(bare)
        and not _NOT_IN_A_NAME.search(bare)
        and (_LATIN_NAME.fullmatch(bare) or _HAN_NAME.fullmatch(bare)) is not None
    )


def _read_heading(lines: Sequence[_Line], speakers: set[str], draft: _Draft) -> int:
    """Take title and introduction; returns the position of the first line after them."""
    starts = [i for i, line in enumerate(lines) if line.label in speakers]
    first_turn = starts[0]
    if first_turn == 0 and len(starts) > 1 and _is_headline(lines, speakers):
        first_turn = starts[1]
    for position, line in enumerate(lines[:first_turn]):
        is_title = position == 0 and not _SENTENCE_END.search(line.text)
        if not _read_furniture(line, draft) and is_title:
            draft.title = line.text.lstrip("# ")[:200]
        elif draft.date is None and _DATE.fullmatch(line.text.rstrip("日")):
            draft.date = find_date(line.text)
        draft.notes.append(Note(line.number, line.text))
    return first_turn


def _is_headline(lines: Sequence[_Line], speakers: set[str]) -> bool:
    """A first line like “Facebook AI 贾扬清:AI,从大数据到高性能” above an introduction.

    Its label does not come back, it does not end as a sentence does, and an introduction or a
    line like “日期：2018-11-02” follows.
    """
    first, second = lines[0], lines[1]
    label_count = sum(line.label == first.label for line in lines)
    return (
        label_count == 1
        and not _SENTENCE_END.search(first.text)
        and second.label not in speakers
        and (_is_furniture(second.label) or len(second.text) >= _SHORTEST_INTRODUCTION)
    )


def _read_line(lines: Sequence[_Line], position: int, speakers: set[str], draft: _Draft) -> None:
    line = lines[position]
    if line.label is not None and line.label in speakers:
        parts = [line.rest] if line.rest else []
        draft.turns.append(_DraftTurn(line.number, line.label, line.start_s, parts))
    elif _is_caption(lines, position, speakers, draft):
        draft.notes.append(Note(line.number, line.text))
    else:
        draft.turns[-1].parts.append(line.text)


def _begins_footer(line: _Line) -> bool:
    """“时间:2018-11-02 15:23”, “声明:…”; but not “Time: you need a lot.”, which is speech."""
    if line.label is None or not _is_furniture(line.label):
        return False
    if _DATE_LABEL.fullmatch(fold(line.label)):
        return find_date(line.rest) is not None
    return not line.label.isascii() or not line.rest


def _read_footer(lines: Sequence[_Line], draft: _Draft) -> None:
    for line in lines:
        _read_furniture(line, draft)
        draft.notes.append(Note(line.number, line.text))


def _read_furniture(line: _Line, draft: _Draft) -> bool:
    """True for “时间:2018-11-02 15:23”, “声明:…”; takes the date or the title from it."""
    if line.label is None or not _is_furniture(line.label):
        return False
    label = fold(line.label)
    if draft.date is None and _DATE_LABEL.fullmatch(label):
        draft.date = find_date(line.rest)
    if draft.title is None and line.rest and _TITLE_LABEL.fullmatch(label):
        draft.title = line.rest
    return True


def _is_caption(lines: Sequence[_Line], position: int, speakers: set[str], draft: _Draft) -> bool:
    """One short line about a person, without a sentence's end, between two finished turns.

    It names a speaker, or shares a name with the heading. Less than that is speech.
    """
    line = lines[position]
    following = lines[position + 1] if position + 1 < len(lines) else None
    return (
        len(line.text) <= _LONGEST_CAPTION
        and not _SENTENCE_END.search(line.text)
        and _SENTENCE_END.search(lines[position - 1].text) is not None
        and lines[position - 1].label in speakers
        and (following is None or following.label in speakers or _is_furniture(following.label))
        and _names_somebody(line.text, speakers, draft)
    )


def _names_somebody(text: str, speakers: set[str], draft: _Draft) -> bool:
    heading = "\n".join(note.text for note in draft.notes)
    runs = (text[i : i + _SHARED] for i in range(len(text) - _SHARED + 1))
    return any(re.search(rf"(?<!\w){re.escape(speaker)}", text) for speaker in speakers) or any(
        re.fullmatch(f"[{HAN}]+", run) and run in heading for run in runs
    )


def find_date(text: str) -> str | None:
    """The first date such as 2018-11-02, 2018/11/2 or 2018年11月2日, in ISO 8601; None if none."""
    match = _DATE.search(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
