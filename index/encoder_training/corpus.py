"""Training text: gzip TSV files of sentence pairs, a dictionary, and query–passage pairs."""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

# One row in fifty of each file is never trained on.
_HELD_OUT_SHARE = 50
_MAX_GLOSSES = 4
_IN_BRACKETS = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]\s*")
_NO_MEANING = re.compile(
    r"surname|variant of|see [一-鿿]|abbr\. for|classifier for|used in |CL:|also written|pr\. \["
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts with one meaning, or a query and the passage that answers it."""

    first: str
    second: str
    source: str


@dataclass(slots=True)
class Corpus:
    """The training text, without held-out rows."""

    parallel: list[Pair] = field(default_factory=list)  # English, Chinese
    dictionary: list[Pair] = field(default_factory=list)  # English gloss, Chinese headword
    names: list[Pair] = field(default_factory=list)  # English spelling, Chinese name
    # "ja" and so on: English, that language
    other_languages: dict[str, list[Pair]] = field(default_factory=dict)
    # "zh2en" and so on: query, passage
    queries: dict[str, list[Pair]] = field(default_factory=dict)


QUERY_FILES = {
    "en": "pairs.en.tsv.gz",
    "zh": "pairs.zh.tsv.gz",
    "en2zh": "pairs.en2zh.tsv.gz",
    "zh2en": "pairs.zh2en.tsv.gz",
}


def read_corpus(folder: Path, *, exclude: Iterable[str] = (), held_out: bool = False) -> Corpus:
    """Read the corpus in a folder of gzip TSV files (no header, no quoting).

    `parallel.zh-en`, `parallel-para.zh-en` (English, Chinese, source), `parallel.xx-en` (English,
    other, language, source), `dictionary.zh-en` (headword, gloss, source) and `pairs.en`, `.zh`,
    `.en2zh`, `.zh2en` (query, passage, source). A file that is missing counts as empty.

    Args:
        exclude: names of sources to leave out.
        held_out: read the held-out rows instead of the others; the dictionary has none.
    Raises: FileNotFoundError if the folder holds none of these files.
    """
    excluded = set(exclude)
    if not any(folder.glob("*.tsv.gz")):
        raise FileNotFoundError(f"{folder} holds no training text (*.tsv.gz)")

    def rows(name: str) -> list[list[str]]:
        return [
            row
            for row in _rows(folder / name)
            if row[-1] not in excluded and is_held_out(row[0] + row[1]) == held_out
        ]

    def pairs(name: str) -> list[Pair]:
        return [Pair(row[0], row[1], row[-1]) for row in rows(name)]

    other_languages: dict[str, list[Pair]] = {}
    for english, other, language, source in rows("parallel.xx-en.tsv.gz"):
        other_languages.setdefault(language, []).append(Pair(english, other, source))

    return Corpus(
        parallel=pairs("parallel.zh-en.tsv.gz") + pairs("parallel-para.zh-en.tsv.gz"),
        dictionary=[
            Pair(gloss, row[0], row[-1])
            for row in _rows(folder / "dictionary.zh-en.tsv.gz")
            if row[-1] not in excluded
            for gloss in glosses(row[1])
        ],
        other_languages=other_languages,
        queries={direction: pairs(name) for direction, name in QUERY_FILES.items()},
    )


def is_held_out(text: str) -> bool:
    """Whether a row is held out of training; its text decides, so runs repeat."""
    return int(hashlib.sha1(text.encode()).hexdigest()[:8], 16) % _HELD_OUT_SHARE == 0


def glosses(entry: str) -> list[str]:
    """The meanings in a dictionary entry, without notes on grammar and pronunciation.

    >>> glosses("(computing) open-source; CL:個|个[ge4]; Warsaw, capital of Poland")
    ['open-source', 'Warsaw, capital of Poland']
    """
    meanings = [
        _IN_BRACKETS.sub(" ", part).strip(" ,.~'\"")
        for part in entry.split(";")
        if not _NO_MEANING.search(part)
    ]
    return [m for m in meanings if re.search(r"[A-Za-z]{2}", m)][:_MAX_GLOSSES]


def _rows(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
