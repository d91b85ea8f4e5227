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

_LABELLED = re.compile(r"\s*(?P<label>[^\s:：][^:：]{0,99}?)\s*[:：]\s*(?P<text>.*\S)?\s*$")
_NOT_IN_A_NAME = re.compile(r"[,，。!！?？;；“”\"«»…、<>{}=/\\]|https?$|^\d+$")
# One word, or up to four that begin with a capital: “Dr. Jia”, “Anna de la Cruz”.
_LATIN_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|[dl]['’]\w+|de|la|van|von|der|den|del|di|da|bin|al|\d+))*"
)
_HAN_NAME = re.compile(f"[{HAN}·•]{{2,8}}(?:\\s*\\d+)?")
# Labels that never speak; compared folded (lower case, Simplified Chinese).
_PAGE_FURNITURE = re.compile(
    r"时间|日期|来源|(?:免责)?声明|相关(?:文章|推荐)|网友评论|上一篇|下一篇|(?:责任)?编辑|作者|标签|关键[词字]|原文(?:链接)?"
    r"|版权声明|转发量|地点|主题|标题"
    r"|date|time|title|source|author|editor|tags|keywords"
    r"|related(?: articles)?|comments|copyright|disclaimer"
    r"|location|duration|url|link|participants|attendees|speakers|recorded(?: on)?"
)
# Words that open a clause: “比如说:”, “Note:”.
_CLAUSE_OPENER = re.compile(
    r"第[一二三四五六七八九十\d]+\S{0,2}|首先|其次|再次|最后|比如说?|例如|譬如|总之|结论|问题|答案|注|注意|备注|总结|举个例子"
    r"|另外|其实|所以|因为|但是|.*的"
    r"|notes?|(?:for )?example|update|warning|summary|first|second|third|however|also|so|but|and"
    r"|p\.?s\.?|nb|https?"
)
_SENTENCE_END = re.compile(r"[.。!！?？…;；:：,，、—\-]['\"”’」』)）\]]*$")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_DATE_LABEL = re.compile(r"时间|日期|date|recorded(?: on)?|time")
_TITLE_LABEL = re.compile(r"标题|主题|title")
_LONGEST_NAME = 40  # characters, without what stands in brackets
_MOST_WORDS = 6
_LONGEST_CAPTION = 60  # characters


@dataclass(slots=True)
class _Line:
    number: int  # from 1
    text: str
    label: str | None = None  # the words before the colon, when there is one
    rest: str = ""  # the words after it


@dataclass(slots=True)
class _DraftTurn:
    line: int  # of the label
    speaker: str
    parts: list[str]  # lines of text


@dataclass(slots=True)
class _Draft:
    """What has been read so far."""

    title: str | None = None
    date: str | None = None
    turns: list[_DraftTurn] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    in_footer: bool = False


def read_plain(text: str, *, title: str, date: str | None = None) -> Transcript:
    """Parse “Speaker: text” lines.

    Args:
        title: used when the text names none.
        date: ISO 8601; used when the text gives none.
    Returns: the transcript; titles, captions, footers and the like as notes with line numbers.
    Raises: TranscriptError if no line begins with a speaker's name and a colon.
    """
    lines = _split_lines(text)
    speakers = _speaker_labels(lines)
    draft = _Draft()
    if speakers:
        for position in range(_read_heading(lines, speakers, draft), len(lines)):
            _read_line(lines, position, speakers, draft)
    spoken = [turn for turn in draft.turns if turn.parts]
    if not spoken:
        first = lines[0].text[:40] if lines else ""
        raise TranscriptError(
            f"no speaker before “{first}”, nor anywhere else. Begin each turn with a name and a "
            "colon: “Alex: …”, “张敏：…”"
        )
    turns = tuple(
        Turn(number, turn.speaker, "\n".join(turn.parts))
        for number, turn in enumerate(spoken, start=1)
    )
    silent = [Note(turn.line, f"{turn.speaker}:") for turn in draft.turns if not turn.parts]
    notes = sorted(draft.notes + silent, key=lambda note: note.line)
    return Transcript(draft.title or title, turns, draft.date or date, notes=tuple(notes))


