"""Who speaks: the fields that name a speaker, and the lists that give ids their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...utterances import UNNAMED
from ..fields import Json, name_of
from ..structure.level import Level, Record
from .names import (
    KEY,
    NAME_ALONE,
    NAMED,
    PERSON,
    PERSON_ID,
    SOURCE,
    is_about_people,
    is_full_name,
    names_person,
    says_speaker,
    speaker_rank,
)
from .times import NUMBER, moment_of
from .unknown import unknown_speaker

_MAX_AT_ONCE = 3  # people who speak together
_MAX_NAME_LENGTH = 80  # characters
_MIN_TO_RECUR = 4  # names; fewer may all differ
_MAX_DIFFERENT = 0.8  # share of the names that may differ
_MAX_SPEAKERS = 20  # that may all differ in a field that surely names speakers
_MIN_SPEAKERS = 2
_MAX_SOURCES = 6
_MAX_UP = 6  # lists further out in which a speaker may stand
_IDENTIFIER = re.compile(r"(?:[^\s/]+/)+[^\s/]+|[0-9a-f]{8}-[0-9a-f-]{20,}")


@dataclass(frozen=True, slots=True)
class People:
    """The names that lists of people in a file give to ids."""

    lists: tuple[tuple[frozenset[str], Mapping[str, str]], ...]  # all names; names by id

    def names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The names of these ids in the list that knows most of them; empty if none knows half."""
        asked = set(ids)
        best = max(
            (by_id for names, by_id in self.lists if not asked <= names),
            key=lambda by_id: len(asked & by_id.keys()),
            default={},
        )
        return best if asked and 2 * len(asked & best.keys()) >= len(asked) else {}


def find_people(top: Level) -> People:
    """The lists of people: objects with a name and an id, names by id, or plain lists of names."""
    lists: list[dict[str, str]] = []
    for level in top.inner():
        if is_about_people(level.list_name):
            lists += _tables(level)
        if len(level.records) == 1:
            lists += _lists_in(level.records[0])
    return People(tuple((frozenset(by_id.values()), by_id) for by_id in lists if by_id))


def _tables(level: Level) -> list[dict[str, str]]:
    """Names by each other field of a list of people."""
    keys = [key for key in level.names() if _is_short(level.values(key))]
    ranks = (NAMED, NAME_ALONE, PERSON)
    names = [key for key in keys if speaker_rank(key) in ranks or names_person(key)]
    tables: list[dict[str, str]] = []
    for key in keys:
        if speaker_rank(key) is None and not _is_id(key):
            continue
        by_id: dict[str, str] = {}
        for record in level.records:
            others = sorted((n for n in names if n != key), key=_preference)
            name = next((n for k in others if (n := _string(record.fields.get(k)))), "")
            if name and (id := _string(record.fields.get(key))):
                by_id.setdefault(id, name)
                by_id.setdefault(f"#{id}", name)  # as TEI refers to it
        tables.append(by_id)
    return tables


def _is_id(key: str) -> bool:
    last = key.rpartition(".")[2].lower().strip("@_")
    return last in ("id", "uid", "key", "index", "tag", "code", "number") or last.endswith("id")


def _lists_in(record: Record) -> list[dict[str, str]]:
    """Names by id in the fields of an object: {"speakers": {"0": "Mara"}}, or in a list."""
    tables: dict[str, dict[str, str]] = {}
    lists: list[dict[str, str]] = []
    for key, value in record.fields.items():
        holder, _, id = key.rpartition(".")
        if is_about_people(holder.rpartition(".")[2]) and isinstance(value, str):
            tables.setdefault(holder, {})[id] = value.strip()
        elif isinstance(value, list) and is_about_people(key) and _is_short(value):
            for first in (0, 1):
                lists.append({str(n): str(name) for n, name in enumerate(value, start=first)})
    return [*tables.values(), *lists]


def _string(value: Json) -> str:
    if isinstance(value, list):  # two people at once
        return " & ".join(filter(None, map(_string, value))) if len(value) <= _MAX_AT_ONCE else ""
    is_id = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip() if is_id else ""


def _is_short(values: list[Json]) -> bool:
    return all(len(text := _string(value)) <= _MAX_NAME_LENGTH and text for value in values)


def _preference(key: str) -> tuple[int, bool, int]:
    return (speaker_rank(key) or 0, not is_full_name(key), key.count("."))


