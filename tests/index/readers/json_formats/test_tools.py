"""One sample of each tool's JSON: the same talk, as the tool's documentation shows its output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
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


def iflytek() -> dict[str, Any]:
    """讯飞: each sentence is JSON in a string, its words in frames of 10 ms."""

    def best(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        words = [
            {"wb": n, "we": n + 1, "cw": [{"w": word, "wp": "n", "wc": "0.0"}]}
            for n, (word, _, _) in enumerate(tokens(text, start))
        ]
        times = {"bg": str(ms(start)), "ed": str(ms(end)), "rl": str(IDS[who] + 1)}
        return {"st": {**times, "pa": "0", "rt": [{"ws": words}]}}

    strings = [{"json_1best": json.dumps(b, ensure_ascii=False)} for b in each(best, CHINESE)]
    return {
        "lattice": strings,
        "lattice2": [{"json_1best": b, "spk": "段落-1"} for b in each(best, CHINESE)],
    }


def watson() -> dict[str, Any]:
    def result(_: str, text: str, start: float, __: float) -> dict[str, Any]:
        rows = [list(token) for token in tokens(text, start)]
        return {
            "final": True,
            "alternatives": [{"transcript": f"{text} ", "confidence": 0.9, "timestamps": rows}],
        }

    labels = each_word(
        lambda who, _, a, b: {"from": a, "to": b, "speaker": IDS[who], "confidence": 0.5}
    )
    return {"result_index": 0, "results": each(result), "speaker_labels": labels}


def aws(*, with_segments: bool) -> dict[str, Any]:
    def item(who: str, word: str, start: float, end: float) -> dict[str, Any]:
        label = {} if with_segments else {"speaker_label": f"spk_{IDS[who]}"}
        return {
            "type": "pronunciation",
            "start_time": f"{start:.2f}",
            "end_time": f"{end:.2f}",
            "alternatives": [{"confidence": "0.99", "content": word}],
            **label,
        }

    def segment(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        label = f"spk_{IDS[who]}"
        items = [
            {"start_time": f"{a:.2f}", "end_time": f"{b:.2f}", "speaker_label": label}
            for _, a, b in tokens(text, start)
        ]
        times = {"start_time": f"{start:.2f}", "end_time": f"{end:.2f}"}
        return {**times, "speaker_label": label, "items": items}

    labels = {"speaker_labels": {"speakers": 2, "segments": each(segment)}} if with_segments else {}
    return {
        "jobName": "j",
        "results": {"transcripts": [{"transcript": ALL}], "items": each_word(item), **labels},
    }


def aws_channels() -> dict[str, Any]:
    def item(_: str, word: str, start: float, end: float) -> dict[str, Any]:
        return {
            "start_time": f"{start:.2f}",
            "end_time": f"{end:.2f}",
            "type": "pronunciation",
            "alternatives": [{"confidence": "1.0", "content": word}],
        }

    channels = [
        {
            "channel_label": f"ch_{IDS[name]}",
            "items": each_word(item, [said for said in ENGLISH if said[0] == name]),
        }
        for name in (MARA, OWEN)
    ]
    labels = {"channels": channels, "number_of_channels": 2}
    return {"results": {"transcripts": [{"transcript": ALL}], "channel_labels": labels}}


def deepgram(*, paragraphs: bool) -> dict[str, Any]:
    def word(who: str, word: str, start: float, end: float) -> dict[str, Any]:
        plain = word.lower().strip("?.,")
        times = {"start": start, "end": end, "confidence": 0.9}
        speaker = {} if paragraphs else {"speaker": IDS[who]}
        return {"word": plain, "punctuated_word": word, **times, **speaker}

    def paragraph(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        said = [{"text": text, "start": start, "end": end}]
        times = {"start": start, "end": end, "num_words": len(text.split())}
        return {"sentences": said, "speaker": IDS[who], **times}

    best: dict[str, Any] = {"transcript": ALL, "confidence": 0.99, "words": each_word(word)}
    if paragraphs:
        best["paragraphs"] = {"transcript": ALL, "paragraphs": each(paragraph)}
    return {
        "metadata": {"request_id": "r", "created": "2024-03-02T10:00:00Z", "duration": 29.0},
        "results": {"channels": [{"alternatives": [best]}]},
    }


def draft_js() -> dict[str, Any]:
    def block(who: str, text: str, start: float, _: float) -> dict[str, Any]:
        return {
            "key": f"k{start:.0f}",
            "text": text,
            "type": "paragraph",
            "data": {
                "speaker": who,
                "start": start,
                "words": words_of(text, start, "word", "start", "end"),
            },
            "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
            "inlineStyleRanges": [],
        }

    entities = {
        str(n): {
            "type": "WORD",
            "mutability": "MUTABLE",
            "data": {"start": a, "end": b, "text": word, "key": f"e{n}"},
        }
        for n, (word, a, b) in enumerate(each_word(lambda _, *token: token))
    }
    return {"blocks": each(block), "entityMap": entities}


def google(*, v2: bool) -> dict[str, Any]:
    start_key, end_key, speaker_key = (
        ("startOffset", "endOffset", "speakerLabel") if v2 else ("startTime", "endTime", "speakerTag")
    )

    def word(who: str, word: str, start: float, end: float) -> dict[str, Any]:
        speaker = str(IDS[who] + 1) if v2 else IDS[who] + 1
        return {start_key: f"{start}s", end_key: f"{end}s", "word": word, speaker_key: speaker}

    if v2:
        results = [
            {
                "alternatives": [
                    {"transcript": text, "words": each_word(word, [(who, text, start)])}
                ],
                "resultEndOffset": f"{start + LENGTH_S}s",
                "languageCode": "en-us",
            }
            for who, text, start in ENGLISH
        ]
        return {"results": results}
    partial = each(lambda _, text, __, end: {
        "alternatives": [{"transcript": text}], "resultEndTime": f"{end}s"
    })  # fmt: skip
    return {"results": [*partial, {"alternatives": [{"words": each_word(word)}]}]}


def otter() -> dict[str, Any]:
    def block(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        return {
            "start_offset": round(start * 16000),
            "end_offset": round(end * 16000),
            "speaker_id": 7001 + IDS[who],
            "transcript": text,
            "alignment": words_of(text, start, "word", "start", "end"),
        }

    speakers = [{"id": 7001, "speaker_name": MARA}, {"id": 7002, "speaker_name": OWEN}]
    return {
        "speech": {"title": "Kiln", "speakers": speakers, "transcripts": each(block)},
        "status": "OK",
    }


def chat_gpt() -> dict[str, Any]:
    mapping = {
        f"m-{n}": {
            "id": f"m-{n}",
            "message": {
                "author": {"role": "user" if who == MARA else "assistant", "name": None},
                "create_time": DAY.timestamp() + start,
                "content": {"content_type": "text", "parts": [text]},
            },
            "parent": f"m-{n - 1}",
            "children": [f"m-{n + 1}"],
        }
        for n, (who, text, start) in enumerate(ENGLISH)
    }
    return {"title": "Kiln", "create_time": DAY.timestamp(), "mapping": mapping}


def rows(*columns: str) -> Callable[..., dict[str, Any]]:
    """An object with a column each for speaker, words, start and end; “” leaves one out."""
    return lambda *values: {
        name: value for name, value in zip(columns, values, strict=False) if name
    }


def speechmatics() -> dict[str, Any]:
    def results(who: str, text: str, start: float, _: float) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for word, a, b in tokens(text, start):
            best = {"content": word.strip("?.,"), "confidence": 0.9, "speaker": f"S{IDS[who] + 1}"}
            made.append({"type": "word", "start_time": a, "end_time": b, "alternatives": [best]})
            if word[-1] in "?.,":
                mark = {**best, "content": word[-1]}
                made.append({"type": "punctuation", "start_time": b, "end_time": b,
                             "attaches_to": "previous", "alternatives": [mark]})  # fmt: skip
        return made

    job = {"created_at": "2024-03-02T10:00:00.000Z", "data_name": "kiln.wav", "duration": 29}
    listed = [result for turn in each(results) for result in turn]
    return {"format": "2.9", "job": job, "metadata": {"type": "transcription"}, "results": listed}


def tencent_meeting() -> dict[str, Any]:
    def paragraph(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        words = [
            {"wid": n, "start_time": ms(a), "end_time": ms(b), "text": word}
            for n, (word, a, b) in enumerate(tokens(text, start))
        ]
        times = {"start_time": ms(start), "end_time": ms(end)}
        speaker = {"userid": f"u{IDS[who]}", "username": who, "ms_open_id": "x"}
        return {"pid": "0", **times, "sentences": [{"sid": "0", **times, "words": words}],
                "speaker_info": speaker}  # fmt: skip

    return {"minutes": {"paragraphs": each(paragraph, CHINESE), "keywords": ["窑"]}, "total": 6}


def feishu() -> dict[str, Any]:
    def paragraph(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        times = {"start_time": str(ms(start)), "stop_time": str(ms(end))}
        said = {**times, "contents": [{**times, "content": text, "language": "zh_cn"}]}
        return {"pid": f"p{start}", **times, "speaker": {"user_name": who}, "sentences": [said]}

    return {"code": 0, "data": {"paragraphs": each(paragraph, CHINESE), "total": 6}}


def premiere() -> dict[str, Any]:
    def segment(who: str, text: str, start: float, _: float) -> dict[str, Any]:
        words = [
            {"confidence": 1, "duration": 0.1, "eos": False, "start": a, "text": w, "type": "word"}
            for w, a, _ in tokens(text, start)
        ]
        return {"duration": 4, "speaker": f"id-{IDS[who]}", "start": start, "words": words}

    speakers = [{"id": "id-0", "name": MARA}, {"id": "id-1", "name": OWEN}]
    return {"language": "en-us", "segments": each(segment), "speakers": speakers}


def youtube() -> dict[str, Any]:
    def event(_: str, text: str, start: float, __: float) -> dict[str, Any]:
        segs = [
            {"utf8": word, "tOffsetMs": ms(a - start), "acAsrConf": 0}
            for word, a, _ in tokens(text, start, spaced=True)
        ]
        return {"tStartMs": ms(start), "dDurationMs": 4000, "wWinId": 1, "segs": segs}

    window = {"tStartMs": 0, "dDurationMs": 29000, "id": 1, "wpWinPosId": 1}
    line = [{"tStartMs": ms(s) - 5, "aAppend": 1, "segs": [{"utf8": "\n"}]} for s in (5, 10)]
    return {"wireMagic": "pb3", "events": [window, *each(event), *line]}


def azure_batch() -> dict[str, Any]:
    def phrase(who: str, text: str, start: float, _: float) -> dict[str, Any]:
        best = {"confidence": 0.9, "lexical": text.lower().strip("?.,"), "itn": text.strip("?."),
                "maskedITN": text.strip("?."), "display": text}  # fmt: skip
        worse = {**best, "confidence": 0.5, "display": text.replace("the", "a")}
        return {
            "recognitionStatus": "Success",
            "channel": 0,
            "speaker": IDS[who] + 1,
            "offset": f"PT{start:g}S",
            "duration": "PT4S",
            "offsetInTicks": ticks(start),
            "durationInTicks": ticks(4),
            "nBest": [best, worse],
        }

    combined = [{"channel": 0, "lexical": ALL.lower(), "display": ALL}]
    return {
        "source": "https://example.org/kiln.wav",
        "timestamp": "2024-03-02T10:00:00Z",
        "durationInTicks": ticks(29),
        "combinedRecognizedPhrases": combined,
        "recognizedPhrases": each(phrase),
    }


def meet() -> dict[str, Any]:
    def entry(who: str, text: str, start: float, end: float) -> dict[str, Any]:
        return {
            "name": f"conferenceRecords/c/transcripts/t/entries/{start:.0f}",
            "participant": f"conferenceRecords/c/participants/{IDS[who]}",
            "text": text,
            "languageCode": "en-US",
            "startTime": instant(start),
            "endTime": instant(end),
        }

    people = [
        {
            "name": f"conferenceRecords/c/participants/{number}",
            "signedinUser": {"user": f"users/{number}", "displayName": name},
        }
        for name, number in IDS.items()
    ]
    return {"participants": people, "transcriptEntries": each(entry)}


NAMES = (MARA, OWEN)
NUMBERED = ("Speaker 0", "Speaker 1")
FROM_1 = ("Speaker 1", "Speaker 2")
LETTERS = ("Speaker A", "Speaker B")
NOBODY = (UNNAMED, UNNAMED)
TIMES = ("start", "end")

# Tool, what it writes, its speakers, and the talk.
SAMPLES: dict[str, tuple[Any, tuple[str, str], list[Said]]] = {
    "Recall.ai": (
        each(lambda who, text, start, _: {
            "participant": {"id": IDS[who], "name": who, "is_host": who == MARA, "email": None},
            "language_code": "en",
            "words": [
                {"text": w, "start_timestamp": {"relative": a, "absolute": instant(a)},
                 "end_timestamp": {"relative": b, "absolute": instant(b)}}
                for w, a, b in tokens(text, start)
            ],
        }),
        NAMES, ENGLISH,
    ),
    "Recall.ai, before 2025": (
        each(lambda who, text, start, _: {
            "speaker": who, "speaker_id": IDS[who], "language": "en",
            "words": words_of(text, start, "text", "start_timestamp", "end_timestamp"),
        }),
        NAMES, ENGLISH,
    ),
    "Premiere": (premiere(), NAMES, ENGLISH),
    "oyez": (
        {
            "title": "Oral Argument - March 02, 2024",
            "transcript": {"title": "PELL v. QUIST", "duration": 29, "sections": [{
                "start": 0, "stop": 29, "byte_start": 0, "byte_stop": 9,
                "turns": each(lambda who, text, start, end: {
                    "start": start, "stop": end, "byte_start": 1,
                    "speaker": {"ID": 15, "name": who, "last_name": who,
                                "roles": [{"role_title": "Associate Justice"}]},
                    "text_blocks": [{"start": start, "stop": end, "text": text}],
                }),
            }]},
        },
        NAMES, ENGLISH,
    ),
    "Speechmatics": (speechmatics(), ("S1", "S2"), ENGLISH),
    "ElevenLabs": (
        {
            "language_code": "eng", "language_probability": 1.0, "text": ALL,
            "words": [
                part
                for who, word, a, b in each_word(lambda *word: word)
                for part in (
                    {"text": word, "type": "word", "start": a, "end": b, "logprob": -0.1,
                     "speaker_id": f"speaker_{IDS[who]}"},
                    {"text": " ", "type": "spacing", "start": b, "end": b,
                     "speaker_id": f"speaker_{IDS[who]}"},
                )
            ],
        },
        ("speaker_0", "speaker_1"), ENGLISH,
    ),
    "BBC digital paper edit": (
        {
            "words": [{"id": n, **word} for n, word in enumerate(
                each_word(lambda _, w, a, b: {"start": a, "end": b, "text": w}))],
            "paragraphs": each(lambda who, _, a, b: {"id": a, "start": a, "end": b, "speaker": who}),
        },
        NAMES, ENGLISH,
    ),
    "Soniox": (
        {"id": "x", "text": ALL, "tokens": each_word(lambda who, w, a, b: {
            "text": w, "start_ms": ms(a), "end_ms": ms(b), "confidence": 0.9,
            "speaker": str(IDS[who] + 1), "language": "en"}, spaced=True)},
        FROM_1, ENGLISH,
    ),
    "Granola": (
        each(lambda who, text, start, end: {
            "id": f"{start}", "document_id": "d", "start_timestamp": instant(start),
            "end_timestamp": instant(end), "text": text, "is_final": True,
            "source": "microphone" if who == MARA else "system",
        }),
        ("microphone", "system"), ENGLISH,
    ),
    "Google Meet": (meet(), NAMES, ENGLISH),
    "Fathom": (
        {"title": "Kiln weekly", "meeting_title": "Kiln", "recording_start_time": "2024-03-02",
         "transcript": each(lambda who, text, start, _: {
             "speaker": {"display_name": who, "matched_calendar_invitee_email": f"{who}@kiln.org"},
             "text": text, "timestamp": clock(start)[:8]})},
        NAMES, ENGLISH,
    ),
    "Azure, batch": (azure_batch(), FROM_1, ENGLISH),
    "Azure, fast": (
        {"durationMilliseconds": 29000, "combinedPhrases": [{"channel": 0, "text": ALL}],
         "phrases": each(lambda who, text, a, _: {
             "channel": 0, "speaker": IDS[who], "offsetMilliseconds": ms(a),
             "durationMilliseconds": 4000, "text": text, "locale": "en-US", "confidence": 0.9,
             "words": [{"text": w, "offsetMilliseconds": ms(b), "durationMilliseconds": 100}
                       for w, b, _ in tokens(text, a)]})},
        NUMBERED, ENGLISH,
    ),
    "Gong": (
        {"requestId": "r", "callTranscripts": [{"callId": "1", "transcript": each(
            lambda who, text, a, b: {"speakerId": f"666{IDS[who]}", "topic": "Kiln",
            "sentences": [{"start": ms(a), "end": ms(b), "text": text}]})}],
         "parties": [{"speakerId": "6660", "name": MARA}, {"speakerId": "6661", "name": OWEN}]},
        NAMES, ENGLISH,
    ),
    "YouTube, json3": (youtube(), NOBODY, ENGLISH),
    "youtube-transcript-api": (
        each(lambda _, text, start, end: {"text": text, "start": start, "duration": end - start}),
        NOBODY, ENGLISH,
    ),
    "Watson": (watson(), NUMBERED, ENGLISH),
    "AWS Transcribe": (aws(with_segments=False), ("spk_0", "spk_1"), ENGLISH),
    "AWS Transcribe, segments": (aws(with_segments=True), ("spk_0", "spk_1"), ENGLISH),
    "AWS Transcribe, channels": (aws_channels(), ("ch_0", "ch_1"), ENGLISH),
    "AWS Contact Lens": (
        {"JobName": "j", "ContentMetadata": {"Output": "Raw"}, "Transcript": each(
            lambda who, text, a, b: {"Id": f"{a}", "ParticipantRole": "AGENT" if who == MARA else
            "CUSTOMER", "BeginOffsetMillis": ms(a), "EndOffsetMillis": ms(b), "Content": text,
            "Sentiment": "NEUTRAL"})},
        ("AGENT", "CUSTOMER"), ENGLISH,
    ),
    "transformers": (
        {"text": f" {ALL}", "chunks": each(
            lambda _, text, a, b: {"timestamp": [a, b], "text": f" {text}"})},
        NOBODY, ENGLISH,
    ),
    "insanely-fast-whisper": (
        {"speakers": each(lambda who, text, a, b: {
            "speaker": f"SPEAKER_0{IDS[who]}", "text": text, "timestamp": [a, b]}),
         "chunks": each(lambda _, text, a, b: {"timestamp": [a, b], "text": f" {text}"}),
         "text": ALL},
        ("SPEAKER_00", "SPEAKER_01"), ENGLISH,
    ),
    "Vosk": (
        [{"result": [{"conf": 1.0, "word": w, "start": a, "end": b}
                     for w, a, b in tokens(text, start)], "text": text}
         for _, text, start in PLAIN],
        NOBODY, PLAIN,
    ),
    "Draft.js": (draft_js(), NAMES, ENGLISH),
    "Slate": (
        each(lambda who, text, start, _: {
            "speaker": who, "start": start, "previousTimings": "0 1 2", "type": "timedText",
            "startTimecode": clock(start)[:8],
            "children": [{"text": text, "words": words_of(text, start, "text", "start", "end")}]}),
        NAMES, ENGLISH,
    ),
    "oTranscribe": (
        {"media": "kiln.mp3", "media-time": 29.0, "text": "".join(
            f'<p><span class="timestamp" data-timestamp="{start}">0:{start:02.0f}</span> '
            f"{who}: {text}</p>" for who, text, start in ENGLISH)},
        NAMES, ENGLISH,
    ),
    "Deepgram": (deepgram(paragraphs=False), NUMBERED, ENGLISH),
    "Deepgram, paragraphs": (deepgram(paragraphs=True), NUMBERED, ENGLISH),
    "AssemblyAI": (
        {"id": "x", "text": ALL, "audio_duration": 29,
         "words": each_word(lambda who, w, a, b: {
             "text": w, "start": ms(a), "end": ms(b), "confidence": 0.9, "speaker": "AB"[IDS[who]]}),
         "utterances": each(lambda who, text, a, b: {
             "speaker": "AB"[IDS[who]], "text": text, "start": ms(a), "end": ms(b),
             "confidence": 0.9,
             "words": [{"text": w, "start": ms(c), "end": ms(d)} for w, c, d in tokens(text, a)]})},
        LETTERS, ENGLISH,
    ),
    "Rev": (
        {"speakers": [{"id": 0, "name": MARA}, {"id": 1, "name": OWEN}],
         "monologues": each(lambda who, text, start, _: {
             "speaker": IDS[who], "elements": [
                 part for w, a, b in tokens(text, start) for part in (
                     {"type": "text", "value": w, "ts": a, "end_ts": b, "confidence": 1.0},
                     {"type": "punct", "value": " "})]})},
        NAMES, ENGLISH,
    ),
    "Google Speech": (google(v2=False), FROM_1, ENGLISH),
    "Google Speech, v2": (google(v2=True), FROM_1, ENGLISH),
    "WhisperX": (
        {"segments": each(lambda who, text, a, b: {
            "start": a, "end": b, "text": f" {text}", "speaker": f"SPEAKER_0{IDS[who]}",
            "words": [{"word": w, "start": c, "end": d, "score": 0.9,
                       "speaker": f"SPEAKER_0{IDS[who]}"} for w, c, d in tokens(text, a)]}),
         "word_segments": each_word(lambda who, w, a, b: {
             "word": w, "start": a, "end": b, "speaker": f"SPEAKER_0{IDS[who]}"})},
        ("SPEAKER_00", "SPEAKER_01"), ENGLISH,
    ),
    "faster-whisper": (
        {"language": "en", "text": ALL, "segments": each(lambda _, text, a, b: {
            "id": a, "seek": 0, "start": a, "end": b, "text": f" {text}", "tokens": [50364, 286],
            "temperature": 0.0, "words": [{"word": f" {w}", "start": c, "end": d,
            "probability": 0.9} for w, c, d in tokens(text, a)]})},
        NOBODY, ENGLISH,
    ),
    "OpenAI, diarized": (
        {"task": "transcribe", "duration": 29.0, "text": ALL, "segments": each(
            lambda who, text, a, b: {"type": "transcript.text.segment", "id": f"seg_{a}",
                                     "start": a, "end": b, "text": text, "speaker": "AB"[IDS[who]]})},
        LETTERS, ENGLISH,
    ),
    "whisper.cpp": (
        {"systeminfo": "AVX = 1", "model": {"type": "base"}, "params": {"language": "en"},
         "transcription": each(lambda _, text, a, b: {
             "timestamps": {"from": clock(a).replace(".", ","), "to": clock(b).replace(".", ",")},
             "offsets": {"from": ms(a), "to": ms(b)}, "text": f" {text}"})},
        NOBODY, ENGLISH,
    ),
    "Whisper and pyannote": (
        {"transcription": each(lambda _, text, a, b: {"start": a, "end": b, "text": text}),
         "diarization": each(lambda who, _, a, b: {
             "start": max(a - 0.2, 0), "end": b + 0.1, "speaker": f"SPEAKER_0{IDS[who]}"})},
        ("SPEAKER_00", "SPEAKER_01"), ENGLISH,
    ),
    "pyannoteAI": (
        {"jobId": "j", "status": "succeeded", "output": {
            "diarization": each(lambda who, _, a, b: {"start": a, "end": b, "speaker": who}),
            "wordLevelTranscription": each_word(
                lambda who, w, a, b: {"start": a, "end": b, "text": w, "speaker": who}),
            "turnLevelTranscription": each(
                lambda who, text, a, b: {"start": a, "end": b, "text": text, "speaker": who})}},
        NAMES, ENGLISH,
    ),
    "FunASR": (
        [{"key": "kiln", "text": "".join(text for _, text, _ in CHINESE),
          "timestamp": [[ms(a), ms(b)] for a, b in each_word(lambda _, __, a, b: (a, b), CHINESE)],
          "sentence_info": each(lambda who, text, a, b: {
              "text": text, "start": ms(a), "end": ms(b), "spk": IDS[who],
              "timestamp": [[ms(c), ms(d)] for _, c, d in tokens(text, a)]}, CHINESE)}],
        NUMBERED, CHINESE,
    ),
    "通义听悟": (
        {"Transcription": {"AudioInfo": {"Duration": 29000}, "Paragraphs": each(
            lambda who, text, start, _: {
                "ParagraphId": f"{start}", "SpeakerId": str(IDS[who] + 1),
                "Words": [{"Id": ms(a), "SentenceId": 1, "Start": ms(a), "End": ms(b), "Text": w}
                          for w, a, b in tokens(text, start)]}, CHINESE)}},
        ("发言人 1", "发言人 2"), CHINESE,
    ),
    "阿里云": (
        {"StatusText": "SUCCESS", "Result": {"Sentences": each(lambda who, text, a, b: {
            "EndTime": ms(b), "SilenceDuration": 0, "BeginTime": ms(a), "Text": text,
            "ChannelId": IDS[who], "SpeechRate": 150, "EmotionValue": 5.0}, CHINESE)}},
        NUMBERED, CHINESE,
    ),
    "阿里云百炼": (
        {"file_url": "https://example.org/a.wav", "properties": {"audio_format": "pcm_s16le"},
         "transcripts": [{"channel_id": 0, "text": "".join(text for _, text, _ in CHINESE),
                          "sentences": each(lambda who, text, a, b: {
                              "begin_time": ms(a), "end_time": ms(b), "text": text,
                              "sentence_id": 1, "speaker_id": IDS[who],
                              "words": [{"begin_time": ms(c), "end_time": ms(d), "text": w,
                                         "punctuation": ""} for w, c, d in tokens(text, a)]},
                              CHINESE)}]},
        NUMBERED, CHINESE,
    ),
    "讯飞": (iflytek(), FROM_1, CHINESE),
    "讯飞, in one string": (
        {"ok": 0, "data": json.dumps(each(lambda who, text, a, b: {
            "bg": str(ms(a)), "ed": str(ms(b)), "onebest": text, "speaker": str(IDS[who] + 1)},
            CHINESE), ensure_ascii=False)},
        FROM_1, CHINESE,
    ),
    "火山引擎": (
        {"resp": {"code": 1000, "text": "".join(text for _, text, _ in CHINESE),
                  "utterances": each(lambda who, text, a, b: {
                      "text": text, "start_time": ms(a), "end_time": ms(b),
                      "additions": {"speaker": str(IDS[who] + 1), "event": "speech"}}, CHINESE)}},
        FROM_1, CHINESE,
    ),
    "腾讯云": (
        {"Data": {"TaskId": 1, "Status": 2, "ResultDetail": each(lambda who, text, a, b: {
            "FinalSentence": text, "SliceSentence": " ".join(text), "StartMs": ms(a),
            "EndMs": ms(b), "WordsNum": len(text), "SpeechSpeed": 5.0, "SpeakerId": IDS[who],
            "Words": [{"Word": w, "OffsetStartMs": ms(c - a), "OffsetEndMs": ms(d - a)}
                      for w, c, d in tokens(text, a)]}, CHINESE)}},
        NUMBERED, CHINESE,
    ),
    "腾讯会议": (tencent_meeting(), NAMES, CHINESE),
    "飞书妙记": (feishu(), NAMES, CHINESE),
    "Chinese field names": (
        {"标题": "窑", "内容": each(rows("发言人", "内容", "开始时间", "结束时间"), CHINESE)},
        NAMES, CHINESE,
    ),
    "Teams": (
        {"entries": each(lambda who, text, a, b: {
            "id": f"{a}", "text": text, "confidence": 0.9, "startOffset": f"{clock(a)}0000",
            "endOffset": f"{clock(b)}0000", "speakerId": f"{IDS[who]}@t",
            "speakerDisplayName": who, "spokenLanguageTag": "en-us"}), "events": [], "version": 1},
        NAMES, ENGLISH,
    ),
    "Teams, Graph": (
        each(lambda who, text, a, b: {
            "startDateTime": instant(a), "endDateTime": instant(b), "speakerName": who,
            "spokenText": text, "spokenLanguage": "en-us"}),
        NAMES, ENGLISH,
    ),
    "Otter": (otter(), NAMES, ENGLISH),
    "Fireflies": (
        {"data": {"transcript": {"id": "x", "title": "Kiln", "date": 1709373600000,
         "sentences": each(lambda who, text, a, b: {
             "index": a, "speaker_name": who, "speaker_id": IDS[who], "text": text,
             "raw_text": text.lower(), "start_time": a, "end_time": b})}}},
        NAMES, ENGLISH,
    ),
    "tl;dv": (
        {"id": "x", "meetingId": "m", "data": each(rows("speaker", "text", "startTime", "endTime"))},
        NAMES, ENGLISH,
    ),
    "Read.ai": (
        {"title": "Kiln", "transcript": {"speaker_blocks": each(lambda who, text, a, b: {
            "start_time": ms(DAY.timestamp() + a), "end_time": ms(DAY.timestamp() + b),
            "speaker": {"name": who}, "words": text}), "speakers": [{"name": MARA}, {"name": OWEN}]}},
        NAMES, ENGLISH,
    ),
    "Sonix": (
        {"name": "Kiln", "transcript": each(lambda who, text, a, b: {
            "start": a, "end": b, "text": text, "speaker": who,
            "words": words_of(text, a, "text", "start", "end")})},
        NAMES, ENGLISH,
    ),
    "Trint": (
        {"_id": "x", "title": "Kiln", "transcript": {
            "speakers": [{"id": "s0", "name": MARA}, {"id": "s1", "name": OWEN}],
            "paragraphs": each(lambda who, text, a, b: {
                "speaker": f"s{IDS[who]}", "words": [
                    {"id": n, "time": ms(c), "duration": 100, "value": w}
                    for n, (w, c, _) in enumerate(tokens(text, a))]})}},
        NAMES, ENGLISH,
    ),
    "Descript": (
        {"name": "Kiln", "blocks": each(lambda who, text, a, b: {
            "speakerName": who, "startTimecode": clock(a), "endTimecode": clock(b),
            "paragraph": text})},
        NAMES, ENGLISH,
    ),
    "Riverside": (
        {"recordingId": "r", "tracks": [
            {"participantName": name, "segments": [
                {"start": start, "end": start + 4, "text": text}
                for who, text, start in ENGLISH if who == name]}
            for name in NAMES]},
        NAMES, ENGLISH,
    ),
    "Podcasting 2.0": (
        {"version": "1.0.0", "segments": each(rows("speaker", "body", "startTime", "endTime"))},
        NAMES, ENGLISH,
    ),
    "Symbl": (
        {"messages": each(lambda who, text, a, b: {
            "id": f"{a}", "text": text, "from": {"id": f"u{IDS[who]}", "name": who},
            "startTime": instant(a), "endTime": instant(b), "conversationId": "c"})},
        NAMES, ENGLISH,
    ),
    "Slack": (
        each(lambda who, text, a, _: {
            "type": "message", "user": f"U0{IDS[who]}", "text": text,
            "ts": f"{DAY.timestamp() + a:.6f}", "team": "T1",
            "user_profile": {"real_name": who, "display_name": "", "avatar_hash": "g"}}),
        NAMES, ENGLISH,
    ),
    "Discord": (
        {"guild": {"id": "1", "name": "Potters"}, "channel": {"id": "2", "name": "kiln"},
         "messages": each(lambda who, text, a, _: {
             "id": f"{a}", "type": "Default", "timestamp": instant(a), "content": text,
             "author": {"id": f"9{IDS[who]}", "name": who.lower(), "nickname": who,
                        "isBot": False}, "attachments": [], "reactions": []})},
        NAMES, ENGLISH,
    ),
    "Telegram": (
        {"name": "Kiln", "type": "private_supergroup", "id": 5, "messages": each(
            lambda who, text, a, _: {
                "id": ms(a), "type": "message", "date": instant(a)[:19],
                "date_unixtime": f"{DAY.timestamp() + a:.0f}", "from": who,
                "from_id": f"user{IDS[who]}",
                "text": [text[:4], {"type": "bold", "text": text[4:]}],
                "text_entities": [{"type": "plain", "text": text[:4]},
                                  {"type": "bold", "text": text[4:]}]})},
        NAMES, ENGLISH,
    ),
    "ChatGPT": (chat_gpt(), ("user", "assistant"), ENGLISH),
}  # fmt: skip


def merged(transcript: Transcript) -> list[tuple[str, str]]:
    turns: list[tuple[str, str]] = []
    for turn in transcript.turns:
        if turns and turns[-1][0] == turn.speaker:
            turns[-1] = (turn.speaker, f"{turns[-1][1]} {turn.text}")
        else:
            turns.append((turn.speaker, turn.text))
    return turns


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
