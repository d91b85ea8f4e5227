"""How fast transcripts are read, linked, cut, embedded, stored and indexed, in processor time.

    python tests/benchmarks/adding_speed.py CORPUS [--turns 1000] [--json FILE]

CORPUS as for `real_libraries.py`. The embedder's raw speed is that of one call with all passages of
a talk; the share says how much of it is left beside all other work.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from real_libraries import transcripts
from turnwise.index import ingest
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import IndexedTranscript
from turnwise.index.models.by_name import load_embedder
from turnwise.index.readers.files import read_path
from turnwise.index.transcript import Transcript
from turnwise.index.writers import to_markdown

_ALL = "all of it"
_STEPS = {  # of `index_transcript`, beside embedding
    "link_exchanges": "linking",
    "make_passages": "cutting into passages",
    "spoken_in": "cutting into words",
}
_RAW = "embedding, in one call for each talk"


def measure(corpus: Path, n_turns: int) -> dict[str, object]:
    """Stage → turns a second; and the share of the embedder's raw speed."""
    embedder = load_embedder()
    embedder.embed(["warm"])
    talks: list[Transcript] = []
    for talk in transcripts(corpus):
        talks.append(talk)
        if sum(len(one.turns) for one in talks) >= n_turns:
            break
    seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        seconds[name] += time.process_time() - start

    indexed: list[IndexedTranscript] = []
    with ExitStack() as patches:
        for name, step in _STEPS.items():
            timed = stage(step)(getattr(ingest, name))
            patches.enter_context(patch.object(ingest, name, timed))
        for talk in talks:  # each talk by turns, so that a busy machine slows both alike
            with stage(_ALL):
                indexed.append(ingest.index_transcript(talk, embedder))
            with stage(_RAW):
                embedder.embed([passage.text(talk) for passage in indexed[-1].passages])
    with tempfile.TemporaryDirectory() as folder:
        library = LibraryFolder(Path(folder))
        with stage(_ALL):
            start = time.process_time()
            with library.writing() as store:
                for one in indexed:
                    store.add(one, model=(embedder.name, embedder.fingerprint))
                seconds["storing"] = time.process_time() - start
                start = time.process_time()
            seconds["indexing"] = time.process_time() - start
        library.close()
    with tempfile.TemporaryDirectory() as folder:
        for number, talk in enumerate(talks):
            file = Path(folder) / f"{number}.md"
            file.write_text(to_markdown(talk), "utf-8")
            with stage("reading"):
                read_path(file)
    turns = sum(len(talk.turns) for talk in talks)
    return {
        "turns": turns,
        "passages": sum(len(one.passages) for one in indexed),
        "turns a second": {name: turns / max(took, 1e-6) for name, took in seconds.items()},
        "share of the embedder's raw speed": seconds[_RAW] / seconds[_ALL],
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--turns", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measure(given.corpus, given.turns)
    print(json.dumps(found, indent=1))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
