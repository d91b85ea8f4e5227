"""How well the check of a language model's sentences tells sources from other text.

    python tests/benchmarks/written_sentences.py SET

The set's queries carry answers that people wrote (`answer`), such as QMSum's. Each sentence of an
answer is held against the turns that it was written from, against turns of another meeting, and
against other turns of the same meeting. Good: the first is borne out, the others are not.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from sklearn.metrics import roc_auc_score
from turnwise.index.sentences import sentence_spans
from turnwise.index.terms import content_words
from turnwise.rag.generation.check import _LEAST_NEAR
from turnwise.rag.near_words import bundled_vectors, find_words

_MAX_CHARS = 2500  # of the turns of one answer: a language model reads a few turns, not a meeting
_FEWEST_WORDS = 3  # of a sentence
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
    own: list[float] = []
    elsewhere: list[float] = []
    beside: list[float] = []
    for query, text in sources[:_QUERIES]:
        others = [t for q, t in sources if q["transcript"] != query["transcript"]]
        same = [
            t
            for q, t in sources
            if q["transcript"] == query["transcript"]
            and not set(q["relevant"]) & set(query["relevant"])
        ]
        for start, end in sentence_spans(query["answer"]):
            words = content_words(query["answer"][start:end])
            if len(words) < _FEWEST_WORDS:
                continue
            own.append(_near(words, text))
            elsewhere.append(_near(words, chance.choice(others)))
            if same:
                beside.append(_near(words, chance.choice(same)))
    print(f"{len(own)} sentences, borne out by their own turns: {_share(own):.3f}")
    for name, wrong in (("another meeting", elsewhere), ("the same meeting", beside)):
        area = roc_auc_score([1] * len(own) + [0] * len(wrong), [*own, *wrong])
        print(
            f"by other turns of {name}: {_share(wrong):.3f} ({len(wrong)}); area under the curve {area:.3f}"
        )


def _near(words: list[str], text: str) -> float:
    near, _ = find_words(words, [text], bundled_vectors())
    return float(near.mean())


def _share(near: list[float]) -> float:
    return sum(one >= _LEAST_NEAR for one in near) / len(near)


if __name__ == "__main__":
    main()