def _split_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if not raw.strip():
            continue
        match = _LABELLED.match(raw)
        label = match["label"] if match and _may_be_a_name(match["label"]) else None
        rest = (match["text"] or "") if match and label else ""
        lines.append(_Line(number, raw.strip(), label, rest))
    return lines


def _speaker_labels(lines: Sequence[_Line]) -> set[str]:
    """The labels that are names: those that come back, and lone ones that look like a name."""
    counts = Counter(line.label for line in lines if line.label)
    return {
        label
        for label, count in counts.items()
        if not _is_furniture(label)
        and not _CLAUSE_OPENER.fullmatch(fold(label))
        and (count > 1 or _looks_like_a_name(label))
    }


def _is_furniture(label: str | None) -> bool:
    return label is not None and _PAGE_FURNITURE.fullmatch(fold(label)) is not None


def _bare(label: str) -> str:
    """A name without affiliation: “The Chair (Hon. A. Rota (Nipissing, Lib.))” → “The Chair”."""
    return re.sub(r"\s*[(（].*[)）]$", "", label)


def _may_be_a_name(label: str) -> bool:
    bare = _bare(label)
    return (
        len(bare) <= _LONGEST_NAME
        and len(bare.split()) <= _MOST_WORDS
        and not _NOT_IN_A_NAME.search(bare)
    )


def _looks_like_a_name(label: str) -> bool:
    bare = _bare(label)
    return bool(_LATIN_NAME.fullmatch(bare) or _HAN_NAME.fullmatch(bare))


def _read_heading(lines: Sequence[_Line], speakers: set[str], draft: _Draft) -> int:
    """Take title and introduction; returns the position of the first line after them."""
    first_turn = next((i for i, line in enumerate(lines) if line.label in speakers), len(lines))
    if first_turn == 0 and _is_headline(lines, speakers):
        first_turn = next(
            (i for i, line in enumerate(lines) if i > 0 and line.label in speakers), len(lines)
        )
    for position, line in enumerate(lines[:first_turn]):
        is_title = position == 0 and not _SENTENCE_END.search(line.text)
        if not _read_furniture(line, draft) and is_title:
            draft.title = line.text.lstrip("# ")[:200]
        draft.notes.append(Note(line.number, line.text))
    draft.in_footer = False
    return first_turn


def _is_headline(lines: Sequence[_Line], speakers: set[str]) -> bool:
    """A first line like “Facebook AI 贾扬清:AI,从大数据到高性能” above an introduction.

    Its label does not come back, it does not end as a sentence does, and a line without a speaker
    follows, while other labels do come back.
    """
    first = lines[0]
    counts = Counter(line.label for line in lines if line.label in speakers)
    return (
        first.label is not None
        and counts[first.label] == 1
        and any(count > 1 for count in counts.values())
        and not _SENTENCE_END.search(first.text)
        and len(lines) > 1
        and lines[1].label not in speakers
    )


def _read_line(lines: Sequence[_Line], position: int, speakers: set[str], draft: _Draft) -> None:
    line = lines[position]
    if line.label in speakers:
        assert line.label is not None
        draft.in_footer = False
        parts = [line.rest] if line.rest else []
        draft.turns.append(_DraftTurn(line.number, line.label, parts))
    elif _read_furniture(line, draft):
        draft.in_footer = True
        draft.notes.append(Note(line.number, line.text))
    elif draft.in_footer or _is_caption(lines, position, speakers, draft):
        draft.notes.append(Note(line.number, line.text))
    else:
        draft.turns[-1].parts.append(line.text)


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
    """One short line without a sentence's end, between a finished turn and the next speaker."""
    line = lines[position]
    following = lines[position + 1] if position + 1 < len(lines) else None
    last_part = draft.turns[-1].parts[-1] if draft.turns[-1].parts else ""
    return (
        len(line.text) <= _LONGEST_CAPTION
        and not _SENTENCE_END.search(line.text)
        and _SENTENCE_END.search(last_part) is not None
        and (following is None or following.label in speakers or _is_furniture(following.label))
        and lines[position - 1].label in speakers
    )


def find_date(text: str) -> str | None:
    """The first date such as 2018-11-02, 2018/11/2 or 2018年11月2日, in ISO 8601; None if none."""
    match = _DATE.search(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
