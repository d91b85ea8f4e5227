"""Make passages of sentences, with queries for one of them in the other language."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .corpus import Pair

_SENTENCES = (2, 6)  # minimum and maximum per passage
_MIN_KEPT = 0.4  # share of a sentence used as a query
_MAX_CHARS = 600


def passages_of_sentences(pairs: Iterable[Pair], *, seed: int) -> Iterator[tuple[Pair, Pair]]:
    """Yield (English query, Chinese passage) and (Chinese query, English passage) per passage.

    A passage is several sentences of one source, in any order. The query is a part of one of them
    in the other language. So the model learns to find a text by a part of it.

    Args:
        pairs: (English, Chinese); each sentence is used in one passage.
    """
    rng = random.Random(seed)
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    for source, own in sorted(by_source.items()):
        rng.shuffle(own)
        start = 0
        while start < len(own):
            end = start + rng.randint(*_SENTENCES)
            group = own[start:end]
            start = end
            asked = rng.choice(group)
            english = " ".join(pair.first for pair in group)
            chinese = "".join(pair.second for pair in group)
            if len(english) <= _MAX_CHARS:
                yield (
                    Pair(_part_of_words(asked.first, rng), chinese, source),
                    Pair(_part_of_characters(asked.second, rng), english, source),
                )


def _part_of_words(text: str, rng: random.Random) -> str:
    words = text.split()
    start, end = _part(len(words), rng)
    return " ".join(words[start:end])


def _part_of_characters(text: str, rng: random.Random) -> str:
    start, end = _part(len(text), rng)
    return text[start:end]


def _part(n: int, rng: random.Random) -> tuple[int, int]:
    length = max(1, round(n * rng.uniform(_MIN_KEPT, 1)))
    start = rng.randint(0, n - length)
    return start, start + length
