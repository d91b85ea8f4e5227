"""How well the check of a language model's sentences tells sources from other text.

    python tests/benchmarks/written_sentences.py SET

The set's queries carry answers that people wrote (`answer`), such as QMSum's. Each sentence of an
answer is held against the turns that it was written from, against turns of another meeting, and
against other turns of the same meeting; and once more with two neighbouring words of another
sentence behind it. Good: the first passes, the others do not.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from turnwise.index.text.sentences import sentence_spans
from turnwise.rag.answers.generation.check import are_near, claim_words
from turnwise.rag.search.near_words import bundled_vectors

_MAX_CHARS = 2500  # of the turns of one answer: a language model reads a few turns, not a meeting
_MIN_WORDS = 3  # of a sentence
_QUERIES = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    folder = parser.parse_args().set
    texts = {
        path.name.removesuffix(".turns.jsonl"): [
            f"{turn['speaker']} {turn['text']}"
            for turn in map(json.loads, path.open("r", encoding="utf-8"))
        ]
        for path in sorted((folder / "turns").glob("*.turns.jsonl"))
    }
    queries = [json.loads(line) for line in (folder / "queries.jsonl").open("r", encoding="utf-8")]
    sources = [
        (query, "\n".join(texts[query["transcript"]][turn] for turn in query["relevant"]))
        for query in queries
    ]
    sources = [(query, text) for query, text in sources if 0 < len(text) < _MAX_CHARS]
    chance = random.Random(0)
    chance.shuffle(sources)
    all_words = [words for query, _ in sources for words in _sentences(query["answer"])]
    passed: dict[str, list[bool]] = {
        "its own turns": [],
        "turns of another meeting": [],
        "other turns of the same meeting": [],
        "its own turns, two words added": [],
    }
    own, elsewhere, beside, added = passed.values()
    for query, text in sources[:_QUERIES]:
        others = [t for q, t in sources if q["transcript"] != query["transcript"]]
        same = [
            t
            for q, t in sources
            if q["transcript"] == query["transcript"]
            and not set(q["relevant"]) & set(query["relevant"])
        ]
        for words in _sentences(query["answer"]):
            own.append(_passes(words, text))
            elsewhere.append(_passes(words, chance.choice(others)))
            if same:
                beside.append(_passes(words, chance.choice(same)))
            more = chance.choice(all_words)
            first = chance.randrange(len(more) - 1)
            added.append(_passes([*words, *more[first : first + 2]], text))
    for name, shares in passed.items():
        print(f"held against {name}: {sum(shares) / len(shares):.3f} of {len(shares)} pass")


def _sentences(answer: str) -> list[list[str]]:
    """The words of each sentence that has enough of them."""
    spoken = [claim_words(answer[start:end]) for start, end in sentence_spans(answer)]
    return [words for words in spoken if len(words) >= _MIN_WORDS]


def _passes(words: list[str], text: str) -> bool:
    return are_near(words, text, bundled_vectors())


if __name__ == "__main__":
    main()
