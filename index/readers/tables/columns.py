"""Which columns of a table hold the speaker, the words and the times.

Titles show it, in Chinese or English; where they do not, the values do: names recur, times do not
run backwards, the words are the longest.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...text.fold import fold
from ..plain.labels.names import looks_like_a_name
from ..utterances import count_words, looks_like_words
from .cell_times import CellTime, read_time

Row = Sequence[str]  # the cells
_TITLES = {  # folded: lower case, Simplified Chinese
    "words": re.compile(
        "(?:full |spoken |speaker )?"
        "(?:text|words?|transcript(?:ion)?s?|sentences?|utterances?|speech)(?: text)?"
        "|contents?|body|messages?|dialog(?:ue)?s?|said|subtitles?|annotations?"
        "|what (?:was|is) said"
        "|(?:发言|说话|讲话|对话|转写|转录|识别|文字|文本|字幕|访谈|谈话)?(?:内容|文本|文字|结果|记录|实录)"
        "|原文|话语|发言|对话|台词|字幕|语句|句子|正文|说的话|逐字稿"
    ),
    "speaker": re.compile(
        r"(?:speaker|participant|person|character|user|display)(?: ?(?:name|label|id|no|number))?s?"
        r"|names?|who|role|author|tier|track|voice|sender|actor|talker|spk|from|by|interlocutor"
        r"|(?:说话|发言|讲话|发话|谈话)(?:人|者)(?:姓名|名称|编号|id)?|讲者|角色|姓名|名字|人物|昵称|用户名?|发送者"
    ),
    "start": re.compile(
        r"(?:start|begin|from)(?:ning|s)?(?: ?(?:time|tc|ms|s|sec|seconds|timecode|timestamp))?"
        r"|time(?: ?(?:stamp|code|in|start))?s?|tc(?: in)?|timecode in|in(?: ?point)?"
        r"|offset|at|clock"
        r"|(?:开始|起始|起|发言)?时间(?:戳|码|点|轴)?|入点|时码|开始"
    ),
    "end": re.compile(
        r"(?:end|stop|finish|to)(?:s|ing)?(?: ?(?:time|tc|ms|s|sec|seconds|timecode|timestamp))?"
        r"|time(?:code)? out|tc out|out(?: ?point)?|(?:结束|终止|止)时间(?:戳|码|点)?|出点|结束"
    ),
    # Values of these recur as names do.
    "other": re.compile(
        r".*(?:sentiment|emotion|topic|tag|language|locale|type|status|category|confidence|chapter"
        r"|section|duration|length|date|index|number|\bno\b|\bid\b|\b(?:line|row)\b|source|file|channel"
        r"|情[绪感]|主题|标签|语言|类[型别]|状态|置信|时长|日期|序号|编号|章节|来源|文件|备注).*|#|号"
    ),
}
_LESS_NAMED = re.compile(r"\b(?:role|id|no|number|label)\b|_id|角色|编号|id$")
_ASKS = re.compile(
    r"q(?:uestions?)?|asked|interviewer|host|moderator|问题?|提问|主持人?|记者|采访者|访谈者"
)
_ANSWERS = re.compile(
    r"a(?:nswers?)?|respon(?:se|dent)s?|interviewee|guest|participant|informant"
    r"|答案?|回答|回复|嘉宾|受访者|被访者"
)
_KIND = re.compile(r"[a-z][a-z /-]*|(?i:yes|no|true|false|n/?a)")
_SENTENCE_END = re.compile(r"[.。!！?？…]['\"”’」』)）\]]*$")
MAX_COLUMNS = 50
_MAX_ROWS_ABOVE = 10  # above the titles
_MAX_NAME_LENGTH = 60  # characters
_MAX_SHARE_OF_NAMES = 0.5  # different names per row
_MIN_WORDS = 3  # in some cell of a column of words
_MAX_SHARE_OF_ANY = 0.25  # of texts that do not look like names
_MIN_ROWS = 3  # of a table without titles
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns, from 0; None where the table has none."""

    words: tuple[int, ...]  # the first that is not empty is said
    speaker: int | None = None
    start: int | None = None
    end: int | None = None
    titles: int | None = None  # the place of the row of titles
    voices: tuple[str, ...] = ()  # the speakers, where each has one of the columns of words

    @property
    def first_row(self) -> int:
        """The place of the first row under the titles."""
        return 0 if self.titles is None else self.titles + 1

    @property
    def used(self) -> frozenset[int]:
        """The columns that have a meaning, except those with words."""
        return frozenset(p for p in (self.speaker, self.start, self.end) if p is not None)


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """The meaning of the columns; None if this is no table of what people say."""
    for place, titles in enumerate(rows[: _MAX_ROWS_ABOVE + 1]):
        columns = _titled(place, titles, rows[place + 1 :])
        if columns:
            return columns
    return _by_values(rows)


