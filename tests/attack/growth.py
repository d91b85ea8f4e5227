"""How the time of each stage grows with what it is given: n, twice n, four times n.

    python tests/attack/growth.py [--seconds 120]

Prints a line of JSON for each stage and shape of input: seconds of processor time at each size, and
by what power of the size they grow (1 is linear). Exits with 1 if a stage grows like a square.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from turnwise.index.exchanges import link_exchanges
from turnwise.index.ingest import index_transcript
from turnwise.index.passages import make_passages
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import Utterance, to_turns
from turnwise.index.store.store import Store
from turnwise.index.text.terms import words_of
from turnwise.index.transcript import Transcript, Turn
from turnwise.index.writers import WRITERS
from turnwise.rag import Library
from turnwise.rag.reading.outline import make_outline

SIZES = (1, 2, 4)
MAX_POWER = 1.6  # above it the time grows more like the square
MIN_SECONDS = 0.2  # at the largest size; less says nothing about growth
_SAID = "We moved the model to the phone, and why did that take so long? 我们把模型搬到手机上。"


class QuickEmbedder:
    """Embeddings that cost nothing, so that what is around them is measured."""

    name = fingerprint = "quick"
    dim = 8

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), self.dim), dtype=np.float32) / np.sqrt(self.dim)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [max(1, len(text) // 3) for text in texts]


# -- shapes of input: what is many in them


def many_turns(n: int) -> Transcript:
    return _transcript([("Alex" if i % 2 else "Bob", f"{i}. {_SAID}") for i in range(500 * n)])


def many_speakers(n: int) -> Transcript:
    return _transcript([(f"{_name(i)}", f"I am {_name(i)} Smith. {_SAID}") for i in range(500 * n)])


def many_chinese_speakers(n: int) -> Transcript:
    family, given = "王李张刘陈杨黄赵吴周", "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰"
    names = [f"{family[i % 10]}{given[i // 10 % 25]}{given[i // 250 % 25]}" for i in range(300 * n)]
    return _transcript(
        [(name, f"{names[i - 1]}老师好，我是{name}。") for i, name in enumerate(names)]
    )


def many_spelled_speakers(n: int) -> Transcript:
    """Latin names that spell Chinese ones, in a text full of those."""
    syllables = "yang qing jia wei min hua jing lei tao jun".split()
    characters = "扬清佳伟敏华静磊涛军"
    turns: list[tuple[str, str]] = []
    for i in range(150 * n):
        a, b, c = i % 10, i // 10 % 10, i // 100 % 10
        name = (syllables[a] + syllables[b] + syllables[c]).capitalize()
        turns.append(
            (
                name,
                f"贾{characters[a]}{characters[b]}老师说，王{characters[b]}{characters[c]}也来。",
            )
        )
        turns.append((f"{syllables[a]}{syllables[b]}".capitalize(), "好。"))
    return _transcript(turns)


def many_questions(n: int) -> Transcript:
    return _transcript(
        [("Q", f"What is number {i}?") if i % 4 else ("A", _SAID) for i in range(800 * n)]
    )


def unanswered_questions(n: int) -> Transcript:
    return _transcript([(f"Q{i}", f"What is number {i}?") for i in range(500 * n)])


def long_turns(n: int) -> Transcript:
    return _transcript([("Alex", _SAID * 200 * n), ("Bob", "Why?"), ("Alex", _SAID * 200 * n)])


def long_turn_without_stops(n: int) -> Transcript:
    return _transcript(
        [("Alex", "so we went on and " * 1000 * n), ("Bob", "我们继续走" * 2000 * n)]
    )


def _name(i: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(letters[i // 26**k % 26] for k in range(4)).capitalize()


def _transcript(turns: Sequence[tuple[str, str]]) -> Transcript:
    numbered = (Turn(i, name, text, float(i)) for i, (name, text) in enumerate(turns, start=1))
    return Transcript("A talk", tuple(numbered))


SHAPES = (
    many_turns, many_speakers, many_chinese_speakers, many_spelled_speakers, many_questions,
    unanswered_questions, long_turns, long_turn_without_stops,
)  # fmt: skip


# -- stages


def stages(transcript: Transcript, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each stage behind the reader, by its name, ready to run on this transcript."""
    embedder = QuickEmbedder()
    utterances = [Utterance(t.text, t.speaker, t.start_s, t.start_s) for t in transcript.turns]
    exchanges = link_exchanges(transcript.turns)
    yield "to_turns", lambda: to_turns(utterances)
    yield "link_exchanges", lambda: link_exchanges(transcript.turns)
    yield "make_passages", lambda: make_passages(transcript, exchanges, embedder.count_tokens)
    yield "words_of", lambda: [words_of(turn.text) for turn in transcript.turns]
    yield "index_transcript", lambda: index_transcript(transcript, embedder)
    yield "make_outline", lambda: make_outline(transcript, exchanges)
    with Library.open(folder, embedder=embedder) as library:
        yield "add", lambda: library.add(transcript)
        speaker = library.speakers()[0]
        yield "suggest_aliases", library.suggest_aliases
        yield "speaker_details", library.speaker_details
        yield "lookup", lambda: library.lookup("model")
        yield "timeline", lambda: library.timeline("model")
        yield "search", lambda: library.search("Why did the model take so long?")
        yield "rename_speaker", lambda: library.rename_speaker(speaker, "Somebody Else")
        yield "transcripts", library.transcripts
    yield "store.transcripts", lambda: Store(folder / "library.sqlite3").transcripts()
    for format, write in WRITERS.items():
        yield f"write {format}", lambda write=write: write(transcript)
    text = "".join(f"{turn.speaker}: {turn.text}\n" for turn in transcript.turns).encode()
    yield "read text", lambda: read_bytes(text, name="talk.txt")


