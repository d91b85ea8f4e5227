"""Any bytes give turns or a clear error, in bounded time."""

from __future__ import annotations

import io
import json
import time
from itertools import product
from typing import Any

import docx
import pytest
from conftest import INTERVIEW, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes

pytestmark = pytest.mark.slow
_MAX_S = 8  # a slow machine with other work included


def read(data: bytes) -> None:
    try:
        transcript = read_bytes(data, name="talk.txt")
    except TranscriptError:
        return
    for turn in transcript.turns:
        assert turn.text.strip()
        assert turn.speaker.strip()
        assert turn.start_s is None or 0 <= turn.start_s < 1e10
        turn.text.encode()  # no half characters
        turn.speaker.encode()


def _document() -> bytes:
    document = docx.Document()
    document.add_paragraph("Anna   0:03\nWhere was it?")
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Bob"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


_SUBSTATION = b"""[Script Info]
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.50,0:00:02.00,Default,Alex,0,0,0,,{\\i1}Where{\\i0}, then?
Dialogue: 0,0:00:02.00,0:00:03.00,Default,Bob,0,0,0,,In Berlin.
"""
_TINGWU = """{"Transcription": {"Paragraphs": [{"SpeakerId": "1", "Words":
[{"SentenceId": 1, "Start": 500, "End": 900, "Text": "您好？"}]}]}}""".encode()
_WORDS = b"""{"segments": [{"start": 0.0, "end": 2.0, "text": "So? Yes.", "words":
[{"word": "So?", "start": 0.0, "end": 1.0, "speaker": "A"}, {"word": "Yes.", "speaker": "B"}]}]}"""
_GOOGLE = b"""{"results": [{"alternatives": [{"transcript": "Hi.", "words":
[{"startTime": "0.5s", "endTime": "1s", "word": "Hi.", "speakerTag": 1}]}]}]}"""
_REV = b"""{"speakers": [{"id": 0, "name": "Anna"}], "monologues": [{"speaker": 0, "elements":
[{"type": "text", "value": "Hi", "ts": 0.5, "end_ts": 1.0}, {"type": "punct", "value": "."}]}]}"""
_AWS = b"""{"results": {"speaker_labels": {"segments": [{"items": [{"start_time": "0.5",
"speaker_label": "spk_0"}]}]}, "items": [{"start_time": "0.5", "end_time": "1", "alternatives":
[{"content": "Hi"}]}, {"alternatives": [{"content": "."}], "type": "punctuation"}]}}"""
_DEEPGRAM = b"""{"results": {"channels": [{"alternatives": [{"transcript": "Hi.", "words":
[{"word": "hi", "punctuated_word": "Hi.", "start": 0.5, "end": 1, "speaker": 0}]}]}]}}"""
_TTML = b"""<tt><body><p begin="00:00:01.5" end="3s" agent="a1">One<br/>two.</p></body></tt>"""

SAMPLES = [
    *(
        file.read_bytes()[:3000]
        for file in sorted((ROOT / "data" / "eval" / "formats").iterdir())
        if file.name not in ("README.md", "expected.jsonl")
    ),
    INTERVIEW.read_bytes()[:3000],
    *(_document(), _SUBSTATION, _TINGWU, _WORDS, _GOOGLE, _REV, _AWS, _DEEPGRAM, _TTML),
    b"speaker,start,text\nAlex,1,Hi.\nBob,2,Yes.\n",
    "说话人 1 00:03 \n好吗？\n\n说话人 2 00:10 \n好。\n".encode(),
    b"---\ntitle: A talk\ndate: 2023-01-29\n---\n## Why?\n\nSo.\n\n## How?\n\nSo.\n",
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sample with pieces cut out, doubled, swapped, or replaced."""
    data = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 6))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        piece = data[start:end]
        match draw(st.sampled_from(["cut", "double", "move", "replace", "truncate"])):
            case "cut":
                data = data[:start] + data[end:]
            case "double":
                data = data[:end] + piece + data[end:]
            case "move":
                data = piece + data[:start] + data[end:]
            case "truncate":
                data = data[:end]
            case _:
                data = data[:start] + draw(st.binary(max_size=8)) + data[start + 8 :]
    return data


@given(st.binary(max_size=2000))
def test_any_bytes_give_turns_or_an_error(data: bytes):
    read(data)


_PIECES = st.sampled_from(
    "\n|\n\n| |Anna|Bob|贾博士|:|：|0:03|1:02:03| --> |00:00:01,000 --> 00:00:02,000|WEBVTT|<v Anna>|</v>|<p>|</p>|<b>|<cite>"
    '|<time>|{|}|[|]|"text":|"speaker":|"segments":|"Hi."|1|,|**|## |> |- |---|>> |text|{\\i1}|&amp;|&#0;|&#xD800;|\\ud800|?|。|…|(|)'.split(
        "|"
    )
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_run_of_marks_gives_turns_or_an_error(text: str):
    read(text.encode())


@given(mutated())
@settings(max_examples=150)
def test_a_damaged_transcript_gives_turns_or_an_error(data: bytes):
    read(data)


_JSON = [json.loads(data) for data in (_TINGWU, _WORDS, _GOOGLE, _REV, _AWS, _DEEPGRAM)]
_ANYTHING = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1e300,
        10**400,
        "",
        "A",
        "1:02",
        "\ud800",
        [],
        {},
        [None],
        [[]],
        [{}],
        {"a": 1},
    ]
)


def _replace(node: Any, value: Any, draw: st.DrawFn) -> Any:
    """The same, with one value in it replaced."""
    if isinstance(node, dict) and node and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(node)))
        return {**node, key: _replace(node[key], value, draw)}
    if isinstance(node, list) and node and draw(st.integers(0, 5)):
        position = draw(st.integers(0, len(node) - 1))
        return [*node[:position], _replace(node[position], value, draw), *node[position:]]
    return value


@given(st.data())
def test_json_with_anything_in_its_place_gives_turns_or_an_error(data: st.DataObject):
    node = data.draw(st.sampled_from(_JSON))
    for _ in range(data.draw(st.integers(1, 3))):
        node = _replace(node, data.draw(_ANYTHING), data.draw)
    read(json.dumps(node).encode())


_HEADS = {
    "plain": "",
    "labelled": "Alex: hi\nBob: yes\nAlex: ",
    "timed": "Alex 0:01\n",
    "front matter": "---\n",
    "WebVTT": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
    "SubRip": "1\n00:00:01,000 --> 00:00:02,000\n",
    "SubStation": _SUBSTATION.decode(),
    "page": "<html><body><p>Alex: hi</p><p>Bob: ",
    "Podcasting 2.0": "<cite>A:</cite><time>0:01</time><p>",
    "XML": "<tt><body><p begin='0s'>",
    "table": "speaker,text\nA,",
    "JSON": '{"segments":[{"speaker":"A","start":1,"text":"',
}
_UNITS = [" ", ":", "：", "1", "1:", "<", "<v ", "<b>", "[", "[a](", "*", "a ", "Mr. ", "&", "{\\"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "unit"), list(product(_HEADS, _UNITS)))
def test_a_line_of_200_000_characters_is_read_in_linear_time(name: str, unit: str):
    tail = '"}]}' if name == "JSON" else ""
    data = (_HEADS[name] + unit * (200_000 // len(unit)) + tail).encode()
    start = time.process_time()
    read(data)
    assert time.process_time() - start < _MAX_S