def role_of(title: str) -> str | None:
    """What a column's title says that it holds: “words”, “speaker”, “start”, “end”, “other”."""
    title = re.sub(r"\s+[-(（].*", "", fold(_spaced(title)))  # “Begin Time - hh:mm:ss.ms”
    title = re.sub(r"[_\s\-.]+", " ", title).strip(' "*:()')
    return next((role for role, form in _TITLES.items() if form.fullmatch(title)), None)


def _spaced(title: str) -> str:
    """“startTime” → “start Time”."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title.strip())


def _titled(place: int, titles: Row, body: Sequence[Row]) -> Columns | None:
    """The columns by their titles, completed by the values under titles that say nothing."""
    if not 1 < len(titles) <= MAX_COLUMNS or max(map(len, titles)) > _MAX_NAME_LENGTH:
        return None
    roles = [role_of(title) for title in titles]

    def first(role: str) -> int | None:
        return roles.index(role) if role in roles else None

    words = tuple(p for p, role in enumerate(roles) if role == "words")
    columns = Columns(words, _speaker(titles, roles), first("start"), first("end"), place)
    if place and not (words and columns.used and _are_regular(body, len(titles))):
        return None  # a line of the talk can look like titles
    if not words and columns.speaker is not None:
        guess = replace(columns, words=_longest(body, columns.used))
        columns = guess if _are_people(body, columns.speaker, guess) else columns
    if not columns.words or _are_terms(columns, body):
        return _voices(place, titles, body)
    return _with_values(columns, roles, body)


def _are_regular(rows: Sequence[Row], width: int) -> bool:
    """Whether nearly all rows have as many cells as there are titles, or a few less."""
    fitting = sum(1 < len(row) <= width for row in rows)
    return bool(rows) and fitting >= _NEARLY_ALL * len(rows)


def _speaker(titles: Row, roles: Sequence[str | None]) -> int | None:
    """The column of speakers; of two, the one with names rather than roles or numbers."""
    places = [place for place, role in enumerate(roles) if role == "speaker"]
    return min(places, key=lambda p: _LESS_NAMED.search(fold(titles[p])) is not None, default=None)


def _with_values(columns: Columns, roles: Sequence[str | None], body: Sequence[Row]) -> Columns:
    """Swap or find columns by their values: a “from” with names is the speaker."""
    if columns.speaker is None and columns.start is not None and _names(body, columns.start):
        columns = replace(columns, speaker=columns.start, start=None)
    if columns.speaker is None:
        free = [p for p, role in enumerate(roles) if role is None]
        named = (p for p in free if p not in columns.words and _are_people(body, p, columns))
        columns = replace(columns, speaker=next(named, None))
    if columns.start is None and body:
        free = [p for p, role in enumerate(roles) if role is None]
        timed = (p for p in free if _are_times(body, p) and _runs_on(body, p))
        columns = replace(columns, start=next(timed, None))
    return columns


def _by_values(rows: Sequence[Row]) -> Columns | None:
    """The columns by their values alone; the titles, if any, are in no known language."""
    columns = _untitled(rows)
    if columns is None and len(rows) > _MIN_ROWS:
        columns = _untitled(rows[1:])
        if columns and columns.start is not None and not read_time(rows[0][columns.start]):
            return replace(columns, titles=0)
        return None
    if columns and columns.start is not None and not read_time(rows[0][columns.start]):
        columns = replace(columns, titles=0)
    return columns


def _untitled(rows: Sequence[Row]) -> Columns | None:
    """The columns by their values; the table must be regular, and names must recur."""
    width = len(rows[0]) if rows else 0
    is_regular = all(len(row) == width for row in rows)
    if len(rows) < _MIN_ROWS or not 1 < width <= MAX_COLUMNS or not is_regular:
        return None
    timed = [place for place in range(width) if _are_times(rows, place)]
    rest = [place for place in range(width) if place not in timed]
    words = _longest(rows, frozenset(timed))
    if not words:
        return None
    columns = Columns(words, start=timed[0] if timed else None)
    names = [place for place in rest if place not in words and _are_people(rows, place, columns)]
    if not names or (len(_values(rows, names[0])) < 2 and not timed):
        return None
    start = next((p for p in timed if _runs_on(rows, p)), None)
    later = timed[timed.index(start) + 1 :] if start is not None else []
    end = next((p for p in later if start is not None and _ends(rows, start, p)), None)
    return Columns(words, names[0], start, end)


def _are_terms(columns: Columns, body: Sequence[Row]) -> bool:
    """Whether a column of “words” holds terms, and another column what they mean."""
    said = [cell for place in columns.words for cell in _cells(body, place)]
    return (
        not columns.used
        and not any(map(looks_like_words, said))
        and any(looks_like_words(cell) for row in body for cell in row)
    )


def _are_people(rows: Sequence[Row], place: int, columns: Columns) -> bool:
    """Whether names that come again are people's, not kinds: they say sentences, or at times."""
    if not _names(rows, place):
        return False
    names = _cells(rows, place)
    said = [cell for p in columns.words for cell in _cells(rows, p)]
    n_kinds = sum(_KIND.fullmatch(name) is not None for name in names)
    n_sentences = sum(_SENTENCE_END.search(cell) is not None for cell in said)
    are_sentences = n_sentences * 2 >= len(said)
    return are_sentences or (columns.start is not None and n_kinds * 2 < len(names))


