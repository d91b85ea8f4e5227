"""Samples of meeting tools, editors, captions and chats."""

from __future__ import annotations

from typing import Any

from json_talk import (
    DAY,
    ENGLISH,
    IDS,
    MARA,
    NAMES,
    NOBODY,
    OWEN,
    Said,
    clock,
    each,
    each_word,
    instant,
    ms,
    rows,
    tokens,
    words_of,
)


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


# Tool: what it writes, its speakers, and the talk.
TOOLS: dict[str, tuple[Any, tuple[str, str], list[Said]]] = {
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
    "BBC digital paper edit": (
        {
            "words": [{"id": n, **word} for n, word in enumerate(
                each_word(lambda _, w, a, b: {"start": a, "end": b, "text": w}))],
            "paragraphs": each(lambda who, _, a, b: {"id": a, "start": a, "end": b, "speaker": who}),
        },
        NAMES, ENGLISH,
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
