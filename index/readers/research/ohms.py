"""OHMS, the Oral History Metadata Synchronizer: a transcript in lines, with a mark each minute."""

from __future__ import annotations

import bisect
import re
from dataclasses import replace

from ...errors import TranscriptError
from ...transcript import Note
from ..captions.cues import is_subtitles
from ..captions.subtitles import read_subtitles
from ..plain.page_furniture import find_date
from ..plain.plain import read_plain
from ..utterances import Contents, Utterance, to_seconds
from .tree import Element, attributes, find_all, first, left_over, note_of, text_of

_FOOTNOTES = ("[[footnotes]]", "[[/footnotes]]")
_FOOTNOTE_MARK = re.compile(r"\[\[footnote\]\].{0,20}?\[\[/footnote\]\]|\[\[/?note\]\]")
_MARKUP = re.compile(r"</?(?:b|i|u|em|strong|span|p|div|br|sup)\b[^<>]*>", re.I)
_NONE = re.compile(r"\W*(?:no transcript|n/?a|none)?\W*", re.I)
_OPENING = 30  # characters used to find a turn in the lines
_MAX_DISTANCE = 20_000  # characters searched for it
_MARK = re.compile(r"(\d+)\((\d+)\)")


def read_ohms(root: Element) -> Contents:
    """Read the transcript of an OHMS record; its index and description become notes.

    A turn begins between two marks, so its time is exact to some seconds.

    Raises: TranscriptError if the record has an index but no transcript.
    """
    timed, plain = first(root, "vtt_transcript"), first(root, "transcript")
    written = [part for part in (timed, plain) if not _NONE.fullmatch(text_of(part))]
    if not written or written[0] is None:
        raise TranscriptError(
            "this OHMS record has no transcript, only a description or an index; add the "
            "interview's transcript (text or WebVTT)"
        )
    words = "".join(str(piece) for piece in written[0].itertext())
    words, _, below = words.partition(_FOOTNOTES[0])
    below, _, rest = below.partition(_FOOTNOTES[1])
    words += rest
    line = written[0].sourceline or 1
    footnotes = [Note(line, note.strip()) for note in _FOOTNOTE_MARK.split(below)]
    if is_subtitles(words):
        contents = read_subtitles(words)
    else:
        contents = _with_times(read_plain(_bare(words), format="OHMS"), words, _marks(root))
    spoken = _letters(" ".join(f"{u.speaker}: {u.text}" for u in contents.utterances))
    parts = find_all(root, "partial_transcript")
    copies = [part for part in parts if _letters(text_of(part)) in spoken]
    other = list(find_all(root, "transcript_alt", "vtt_transcript", "transcript"))
    unread = tuple(note_of(part) for part in other if part is not written[0] and text_of(part))
    unread = tuple(note for note in unread if not _NONE.fullmatch(note.text))
    about = left_over(root, [*other, *copies, *find_all(root, "sync", "sync_alt")])
    return replace(
        contents,
        format="OHMS",
        title=text_of(first(root, "title")) or contents.title,
        date=_date(root) or contents.date,
        url=next(filter(_is_address, map(text_of, find_all(root, "media_url"))), contents.url),
        notes=(*contents.notes, *about, *footnotes),
        unread=(*contents.unread, *unread),
    )


def _bare(words: str) -> str:
    return _MARKUP.sub("", _FOOTNOTE_MARK.sub("", words))


def _letters(text: str) -> str:
    return "".join(text.split())


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _date(root: Element) -> str | None:
    date = first(root, "date")
    return None if date is None else find_date(attributes(date).get("value") or text_of(date))


def _marks(root: Element) -> list[tuple[int, float]]:
    """(line from 1, seconds) of the marks in `<sync>`: “1:|3(5)|6(2)” has one each minute."""
    minutes, _, places = text_of(first(root, "sync")).partition(":")
    step = to_seconds(minutes) or 1
    return [
        (int(line), 60 * step * number)
        for number, (line, _) in enumerate(_MARK.findall(places), start=1)
    ]


def _with_times(contents: Contents, words: str, marks: list[tuple[int, float]]) -> Contents:
    """The contents with a start for each turn, from the marks before and after it."""
    if not marks:
        return contents
    lines = [0, *(match.end() for match in re.finditer("\n", words))]
    known = [(0, 0.0), *((lines[min(n, len(lines)) - 1], at_s) for n, at_s in marks)]
    offset, timed = 0, list[Utterance]()
    for utterance in contents.utterances:
        found = words.find(utterance.text.split("\n")[0][:_OPENING], offset, offset + _MAX_DISTANCE)
        offset = found if found >= 0 else offset
        line_start = words.rfind("\n", 0, offset) + 1
        timed.append(replace(utterance, start_s=_between(line_start, known)))
    return replace(contents, utterances=tuple(timed))


def _between(offset: int, known: list[tuple[int, float]]) -> float:
    """The time at an offset, by the offsets with known times before and after it."""
    place = bisect.bisect_right(known, (offset, float("inf")))
    before = known[place - 1]
    if place == len(known):
        return before[1]
    after = known[place]
    share = (offset - before[0]) / max(1, after[0] - before[0])
    return float(int(before[1] + share * (after[1] - before[1])))
