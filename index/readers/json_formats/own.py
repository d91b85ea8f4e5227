"""Read what `writers.to_json` wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from ...transcript import Link, Note
from ..plain.page_furniture import find_date
from ..utterances import UNNAMED, Contents, Utterance, marks_in, to_seconds
from .fields import Json, at, is_list_of, objects_in, sound

OWN_FORMAT = "Turnwise JSON"  # its notes tell their places, by the lines of the file before it


def read_own(data: Json) -> Contents | None:
    """The turns with names and words unchanged; None if Turnwise did not write the JSON."""
    turns = at(data, "turns")
    if not (is_list_of(turns, "number") and is_list_of(turns, "speaker")):
        return None
    said = [turn for turn in turns if _is_text(turn.get("text"))]
    if not said:
        return None
    utterances = tuple(
        Utterance(
            sound(turn["text"]),
            sound(turn["speaker"]) if _is_text(turn.get("speaker")) else UNNAMED,
            to_seconds(turn.get("start_s")),
            to_seconds(turn.get("end_s")),
            opens_turn=True,
            marks=marks_in(turn.get("marks")),
        )
        for turn in said
    )
    title, date, url = (data.get(key) for key in ("title", "date", "url"))
    return Contents(
        OWN_FORMAT,
        utterances,
        title=sound(title) if _is_text(title) else None,
        date=find_date(date) if _is_text(date) else None,
        url=sound(url) if _is_text(url) else None,
        notes=tuple(
            Note(note["line"], sound(note["text"]), _place(note))
            for note in objects_in(data.get("notes"))
            if isinstance(note.get("line"), int) and _is_text(note.get("text"))
        ),
        links=tuple(_own_links(data, said)),
    )


def _place(note: Json) -> int | None:
    """The turn before a note."""
    number = note.get("after_turn")
    return number if type(number) is int and number >= 0 else None


def _own_links(data: Json, turns: Sequence[Json]) -> Iterator[Link]:
    """The links between turns, which count from 1 even if somebody removed some by hand."""
    places = {str(turn.get("number")): place for place, turn in enumerate(turns, start=1)}
    for link in objects_in(data.get("links")):
        listed = link.get("answers")
        answers = [places.get(str(n)) for n in listed] if isinstance(listed, list) else []
        question = places.get(str(link.get("question")))
        known = tuple(number for number in answers if number)
        if question and known:
            yield Link(question, known)


def _is_text(value: Json) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())
