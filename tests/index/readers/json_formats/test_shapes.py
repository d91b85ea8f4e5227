from __future__ import annotations

import json

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Link, Transcript

Timed = tuple[str, str, float | None, float | None]


def read(data: object) -> Transcript:
    return read_bytes(json.dumps(data, ensure_ascii=False).encode(), name="talk.txt")


def turns(data: object) -> list[Timed]:
    return [(t.speaker, t.text, t.start_s, t.end_s) for t in read(data).turns]


TWO_TURNS: list[Timed] = [("Alex", "So, why?", 0.5, 1.5), ("Bob", "It works.", 2.0, 3.0)]


def listed(
    text: str, speaker: str, start: str, end: str, per_second: int = 1
) -> list[dict[str, object]]:
    return [
        {
            speaker: turn[0],
            text: turn[1],
            start: (turn[2] or 0) * per_second,
            end: (turn[3] or 0) * per_second,
        }
        for turn in TWO_TURNS
    ]


@pytest.mark.parametrize(
    ("format", "data"),
    [
        pytest.param(
            "Podcasting 2.0 JSON",
            {"version": "1.0.0", "segments": listed("body", "speaker", "startTime", "endTime")},
            id="Podcasting 2.0",
        ),
        pytest.param(
            "Whisper JSON",
            {"segments": listed("text", "speaker", "start", "end"), "language": "en"},
            id="WhisperX",
        ),
        pytest.param(
            "AssemblyAI JSON",
            {"text": "…", "utterances": listed("text", "speaker", "start", "end", 1000)},
            id="AssemblyAI",
        ),
        pytest.param(
            "Deepgram JSON",
            {"results": {"utterances": listed("transcript", "speaker", "start", "end")}},
            id="Deepgram utterances",
        ),
        pytest.param(
            "Fireflies JSON",
            {
                "data": {
                    "transcript": {
                        "title": "Standup",
                        "sentences": listed("text", "speaker_name", "start_time", "end_time"),
                    }
                }
            },
            id="Fireflies API",
        ),
        pytest.param(
            "Fireflies JSON",
            listed("sentence", "speaker_name", "startTime", "endTime"),
            id="Fireflies export",
        ),
        pytest.param("JSON", {"talk": listed("content", "name", "begin", "to")}, id="unknown"),
        pytest.param("JSON", listed("text", "speaker", "start", "end"), id="unknown list"),
        pytest.param(
            "FunASR JSON",
            [
                {
                    "key": "m",
                    "text": "…",
                    "sentence_info": listed("text", "spk", "start", "end", 1000),
                }
            ],
            id="FunASR",
        ),
        pytest.param(
            "FunASR JSON",
            [
                {"key": "m", "text": "…", "sentence_info": [segment]}
                for segment in listed("sentence", "spk", "start", "end", 1000)
            ],
            id="FunASR, a result each",
        ),
    ],
)
def test_a_list_of_segments_is_read_with_speakers_and_times(format: str, data: object):
    assert turns(data) == TWO_TURNS
    assert read(data).format == format


def test_segments_that_are_often_one_word_become_turns():
    words = [("James", "it's"), ("James", "Friday"), ("James", "."), ("Sam", "Hello")]
    data = {
        "version": "1.0.0",
        "segments": [
            {"speaker": speaker, "startTime": n, "endTime": n + 1, "body": body}
            for n, (speaker, body) in enumerate(words)
        ],
    }
    assert turns(data) == [("James", "it's Friday.", 0, 3), ("Sam", "Hello", 3, 4)]


def test_a_segment_of_podcasting_without_speaker_goes_on_with_the_last():
    data = {
        "version": "1.0.0",
        "segments": [
            {"speaker": "James", "startTime": 0, "endTime": 1, "body": "We begin"},
            {"startTime": 1, "endTime": 2, "body": "with news."},
        ],
    }
    assert turns(data) == [("James", "We begin with news.", 0, 2)]


# -- Whisper, WhisperX


def test_whisper_without_speakers_is_one_unnamed_speaker():
    data = {
        "text": "Hi. Bye.",
        "segments": [
            {"id": 0, "start": 0.0, "end": 1.0, "text": " Hi."},
            {"id": 1, "start": 1.0, "end": 2.0, "text": " Bye."},
        ],
    }
    assert turns(data) == [(UNNAMED, "Hi. Bye.", 0.0, 2.0)]


