"""How fast transcripts are read, linked, cut, embedded, stored and indexed, in processor time.

    python tests/benchmarks/adding_speed.py CORPUS [--turns 1000] [--json FILE]

CORPUS as for `real_libraries.py`. The embedder's raw speed is that of one call with all passages;
the share says how much of it is left beside all other work.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from real_libraries import transcripts
from turnwise.index.exchanges import link_exchanges
from turnwise.index.folder import LibraryFolder
from turnwise.index.ingest import IndexedTranscript, index_transcript
from turnwise.index.models.by_name import load_embedder
from turnwise.index.passages import make_passages
from turnwise.index.readers.files import read_path
from turnwise.index.text.sentences.spoken import spoken_in
from turnwise.index.transcript import Transcript
from turnwise.index.writers import to_text

_ALL = "all of it"
_RAW = "embedding, in one call"


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

    with tempfile.TemporaryDirectory() as folder:
        for number, talk in enumerate(talks):
            file = Path(folder) / f"{number}.txt"
            file.write_text(to_text(talk), "utf-8")
            with stage("reading"):
                read_path(file)
    texts: list[str] = []
    for talk in talks:
        with stage("linking"):
            exchanges = link_exchanges(talk.turns, talk.links)
        with stage("cutting into passages"):
            passages = make_passages(talk, exchanges, embedder.count_tokens)
        with stage("cutting into words"):
            spoken_in((turn.text, turn.sentences(), None) for turn in talk.turns)
        texts += [passage.text(talk) for passage in passages]
    with stage(_RAW):
        embedder.embed(texts)
    with tempfile.TemporaryDirectory() as folder:
        library = LibraryFolder(Path(folder))
        with stage(_ALL):
            indexed: list[IndexedTranscript] = [index_transcript(t, embedder) for t in talks]
            start = time.process_time()
            with library.writing() as store:
                for one in indexed:
                    store.add(one, model=(embedder.name, embedder.fingerprint))
                seconds["storing"] = time.process_time() - start
                start = time.process_time()
            seconds["indexing"] = time.process_time() - start
        library.close()
    turns = sum(len(talk.turns) for talk in talks)
    return {
        "turns": turns,
        "passages": len(texts),
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
