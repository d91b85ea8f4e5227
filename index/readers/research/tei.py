"""TEI: speeches as `<u who="#id">` or `<sp>`, as in ParlaMint and archives of oral history."""

from __future__ import annotations

import re

from ..plain.page_furniture import find_date
from ..plain.plain import read_plain
from ..utterances import Contents, Utterance, to_seconds
from .tree import (
    Element,
    attributes,
    find_all,
    first,
    left_over,
    local,
    name_by_id,
    note_of,
    outermost,
    people_in,
    text_of,
)

# Inside a speech, but not said; of a correction and what it corrects, the first is what was said.
_NOT_SAID = frozenset(
    "note desc vocal kinesic incident gap writing stage head speaker fw del corr reg expan"
    " spangrp figdesc".split()
)
_SPEECHES = ("annotationblock", "u", "sp")
_PARAGRAPHS = ("p", "seg", "ab", "lg")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?…，。！？；：、](?:\s|$))")
_NO_NAME = re.compile(r"\W*[a-z]{0,9}[\W_]?\d+.*", re.I)  # “#spk1”, “p12”, “user_4711”


def read_tei(root: Element) -> Contents:
    """Read the speeches of a TEI document; without any, its paragraphs as plain text.

    Speakers are named by the list of persons, else by the note before a speech, else by their ids.
    """
    header = first(root, "teiheader")
    title, date = _title(header), _date(header)
    above = () if header is None else left_over(header, [])
    body = first(root, "text")
    body = root if body is None else body
    speeches = list(outermost(body, *_SPEECHES))
    if not speeches:
        lines = [text_of(block) for block in find_all(body, "p", "ab", "head", "l")]
        contents = read_plain("\n\n".join(lines), format="TEI")
        return Contents(
            contents.format,
            contents.utterances,
            title=title or contents.title,
            date=date or contents.date,
            notes=(*above, *contents.notes),
        )
    names = _names(body, speeches, people_in(root))
    times = _times(root)
    utterances = tuple(
        Utterance(_words(speech), names[speech], *_start_and_end(speech, times))
        for speech in speeches
    )
    asides = [
        note_of(aside)
        for speech in speeches
        for aside in find_all(speech, *_NOT_SAID)
        if local(aside) != "speaker" and text_of(aside)
    ]
    read = [*speeches, *_labels(body), *([] if header is None else [header])]
    rest = left_over(root, read)
    return Contents(
        "TEI",
        utterances,
        title=title,
        date=date or find_date(title or ""),
        notes=(*above, *map(note_of, _labels(body)), *asides, *rest),
    )


def _title(header: Element | None) -> str | None:
    titles = [] if header is None else list(find_all(header, "title"))
    main = [title for title in titles if attributes(title).get("type") == "main"]
    return next(filter(None, map(text_of, main or titles)), None)


def _date(header: Element | None) -> str | None:
    """The day of the talk: where it was held or recorded, else of its source."""
    for place in ("settingdesc", "recordingstmt", "sourcedesc", "titlestmt"):
        part = None if header is None else first(header, place)
        for date in [] if part is None else find_all(part, "date", "recording"):
            values = attributes(date)
            stated = values.get("when") or values.get("from") or text_of(date)
            if day := find_date(stated):
                return day
    return None


def _labels(body: Element) -> list[Element]:
    """The notes that name the speaker of what follows."""
    notes = (part for part in outermost(body, "note", *_SPEECHES) if local(part) == "note")
    return [note for note in notes if attributes(note).get("type") == "speaker"]


def _names(body: Element, speeches: list[Element], people: dict[str, str]) -> dict[Element, str]:
    """The speaker of each speech."""
    labels = set(_labels(body))
    names: dict[Element, str] = {}
    by_id: dict[str, str] = {}
    speeches_here = set(speeches)
    label = ""
    for element in body.iter():
        if element in labels:
            label = text_of(element).rstrip(":： ")
        if element not in speeches_here:
            continue
        who = _who(element)
        written = text_of(first(element, "speaker")).rstrip(":：. ")
        name = name_by_id(who, people)
        if not who:
            name = written or label or "Speaker"
        elif not all(one.lstrip("#") in people for one in who.split()) and _NO_NAME.match(name):
            name = by_id.get(who) or written or label or name
        by_id.setdefault(who, name)
        names[element] = name
        label = ""
    return names


def _who(speech: Element) -> str:
    return next((who for part in (speech, *speech) if (who := attributes(part).get("who"))), "")


def _words(speech: Element) -> str:
    """The words of a speech, a line for each paragraph."""
    blocks = outermost(speech, *_PARAGRAPHS, *_NOT_SAID)
    paragraphs = (block for block in blocks if local(block) in _PARAGRAPHS)
    whole = text_of(speech, without=_NOT_SAID)
    lines = list(filter(None, (text_of(p, without=_NOT_SAID) for p in paragraphs)))
    # Words beside the paragraphs keep the speech in one piece.
    words = "\n".join(lines) if " ".join(lines).split() == whole.split() else whole
    is_cut_in_words = first(speech, "w", "pc") is not None
    return _SPACE_BEFORE_MARK.sub("", words) if is_cut_in_words else words


def _times(root: Element) -> dict[str, float]:
    """The moments of the timelines, in seconds by id."""
    times: dict[str, float] = {}
    for line in find_all(root, "timeline"):
        per_second = 1000 if attributes(line).get("unit") == "ms" else 1
        for moment in find_all(line, "when"):
            values = attributes(moment)
            since = times.get(values.get("since", "").lstrip("#"), 0.0)
            start_s = to_seconds(values.get("absolute"))
            interval_s = to_seconds(values.get("interval"))
            if start_s is None and interval_s is not None:
                start_s = since + interval_s / per_second
            if values.get("id"):
                times[values["id"]] = start_s or 0.0
    return times


def _start_and_end(speech: Element, times: dict[str, float]) -> tuple[float | None, float | None]:
    values = attributes(speech)
    within = [attributes(part) for part in outermost(speech, "seg", "p", "s")]
    starts = [part.get("start") or part.get("begin") or "" for part in (values, *within[:1])]
    ends = [part.get("end", "") for part in (values, *within[-1:])]
    anchors = [values.get("synch", "") for values in map(attributes, find_all(speech, "anchor"))]
    moments = [
        _moment(next(filter(None, [*starts, *anchors]), ""), times),
        _moment(next(filter(None, [*ends, *reversed(anchors)]), ""), times),
    ]
    return moments[0], moments[1]


def _moment(stated: str, times: dict[str, float]) -> float | None:
    return times[stated.lstrip("#")] if stated.lstrip("#") in times else to_seconds(stated)
