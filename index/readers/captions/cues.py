"""The cues of SubRip, WebVTT and SubViewer files: times, lines, and the id above or beside them.

We parse cues ourselves: webvtt-py drops words after a blank line inside a cue, and pysubs2
mistakes “a < b and c > d” for a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...transcript import Note
from ..utterances import join_text, unescape

# Four numbers: the last one counts frames.
_TIME = r"(?:\d{1,4}:){0,2}\d{1,6}(?:[.,]\d{1,9}|[:;]\d\d(?![\d.,:;]))?"
# SubRip and WebVTT put an arrow between the times, SubViewer (YouTube's .sbv) a comma.
_TIMING = re.compile(
    rf"[ \t]*(?P<start>{_TIME}(?=[ \t]*-)|\d{{1,4}}:\d\d:\d\d\.\d{{1,9}}(?=,))"
    rf"(?:[ \t]*-->[ \t]*|,)(?P<end>{_TIME})(?:[ \t]+(?P<beside>.*))?[ \t]*"
)
# A timing line that was damaged: another arrow, or a clock that is none.
_DAMAGED_TIMING = re.compile(
    r"[ \t]*(?P<start>\d{1,4}:\d\d[\d:.,]*\w?)[ \t]*(?:-{1,3}[ \t]?>|[–—=]+>|→)[ \t]*"
    r"(?P<end>[\w:.,]*).*"
)
_FRAMES = re.compile(r"(\d+:\d+:\d+)[:;](\d\d)")
_FRAME_RATE = 30  # what is not known differs by a fifth of a second at most
_SETTING = re.compile(r"\w+:\S+|\{[^{}]*\}")  # beside a time: “align:start”, “X1:40”
_HEADER = re.compile(r"\A\ufeff?WEBVTT\b")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_BREAK = re.compile(r"<br\s*/?>|\[br\]|\\[Nh]", re.I)
_TAG = re.compile(
    r"</?[vc][ \t]*>|</?(?:c|lang|font|ruby|rt|span)(?:[.\s][^<>\n]*)?>|</?[bius]>"
    r"|<\d\d:[\d:.]+>|\{\\[^{}\n]*\}",
    re.I,
)
_TEAMS_ID = re.compile(r"(?P<utterance>[0-9a-fA-F-]{36}/\d+)-(?P<part>\d+)")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words with a time."""

    start_s: float
    end_s: float
    lines: tuple[str, ...]  # not blank
    id: str | None = None  # the line above the timing
    line: int = 0  # line number of the timing, from 1
    beside: str | None = None  # what stands on the timing line, without settings


def is_subtitles(text: str) -> bool:
    """Whether the text begins like WebVTT, or has a timing line near its top."""
    top = text[:4000].splitlines()
    return _HEADER.match(text) is not None or any(
        _TIMING.fullmatch(line)
        and (i < 3 or not top[i - 1].strip() or top[i - 1].strip().isdigit())
        for i, line in enumerate(top)
    )


def split_cues(text: str) -> tuple[list[Cue], list[Note]]:
    """The cues in order of the file, and what stands between them."""
    lines = re.split(r"\r\n|\r|\n", text)
    starts = list(_timing_lines(lines))
    notes: list[Note] = []
    if not starts:
        return [], notes
    ends = [_id_line(lines, start) or start for start in starts[1:]] + [len(lines)]
    cues: list[Cue] = []
    head = _id_line(lines, starts[0])
    _note_block(lines, 0, starts[0] if head is None else head, notes)
    for start, end in zip(starts, ends, strict=True):
        start_s, end_s = _times(lines[start], cues[-1].end_s if cues else 0.0)
        if not _TIMING.fullmatch(lines[start]):
            notes.append(Note(start + 1, f"a damaged timing line: {lines[start].strip()}"))
        body_end = next(
            (
                i
                for i in range(start + 1, end)
                if _BLOCK.match(lines[i]) and not lines[i - 1].strip()
            ),
            end,
        )
        _note_block(lines, body_end, end, notes)
        id_line = _id_line(lines, start)
        cues.append(
            Cue(
                start_s,
                end_s,
                tuple(line.strip() for line in lines[start + 1 : body_end] if line.strip()),
                None if id_line is None else lines[id_line].strip(),
                start + 1,
                _beside(lines[start]),
            )
        )
    return cues, notes


