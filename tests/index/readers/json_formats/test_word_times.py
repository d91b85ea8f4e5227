from __future__ import annotations

import json

from turnwise.index.readers import read_bytes

WORDS = "so we opened the gate and my aunt kept the ledger in a blue book".split()


def test_words_timed_one_by_one_keep_their_times_inside_a_turn():
    words = [
        {
            "word": word,
            "start": n + (2 if n > 4 else 0),
            "end": n + 0.9 + (2 if n > 4 else 0),
            "speaker": "Mara",
        }
        for n, word in enumerate(WORDS)
    ]
    (turn,) = read_bytes(json.dumps({"words": words}).encode(), name="talk.json").turns
    assert turn.text == " ".join(WORDS)
    assert turn.time_at(turn.text.index("ledger")) in (11.0, 12.0)
    assert turn.time_at(turn.text.index("and my")) == 7.0  # after a pause
    assert len(turn.marks) < len(WORDS)


def test_segments_joined_to_a_turn_keep_their_times():
    segments = [
        {"speaker": "Mara", "text": "We opened the gate.", "start": 0.0, "end": 4.0},
        {"speaker": "Mara", "text": "My aunt kept the ledger.", "start": 95.0, "end": 99.0},
    ]
    (turn,) = read_bytes(json.dumps({"segments": segments}).encode(), name="talk.json").turns
    assert turn.time_at(turn.text.index("ledger")) == 95.0