def test_a_segment_of_whisperx_with_two_speakers_is_two_turns():
    words = [("So?", 0.0, "SPEAKER_00"), ("It", 1.0, "SPEAKER_01"), ("works.", 1.5, "SPEAKER_01")]
    segment = {
        "start": 0.0,
        "end": 2.0,
        "text": "So? It works.",
        "speaker": "SPEAKER_00",
        "words": [{"word": w, "start": s, "end": s + 0.5, "speaker": who} for w, s, who in words],
    }
    assert turns({"segments": [segment]}) == [
        ("SPEAKER_00", "So?", 0.0, 0.5),
        ("SPEAKER_01", "It works.", 1.0, 2.0),
    ]


def test_words_of_whisperx_may_lack_speaker_and_times():
    words = [
        {"word": "So", "start": 0.0, "end": 0.5, "speaker": "SPEAKER_00"},
        {"word": "2023?"},
        {"word": "It", "start": 1.0, "end": 1.5, "speaker": "SPEAKER_01"},
        {"word": "works."},
    ]
    segment = {"start": 0.0, "end": 2.0, "text": "So 2023? It works.", "words": words}
    assert [turn[:2] for turn in turns({"segments": [segment]})] == [
        ("SPEAKER_00", "So 2023?"),
        ("SPEAKER_01", "It works."),
    ]


def test_chinese_words_join_without_spaces():
    words = [
        ("我们", "SPEAKER_00"),
        ("走。", "SPEAKER_00"),
        ("好", "SPEAKER_01"),
        ("的。", "SPEAKER_01"),
    ]
    segment = {
        "start": 0.0,
        "end": 2.0,
        "text": "我们走。好的。",
        "words": [
            {"word": w, "start": n, "end": n + 1, "speaker": who}
            for n, (w, who) in enumerate(words)
        ],
    }
    assert [turn[:2] for turn in turns({"segments": [segment]})] == [
        ("SPEAKER_00", "我们走。"),
        ("SPEAKER_01", "好的。"),
    ]


def test_a_segment_without_a_speaker_of_its_own_goes_on_with_the_last():
    data = {
        "segments": [
            {"start": 0.0, "end": 1.0, "text": "So", "speaker": "SPEAKER_00"},
            {"start": 1.0, "end": 2.0, "text": "what?"},
        ]
    }
    assert turns(data) == [("SPEAKER_00", "So what?", 0.0, 2.0)]


@pytest.mark.parametrize(("start_s", "speaker"), [(3.0, "SPEAKER_00"), (3.5, UNNAMED)])
def test_after_a_long_pause_a_segment_of_whisperx_without_a_speaker_is_unnamed(
    start_s: float, speaker: str
):
    segments = [
        {"start": 0.0, "end": 1.0, "text": "So."},
        {"start": 0.0, "end": 1.0, "text": "So.", "speaker": "SPEAKER_00"},
        {"start": start_s, "end": 4.0, "text": "Right."},
    ]
    assert read({"segments": segments}).turns[-1].speaker == speaker


def test_a_segment_of_whisperx_has_the_speaker_of_its_words():
    segments = [
        {"start": 0.0, "end": 1.0, "text": "So?", "speaker": "SPEAKER_00"},
        {
            "start": 1.0,
            "end": 2.0,
            "text": "Yes.",
            "words": [{"word": "Yes.", "start": 1.0, "end": 2.0, "speaker": "SPEAKER_01"}],
        },
    ]
    assert [turn[0] for turn in turns({"segments": segments})] == ["SPEAKER_00", "SPEAKER_01"]


def test_whisper_cpp_counts_milliseconds():
    data = {"transcription": [{"offsets": {"from": 500, "to": 1500}, "text": " Hi."}]}
    assert turns(data) == [(UNNAMED, "Hi.", 0.5, 1.5)]


# -- Deepgram, AssemblyAI


def deepgram_words(*words: tuple[str, int | None]) -> list[dict[str, object]]:
    return [
        {"word": word.lower().strip("?."), "punctuated_word": word, "start": n, "end": n + 1}
        | ({} if speaker is None else {"speaker": speaker})
        for n, (word, speaker) in enumerate(words)
    ]


def test_integer_speakers_of_deepgram_get_a_name():
    words = deepgram_words(("So?", 0), ("It", 1), ("works.", 1))
    channel = {"alternatives": [{"transcript": "So? It works.", "words": words}]}
    assert turns({"results": {"channels": [channel]}}) == [
        ("Speaker 0", "So?", 0, 1),
        ("Speaker 1", "It works.", 1, 3),
    ]