def _timing_lines(lines: Sequence[str]) -> Iterator[int]:
    """Positions of the timing lines, without those that are part of the speech.

    A timing line directly below words (no blank line between) begins a cue only if its time does
    not run backwards.
    """
    latest = -1.0
    for i, line in enumerate(lines):
        is_damaged = _is_damaged_timing(lines, i)
        if not is_damaged and not _TIMING.fullmatch(line):
            continue
        start_s, _ = _times(line, latest)
        stands_alone = i == 0 or not lines[i - 1].strip() or _id_line(lines, i) is not None
        if stands_alone or start_s >= latest:
            yield i
            latest = start_s


def _is_damaged_timing(lines: Sequence[str], position: int) -> bool:
    """Whether a line stands where a timing line does, and is nearly one."""
    line = lines[position]
    if _TIMING.fullmatch(line) or not _DAMAGED_TIMING.fullmatch(line):
        return False
    return position == 0 or not lines[position - 1].strip() or lines[position - 1].strip().isdigit()


def _times(line: str, otherwise_s: float) -> tuple[float, float]:
    """Start and end of a timing line; of a damaged one as much as can be read.

    Args:
        otherwise_s: the start where it cannot be read.
    """
    timing = _TIMING.fullmatch(line) or _DAMAGED_TIMING.fullmatch(line)
    assert timing
    clocks = [re.fullmatch(_TIME, timing[name]) for name in ("start", "end")]
    start_s = _seconds(clocks[0][0]) if clocks[0] else max(0.0, otherwise_s)
    return start_s, _seconds(clocks[1][0]) if clocks[1] else start_s


def _id_line(lines: Sequence[str], timing: int) -> int | None:
    """Position of the cue's number or identifier, directly above its timing; None if absent."""
    above = timing - 1
    if above < 0 or not lines[above].strip() or _TIMING.fullmatch(lines[above]):
        return None
    is_first = above == 0 or not lines[above - 1].strip()
    return above if is_first or lines[above].strip().isdigit() else None


def _note_block(lines: Sequence[str], start: int, end: int, notes: list[Note]) -> None:
    notes += [
        Note(i + 1, lines[i].strip())
        for i in range(start, end)
        if lines[i].strip() and not _HEADER.fullmatch(lines[i].strip())
    ]


def _beside(line: str) -> str | None:
    timing = _TIMING.fullmatch(line)
    words = _SETTING.sub("", (timing and timing["beside"]) or "").split()
    return " ".join(words) or None


def _seconds(clock: str) -> float:
    if frames := _FRAMES.fullmatch(clock):
        return _seconds(frames[1]) + int(frames[2]) / _FRAME_RATE
    seconds = 0.0
    for part in clock.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def in_order_of_utterance(cues: Sequence[Cue]) -> Sequence[Cue]:
    """Teams: put the parts of each utterance together, and utterances in order of their start.

    Cues of other tools stay as they are.
    """
    teams = sum(cue.id is not None and _TEAMS_ID.fullmatch(cue.id) is not None for cue in cues)
    if teams <= len(cues) / 2:
        return cues
    groups: dict[str, list[tuple[int, Cue]]] = {}
    for cue in cues:
        match = _TEAMS_ID.fullmatch(cue.id or "")
        key, part = (match["utterance"], int(match["part"])) if match else (str(cue.line), 0)
        groups.setdefault(key, []).append((part, cue))
    ordered = sorted(groups.values(), key=lambda group: min(cue.start_s for _, cue in group))
    return [cue for group in ordered for _, cue in sorted(group, key=lambda item: item[0])]


def is_webvtt(text: str) -> bool:
    """Whether the text has the first line of WebVTT."""
    return _HEADER.match(text) is not None


def worded_lines(cue: Cue) -> tuple[str, ...]:
    """The lines of a cue that hold more than tags."""
    return tuple(line for line in cue.lines if bare(line))


def bare(line: str) -> str:
    """The line without tags."""
    return plain(without_tags(line))


def without_tags(line: str) -> str:
    """The line without tags, entities as they are."""
    return _TAG.sub("", _BREAK.sub(" ", line))


def plain(words: str) -> str:
    """Words with entities decoded, and single spaces between them."""
    return " ".join(unescape(words).replace("\u200b", "").split())


def joined(lines: Iterable[str]) -> str:
    """The words of several lines, without tags."""
    return join_text(map(bare, lines)).strip()
