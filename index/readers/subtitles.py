"""SubRip and WebVTT, including the variants of Zoom, Teams and YouTube.

We parse cues ourselves: webvtt-py drops words after a blank line inside a cue, and pysubs2
mistakes “a < b and c > d” for a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import TranscriptError
from ..transcript import Note
from .plain.labels.speakers import speaker_labels
from .plain.lines import Line, split_label
from .utterances import UNNAMED, Contents, Utterance, join_text, unescape

_TIME = r"(?:\d{1,4}:){0,2}\d{1,6}(?:[.,]\d{1,9})?"
# SubRip and WebVTT put an arrow between the times, SubViewer (YouTube's .sbv) a comma.
_TIMING = re.compile(
    rf"[ \t]*(?P<start>{_TIME}(?=[ \t]*-)|\d{{1,4}}:\d\d:\d\d\.\d{{1,9}}(?=,))"
    rf"(?:[ \t]*-->[ \t]*|,)(?P<end>{_TIME})(?:[ \t].*)?"
)
# A timing line that was damaged: another arrow, or a clock that is none.
_DAMAGED_TIMING = re.compile(
    r"[ \t]*(?P<start>\d{1,4}:\d\d[\d:.,]*\w?)[ \t]*(?:-{1,3}[ \t]?>|[–—=]+>|→)[ \t]*"
    r"(?P<end>[\w:.,]*).*"
)
_HEADER = re.compile(r"\A\ufeff?WEBVTT\b")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,99})?(?:[ \t]{1,9}(?P<name>[^<>]{0,199}))?>")
_BREAK = re.compile(r"<br\s*/?>|\[br\]|\\[Nh]", re.I)
_TAG = re.compile(
    r"</?[vc][ \t]*>|</?(?:c|lang|font|ruby|rt|span)(?:[.\s][^<>\n]*)?>|</?[bius]>"
    r"|<\d\d:[\d:.]+>|\{\\[^{}\n]*\}",
    re.I,
)
_CHANGE = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
# The same mark inside a line; a spoken “>>” is written as “&#62;&#62;” (`writers`).
_CHANGE_INSIDE = re.compile(r"(?<=[^\s:：])\s+(?=(?:>|&gt;){2,9}\s)")
_TEAMS_ID = re.compile(r"(?P<utterance>[0-9a-fA-F-]{36}/\d+)-(?P<part>\d+)")
_ROLLING_SHARE = 0.2  # of cues that begin with the last line of the cue before


@dataclass(frozen=True, slots=True)
class _Cue:
    start_s: float
    end_s: float
    lines: tuple[str, ...]  # not blank
    id: str | None
    line: int  # line number of the timing, from 1


def is_subtitles(text: str) -> bool:
    """Whether the text begins like WebVTT, or has a timing line near its top."""
    top = text[:4000].splitlines()
    return _HEADER.match(text) is not None or any(
        _TIMING.fullmatch(line)
        and (i < 3 or not top[i - 1].strip() or top[i - 1].strip().isdigit())
        for i, line in enumerate(top)
    )


def read_subtitles(text: str) -> Contents:
    """Read the cues as utterances; in a cue without a name the last speaker goes on.

    Raises: TranscriptError if there is no cue with words.
    """
    is_webvtt = _HEADER.match(text) is not None
    lines = re.split(r"\r\n|\r|\n", text)
    cues, notes = _split_cues(lines)
    if not any(cue.lines for cue in cues):
        raise TranscriptError("the subtitles hold no words; nothing to add")
    teams = sum(cue.id is not None and _TEAMS_ID.fullmatch(cue.id) is not None for cue in cues)
    if teams > len(cues) / 2:
        cues = _in_order_of_utterance(cues)
    cues = _without_rolling(cues)
    if any(voice["name"] for cue in cues for line in cue.lines for voice in _VOICE.finditer(line)):
        utterances = [utterance for cue in cues for utterance in _voices(cue)]
    else:
        utterances = list(_labelled(cues))
    name = "WebVTT" if is_webvtt else "SubRip"
    return Contents(name, tuple(utterances), notes=tuple(notes))


def _split_cues(lines: Sequence[str]) -> tuple[list[_Cue], list[Note]]:
    starts = list(_timing_lines(lines))
    notes: list[Note] = []
    if not starts:
        return [], notes
    ends = [_id_line(lines, start) or start for start in starts[1:]] + [len(lines)]
    cues: list[_Cue] = []
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
            _Cue(
                start_s,
                end_s,
                tuple(line.strip() for line in lines[start + 1 : body_end] if line.strip()),
                None if id_line is None else lines[id_line].strip(),
                start + 1,
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


def _seconds(clock: str) -> float:
    seconds = 0.0
    for part in clock.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _in_order_of_utterance(cues: Sequence[_Cue]) -> list[_Cue]:
    """Teams: put the parts of each utterance together, and utterances in order of their start."""
    groups: dict[str, list[tuple[int, _Cue]]] = {}
    for cue in cues:
        match = _TEAMS_ID.fullmatch(cue.id or "")
        key, part = (match["utterance"], int(match["part"])) if match else (str(cue.line), 0)
        groups.setdefault(key, []).append((part, cue))
    ordered = sorted(groups.values(), key=lambda group: min(cue.start_s for _, cue in group))
    return [cue for group in ordered for _, cue in sorted(group, key=lambda item: item[0])]


def _without_rolling(cues: Sequence[_Cue]) -> list[_Cue]:
    """Remove the repetitions in YouTube's rolling captions, which show each line up to three times.

    Lines at the end of a cue that begin the next one are repetitions. A line that is really said
    twice appears twice in one cue, or in two cues that share nothing else.
    """
    shared = [0]
    shown = _bare_lines(cues[0])
    for cue in cues[1:]:
        lines = _bare_lines(cue)
        most = min(len(lines), len(shown))
        shared.append(next((n for n in range(most, 0, -1) if shown[-n:] == lines[:n]), 0))
        shown = lines or shown
    worded = sum(bool(cue.lines) for cue in cues)
    going_on = sum(0 < n < len(_nonblank(cue)) for cue, n in zip(cues, shared, strict=True))
    if worded < 4 or going_on < _ROLLING_SHARE * worded:
        return list(cues)
    return [
        _Cue(cue.start_s, cue.end_s, _nonblank(cue)[n:], cue.id, cue.line)
        for cue, n in zip(cues, shared, strict=True)
    ]


def _bare_lines(cue: _Cue) -> tuple[str, ...]:
    return tuple(_bare(line) for line in _nonblank(cue))


def _nonblank(cue: _Cue) -> tuple[str, ...]:
    return tuple(line for line in cue.lines if _bare(line))


def _bare(line: str) -> str:
    """The line without tags."""
    return _plain(_without_tags(line))


def _without_tags(line: str) -> str:
    return _TAG.sub("", _BREAK.sub(" ", line))


def _plain(words: str) -> str:
    return " ".join(unescape(words).replace("\u200b", "").split())


def _joined(lines: Iterable[str]) -> str:
    return join_text(map(_bare, lines)).strip()


def _voices(cue: _Cue) -> Iterator[Utterance]:
    """One utterance for each `<v Name>` of a cue; `</v>` may be missing.

    `<v >` is a speaker without a name; words before the first tag are the last speaker's.
    """
    speaker: str | None = None
    for i, piece in enumerate(_VOICE.split("\n".join(cue.lines))):
        if i % 2:
            speaker = unescape(piece or "").strip() or UNNAMED
        elif text := _joined(piece.split("\n")):
            yield Utterance(text, speaker, cue.start_s, cue.end_s)


def _labelled(cues: Sequence[_Cue]) -> Iterator[Utterance]:
    """Utterances of cues that mark the speaker in their text: “Alex: …”, “>> …”, “- …”."""
    split = [
        [_split_line(cue, part) for line in _nonblank(cue) for part in _spoken_parts(line)]
        for cue in cues
    ]
    openings = [
        line
        for lines in split
        for i, (mark, line) in enumerate(lines)
        if i == 0 or mark == ">>" or lines[0][1].label  # the second speaker in a cue
    ]
    compound = _compound_names(openings)
    known = [line.label for line in compound.values() if line.label]
    names = speaker_labels([compound.get(line, line) for line in openings], known)
    for cue, lines in zip(cues, split, strict=True):
        has_dashes = sum(mark == "-" for mark, _ in lines) > 1
        pieces: list[tuple[Utterance, list[str]]] = []  # each with its lines
        for mark, plain in lines:
            line = compound.get(plain, plain)
            changes = mark == ">>" or (mark == "-" and has_dashes)
            if line.label in names:
                pieces.append((Utterance("", line.label, cue.start_s, cue.end_s), [line.rest]))
            elif changes or not pieces:
                speaker = UNNAMED if changes else None
                utterance = Utterance("", speaker, cue.start_s, cue.end_s, opens_turn=changes)
                pieces.append((utterance, [line.text]))
            else:
                pieces[-1][1].append(line.text)
        for utterance, texts in pieces:
            yield replace(utterance, text=join_text(texts))


def _compound_names(lines: Sequence[Line]) -> dict[Line, Line]:
    """Lines whose speaker's name contains a colon: “Room 3: Boston: …”, with the full label.

    A label is the first half of a name if the same second label always follows it.
    """
    compound: dict[Line, Line] = {}
    by_label: dict[str, list[tuple[Line, Line]]] = {}
    for line in lines:
        if line.label:
            by_label.setdefault(line.label, []).append((line, split_label(line.number, line.rest)))
    for label, labelled in by_label.items():
        seconds = {second.label for _, second in labelled}
        if (
            len(labelled) > 1
            and len(seconds) == 1
            and all(second.has_colon for _, second in labelled)
        ):
            for line, second in labelled:
                compound[line] = replace(second, label=f"{label}: {second.label}", text=line.text)
    return compound


def _spoken_parts(line: str) -> list[str]:
    """The line, cut before each “>>” between spaces."""
    return [_plain(part) for part in _CHANGE_INSIDE.split(_without_tags(line))]


def _split_line(cue: _Cue, text: str) -> tuple[str, Line]:
    """Cut off the mark of a change of speaker: return (">>", "-" or "", the rest of the line)."""
    mark = _CHANGE.match(text)
    text = text[mark.end() :] if mark else text
    line = split_label(cue.line, text)
    if not line.has_colon:  # a time inside a cue is speech
        line = Line(cue.line, text)
    return ("" if mark is None else ">>" if mark[0].startswith(">") else "-"), line
