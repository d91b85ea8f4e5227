"""A transcript → a file: text, Markdown, subtitles, JSON.

The readers read the file back with the same speakers and words. Words that look like markup are
escaped. If a name would not be read back as a name, as in “Sales: EMEA: …”, the format is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest

import yaml

from .errors import TranscriptError
from .readers import read_bytes
from .readers.utterances import join_text, tidy_name
from .transcript import Transcript, Turn

# The Markdown that readers remove; inside a word nothing is emphasis.
_MARKUP = re.compile(
    r"\\(?=[\\`*_{}\[\]()#+.!<>~|-])|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)"
    r"|(?<=\])\((?=https?://|/|#|mailto:)"
)
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_PARAGRAPH = "&#10;"  # for a new paragraph that a reader would not recognise
# In subtitles: tags, and SubStation codes, which players understand too.
_TAG_START = re.compile(r"<(?=/?[A-Za-z\d])")
_CODE = re.compile(r"\{(?=\\)|\\(?=[Nh])|\[(?=br\])", re.I)
_SHOWN_S = 2.0  # length of the last cue if its end is unknown


def to_json(transcript: Transcript) -> str:
    """The complete transcript, as `turnwise show --json` prints it."""
    return json.dumps(transcript.to_dict(), ensure_ascii=False, indent=2) + "\n"


def to_text(transcript: Transcript) -> str:
    """Plain text: title, date and address, then turns as “Alex (00:12:31): …”.

    Raises: TranscriptError if a speaker's name would not be read back.
    """
    about = (("Title", transcript.title), ("Date", transcript.date), ("URL", transcript.url))
    head = [f"{key}: {' '.join(value.split())}" for key, value in about if value]
    written = _with_turns("\n".join(head), transcript, "{name}{time}: {text}")
    return _checked(written, transcript, instead="md, vtt or json")


def to_markdown(transcript: Transcript) -> str:
    """Markdown: YAML with title, date, address and speakers, then “**Alex** (00:12:31): …”.

    Raises: TranscriptError if a speaker's name would not be read back.
    """
    about = {
        "title": transcript.title,
        "date": transcript.date,
        "url": transcript.url,
        "speakers": list(transcript.speakers),
    }
    known = {key: value for key, value in about.items() if value}
    head = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=1000)
    written = _with_turns(f"---\n{head}---", transcript, "**{name}**{time}: {text}")
    return _checked(written, transcript, instead="vtt or json")


def to_subrip(transcript: Transcript) -> str:
    """SubRip with the file's own cues, or one per turn; each begins with its speaker's name.

    Raises: TranscriptError if no turn has a time, or a speaker's name would not be read back.
    """
    cues = [
        f"{number}\n{_clock(cue.start_s, ',')} --> {_clock(cue.end_s, ',')}\n"
        f"{cue.speaker}: {_subtitle(cue.text)}\n"
        for number, cue in enumerate(_cues(transcript), start=1)
    ]
    return _checked("\n".join(cues), transcript, instead="md, vtt or json")


def to_webvtt(transcript: Transcript) -> str:
    """WebVTT with the file's own cues, or one per turn; the speaker as `<v Name>`.

    Raises: TranscriptError if no turn has a time.
    """
    cues = [
        f"{number}\n{_clock(cue.start_s, '.')} --> {_clock(cue.end_s, '.')}\n"
        f"<v {_webvtt(cue.speaker)}>{_webvtt(_subtitle(cue.text, escape_tags=False))}\n"
        for number, cue in enumerate(_cues(transcript), start=1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


WRITERS: dict[str, Callable[[Transcript], str]] = {
    "txt": to_text,
    "md": to_markdown,
    "srt": to_subrip,
    "vtt": to_webvtt,
    "json": to_json,
}


def _checked(written: str, transcript: Transcript, *, instead: str) -> str:
    """Return `written`. Raises TranscriptError if reading it gives other speakers."""
    try:
        read = read_bytes(written.encode(), name="").turns
    except TranscriptError:
        read = ()
    speakers, speakers_read = _speakers_in_order(transcript.turns), _speakers_in_order(read)
    if speakers != speakers_read:
        lost = [name for name in speakers if name not in speakers_read]
        lost += [
            name
            for name, name_read in zip_longest(speakers, speakers_read)
            if name and name != name_read
        ]
        raise TranscriptError(
            f"“{(lost or speakers)[0]}” would not be read back as a speaker's name from this "
            f"format; write {instead}, or give another name with “turnwise speakers rename”"
        )
    return written


def _speakers_in_order(turns: Sequence[Turn]) -> list[str]:
    """The speakers' names in order; once for consecutive turns, which readers may join."""
    return [name for name, _ in groupby(tidy_name(turn.speaker) for turn in turns)]