def _voices(place: int, titles: Row, body: Sequence[Row]) -> Columns | None:
    """Columns that hold a speaker's words each: under a name, or a question and its answer."""
    start = next((p for p in range(len(titles)) if role_of(titles[p]) == "start"), None)
    worded = [
        p
        for p in range(len(titles))
        if titles[p].strip()
        and role_of(titles[p]) not in ("start", "end", "other")
        and any(looks_like_words(row[p]) for row in body if p < len(row))
    ]
    if len(worded) < 2 or len(body) < 2:
        return None
    voices = tuple(" ".join(titles[p].split()) for p in worded)
    folded = [fold(voice).strip("*: ") for voice in voices]
    is_pair = len(worded) == 2 and _ASKS.fullmatch(folded[0]) and _ANSWERS.fullmatch(folded[1])
    filled = [sum(p < len(row) and bool(row[p].strip()) for p in worded) for row in body]
    take_turns = sum(n == 1 for n in filled) >= _NEARLY_ALL * len(body)
    are_names = all(looks_like_a_name(voice) for voice in voices)
    if is_pair or (take_turns and are_names):
        return Columns(tuple(worded), start=start, titles=place, voices=voices)
    return None


def _cells(rows: Sequence[Row], place: int) -> list[str]:
    return [cell for row in rows if place < len(row) and (cell := row[place].strip())]


def _values(rows: Sequence[Row], place: int) -> set[str]:
    return set(_cells(rows, place))


def _are_times(rows: Sequence[Row], place: int) -> bool:
    cells = _cells(rows, place)
    return bool(cells) and sum(read_time(cell) is not None for cell in cells) >= max(
        1, _NEARLY_ALL * len(cells)
    )


def _starts(rows: Sequence[Row], place: int) -> list[CellTime | None]:
    return [read_time(row[place]) if place < len(row) else None for row in rows]


def _runs_on(rows: Sequence[Row], place: int) -> bool:
    """Whether nearly all times are later than the one above, as durations are not."""
    starts = [time.start for time in _starts(rows, place) if time]
    steps = list(itertools.pairwise(starts))
    return sum(a <= b for a, b in steps) >= _NEARLY_ALL * len(steps) and starts[0] < starts[-1]


def _ends(rows: Sequence[Row], start: int, end: int) -> bool:
    pairs = zip(_starts(rows, start), _starts(rows, end), strict=True)
    both = [(a.start, b.start) for a, b in pairs if a and b]
    return bool(both) and all(a <= b for a, b in both) and any(a < b for a, b in both)


def _longest(rows: Sequence[Row], used: frozenset[int]) -> tuple[int, ...]:
    """The column with the longest texts, if it holds words."""
    width = max(map(len, rows), default=0)
    lengths = {
        place: sum(map(len, _cells(rows, place)))
        for place in range(min(width, MAX_COLUMNS))
        if place not in used
    }
    place = max(lengths, key=lambda p: lengths[p], default=None)
    if place is None or not any(count_words(c) >= _MIN_WORDS for c in _cells(rows, place)):
        return ()
    return (place,)


def _names(rows: Sequence[Row], place: int) -> bool:
    """Whether the cells of a column are few different names that come again."""
    cells = [cell.rstrip(":：") for cell in _cells(rows, place)]
    counts = Counter(cells)
    return (
        len(cells) >= _MIN_ROWS
        and len(counts) <= _MAX_SHARE_OF_NAMES * (len(cells) + 1)
        and all(len(cell) <= _MAX_NAME_LENGTH for cell in counts)
        and all(not read_time(cell) for cell in counts)
        and (
            sum(n for name, n in counts.items() if looks_like_a_name(name))
            >= _NEARLY_ALL * len(cells)
            or (
                len(counts) <= _MAX_SHARE_OF_ANY * len(cells)
                and not any(_SENTENCE_END.search(name) for name in counts)
            )
        )
    )
