"""Each tool's JSON gives the same speakers, words and times."""

from __future__ import annotations

import pytest
from json_talk import NAMES, NOBODY, merged, read
from samples_of_chinese import CHINESE_TOOLS
from samples_of_recognisers import RECOGNISERS
from samples_of_tools import TOOLS
from turnwise.index.readers.utterances import UNNAMED

SAMPLES = {**RECOGNISERS, **TOOLS, **CHINESE_TOOLS}


@pytest.mark.parametrize("tool", SAMPLES)
def test_the_json_of_a_tool_gives_speakers_words_and_times(tool: str):
    data, speakers, talk = SAMPLES[tool]
    transcript = read(data)
    names = dict(zip(NAMES, speakers, strict=True))
    if speakers == NOBODY:
        assert " ".join(text for _, text in merged(transcript)).split() == [
            word for _, text, _ in talk for word in text.split()
        ]
        assert {turn.speaker for turn in transcript.turns} == {UNNAMED}
    else:
        assert merged(transcript) == [(names[who], text) for who, text, _ in talk]
        starts = [turn.start_s for turn in transcript.turns]
        assert starts == pytest.approx([start for _, _, start in talk], abs=0.05)
    assert transcript.turns[0].start_s == pytest.approx(0, abs=0.05)
    assert [note.text for note in transcript.notes] == []
