"""Samples of speech recognisers."""

from __future__ import annotations

from typing import Any

from json_talk import (
    ALL,
    ENGLISH,
    FROM_1,
    IDS,
    LENGTH_S,
    LETTERS,
    MARA,
    NAMES,
    NOBODY,
    NUMBERED,
    OWEN,
    PLAIN,
    Said,
    clock,
    each,
    each_word,
    ms,
    ticks,
    tokens,
)


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


def google(*, v2: bool) -> dict[str, Any]:
    start_key, end_key, speaker_key = (
        ("startOffset", "endOffset", "speakerLabel")
        if v2
        else ("startTime", "endTime", "speakerTag")
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


# Tool: what it writes, its speakers, and the talk.
RECOGNISERS: dict[str, tuple[Any, tuple[str, str], list[Said]]] = {
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
    "Soniox": (
        {"id": "x", "text": ALL, "tokens": each_word(lambda who, w, a, b: {
            "text": w, "start_ms": ms(a), "end_ms": ms(b), "confidence": 0.9,
            "speaker": str(IDS[who] + 1), "language": "en"}, spaced=True)},
        FROM_1, ENGLISH,
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
}  # fmt: skip
