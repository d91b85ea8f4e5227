"""ELAN (.eaf) and EXMARaLDA (.exb): tiers of events on a time line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..utterances import Contents, to_seconds
from .tiers import Label, Tier, read_tiers
from .tree import Element, attributes, find_all, first, people_in, text_of

_ANNOTATIONS = ("alignable_annotation", "ref_annotation")
_MAX_DEPTH = 20  # of tiers below tiers


def read_elan(root: Element) -> Contents:
    """Read the tiers of ELAN; a tier that depends on another one with words is a remark on it.

    Raises: TranscriptError if no tier holds speech.
    """
    spans = _Spans(root)
    tiers: dict[str, Tier] = {}
    parents: dict[str, str] = {}
    for element in find_all(root, "tier"):
        values = attributes(element)
        labels = [
            Label(*spans.of(annotation), text_of(first(annotation, "annotation_value")))
            for annotation in find_all(element, *_ANNOTATIONS)
        ]
        labels.sort(key=lambda label: label.start_s or 0.0)
        id = values.get("tier_id", "")
        line, person = element.sourceline or 1, values.get("participant")
        tiers[id] = Tier(id, tuple(labels), line, person or None)
        parents[id] = values.get("parent_ref", "")
    worded = {id for id, tier in tiers.items() if _holds_words(tier)}
    return read_tiers(
        [
            replace(tier, is_about=not worded.isdisjoint(_above(id, parents)))
            for id, tier in tiers.items()
        ],
        "ELAN",
    )


class _Spans:
    """When each annotation begins and ends."""

    def __init__(self, root: Element):
        slots = map(attributes, find_all(root, "time_slot"))
        self._times = {
            slot.get("time_slot_id"): to_seconds(slot.get("time_value"), 1000) for slot in slots
        }
        annotations = map(attributes, find_all(root, *_ANNOTATIONS))
        self._annotations = {values.get("annotation_id"): values for values in annotations}

    def of(self, annotation: Element) -> tuple[float | None, float | None]:
        """Seconds; of an annotation without times, those of the one that it refers to."""
        values = attributes(annotation)
        for _ in range(_MAX_DEPTH):
            if "annotation_ref" not in values:
                break
            values = self._annotations.get(values["annotation_ref"], {})
        return (
            self._times.get(values.get("time_slot_ref1")),
            self._times.get(values.get("time_slot_ref2")),
        )


def _holds_words(tier: Tier) -> bool:
    """Whether most labels have letters; a tier of bare numbers only holds others together."""
    return sum(any(map(str.isalpha, label.text)) for label in tier.labels) * 2 > len(tier.labels)


def _above(id: str, parents: Mapping[str, str]) -> Iterator[str]:
    for _ in range(_MAX_DEPTH):
        id = parents.get(id, "")
        yield id


def read_exmaralda(root: Element) -> Contents:
    """Read the tiers of EXMARaLDA; those of type “t” are what their speakers say.

    Raises: TranscriptError if no tier holds speech.
    """
    people = people_in(root)
    for speaker in find_all(root, "speaker"):
        name = text_of(first(speaker, "abbreviation"))
        people[attributes(speaker).get("id", "")] = name or attributes(speaker).get("id", "")
    times = {
        values.get("id", ""): to_seconds(values.get("time"))
        for values in map(attributes, find_all(root, "tli"))
    }
    tiers: list[Tier] = []
    for element in find_all(root, "tier"):
        values = attributes(element)
        events = [(attributes(event), text_of(event)) for event in find_all(element, "event")]
        labels = [
            Label(times.get(event.get("start", "")), times.get(event.get("end", "")), words)
            for event, words in events
        ]
        labels.sort(key=lambda label: label.start_s or 0.0)
        tiers.append(
            Tier(
                values.get("display-name") or values.get("category") or "",
                tuple(labels),
                element.sourceline or 1,
                people.get(values.get("speaker", "")),
                is_about=values.get("type", "t") != "t",
            )
        )
    return read_tiers(tiers, "EXMARaLDA")
