"""JSON in layouts of no tool in particular: the same talk each time."""

from __future__ import annotations

from typing import Any

import pytest
from json_talk import (
    CHINESE,
    ENGLISH,
    IDS,
    MARA,
    NAMES,
    NUMBERED,
    OWEN,
    SEGMENTS,
    Said,
    clock,
    each,
    each_word,
    instant,
    merged,
    ms,
    read,
    rows,
)
from samples_of_services import SERVICES

# Layout: the JSON, its speakers, the talk, and whether it has times.
LAYOUTS: dict[str, tuple[Any, tuple[str, str], list[Said], bool]] = {
    "an unusual name of the speaker, and a paragraph in an object": (
        {"sayings": each(lambda w, t, a, b: {"sayer": {"fullName": w}, "paragraph": {"text": t}})},
        NAMES, ENGLISH, False,
    ),
    "a list of paragraphs a turn": (
        {"sayings": each(lambda w, t, a, b: {"speaker": w, "paragraph": [t]})},
        NAMES, ENGLISH, False,
    ),
    "objects by number": (
        {str(n): x for n, x in enumerate(SEGMENTS)},
        NAMES, ENGLISH, True,
    ),
    "objects by id": (
        {f"-Mx{n}k": x for n, x in enumerate(SEGMENTS)},
        NAMES, ENGLISH, True,
    ),
    "lists in lists": (
        [[x] for x in SEGMENTS],
        NAMES, ENGLISH, True,
    ),
    "a list a page": (
        {
            "pages": [
                SEGMENTS[:3],
                SEGMENTS[3:],
            ]
        },
        NAMES, ENGLISH, True,
    ),
    "parallel lists": (
        {
            "id": "CNN-1",
            "program": "Kiln",
            "date": "2024-03-02",
            "url": "http://x.org/a",
            "title": "Kilns",
            "summary": "They speak about a kiln and its bricks.",
            "utt": [t for _, t, _ in ENGLISH],
            "speaker": [w for w, _, _ in ENGLISH],
        },
        NAMES, ENGLISH, False,
    ),
    "columns": (
        {
            "segments": {
                "text": [t for _, t, _ in ENGLISH],
                "speaker": [w for w, _, _ in ENGLISH],
                "start": [a for _, _, a in ENGLISH],
            }
        },
        NAMES, ENGLISH, True,
    ),
    "a list of labelled strings": (
        [f"{w}: {t}" for w, t, _ in ENGLISH],
        NAMES, ENGLISH, False,
    ),
    "labelled strings under a name": (
        {"title": "Kiln", "transcript": [f"{w}: {t}" for w, t, _ in ENGLISH]},
        NAMES, ENGLISH, False,
    ),
    "a labelled text": (
        {
            "title": "Kiln",
            "date": "2024-03-02",
            "transcript": "\n".join(f"{w}: {t}" for w, t, _ in ENGLISH),
        },
        NAMES, ENGLISH, False,
    ),
    "subtitles in a string": (
        {
            "content": "WEBVTT\n\n"
            + "\n\n".join(f"{clock(a)} --> {clock(a + 4)}\n<v {w}>{t}</v>" for w, t, a in ENGLISH)
        },
        NAMES, ENGLISH, True,
    ),
    "rows of speaker and words": (
        [[w, t] for w, t, _ in ENGLISH],
        NAMES, ENGLISH, False,
    ),
    "rows of times, speaker and words": (
        {"data": [[a, a + 4, w, t] for w, t, a in ENGLISH]},
        NAMES, ENGLISH, True,
    ),
    "rows below a row of names": (
        [["start", "end", "speaker", "text"]] + [[a, a + 4, w, t] for w, t, a in ENGLISH],
        NAMES, ENGLISH, True,
    ),
    "speakers as keys": (
        [{w: t} for w, t, _ in ENGLISH],
        NAMES, ENGLISH, False,
    ),
    "speakers as keys in a list": (
        {"dialogue": [{w: t} for w, t, _ in ENGLISH]},
        NAMES, ENGLISH, False,
    ),
    "questions and answers": (
        {
            "interview": [
                {"question": ENGLISH[i][1], "answer": ENGLISH[i + 1][1]} for i in (0, 2, 4)
            ]
        },
        ("question", "answer"), ENGLISH, False,
    ),
    "问题 and 回答": (
        [{"问题": CHINESE[i][1], "回答": CHINESE[i + 1][1]} for i in (0, 2, 4)],
        ("问题", "回答"), CHINESE, False,
    ),
    "labels in timed texts": (
        each(
            lambda w, t, a, b: {
                "id": str(a),
                "startTime": clock(a).replace(".", ","),
                "startSeconds": a,
                "endTime": clock(b).replace(".", ","),
                "endSeconds": b,
                "text": f"{w}: {t}",
            }
        ),
        NAMES, ENGLISH, True,
    ),
    "an unusual name of the words": (
        each(rows("speaker", "phrase", "start", "end")),
        NAMES, ENGLISH, True,
    ),
    "utteranceText": (
        each(rows("speaker", "utteranceText", "startMs", "endMs")),
        NAMES, ENGLISH, True,
    ),
    "unknown speaker": (
        each(rows("rep", "text", "start", "end")),
        NAMES, ENGLISH, True,
    ),
    "debater": (
        each(rows("debater", "speech_text", "t0", "t1")),
        NAMES, ENGLISH, True,
    ),
    "iso durations": (
        each(lambda w, t, a, b: {"speaker": w, "text": t, "start": f"PT{a}S", "end": f"PT{b}S"}),
        NAMES, ENGLISH, True,
    ),
    "bracket time": (
        each(lambda w, t, a, b: {"speaker": w, "text": t, "time": f"[{clock(a)[:8]}]"}),
        NAMES, ENGLISH, True,
    ),
    "seconds nanos": (
        each(
            lambda w, t, a, b: {
                "speaker": w,
                "text": t,
                "start_time": {"seconds": str(int(a)), "nanos": 500000},
                "end_time": {"seconds": int(b)},
            }
        ),
        NAMES, ENGLISH, True,
    ),
    "micros": (
        each(
            lambda w, t, a, b: {"speaker": w, "text": t, "start": int(a * 1e6), "end": int(b * 1e6)}
        ),
        NAMES, ENGLISH, True,
    ),
    "ticks": (
        each(
            lambda w, t, a, b: {
                "speaker": w,
                "text": t,
                "offset": int(a * 1e7),
                "duration": int(4e7),
            }
        ),
        NAMES, ENGLISH, True,
    ),
    "range": (
        each(lambda w, t, a, b: {"speaker": w, "text": t, "time": f"{clock(a)} - {clock(b)}"}),
        NAMES, ENGLISH, True,
    ),
    "ms strings": (
        each(lambda w, t, a, b: {"speaker": w, "text": t, "begin": str(ms(a)), "end": str(ms(b))}),
        NAMES, ENGLISH, True,
    ),
    "opening + turns": (
        {
            "opening": SEGMENTS[0],
            "turns": SEGMENTS[1:],
        },
        NAMES, ENGLISH, True,
    ),
    "halves": (
        {
            "first_half": SEGMENTS[:2],
            "second_half": SEGMENTS[2:],
        },
        NAMES, ENGLISH, True,
    ),
    "actors": (
        {
            "actors": {"a1": {"displayName": MARA}, "a2": {"displayName": OWEN}},
            "lines": each(
                lambda w, t, a, b: {"actorId": "a1" if w == MARA else "a2", "line": t, "start": a}
            ),
        },
        NAMES, ENGLISH, True,
    ),
    "speakers list": (
        {
            "speakers": [MARA, OWEN],
            "segments": each(
                lambda w, t, a, b: {"speaker": IDS[w], "text": t, "start": a, "end": b}
            ),
        },
        NAMES, ENGLISH, True,
    ),
    "speakers map": (
        {
            "speaker_names": {"SPEAKER_00": MARA, "SPEAKER_01": OWEN},
            "segments": each(
                lambda w, t, a, b: {
                    "speaker": f"SPEAKER_0{IDS[w]}",
                    "text": t,
                    "start": a,
                    "end": b,
                }
            ),
        },
        NAMES, ENGLISH, True,
    ),
    "by speaker": (
        {
            "tracks": {
                w: [{"start": a, "end": a + 4, "text": t} for x, t, a in ENGLISH if x == w]
                for w in NAMES
            }
        },
        NAMES, ENGLISH, True,
    ),
    "zoom": (
        {
            "meeting": {"topic": "Kiln", "start_time": "2024-03-02T10:00:00Z"},
            "timeline": each(
                lambda w, t, a, b: {
                    "ts": clock(a),
                    "end_ts": clock(b),
                    "text": t,
                    "users": [{"username": w, "user_id": str(IDS[w])}],
                }
            ),
        },
        NAMES, ENGLISH, True,
    ),
    "sharegpt": (
        [
            {
                "id": "x",
                "conversations": each(
                    lambda w, t, a, b: {"from": "human" if w == MARA else "gpt", "value": t}
                ),
            }
        ],
        ("human", "gpt"), ENGLISH, False,
    ),
    "openai messages": (
        {
            "messages": each(
                lambda w, t, a, b: {
                    "role": "user" if w == MARA else "assistant",
                    "content": [{"type": "text", "text": t}],
                }
            )
        },
        ("user", "assistant"), ENGLISH, False,
    ),
    "symbol words only": (
        {
            "results": [
                {"word": w, "from": a, "to": b, "spk": IDS[who]}
                for who, w, a, b in each_word(lambda *x: x)
            ]
        },
        NUMBERED, ENGLISH, True,
    ),
    "subword": (
        {
            "tokens": [
                {"text": p, "start": a, "end": b, "speaker": IDS[who]}
                for who, w, a, b in each_word(lambda *x: x, spaced=True)
                for p in ([w[:3], w[3:]] if len(w) > 3 else [w])
            ]
        },
        NUMBERED, ENGLISH, True,
    ),
    "zh tokens": (
        {
            "words": [
                {"text": w, "start": a, "end": b, "speaker": f"说话人{IDS[who]}"}
                for who, w, a, b in each_word(lambda *x: x, CHINESE)
            ]
        },
        ("说话人0", "说话人1"), CHINESE, True,
    ),
    "hansard": (
        {
            "debate": {
                "title": "Kilns",
                "contributions": each(
                    lambda w, t, a, b: {
                        "AttributedTo": w,
                        "Value": t,
                        "ItemId": a,
                        "Timecode": instant(a),
                    }
                ),
            }
        },
        NAMES, ENGLISH, True,
    ),
    "summary too": (
        {
            "title": "T",
            "summary": {
                "overview": "They spoke about the kiln for a long while.",
                "action_items": [{"text": "Owen buys new bricks for it.", "owner": OWEN}],
            },
            "transcript": SEGMENTS,
        },
        NAMES, ENGLISH, True,
    ),
    "chapters+text": (
        {
            "chapters": [
                {
                    "title": "Intro",
                    "start": 0,
                    "summary": "They talk about the kiln that they built long ago.",
                }
            ],
            "utterances": SEGMENTS,
        },
        NAMES, ENGLISH, True,
    ),
    "ssml": (
        {
            "segments": each(
                lambda w, t, a, b: {
                    "speaker": {"id": IDS[w], "label": w},
                    "content": {"text": t},
                    "timing": {"start": a, "end": b},
                }
            )
        },
        NAMES, ENGLISH, True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", [*LAYOUTS, *SERVICES])
def test_json_in_an_unusual_layout_gives_speakers_words_and_times(layout: str):
    data, speakers, talk, has_times = {**LAYOUTS, **SERVICES}[layout]
    transcript = read(data)
    names = dict(zip(NAMES, speakers, strict=True))
    assert [(who, "".join(text.split())) for who, text in merged(transcript)] == [
        (names[who], "".join(text.split())) for who, text, _ in talk
    ]
    starts = [turn.start_s for turn in transcript.turns]
    expected = [start for _, _, start in talk] if has_times else [None] * len(talk)
    assert starts == pytest.approx(expected, abs=0.6)
