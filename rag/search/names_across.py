"""Names that Chinese and English spell differently: 英伟达 is NVIDIA.

The table (`data/names`) has companies, places, products and the like, from CC-CEDICT. Speakers'
names are recognised in `understanding/spelled_names.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ...index.paths import bundled_names
from ...index.text.fold import fold

_MAX_WORDS = 4  # that a name is cut into


def other_names(words: Sequence[str]) -> Iterator[tuple[range, str]]:
    """The names among words (`words_of`): the places of a name's words, and what the other
    language calls it, folded; once for each such name.

    英|伟达|成功 has “nvidia” for the first two words.
    """
    table = _table()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MAX_WORDS, len(words)) + 1):
            for other in table.get("".join(words[start:end]), ()):
                yield range(start, end), other


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Sequence[str]]:
    """Name → its names in the other language, all folded."""
    table: dict[str, list[str]] = defaultdict(list)
    for row in fold(bundled_names().read_text(encoding="utf-8")).splitlines():
        chinese, english = row.split("\t")
        table[chinese].append(english)
        table[english].append(chinese)
    return table
