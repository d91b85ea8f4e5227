"""Measure which turns are taken for questions, and which turns for their answers.

    python tests/benchmarks/links.py [--half choose] [--without-punctuation] [--show]

`data/eval/links` holds stretches of conversations with the links that a person marked by reading.
Precision and recall count turns and pairs of a question and an answering turn, except those that
the reader found unclear.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turnwise.index.exchanges import link_exchanges
from turnwise.index.transcript import Turn

CONVERSATIONS = Path(__file__).parents[2] / "data" / "eval" / "links" / "conversations.jsonl"
_PUNCTUATION = re.compile(r"[,.!?;:，。！？；：、…]+")


@dataclass(frozen=True)
class Count:
    """How many are right, of those that were found and of those that are there."""

    right: int
    found: int
    there: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.there if self.there else 0.0
        return (
            f"precision {precision:.2f} ({self.right}/{self.found})  "
            f"recall {recall:.2f} ({self.right}/{self.there})"
        )


def main() -> None:
    """Print the counts of questions and links, for each language and kind of conversation."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=("choose", "keep"), help="of the conversations; else all")
    parser.add_argument("--without-punctuation", action="store_true", help="as recognisers write")
    parser.add_argument("--show", action="store_true", help="each difference, to read")
    arguments = parser.parse_args()
    conversations = [row for row in read_conversations() if arguments.half in (None, row["half"])]
    for name in ("questions", "links"):
        counts: Counter[tuple[str, str]] = Counter()
        for conversation in conversations:
            right, found, there = compare(
                conversation, arguments.without_punctuation, name == "links"
            )
            for group in ("all", f"{conversation['lang']} {conversation['kind']}s"):
                counts[group, "right"] += len(right)
                counts[group, "found"] += len(found)
                counts[group, "there"] += len(there)
            if arguments.show:
                show(conversation, name, found - there, there - right)
        for group in dict.fromkeys(group for group, _ in counts):
            count = Count(*(counts[group, kind] for kind in ("right", "found", "there")))
            print(f"{name:<10}{group:<18}{count}")


def read_conversations() -> list[dict[str, Any]]:
    """The marked conversations, as stored."""
    return [json.loads(line) for line in CONVERSATIONS.read_text("utf-8").splitlines()]


def compare(
    conversation: Mapping[str, Any], without_punctuation: bool, links: bool
) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]], set[tuple[int, ...]]]:
    """Those that are right, found and there: (question,), or (question, answer) with `links`.

    A turn that is unclear counts nowhere, neither does an answer that may be shown but need not be.
    """
    turns = list(turns_of(conversation["turns"], without_punctuation))
    unclear = {*conversation["unclear"], len(turns)}
    marked = {int(number): answers for number, answers in conversation["questions"].items()}
    linked = {
        exchange.question_turn: exchange.answers
        for exchange in link_exchanges(turns)
        if exchange.question_turn is not None and exchange.question_turn not in unclear
    }
    if not links:
        found = {(number,) for number in linked}
        there = {(number,) for number in marked}
        return found & there, found, there
    optional = {(n, answer) for n, answers in marked.items() for answer in answers["also"]}
    found = {(n, answer) for n, answers in linked.items() for answer in answers} - optional
    there = {(n, answer) for n, answers in marked.items() for answer in answers["answers"]}
    return found & there, found, there


def turns_of(turns: Sequence[Sequence[str]], without_punctuation: bool) -> Iterator[Turn]:
    """The stored turns as turns, if wanted without what a speech recogniser leaves out."""
    for number, (speaker, text) in enumerate(turns, start=1):
        bare = " ".join(_PUNCTUATION.sub(" ", text).split()).lower() or "嗯"
        yield Turn(number, speaker, bare if without_punctuation else text)


def show(
    conversation: Mapping[str, Any],
    name: str,
    wrong: set[tuple[int, ...]],
    missed: set[tuple[int, ...]],
) -> None:
    """Print the differences, each with the end of its turn."""
    for kind, pairs in (("wrong", wrong), ("missed", missed)):
        for pair in sorted(pairs):
            words = conversation["turns"][pair[-1] - 1][1][-90:].replace("\n", " ")
            print(f"{kind} {name} {conversation['id'][-24:]} {pair}: {words}")


if __name__ == "__main__":
    main()