def test_channels_of_deepgram_are_put_in_order_of_time():
    left = {"alternatives": [{"words": [{"word": "hi", "start": 0, "end": 1}]}]}
    right = {"alternatives": [{"words": [{"word": "hello", "start": 1, "end": 2}]}]}
    assert turns({"results": {"channels": [right, left]}}) == [
        ("Channel 1", "hi", 0, 1),
        ("Channel 0", "hello", 1, 2),
    ]


def test_deepgram_without_speakers_or_words_still_gives_its_text():
    data = {"results": {"channels": [{"alternatives": [{"transcript": "Hello there."}]}]}}
    assert turns(data) == [(UNNAMED, "Hello there.", None, None)]


def test_letters_of_assemblyai_get_a_name():
    data = {"utterances": [{"speaker": "A", "text": "Hi.", "start": 250, "end": 1250, "words": []}]}
    assert turns(data) == [("Speaker A", "Hi.", 0.25, 1.25)]


def test_assemblyai_without_utterances_is_read_from_its_words():
    data = {
        "text": "Hi. Bye.",
        "utterances": None,
        "words": [
            {"text": "Hi.", "start": 500, "end": 900, "speaker": None},
            {"text": "Bye.", "start": 1000, "end": 1500, "speaker": None},
        ],
    }
    assert turns(data) == [(UNNAMED, "Hi. Bye.", 0.5, 1.5)]


# -- 通义听悟


def tingwu_word(sentence: int, text: str, start: int) -> dict[str, object]:
    return {"Id": start, "SentenceId": sentence, "Start": start, "End": start + 500, "Text": text}


TINGWU = {
    "TaskId": "x",
    "Transcription": {
        "AudioInfo": {"Duration": 4000},
        "Paragraphs": [
            {
                "ParagraphId": "1",
                "SpeakerId": "1",
                "Words": [tingwu_word(1, "您", 500), tingwu_word(1, "好？", 1000)],
            },
            {
                "ParagraphId": "2",
                "SpeakerId": "2",
                "Words": [tingwu_word(2, "我用", 2000), tingwu_word(2, " PyTorch。", 2500)],
            },
        ],
    },
}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TINGWU, id="result"),
        pytest.param(TINGWU["Transcription"], id="transcription alone"),
        pytest.param({"Data": {"Result": TINGWU}}, id="wrapped"),
    ],
)
def test_paragraphs_of_tingwu_are_turns_in_milliseconds(data: object):
    assert turns(data) == [
        ("发言人 1", "您好？", 0.5, 1.5),
        ("发言人 2", "我用 PyTorch。", 2.0, 3.0),
    ]


def test_questions_that_tingwu_links_are_imported():
    def paragraph(sentence: int, speaker: str, text: str) -> dict[str, object]:
        return {"SpeakerId": speaker, "Words": [tingwu_word(sentence, text, sentence * 1000)]}

    said = [
        ("1", "我先介绍一下嘉宾和今天的主题。"),
        ("1", "那就请您说说框架的未来。"),
        ("2", "这个问题我想了很久，也问过不少人。"),
        ("2", "框架会慢慢统一。"),
        ("1", "今天就到这里，再见。"),
    ]
    pairs = [
        ([2], [3, 4]),
        ([1], [1]),  # answered by itself
        ([99], [4]),  # a sentence that is not there
    ]
    questions = [
        {"Question": "未来？", "SentenceIdsOfQuestion": asked, "SentenceIdsOfAnswer": answered}
        for asked, answered in pairs
    ]
    data = {
        "Transcription": {"Paragraphs": [paragraph(i, *s) for i, s in enumerate(said, start=1)]},
        "Summarization": {"Summarization": {"QuestionsAnsweringSummary": questions}},
    }
    transcript = read(data)
    assert [turn.speaker for turn in transcript.turns] == ["发言人 1", "发言人 2", "发言人 1"]
    assert transcript.links == (Link(1, (2,)),)


# -- others


@pytest.mark.parametrize("speaker", [None, ""])
def test_a_segment_whose_speaker_is_empty_is_an_unnamed_speakers(speaker: str | None):
    data = {
        "segments": [
            {"start": 0.0, "end": 1.0, "text": "Hello.", "speaker": "Raj"},
            {"start": 1.0, "end": 2.0, "text": "Wait.", "speaker": speaker},
        ]
    }
    assert [turn[:2] for turn in turns(data)] == [("Raj", "Hello."), (UNNAMED, "Wait.")]