# -- text


def _with_turns(head: str, transcript: Transcript, pattern: str) -> str:
    """The head and the turns; blank lines between paragraphs unless reading would change them."""

    def write(paragraph: str) -> str:
        turns = [
            pattern.format(name=turn.speaker, time=_time(turn), text=_escaped(turn.text, paragraph))
            for turn in transcript.turns
        ]
        return "\n\n".join([*([head] if head else []), *turns]) + "\n"

    readable = write("\n\n")
    has_paragraphs = any("\n" in turn.text for turn in transcript.turns)
    if has_paragraphs and not _reads_as(transcript.turns, readable):
        return write(_PARAGRAPH)
    return readable


def _reads_as(turns: Sequence[Turn], text: str) -> bool:
    try:
        read = read_bytes(text.encode(), name="")
    except TranscriptError:
        return False
    return [(t.speaker, t.text) for t in read.turns] == [(t.speaker, t.text) for t in turns]


def _escaped(text: str, paragraph: str) -> str:
    text = _MARKUP.sub(
        lambda match: "".join(f"\\{c}" for c in match[0]), _ENTITY.sub("&amp;", text)
    )
    return re.sub(r"\s*\n\s*", lambda _: paragraph, text)


def _time(turn: Turn) -> str:
    if turn.start_s is None:
        return ""
    return f" ({_clock(turn.start_s, '.').removesuffix('.000')})"


# -- subtitles


def _timed(transcript: Transcript) -> list[tuple[Turn, float, float]]:
    """Turns with start and end in seconds.

    If a turn's end is unknown, it ends when the next one begins. A turn without a time gets the
    time between its neighbours.
    """
    turns = transcript.turns
    if all(turn.start_s is None for turn in turns):
        raise TranscriptError(
            f"“{transcript.title}” has no times, which subtitles need; write txt, md or json"
        )
    timed: list[tuple[Turn, float, float]] = []
    next_s: list[float | None] = [None] * len(turns)  # when the next timed turn begins
    for position in range(len(turns) - 1, 0, -1):
        own_s = turns[position].start_s
        next_s[position - 1] = next_s[position] if own_s is None else own_s
    latest = 0.0
    for turn, following in zip(turns, next_s, strict=True):
        start_s = latest if turn.start_s is None else turn.start_s
        end_s = turn.end_s
        if end_s is None:
            end_s = start_s + _SHOWN_S if following is None or following < start_s else following
        timed.append((turn, start_s, end_s))
        latest = start_s if turn.end_s is None else turn.end_s
    return timed


@dataclass(frozen=True, slots=True)
class _Cue:
    """A piece of a turn with its time."""

    speaker: str
    text: str
    start_s: float
    end_s: float


def _cues(transcript: Transcript) -> Iterator[_Cue]:
    """The turns cut at their marks; whole where a reader would join the pieces in another way."""
    for turn, start_s, end_s in _timed(transcript):
        marks = turn.marks[1:]
        cuts = [0, *(mark.offset for mark in marks), len(turn.text)]
        pieces = [turn.text[start:end].strip() for start, end in pairwise(cuts)]
        if not marks or not all(pieces) or join_text(pieces) != turn.text:
            yield _Cue(turn.speaker, turn.text, start_s, end_s)
            continue
        starts = [start_s, *(mark.start_s for mark in marks)]
        known = [mark.end_s for mark in turn.marks]
        following = [*starts[1:], end_s]
        for piece, begins_s, ends_s, next_s in zip(pieces, starts, known, following, strict=True):
            yield _Cue(turn.speaker, piece, begins_s, next_s if ends_s is None else ends_s)


def _clock(seconds: float, separator: str) -> str:
    second, millisecond = divmod(round(seconds * 1000), 1000)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    return f"{hour:02}:{minute:02}:{second:02}{separator}{millisecond:03}"


def _subtitle(text: str, *, escape_tags: bool = True) -> str:
    """The text on one line, escaped so that no words form a tag, a code or a timing arrow."""
    line = join_text(" ".join(part.split()) for part in text.splitlines())
    if not escape_tags:
        return line
    line = _TAG_START.sub("&lt;", _ENTITY.sub("&amp;", line))
    line = line.replace("-->", "--&gt;").replace(">>", "&#62;&#62;")  # “>>” changes the speaker
    return _without_codes(line)


def _webvtt(text: str) -> str:
    line = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _without_codes(line)


def _without_codes(line: str) -> str:
    return _CODE.sub(lambda match: f"&#{ord(match[0])};", line)
