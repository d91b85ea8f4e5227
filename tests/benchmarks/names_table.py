"""Make `data/names/names.tsv`: names in Chinese and English, from CC-CEDICT.

    python tests/benchmarks/names_table.py CORPUS/dictionary.zh-en.tsv.gz

Of each sense of a Chinese word its first gloss is taken, if it is one capitalised word. A name in
pinyin is left out, since it is recognised by its letters, and so is one that is only a surname or a
first name.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from turnwise.index.text.pinyin import letters, places_spelled

_OUT = Path(__file__).parents[2] / "data" / "names" / "names.tsv"
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_NAME = re.compile(r"[A-Z][A-Za-z.’'-]{2,}")
_OF_A_PERSON = re.compile(r"\((?:sur|first |given )?name\)")
_ASIDE = re.compile(r"\(.*?\)")


def names(rows: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(Chinese name, English name) of rows “Chinese, gloss, source” with tabs between them."""
    for row in rows:
        chinese, glosses, source = row.rstrip("\n").split("\t")
        if source != "cc-cedict" or not _CHINESE.fullmatch(chinese):
            continue
        for sense in glosses.split(";"):
            first = _ASIDE.sub("", sense.split(",")[0]).strip()
            if not _NAME.fullmatch(first) or _OF_A_PERSON.search(sense):
                continue
            if not any(places_spelled(letters(first), chinese)):
                yield chinese, first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path)
    with gzip.open(parser.parse_args().dictionary, "rt", encoding="utf-8") as rows:
        found = sorted(set(names(rows)))
    _OUT.write_text("".join(f"{a}\t{b}\n" for a, b in found), encoding="utf-8")
    print(f"{len(found):,} names in {_OUT}")


if __name__ == "__main__":
    main()