def test_a_speaker_without_a_name_is_called_by_the_id():
    said = [("Raj", 1, "Hello."), (None, 2, "Wait.")]
    sentences = [
        {"speaker_name": name, "speaker_id": id, "text": text, "start_time": id, "end_time": id + 1}
        for name, id, text in said
    ]
    assert [turn[:2] for turn in turns({"sentences": sentences})] == [
        ("Raj", "Hello."),
        ("Speaker 2", "Wait."),
    ]


def test_an_empty_cell_of_a_table_repeats_the_speaker_above():
    rows = "speaker,start,end,text\nAlex,0,1,One.\n,60,61,Two.\nBob,70,71,Three.\n"
    transcript = read_bytes(rows.encode(), name="talk.csv")
    assert [turn.speaker for turn in transcript.turns][-2:] == ["Alex", "Bob"]


def test_youtube_segments_have_a_duration_and_no_speakers():
    data = [{"text": "Hi there", "start": 0.5, "duration": 1.0}]
    assert turns(data) == [(UNNAMED, "Hi there", 0.5, 1.5)]
    assert read(data).format == "YouTube JSON"


def test_words_inside_the_segments_of_a_list_are_not_taken_for_segments():
    data = [
        segment | {"words": [{"text": word} for word in "a list longer than the other".split()]}
        for segment in listed("text", "speaker", "start", "end")
    ]
    assert turns(data) == TWO_TURNS


def test_aws_transcribe_puts_punctuation_behind_words():
    def item(content: str, start: str | None, speaker: str) -> dict[str, object]:
        times = {"start_time": start, "end_time": str(float(start) + 0.5)} if start else {}
        return {
            "alternatives": [{"content": content}],
            "speaker_label": speaker,
            "type": "pronunciation" if start else "punctuation",
            **times,
        }

    items = [item("Why", "0.5", "spk_0"), item("?", None, "spk_0"), item("So", "2.0", "spk_1")]
    assert turns({"results": {"items": items, "transcripts": []}}) == [
        ("spk_0", "Why?", 0.5, 1.0),
        ("spk_1", "So", 2.0, 2.5),
    ]


def test_rev_monologues_are_turns():
    data = {
        "speakers": [{"id": 0, "name": "Anna"}],
        "monologues": [
            {
                "speaker": 0,
                "elements": [
                    {"type": "text", "value": "Hi", "ts": 0.5, "end_ts": 1.0},
                    {"type": "punct", "value": "."},
                ],
            },
            {"speaker": 1, "elements": [{"type": "text", "value": "Yes", "ts": 2, "end_ts": 3}]},
        ],
    }
    assert turns(data) == [("Anna", "Hi.", 0.5, 1.0), ("Speaker 1", "Yes", 2, 3)]


def test_google_takes_the_speakers_from_the_last_result():
    words = [
        {"startTime": "0.5s", "endTime": "1s", "word": "Hi.", "speakerTag": 1},
        {"startTime": "2s", "endTime": "3s", "word": "Yes.", "speakerTag": 2},
    ]
    data = {
        "results": [
            {"alternatives": [{"transcript": "Hi. Yes.", "words": []}]},
            {"alternatives": [{"words": words}]},
        ]
    }
    assert turns(data) == [("Speaker 1", "Hi.", 0.5, 1.0), ("Speaker 2", "Yes.", 2.0, 3.0)]


def test_title_date_and_address_are_taken():
    data = {
        "title": "A talk",
        "date": "2018-11-02T10:00",
        "url": "https://example.org/talk",
        "segments": listed("text", "speaker", "start", "end"),
    }
    transcript = read(data)
    assert (transcript.title, transcript.date, transcript.url) == (
        "A talk",
        "2018-11-02",
        "https://example.org/talk",
    )


@pytest.mark.parametrize("date", [1709568000000, "1709568000000"])
def test_title_and_date_beside_the_segments_are_taken(date: object):
    sentences = listed("text", "speaker_name", "start_time", "end_time")
    inner = {"title": "Weekly Sync", "date": date, "sentences": sentences}
    transcript = read({"title": "export", "data": {"transcript": inner}})
    assert (transcript.title, transcript.date) == ("Weekly Sync", "2024-03-04")


def test_json_lines_are_read_like_a_list():
    lines = "\n".join(json.dumps(row) for row in listed("text", "speaker", "start", "end"))
    transcript = read_bytes(lines.encode(), name="talk.jsonl")
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("Alex", "So, why?"),
        ("Bob", "It works."),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"segments": [{"text": "Hi"', "damaged", id="cut off"),
        pytest.param('{"price": [1, 2]}', "no list of utterances", id="no speech"),
        pytest.param('{"segments": []}', "no list of utterances", id="empty"),
        pytest.param('[{"a":' * 100_000, "nested too deeply|damaged", id="deep"),
    ],
)
def test_json_without_a_transcript_is_refused(text: str, message: str):
    with pytest.raises(TranscriptError, match=message):
        read_bytes(text.encode(), name="talk.json")


