from __future__ import annotations

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes

_HEAD = """[Script Info]
Title: A talk
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def test_dialogue_lines_are_utterances_with_name_and_time():
    text = _HEAD + (
        r"Dialogue: 0,0:00:01.50,0:00:02.00,Default,Alex,0,0,0,,{\i1}Where{\i0}, then?" + "\n"
        r"Dialogue: 0,0:00:02.00,0:00:03.00,Default,Bob,0,0,0,,In Berlin,\NGermany." + "\n"
    )
    transcript = read_bytes(text.encode(), name="talk.ass")
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in transcript.turns] == [
        ("Alex", "Where, then?", 1.5, 2.0),
        ("Bob", "In Berlin, Germany.", 2.0, 3.0),
    ]


def test_comments_are_not_speech():
    text = _HEAD + (
        "Comment: 0,0:00:00.00,0:00:01.00,Default,Alex,0,0,0,,To do\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Alex,0,0,0,,Hi.\n"
    )
    assert [t.text for t in read_bytes(text.encode(), name="talk.ass").turns] == ["Hi."]


def test_a_script_without_dialogue_is_refused():
    with pytest.raises(TranscriptError):
        read_bytes(_HEAD.encode(), name="talk.ass")