def many_transcripts(n: int, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """The stages that go through a whole library, of many small transcripts."""
    embedder = QuickEmbedder()
    with Library.open(folder, embedder=embedder) as library:
        talks = [
            Transcript(f"Talk {i}", (Turn(1, _name(i), "Why?"), Turn(2, _name(i + 1), _SAID)))
            for i in range(30 * n)
        ]
        yield "add", lambda: [library.add(talk) for talk in talks]
        yield "transcripts", library.transcripts
        yield "speaker_details", library.speaker_details
        yield "suggest_aliases", library.suggest_aliases
        yield "lookup", lambda: library.lookup("model")
        yield "rename_speaker", lambda: library.rename_speaker(_name(0), "Somebody Else")


def many_aliases(n: int, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """The stages that look at names, where each speaker has two."""
    transcript = many_speakers(n)
    with Library.open(folder, embedder=QuickEmbedder()) as library:
        library.add(transcript)
        with library._folder.writing() as store:
            names = store.speaker_names()
            for name in transcript.speakers[::10]:
                names = names.with_one_person(name, [f"{name} Smith"])
            store.set_speaker_names(names)
        yield "speaker_details", library.speaker_details
        yield "suggest_aliases", library.suggest_aliases
        yield "add_aliases", lambda: library.add_aliases(transcript.speakers[1], ["Zed"])


def measure(make: Callable[[int, Path], Iterator[tuple[str, Callable[[], object]]]], end: float) -> dict[str, list[float]]:  # fmt: skip
    """Seconds of each stage at each size that there was time for."""
    seconds: dict[str, list[float]] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for stage, run in make(size, Path(folder) / "library"):
                start = time.process_time()
                try:
                    run()
                except Exception as error:  # a format that refuses, a question that finds nothing
                    print(f"{stage}: {type(error).__name__}: {str(error)[:90]}", file=sys.stderr)
                    continue
                seconds.setdefault(stage, []).append(time.process_time() - start)
        if time.monotonic() > end:
            break
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="begin no shape after these")
    parser.add_argument("--scale", type=int, default=4, help="multiplies all sizes")
    arguments = parser.parse_args()
    end = time.monotonic() + arguments.seconds
    shapes = {
        shape.__name__: lambda n, folder, shape=shape: stages(shape(n * arguments.scale), folder)
        for shape in SHAPES
    }
    for shape in (many_transcripts, many_aliases):
        shapes[shape.__name__] = lambda n, folder, shape=shape: shape(n * arguments.scale, folder)
    is_bad = False
    for shape, make in shapes.items():
        if time.monotonic() > end:
            break
        measured = measure(make, end)
        if any(map(_is_square, measured.values())):  # on a busy machine once proves little
            again = measure(make, end)
            measured = {
                stage: list(map(min, seconds, again.get(stage, seconds)))
                for stage, seconds in measured.items()
            }
        for stage, seconds in measured.items():
            power = _power(seconds)
            is_bad = is_bad or _is_square(seconds)
            line = {
                "shape": shape,
                "stage": stage,
                "seconds": [round(s, 3) for s in seconds],
                "power": power and round(power, 2),
                "ok": not _is_square(seconds),
            }
            print(json.dumps(line), flush=True)
    sys.exit(is_bad)


def _power(seconds: Sequence[float]) -> float | None:
    """By what power of the size a stage grows; None where it is too fast to tell."""
    if len(seconds) < len(SIZES) or seconds[-1] < MIN_SECONDS:
        return None
    return math.log2(seconds[-1] / max(seconds[-2], 1e-6))


def _is_square(seconds: Sequence[float]) -> bool:
    power = _power(seconds)
    return power is not None and power > MAX_POWER


if __name__ == "__main__":
    main()
