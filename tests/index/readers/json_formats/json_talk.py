"""One talk, and how tests write it as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript

Said = tuple[str, str, float]  # speaker, words, start in seconds; each lasts 4 s
MARA, OWEN = "Mara", "Owen"
ENGLISH: list[Said] = [
    (MARA, "When did you build the kiln?", 0.0),
    (OWEN, "In the spring of 2019. It took three weeks.", 5.0),
    (MARA, "And where did the bricks come from?", 10.0),
    (OWEN, "From the old mill by the river.", 15.0),
    (MARA, "Did it crack?", 20.0),
    (OWEN, "Once, in the first winter.", 25.0),
]
CHINESE: list[Said] = [
    (MARA, "您是哪一年盖的窑？", 0.0),
    (OWEN, "二零一九年春天，用了三个星期。", 5.0),
    (MARA, "砖是从哪里来的呢？", 10.0),
    (OWEN, "从河边的老磨坊拉来的。", 15.0),
    (MARA, "后来裂过吗？", 20.0),
    (OWEN, "裂过一次，就在头一个冬天。", 25.0),
]
PLAIN = [(MARA, text.strip("?.").lower().replace(".", ""), start) for _, text, start in ENGLISH]
ALL = " ".join(text for _, text, _ in ENGLISH)
IDS = {MARA: 0, OWEN: 1}
NAMES = (MARA, OWEN)
NUMBERED = ("Speaker 0", "Speaker 1")
FROM_1 = ("Speaker 1", "Speaker 2")
LETTERS = ("Speaker A", "Speaker B")
NOBODY = (UNNAMED, UNNAMED)
LENGTH_S = 4.0
DAY = datetime(2024, 3, 2, 10, tzinfo=UTC)


def read(data: Any) -> Transcript:
    return read_bytes(json.dumps(data, ensure_ascii=False).encode(), name="talk.json")


def each(make: Callable[..., Any], talk: list[Said] = ENGLISH) -> list[Any]:
    """One object a turn, made of speaker, words, start and end."""
    return [make(who, text, start, start + LENGTH_S) for who, text, start in talk]


def tokens(text: str, start: float, *, spaced: bool = False) -> Iterator[tuple[str, float, float]]:
    """The words of a turn, or its characters in Chinese, with start and end."""
    parts = text.split() if " " in text else list(text)
    for n, part in enumerate(parts):
        word = f" {part}" if spaced and n and " " in text else part
        yield word, round(start + n / 5, 3), round(start + n / 5 + 0.1, 3)


def each_word(make: Callable[..., Any], talk: list[Said] = ENGLISH, **options: bool) -> list[Any]:
    """One object a word, made of speaker, word, start and end."""
    return [make(who, *t) for who, text, start in talk for t in tokens(text, start, **options)]


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def ticks(seconds: float) -> int:
    return round(seconds * 10_000_000)


def instant(seconds: float) -> str:
    return (DAY + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")[:-6] + "Z"


def clock(seconds: float) -> str:
    return f"00:00:{seconds:06.3f}"


def words_of(text: str, start: float, *keys: str) -> list[dict[str, Any]]:
    return [dict(zip(keys, token, strict=True)) for token in tokens(text, start)]


def rows(*columns: str) -> Callable[..., dict[str, Any]]:
    """An object with a column each for speaker, words, start and end; “” leaves one out."""
    return lambda *values: {
        name: value for name, value in zip(columns, values, strict=False) if name
    }


SEGMENTS = each(rows("speaker", "text", "start", "end"))


def merged(transcript: Transcript) -> list[tuple[str, str]]:
    turns: list[tuple[str, str]] = []
    for turn in transcript.turns:
        if turns and turns[-1][0] == turn.speaker:
            turns[-1] = (turn.speaker, f"{turns[-1][1]} {turn.text}")
        else:
            turns.append((turn.speaker, turn.text))
    return turns
