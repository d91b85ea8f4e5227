"""Samples of archives and editors, and of fields in unusual places."""

from __future__ import annotations

from typing import Any

from json_talk import (
    ENGLISH,
    IDS,
    MARA,
    NAMES,
    OWEN,
    Said,
    clock,
    each,
    each_word,
    ms,
    tokens,
)

# Layout: its JSON, its speakers, the talk, and whether it has times.
ARCHIVES: dict[str, tuple[Any, tuple[str, str], list[Said], bool]] = {
    "BBC Kaldi, with stretches of speakers": (
        {
            "retval": {
                "status": True,
                "punct": " ".join(t for _, t, _ in ENGLISH),
                "words": [
                    {
                        "start": a,
                        "confidence": 0.9,
                        "end": b,
                        "word": w.lower().strip("?.,"),
                        "punct": w,
                        "index": i,
                    }
                    for i, (_, w, a, b) in enumerate(each_word(lambda *x: x))
                ],
                "segmentation": {
                    "segments": each(
                        lambda w, t, a, b: {
                            "@type": "Segment",
                            "start": a,
                            "duration": 4,
                            "bandwidth": "S",
                            "speaker": {"@id": f"S{IDS[w]}", "gender": "F"},
                        }
                    )
                },
            }
        },
        ("S0", "S1"), ENGLISH, True,
    ),
    "autoEdit": (
        {
            "transcription": {
                "text": each(
                    lambda w, t, a, b: {
                        "id": a,
                        "paragraph": [
                            {
                                "id": 0,
                                "line": [
                                    {"id": i, "text": x, "startTime": p, "endTime": q}
                                    for i, (x, p, q) in enumerate(tokens(t, a))
                                ],
                            }
                        ],
                        "speaker": w,
                    }
                )
            }
        },
        NAMES, ENGLISH, True,
    ),
    "Label Studio": (
        [
            {
                "id": 1,
                "annotations": [
                    {
                        "result": each(
                            lambda w, t, a, b: {
                                "value": {"start": a, "end": b, "text": [t], "labels": [w]},
                                "id": f"{a}",
                                "from_name": "transcription",
                                "type": "textarea",
                            }
                        )
                    }
                ],
            }
        ],
        NAMES, ENGLISH, True,
    ),
    "a mark beside each word": (
        [
            {
                "word": w.strip("?.,"),
                "punct": w[-1] if w[-1] in "?.," else "",
                "start": a,
                "end": b,
                "speaker": who,
            }
            for who, w, a, b in each_word(lambda *x: x)
        ],
        NAMES, ENGLISH, True,
    ),
    "single words in a list at the top": (
        [
            {"start": a, "end": b, "speaker": who, "word": w}
            for who, w, a, b in each_word(lambda *x: x)
        ],
        NAMES, ENGLISH, True,
    ),
    "a raw text and a timeline in objects": (
        {
            "timelines": each(
                lambda w, t, a, b: {
                    "speakerId": IDS[w],
                    "timeline": {"from": ms(a), "to": ms(b)},
                    "contents": {"raw": t},
                }
            ),
            "speakerList": [
                {"speakerId": 0, "speakerName": MARA},
                {"speakerId": 1, "speakerName": OWEN},
            ],
        },
        NAMES, ENGLISH, True,
    ),
    "a person deep inside": (
        each(
            lambda w, t, a, b: {
                "person": {"details": {"first_name": w, "last_name": "Pell"}},
                "quote": t,
                "at": a,
            }
        ),
        NAMES, ENGLISH, True,
    ),
    "a first and a last name": (
        each(
            lambda w, t, a, b: {"speaker": {"firstName": w, "lastName": "Pell"}, "text": t, "at": a}
        ),
        NAMES, ENGLISH, True,
    ),
    "a parliament's interventions": (
        {
            "interventions": each(
                lambda w, t, a, b: {
                    "mep": {"fullName": w, "group": "ABC"},
                    "videoStart": a,
                    "videoEnd": b,
                    "originalText": t,
                    "originalLanguage": "en",
                }
            )
        },
        NAMES, ENGLISH, True,
    ),
    "pieces of a turn without times": (
        {
            "sections": each(
                lambda w, t, a, b: {
                    "speaker": w,
                    "content": [
                        {"kind": "p", "text": x} for x in t.replace(". It", ".|It").split("|")
                    ],
                }
            )
        },
        NAMES, ENGLISH, False,
    ),
    "tags in the texts": (
        each(lambda w, t, a, b: {"speaker": w, "text": f"<p>{t}</p>", "start": a}),
        NAMES, ENGLISH, True,
    ),
    "times as keys": (
        {clock(a)[:8]: {"speaker": w, "text": t} for w, t, a in ENGLISH},
        NAMES, ENGLISH, True,
    ),
    "labelled strings by time": (
        {clock(a)[:8]: f"{w}: {t}" for w, t, a in ENGLISH},
        NAMES, ENGLISH, True,
    ),
    "a list each speaker": (
        {
            "results": {
                "speakers": [
                    {
                        "name": MARA,
                        "segments": [{"t": a, "txt": t} for w, t, a in ENGLISH if w == MARA],
                    },
                    {
                        "name": OWEN,
                        "segments": [{"t": a, "txt": t} for w, t, a in ENGLISH if w == OWEN],
                    },
                ]
            }
        },
        NAMES, ENGLISH, True,
    ),
    "minutes and seconds": (
        each(
            lambda w, t, a, b: {
                "speaker": w,
                "text": t,
                "timestamp": f"{int(a // 60)}:{int(a % 60):02}",
            }
        ),
        NAMES, ENGLISH, True,
    ),
}  # fmt: skip
