"""Whole conversations to train on: gzip JSON lines, one conversation a line."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..transcript import Turn

FILES = "transcripts.*.jsonl.gz"
_HELD_OUT_SHARE = 20  # one conversation in so many is never trained on


@dataclass(frozen=True, slots=True)
class Conversation:
    """One transcript of the corpus."""

    id: str
    family: str  # conversations of like people and theme: a source, or a show of it
    language: str  # zh, en or mixed
    turns: tuple[Turn, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it serves for choosing; its id decides, so runs repeat."""
        return int(hashlib.sha1(self.id.encode()).hexdigest()[:8], 16) % _HELD_OUT_SHARE == 0


def read_conversations(folder: Path, *, exclude: Iterable[str] = ()) -> Iterator[Conversation]:
    """Yield the conversations of the files in a folder, in order.

    Args:
        exclude: what the ids end in of conversations to leave out, as those of evaluation sets.

    A line has `id` (“changelog/jsparty/jsparty-12”), `language`, and `turns`, each a speaker and a
    text. Raises FileNotFoundError if the folder holds no such file.
    """
    excluded = tuple(exclude)
    files = sorted(folder.glob(FILES))
    if not files:
        raise FileNotFoundError(f"{folder} holds no conversations ({FILES})")
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                conversation = _conversation(json.loads(line))
                if not conversation.id.endswith(excluded):
                    yield conversation


def _conversation(entry: dict) -> Conversation:
    spoken = [(speaker, text) for speaker, text in entry["turns"] if speaker.strip()]
    turns = [Turn(n, *turn) for n, turn in enumerate(spoken, start=1) if turn[1].strip()]
    source, *folders, _ = entry["id"].split("/")
    family = "/".join([source, *folders[:1]]) if source == "changelog" else source
    return Conversation(entry["id"], family, entry["language"], tuple(turns))