@dataclass(slots=True)
class Speakers:
    """Which fields name the speakers of a level's records, and the names by id."""

    keys: tuple[tuple[int, str], ...] = ()  # so many lists further out, and the field; best first
    are_tracks: bool = False
    _names: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _prefixes: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def of(self, record: Record) -> str | None:
        """The speaker's name; UNNAMED if the fields are empty, None if there is none."""
        is_empty = False
        for up, key in self.keys:
            holder = ancestor(record, up)
            if holder is None or (key not in holder.fields and not _is_null(holder, key)):
                continue
            value = holder.fields.get(key)
            if name := self._name(key, _string(value)):
                return name
            is_empty = True
        return UNNAMED if is_empty else None

    def _name(self, key: str, id: str) -> str | None:
        if (key, id) not in self._known:
            own = id.removeprefix(self._prefixes.get(key, "")) if id else None
            self._known[key, id] = self._names.get(key, {}).get(id) or name_of(own)
        return self._known[key, id]

    def learn(self, level: Level, people: People) -> None:
        """Find the names of ids, in lists of people and beside the ids."""
        for up, key in self.keys:
            holder = above(level, up)
            ids = [id for value in holder.values(key) if (id := _string(value))]
            self._names[key] = people.names(ids) or self._named_beside(holder, key)
            if len(set(ids)) > 1 and all(map(_IDENTIFIER.fullmatch, ids)):
                self._prefixes[key] = ids[0].rpartition("/")[0] + "/" if "/" in ids[0] else ""

    def _named_beside(self, level: Level, key: str) -> dict[str, str]:
        """Names that stand beside an id elsewhere: some records have only the id."""
        if speaker_rank(key) != PERSON_ID:
            return {}
        best = next((k for up, k in self.keys if speaker_rank(k) in (NAMED, PERSON)), None)
        by_id: dict[str, str] = {}
        for record in level.records:
            id, name = _string(record.fields.get(key)), _string(record.fields.get(best or ""))
            if id and name:
                by_id.setdefault(id, name)
        return by_id


def _is_null(record: Record, key: str) -> bool:
    """Whether the object that should have the field is null."""
    return "." in key and record.fields.get(key.split(".", maxsplit=1)[0], "") is None


def above(level: Level, up: int) -> Level:
    """The level so many lists further out."""
    for _ in range(up):
        level = level.parent or level
    return level


def ancestor(record: Record | None, up: int) -> Record | None:
    """The record that contains this one, so many lists further out."""
    for _ in range(up):
        record = record.parent if record else None
    return record


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that may name the speaker, so many lists further out."""

    up: int
    rank: int
    key: str

    @property
    def is_track(self) -> bool:
        return self.rank >= SOURCE


def speakers_of(level: Level, people: People) -> Speakers:
    """The fields that name who speaks in the records of a level, here or in what contains them.

    Channels and sources are speakers if nothing else tells two people apart.
    """
    fields: list[_Field] = []
    node: Level | None = level
    for up in range(_MAX_UP):
        if node is None:
            break
        ranks = ((key, speaker_rank(key)) for key in node.names())
        fields += [
            _Field(up, rank, key)
            for key, rank in ranks
            if rank is not None and _names_speakers(node, key, rank, up)
        ]
        node = node.parent
    fields.sort(key=lambda f: (f.up, f.rank, not is_full_name(f.key), f.key.count(".")))
    chosen = [f for f in fields if not f.is_track]
    tracks = sorted((f for f in fields if f.is_track), key=lambda f: (f.rank, f.up))
    different = (len({_string(v) for v in above(level, f.up).values(f.key)}) for f in chosen)
    if not chosen and not tracks and (key := unknown_speaker(level)):
        chosen = [_Field(0, PERSON, key)]
    if tracks and max(different, default=0) < _MIN_SPEAKERS:
        chosen = tracks[:1]
    # Farther fields name what contains the nearest speaker, unless they surely name speakers.
    chosen = [f for f in chosen if f.up == chosen[0].up or f.rank <= PERSON]
    speakers = Speakers(tuple((f.up, f.key) for f in chosen), bool(tracks and chosen == tracks[:1]))
    speakers.learn(level, people)
    return speakers


def _names_speakers(level: Level, key: str, rank: int, up: int) -> bool:
    """Whether the values of a field can be speakers: short, and few different ones."""
    strings = [_string(value) for value in level.values(key)]
    if not strings:
        return rank <= PERSON and not up
    if not all(0 < len(s) <= _MAX_NAME_LENGTH and "\n" not in s for s in strings):
        return False
    if up and (rank == NAME_ALONE or (len(level.records) == 1 and not _says_who(key, rank))):
        return False
    moments = [moment for s in strings if (moment := moment_of(s)) is not None]
    is_time = key.endswith("from") and bool(moments)
    if is_time or any(moment.kind != NUMBER for moment in moments):
        return False
    is_key_of_turn = rank == KEY and not up  # the ids of turns, not of lists
    return _recur(strings, NAME_ALONE if is_key_of_turn else rank)


def _says_who(key: str, rank: int) -> bool:
    """Whether the field of an object around the whole talk names its only speaker."""
    return says_speaker(key) and rank != PERSON_ID


def _recur(names: list[str], rank: int) -> bool:
    """Whether few names differ, as speakers' do; more may in fields that surely name speakers."""
    n_different = len(set(names))
    if rank >= SOURCE:
        return 1 < n_different <= max(_MAX_SOURCES, len(names) / 3)
    if rank <= PERSON:
        return n_different <= max(_MAX_SPEAKERS, _MAX_DIFFERENT * len(names))
    if len(names) < _MIN_TO_RECUR:
        return not all(map(_IDENTIFIER.fullmatch, names))
    return n_different <= _MAX_DIFFERENT * len(names)
