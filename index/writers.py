"""A transcript → a file: text, Markdown, subtitles, JSON.

What is written can be read again (`readers`) with the same speakers and words. Where a reader would
take something said for markup, it is escaped; where it would take a name for something else, as in
“Sales: EMEA: …”, the format is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import groupby, zip_longest

import yaml

from .errors import TranscriptError
from .readers import read_bytes
from .readers.utterances import join_text, tidy_name
from .transcript import Transcript, Turn

# Markdown, as far as readers take it off; inside a word nothing is emphasis.
_MARKUP = re.compile(
    r"\\(?=[\\`*_{}\[\]()#+.!<>~|-])|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)"
    r"|(?<=\])\((?=https?://|/|#|mailto:)"
)
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_PARAGRAPH = "&#10;"  # for a new paragraph that would not be taken for one
# In subtitles: tags, and the codes of SubStation that players understand too.
_TAG_START = re.compile(r"<(?=/?[A-Za-z\d])")
_CODE = re.compile(r"\{(?=\\)|\\(?=[Nh])|\[(?=br\])", re.I)
_SHOWN_S = 2.0  # how long the last cue stands where no end is known


def to_json(transcript: Transcript) -> str:
    """All that is known of it, as `turnwise show --json` prints it."""
    return json.dumps(transcript.to_dict(), ensure_ascii=False, indent=2) + "\n"


def to_text(transcript: Transcript) -> str:
    """“Alex (00:12:31): …”, a blank line between turns; title, date and address above.

    Raises: TranscriptError if a speaker's name would not be read back.
    """
    about = (("Title", transcript.title), ("Date", transcript.date), ("URL", transcript.url))
    head = [f"{key}: {' '.join(value.split())}" for key, value in about if value]
    written = _with_turns("\n".join(head), transcript, "{name}{time}: {text}")
    return _checked(written, transcript, instead="md, vtt or json")


def to_markdown(transcript: Transcript) -> str:
    """“**Alex** (00:12:31): …”; title, date, address and speakers as YAML front matter.

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
    """SubRip, a cue a turn, each beginning with its speaker's name.

    Raises: TranscriptError if no turn has a time, or a speaker's name would not be read back.
    """
    cues = [
        f"{turn.number}\n{_clock(start_s, ',')} --> {_clock(end_s, ',')}\n"
        f"{turn.speaker}: {_subtitle(turn.text)}\n"
        for turn, start_s, end_s in _timed(transcript)
    ]
    return _checked("\n".join(cues), transcript, instead="md, vtt or json")


def to_webvtt(transcript: Transcript) -> str:
    """WebVTT, a cue a turn, its speaker as `<v Name>`.

    Raises: TranscriptError if no turn has a time.
    """
    cues = [
        f"{turn.number}\n{_clock(start_s, '.')} --> {_clock(end_s, '.')}\n"
        f"<v {_webvtt(turn.speaker)}>{_webvtt(_subtitle(turn.text, escape_tags=False))}\n"
        for turn, start_s, end_s in _timed(transcript)
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
    """What was written. Raises TranscriptError if other speakers would be read from it."""
    try:
        read = read_bytes(written.encode(), name="").turns
    except TranscriptError:
        read = ()
    speakers, found = _speakers_in_order(transcript.turns), _speakers_in_order(read)
    if speakers != found:
        lost = [name for name in speakers if name not in found]
        lost += [name for name, other in zip_longest(speakers, found) if name and name != other]
        raise TranscriptError(
            f"“{(lost or speakers)[0]}” would not be read back as a speaker's name from this "
            f"format; write {instead}, or give another name with “turnwise speakers rename”"
        )
    return written


def _speakers_in_order(turns: Sequence[Turn]) -> list[str]:
    """Their names, once for several turns in a row, which readers may join."""
    return [name for name, _ in groupby(tidy_name(turn.speaker) for turn in turns)]


# -- text


def _with_turns(head: str, transcript: Transcript, pattern: str) -> str:
    """The head and the turns; paragraphs stand apart unless they would be lost or misread so."""

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

    A turn ends when the next one begins, where its end is not known. One without a time stands
    between its neighbours'.
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


def _clock(seconds: float, separator: str) -> str:
    second, millisecond = divmod(round(seconds * 1000), 1000)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    return f"{hour:02}:{minute:02}:{second:02}{separator}{millisecond:03}"


def _subtitle(text: str, *, escape_tags: bool = True) -> str:
    """One line in which nothing said is a tag, a code or the arrow between times."""
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