def test_half_a_character_is_replaced():
    transcript = read_bytes(b'{"segments": [{"text": "Hi \\ud83d."}]}', name="talk.json")
    assert transcript.turns[0].text == "Hi \ufffd."


def test_a_number_of_thousands_of_digits_is_refused():
    text = '{"segments": [{"text": "Hi", "start": ' + "9" * 5000 + "}]}"
    with pytest.raises(TranscriptError, match="numbers are too long"):
        read_bytes(text.encode(), name="talk.json")


# -- what is not read is said


def test_a_list_with_several_field_names_for_words_keeps_all_words():
    items = [
        {"speaker": "Alex", "text": "Why so?"},
        {"speaker": "Bob", "sentence": "Because of that."},
        {"speaker": "Alex", "utterance": "I see."},
    ]
    for data in (items, {"segments": items}):
        transcript = read_bytes(json.dumps(data).encode(), name="talk.json")
        assert [(t.speaker, t.text) for t in transcript.turns] == [
            ("Alex", "Why so?"), ("Bob", "Because of that."), ("Alex", "I see."),
        ]  # fmt: skip
        assert transcript.n_words_not_read == 0


def test_other_lists_and_long_texts_beside_the_talk_are_notes_with_their_lines():
    data = {
        "summary": "They spoke of the move to Berlin.",
        "segments": [
            {"speaker": "Alex", "text": "Where did you go?", "translation": "你们后来去哪里了？"},
            {"speaker": "Bob", "text": "To Berlin.", "id": "a-b-c-d-e-f"},
        ],
        "text": "Where did you go? To Berlin.",  # the same once more
        "comments": [{"user": "Eve", "text": "Berlin."}, {"user": "Tom", "text": "Great talk!"}],
        "media": "https://example.org/where/did/you/go",
    }
    text = json.dumps(data, indent=1, ensure_ascii=False)
    transcript = read_bytes(text.encode(), name="talk.json")
    assert [t.text for t in transcript.turns] == ["Where did you go?", "To Berlin."]
    assert [note.text for note in transcript.notes] == [
        "They spoke of the move to Berlin.", "你们后来去哪里了？", "Berlin.", "Great talk!",
    ]  # fmt: skip
    for note in transcript.notes[:2] + transcript.notes[3:]:
        assert note.text in text.split("\n")[note.line - 1]
    assert transcript.n_words_not_read == 7 + 8 + 1 + 2


def test_single_timed_words_beside_the_talk_are_not_notes():
    words = [{"word": w, "text": w} for w in "where did you go to berlin".split()]
    said = [{"speaker": "A", "start": 0, "end": 1000, "text": "Where did you go?"},
            {"speaker": "B", "start": 1000, "end": 2000, "text": "To Berlin."}]  # fmt: skip
    data = {"text": "Where did you go? To Berlin.", "utterances": said, "words": words}
    assert read_bytes(json.dumps(data).encode(), name="talk.json").notes == ()


def test_short_texts_under_a_name_that_has_long_ones_are_notes_too():
    said = [{"text": "Where did you go?", "translation": "Wohin seid ihr damals gegangen?"},
            {"text": "To Berlin.", "translation": "Nach Berlin, natürlich.", "mood": "merry"}]  # fmt: skip
    transcript = read_bytes(json.dumps(said).encode(), name="talk.json")
    assert [note.text for note in transcript.notes] == [
        "Wohin seid ihr damals gegangen?",
        "Nach Berlin, natürlich.",
    ]


def test_words_one_by_one_of_an_utterance_without_a_text_are_spoken():
    said = [{"text": "Where did you go?"}, {"words": [{"word": "To"}, {"word": "Berlin."}]}]
    transcript = read_bytes(json.dumps(said).encode(), name="talk.json")
    assert [turn.text for turn in transcript.turns] == ["Where did you go?", "To Berlin."]


def test_a_turn_of_our_own_json_without_a_speaker_is_not_lost():
    turns = [{"number": 1, "speaker": "Alex", "text": "Why?"}, {"number": 2, "text": "So."}]
    transcript = read_bytes(json.dumps({"turns": turns}).encode(), name="talk.json")
    assert [(t.speaker, t.text) for t in transcript.turns] == [("Alex", "Why?"), (UNNAMED, "So.")]
