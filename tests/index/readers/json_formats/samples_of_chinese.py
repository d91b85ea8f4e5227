"""Samples of Chinese recognisers and meeting tools."""

from __future__ import annotations

import json
from typing import Any

from json_talk import (
    CHINESE,
    FROM_1,
    IDS,
    NAMES,
    NUMBERED,
    Said,
    each,
    each_word,
    ms,
    rows,
    tokens,
)


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


# Tool: what it writes, its speakers, and the talk.
CHINESE_TOOLS: dict[str, tuple[Any, tuple[str, str], list[Said]]] = {
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
}  # fmt: skip
