"""Samples of call centres, corpora and other languages."""

from __future__ import annotations

from typing import Any

from json_talk import (
    CHINESE,
    DAY,
    ENGLISH,
    FROM_1,
    IDS,
    MARA,
    NAMES,
    NUMBERED,
    OWEN,
    SEGMENTS,
    Said,
    clock,
    each,
    instant,
    ms,
    tokens,
)
from samples_of_recognisers import aws, deepgram

# Service or layout: its JSON, its speakers, the talk, and whether it has times.
SERVICES: dict[str, tuple[Any, tuple[str, str], list[Said], bool]] = {
    "aws all": (
        {
            "results": {
                **aws(with_segments=True)["results"],
                "items": aws(with_segments=False)["results"]["items"],
                "audio_segments": each(
                    lambda w, t, a, b: {
                        "id": 1,
                        "transcript": t,
                        "start_time": str(a),
                        "end_time": str(b),
                        "speaker_label": f"spk_{IDS[w]}",
                        "items": [0, 1, 2],
                    }
                ),
            }
        },
        ("spk_0", "spk_1"), ENGLISH, True,
    ),
    "deepgram utterances": (
        {
            "results": {
                **deepgram(paragraphs=False)["results"],
                "utterances": each(
                    lambda w, t, a, b: {
                        "start": a,
                        "end": b,
                        "confidence": 0.9,
                        "channel": 0,
                        "transcript": t,
                        "words": [
                            {
                                "word": x.lower().strip("?."),
                                "punctuated_word": x,
                                "start": p,
                                "end": q,
                                "speaker": IDS[w],
                            }
                            for x, p, q in tokens(t, a)
                        ],
                        "speaker": IDS[w],
                        "id": f"u{a}",
                    }
                ),
            }
        },
        NUMBERED, ENGLISH, True,
    ),
    "deepgram multich": (
        {
            "results": {
                "utterances": each(
                    lambda w, t, a, b: {
                        "start": a,
                        "end": b,
                        "channel": IDS[w],
                        "transcript": t,
                        "speaker": 0,
                    }
                )
            }
        },
        NUMBERED, ENGLISH, True,
    ),
    "nemo": (
        each(
            lambda w, t, a, b: {
                "audio_filepath": "/a/b.wav",
                "offset": a,
                "duration": 4.0,
                "label": "infer",
                "text": t,
                "speaker": f"speaker_{IDS[w]}",
            }
        ),
        ("speaker_0", "speaker_1"), ENGLISH, True,
    ),
    "multiwoz": (
        [
            {
                "dialogue_id": "d",
                "turns": each(
                    lambda w, t, a, b: {
                        "turn_id": str(int(a)),
                        "speaker": "USER" if w == MARA else "SYSTEM",
                        "utterance": t,
                        "frames": [],
                    }
                ),
            }
        ],
        ("USER", "SYSTEM"), ENGLISH, False,
    ),
    "samsum": (
        {
            "id": "1",
            "dialogue": "\r\n".join(f"{w}: {t}" for w, t, _ in ENGLISH),
            "summary": "Mara asks Owen about the kiln that he built.",
        },
        NAMES, ENGLISH, False,
    ),
    "dialogsum": (
        {
            "fname": "t",
            "dialogue": "\n".join(f"#Person{IDS[w] + 1}#: {t}" for w, t, _ in ENGLISH),
            "topic": "kiln",
        },
        ("#Person1#", "#Person2#"), ENGLISH, False,
    ),
    "webex": (
        {
            "items": each(
                lambda w, t, a, b: {
                    "id": f"{a}",
                    "text": t,
                    "personName": w,
                    "personEmail": f"{w}@x.org",
                    "startTime": instant(a),
                    "endTime": instant(b),
                    "offsetMillisecond": ms(a),
                    "durationMillisecond": 4000,
                    "confidence": 0.9,
                }
            )
        },
        NAMES, ENGLISH, True,
    ),
    "contact lens rt": (
        {
            "Segments": each(
                lambda w, t, a, b: {
                    "Transcript": {
                        "Id": f"{a}",
                        "ParticipantId": "AGENT" if w == MARA else "CUSTOMER",
                        "ParticipantRole": "AGENT" if w == MARA else "CUSTOMER",
                        "Content": t,
                        "BeginOffsetMillis": ms(a),
                        "EndOffsetMillis": ms(b),
                    }
                }
            )
        },
        ("AGENT", "CUSTOMER"), ENGLISH, True,
    ),
    "twilio": (
        {
            "sentences": each(
                lambda w, t, a, b: {
                    "media_channel": IDS[w] + 1,
                    "sentence_index": a,
                    "start_time": str(a),
                    "end_time": str(b),
                    "transcript": t,
                    "words": [
                        {"word": x, "start_time": str(p), "end_time": str(q)}
                        for x, p, q in tokens(t, a)
                    ],
                }
            )
        },
        FROM_1, ENGLISH, True,
    ),
    "genesys": (
        {
            "transcripts": [
                {
                    "transcriptId": "x",
                    "phrases": each(
                        lambda w, t, a, b: {
                            "text": t,
                            "stability": 1.0,
                            "startTimeMs": ms(DAY.timestamp() + a),
                            "duration": {"milliseconds": 4000},
                            "participantPurpose": "internal" if w == MARA else "external",
                            "words": [
                                {
                                    "word": x,
                                    "startTimeMs": ms(DAY.timestamp() + p),
                                    "duration": {"milliseconds": 100},
                                }
                                for x, p, q in tokens(t, a)
                            ],
                        }
                    ),
                }
            ]
        },
        ("internal", "external"), ENGLISH, True,
    ),
    "dialpad": (
        {
            "call_id": "1",
            "lines": each(
                lambda w, t, a, b: {
                    "contact_id": str(IDS[w]),
                    "content": t,
                    "name": w,
                    "time": instant(a),
                    "type": "transcript",
                }
            ),
        },
        NAMES, ENGLISH, True,
    ),
    "aircall": (
        {
            "transcription": {
                "call_id": 1,
                "content": {
                    "language": "en",
                    "utterances": each(
                        lambda w, t, a, b: {
                            "start_time": a,
                            "end_time": b,
                            "text": t,
                            "participant_type": "internal" if w == MARA else "external",
                            "user_id": 5 if w == MARA else None,
                        }
                    ),
                },
            }
        },
        ("internal", "external"), ENGLISH, True,
    ),
    "chorus": (
        {
            "utterances": each(
                lambda w, t, a, b: {"speaker_name": w, "snippet": t, "snippet_time": a}
            )
        },
        NAMES, ENGLISH, True,
    ),
    "avoma": (
        {
            "transcript": each(
                lambda w, t, a, b: {
                    "transcript": t,
                    "speaker_id": IDS[w],
                    "timestamps": [p for _, p, _ in tokens(t, a)],
                }
            ),
            "speakers": [{"id": 0, "name": MARA}, {"id": 1, "name": OWEN}],
        },
        NAMES, ENGLISH, True,
    ),
    "happyscribe": (
        each(
            lambda w, t, a, b: {
                "speaker": w,
                "speaker_number": IDS[w],
                "words": [
                    {
                        "text": x + " ",
                        "type": "text",
                        "data_start": p,
                        "data_end": q,
                        "confidence": 1,
                    }
                    for x, p, q in tokens(t, a)
                ],
            }
        ),
        NAMES, ENGLISH, True,
    ),
    "amberscript": (
        {
            "id": "x",
            "segments": each(
                lambda w, t, a, b: {
                    "speaker": f"spk{IDS[w]}",
                    "words": [
                        {"text": x, "start": p, "end": q, "duration": 0.1, "pristine": True}
                        for x, p, q in tokens(t, a)
                    ],
                }
            ),
            "speakers": [{"spkid": "spk0", "name": MARA}, {"spkid": "spk1", "name": OWEN}],
        },
        NAMES, ENGLISH, True,
    ),
    "speaker headings": (
        [
            y
            for w, t, a in ENGLISH
            for y in ({"type": "speaker", "speaker": w}, {"type": "text", "text": t, "start": a})
        ],
        NAMES, ENGLISH, True,
    ),
    "speakers list val": (
        each(lambda w, t, a, b: {"speakers": [w], "text": t, "start": a}),
        NAMES, ENGLISH, True,
    ),
    "teilike": (
        {
            "people": [{"xml:id": "s1", "persName": MARA}, {"xml:id": "s2", "persName": OWEN}],
            "body": each(lambda w, t, a, b: {"who": f"#s{IDS[w] + 1}", "u": t}),
        },
        NAMES, ENGLISH, False,
    ),
    "speech_and_slides": (
        {
            "slides": [{"number": 1, "text": "Kilns of the valley, an overview of what was built"}],
            "speech": SEGMENTS,
        },
        NAMES, ENGLISH, True,
    ),
    "zh meeting": (
        {
            "会议主题": "窑的建造",
            "日期": "2024年3月2日",
            "参会人员": ["Mara", "Owen"],
            "发言记录": each(
                lambda w, t, a, b: {"姓名": w, "发言内容": t, "时间": clock(a)[:8]}, CHINESE
            ),
        },
        NAMES, CHINESE, True,
    ),
    "zh2": (
        {
            "data": {
                "list": each(
                    lambda w, t, a, b: {
                        "roleName": w,
                        "sentenceText": t,
                        "beginTime": ms(a),
                        "endTime": ms(b),
                    },
                    CHINESE,
                )
            }
        },
        NAMES, CHINESE, True,
    ),
    "ja": (
        each(lambda w, t, a, b: {"話者": w, "発言": t, "開始": clock(a)}, CHINESE),
        NAMES, CHINESE, True,
    ),
    "es": (
        {
            "intervenciones": each(
                lambda w, t, a, b: {"orador": w, "intervencion": t, "hora": clock(a)[:8]}
            )
        },
        NAMES, ENGLISH, True,
    ),
    "de": (
        {"reden": each(lambda w, t, a, b: {"redner": w, "inhalt": t, "beginn": a, "ende": b})},
        NAMES, ENGLISH, True,
    ),
    "fr": (
        each(lambda w, t, a, b: {"locuteur": w, "texte": t, "debut": a, "fin": b}),
        NAMES, ENGLISH, True,
    ),
}  # fmt: skip
