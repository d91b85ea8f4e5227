"""The records of a JSON file: objects of lists, with the fields of their inner objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..fields import Json

_MAX_KEYS = 60  # different names of fields; more are no list of utterances
_MAX_PATH_LENGTH = 200  # characters kept


@dataclass(slots=True, eq=False)
class Record:
    """An object of a list, with the fields of its inner objects."""

    fields: dict[str, Json]
    parent: Record | None
    number: int  # its place in the file


@dataclass(slots=True, eq=False)
class Level:
    """All records at one place of the file's structure, in the order of the file."""

    path: str  # “results.*.words.*”
    parent: Level | None
    records: list[Record] = field(default_factory=list)
    children: dict[str, Level] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The names of most of the records' fields, in the order of the file."""
        counts = Counter(key for record in self.records for key in record.fields)
        common = {key for key, _ in counts.most_common(_MAX_KEYS)}
        return [key for key in counts if key in common]

    def values(self, key: str) -> list[Json]:
        """The values of a field; records without one are left out."""
        return [r.fields[key] for r in self.records if r.fields.get(key) not in (None, "")]

    def child(self, name: str) -> Level:
        """The level of the lists under a name."""
        if name not in self.children:
            path = f"{self.path}.{name}".lstrip(".")[-_MAX_PATH_LENGTH:]
            self.children[name] = Level(path, self)
        return self.children[name]

    def inner(self) -> Iterator[Level]:
        """This level and all below it."""
        levels: list[Level] = [self]
        while levels:
            level = levels.pop()
            yield level
            levels += reversed(list(level.children.values()))

    @property
    def list_name(self) -> str:
        """The name of the lists: “words”."""
        return self.path.removesuffix(".*").rpartition(".")[2]
