"""Real files of each kind: who speaks, how many turns, how it begins and ends, when."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import Any

import pytest
from conftest import ROOT
from turnwise.index.readers import read_transcript
from turnwise.index.readers.utterances import UNNAMED

FORMATS = ROOT / "data" / "eval" / "formats"
EXPECTED: list[dict[str, Any]] = [
    json.loads(line) for line in (FORMATS / "expected.jsonl").read_text("utf-8").splitlines()
]


def letters(text: str) -> str:
    """Letters and digits: files and expectations differ in spaces and quotes."""
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.parametrize("expected", [pytest.param(e, id=e["file"]) for e in EXPECTED])
def test_a_real_file_gives_its_speakers_turns_and_times(expected: dict[str, Any]):
    transcript = read_transcript(FORMATS / expected["file"])
    merged = [
        (speaker, letters("".join(turn.text for turn in turns)))
        for speaker, turns in groupby(transcript.turns, key=lambda turn: turn.speaker)
    ]
    assert set(transcript.speakers) == set(expected["speakers"] or [UNNAMED])
    assert len(merged) == expected.get("n_turns", 1)
    first_speaker, first_text = merged[0]
    assert first_speaker == (expected["first_turn"]["speaker"] or UNNAMED)
    assert first_text.startswith(letters(expected["first_turn"]["text_prefix"]))
    assert merged[-1][1].endswith(letters(expected["last_text"]))
    starts = [turn.start_s for turn in transcript.turns if turn.start_s is not None]
    assert bool(starts) == expected["has_timestamps"]
    assert starts == sorted(starts)
    if "first_start" in expected:
        assert starts[0] == pytest.approx(expected["first_start"], abs=0.01)


def test_every_file_of_the_folder_has_an_expectation():
    files = {file.name for file in FORMATS.iterdir()} - {"README.md", "expected.jsonl"}
    assert files == {expected["file"] for expected in EXPECTED}
