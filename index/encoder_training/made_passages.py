"""Passages made of sentences, and queries that ask for one of them in the other language."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .corpus import Pair

_SENTENCES = (2, 6)  # of a passage, least and most
_MIN_KEPT = 0.4  # of a sentence, as a query
_MAX_CHARS = 600


def passages_of_sentences(pairs: Iterable[Pair], *, seed: int) -> Iterator[tuple[Pair, Pair]]:
    """(English query, Chinese passage) and (Chinese query, English passage) of one passage each.

    A passage is some sentences of one source, in any order; the query is a part of what one of
    them says, in the other language. So the model learns to find what is only a part of a text.

    Args:
        pairs: English, Chinese; each sentence comes into one passage.
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
