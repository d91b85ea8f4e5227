"""Measure refusals of questions near the topic, on whole conversations.

    python tests/benchmarks/near_topic.py CONVERSATIONS.jsonl.gz …

A line of a file is a conversation: {"id", "title", "turns": [[speaker, text], …]}. The questions of a
conversation are put to it, and to another one in which one of its speakers speaks too. Prints the shares
answered and refused, for all questions and for those for a number, an amount, a date and so on; and the
same if a hit needed only to speak of the subject.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from turnwise.index.exchanges import asking_sentence, link_exchanges
from turnwise.index.speakers import is_placeholder
from turnwise.index.text.length import text_length
from turnwise.index.transcript import Transcript, Turn
from turnwise.rag import Library
from turnwise.rag.search.filters import Filters
from turnwise.rag.search.relevance import MIN_LIKELIHOOD
from turnwise.rag.understanding.understand import understand

_CONVERSATIONS, _QUESTIONS = 16, 6  # of a file; of a conversation, and as many with an answer type
_MAX_TURNS = 150
_MIN_LENGTH, _MAX_LENGTH = 24, 150  # of a question, as `text_length` counts
_HITS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args().files:
        outcomes = defaultdict(list)
        for group, is_own, answered in ask_all(sample(path)):
            outcomes[group, is_own].append(answered)
        for (group, is_own), answered in sorted(outcomes.items()):
            share = [sum(column) / len(answered) for column in zip(*answered, strict=True)]
            where = "its own" if is_own else "another"
            print(
                f"{path.name}: {group}, put to {where} conversation ({len(answered)}): "
                f"answered {share[0]:.2f}; if only the subject counted, {share[1]:.2f}"
            )


def sample(path: Path) -> list[Transcript]:
    rng = random.Random(0)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        talks = [json.loads(line) for line in lines]
    talks = [talk for talk in talks if len(talk["turns"]) <= _MAX_TURNS]
    return [read(talk) for talk in rng.sample(talks, min(_CONVERSATIONS, len(talks)))]


def read(talk: dict) -> Transcript:
    turns = (
        Turn(number, speaker, text) for number, (speaker, text) in enumerate(talk["turns"], start=1)
    )
    return Transcript(f"{talk['title']} {talk['id']}", tuple(turns))


def ask_all(talks: list[Transcript]) -> Iterator[tuple[str, bool, tuple[bool, bool]]]:
    """(which questions, whether put to its own conversation, whether answered)."""
    rng = random.Random(0)
    with tempfile.TemporaryDirectory() as folder, Library(folder) as library:
        for talk in talks:
            library.add(talk)
        for talk in talks:
            others = [
                other for other in talks if other is not talk and share_a_speaker(talk, other)
            ]
            for question in questions(talk, rng):
                is_typed = understand(question).wants.form == "fact"
                group = "facts" if is_typed else "other questions"
                yield group, True, decide(library, question, talk.id)
                if others:
                    yield group, False, decide(library, question, rng.choice(others).id)


def share_a_speaker(talk: Transcript, other: Transcript) -> bool:
    return any(name in other.speakers for name in talk.speakers if not is_placeholder(name))


def questions(talk: Transcript, rng: random.Random) -> list[str]:
    asked = [
        asking_sentence(talk.turn(exchange.question_turn).text)
        for exchange in link_exchanges(talk.turns)
        if exchange.question_turn is not None and exchange.answers
    ]
    asked = [text for text in asked if _MIN_LENGTH <= text_length(text) <= _MAX_LENGTH]
    typed = [text for text in asked if understand(text).wants.form == "fact"]
    other = [text for text in asked if text not in typed]
    return [
        text for texts in (typed, other) for text in rng.sample(texts, min(_QUESTIONS, len(texts)))
    ]


def decide(library: Library, question: str, id: str) -> tuple[bool, bool]:
    """Whether the library answers, and whether it would if only the subject counted."""
    query = understand(question)
    filters = Filters(transcripts=(id,))
    evidence = library._searcher.search(query, filters, _HITS)
    speaks = any(item.relevance.likelihood >= MIN_LIKELIHOOD for item in evidence)
    if query.wants.form in ("fact", "definition"):
        evidence = library._searcher.point_out(query, filters, evidence)
    return any(item.is_relevant for item in evidence), speaks


if __name__ == "__main__":
    main()
