"""Transcriber (.trs): turns with moments of time, by the speakers of a table."""

from __future__ import annotations

from collections.abc import Iterator

from ...transcript import Note
from ..plain.page_furniture import find_date
from ..utterances import UNNAMED, Contents, Utterance, to_seconds
from .tree import Element, attributes, find_all, left_over, local, name_by_id, people_in


def read_transcriber(root: Element) -> Contents:
    """Read the turns of Transcriber, an utterance for each moment; events become notes.

    Where several speak at once, each has the words behind its number.
    """
    people = people_in(root)
    utterances: list[Utterance] = []
    notes: list[Note] = []
    for turn in find_all(root, "turn"):
        utterances += _utterances(turn, people)
    for event in find_all(root, "event", "comment", "topic"):
        if description := attributes(event).get("desc"):
            notes.append(Note(event.sourceline or 1, description))
    return Contents(
        "Transcriber",
        tuple(utterance for utterance in utterances if utterance.text),
        date=find_date(attributes(root).get("air_date", "")),
        notes=tuple(notes),
        unread=left_over(root, find_all(root, "turn")),
    )


def _utterances(turn: Element, people: dict[str, str]) -> Iterator[Utterance]:
    values = attributes(turn)
    speakers = [name_by_id(id, people) for id in values.get("speaker", "").split()]
    everybody = " & ".join(speakers) or UNNAMED
    speaker, start_s = everybody, to_seconds(values.get("starttime"))
    words: list[str] = [turn.text or ""]
    for part in turn:
        if local(part) in ("sync", "who"):
            end_s = to_seconds(attributes(part).get("time"))  # “Who” has none
            yield Utterance(" ".join("".join(words).split()), speaker, start_s, end_s)
            words = []
        if local(part) == "sync":
            time = to_seconds(attributes(part).get("time"))
            start_s, speaker = start_s if time is None else time, everybody
        elif local(part) == "who":
            number = attributes(part).get("nb", "")
            known = number.isdigit() and 0 < int(number) <= len(speakers)
            speaker = speakers[int(number) - 1] if known else everybody
        words.append(part.tail or "")
    end_s = to_seconds(values.get("endtime"))
    yield Utterance(" ".join("".join(words).split()), speaker, start_s, end_s)
