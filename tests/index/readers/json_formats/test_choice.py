"""Which lists of a file are read, and that no words are lost in silence."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from json_talk import ENGLISH, MARA, OWEN, SEGMENTS, each, each_word, merged, ms, read, rows
from samples_of_chinese import CHINESE_TOOLS
from samples_of_recognisers import RECOGNISERS
from samples_of_services import SERVICES
from samples_of_tools import TOOLS
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED, looks_like_words, words_in

SAID = [(who, text) for who, text, _ in ENGLISH]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"opening": SEGMENTS[0], "turns": SEGMENTS[1:]}, id="one turn apart"),
        pytest.param({"part_1": SEGMENTS[:2], "part_2": SEGMENTS[2:]}, id="two lists"),
        pytest.param(
            {"later": SEGMENTS[3:], "earlier": SEGMENTS[:3]}, id="two lists, not in order"
        ),
        pytest.param({"talk": [{"turns": SEGMENTS[:5]}, {"turns": SEGMENTS[5:]}]}, id="parts"),
    ],
)
def test_lists_that_continue_each_other_are_all_read(data: object):
    assert merged(read(data)) == SAID


def test_the_list_with_speakers_and_times_is_read_rather_than_the_one_without():
    plain = [{"text": text} for _, text, _ in ENGLISH]
    named = each(rows("speaker", "text"))
    timed = each(rows("", "text", "start", "end"))
    whole = " ".join(text for _, text, _ in ENGLISH)
    data = {"text": whole, "a": plain, "b": named, "c": timed, "d": SEGMENTS}
    transcript = read(data)
    assert merged(transcript) == SAID
    assert [turn.start_s for turn in transcript.turns] == [0, 5, 10, 15, 20, 25]
    assert transcript.notes == ()


def test_turns_without_times_take_them_from_the_words_of_another_list():
    words = each_word(lambda _, word, a, b: {"word": word, "start": ms(a), "end": ms(b)})
    transcript = read({"turns": each(rows("speaker", "text")), "words": words})
    assert merged(transcript) == SAID
    assert [turn.start_s for turn in transcript.turns] == pytest.approx([0, 5, 10, 15, 20, 25])


def test_the_last_result_that_repeats_all_before_is_read_once():
    whole = " ".join(text for _, text, _ in ENGLISH)
    results = [{"transcript": text} for _, text, _ in ENGLISH] + [{"transcript": whole}]
    words = words_in(" ".join(turn.text for turn in read({"results": results}).turns))
    assert words == words_in(whole)


def test_what_two_channels_hold_at_the_same_time_is_read_once():
    said = [
        {"channel": channel, "offset": f"PT{start:g}S", "text": text}
        for _, text, start in ENGLISH
        for channel in (0, 1)
    ]
    assert [text for _, text in merged(read(said))] == [" ".join(text for _, text, _ in ENGLISH)]


def test_drafts_of_a_recogniser_are_not_spoken():
    said = [
        {"is_final": is_final, "speaker": who, "text": text if is_final else text[:-5]}
        for who, text, _ in ENGLISH
        for is_final in (False, True)
    ]
    transcript = read(said)
    assert merged(transcript) == SAID
    assert transcript.notes == ()


def test_a_speaker_that_is_null_is_unnamed():
    said = [
        {"speaker": {"name": MARA}, "text": "Where was it?", "start": 0},
        {"speaker": None, "text": "In Berlin, I think.", "start": 5},
        {"speaker": {"name": OWEN}, "text": "It was in Berlin.", "start": 10},
    ]
    assert [turn.speaker for turn in read(said).turns] == [MARA, UNNAMED, OWEN]


def test_people_at_once_are_one_speaker():
    said = [{"speakers": [MARA], "text": "Where?"}, {"speakers": [MARA, OWEN], "text": "There!"}]
    assert [turn.speaker for turn in read(said).turns] == [MARA, f"{MARA} & {OWEN}"]


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(("type", "Question", "Statement"), id="type"),
        pytest.param(("emotion", "Happy", "Sad"), id="emotion"),
        pytest.param(("language", "English", "German"), id="language"),
        pytest.param(("section", "Opening", "Bricks"), id="section"),
        pytest.param(("label", "infer", "infer"), id="label"),
        pytest.param(("name", "entry 1", "entry 1"), id="name of the file"),
    ],
)
def test_what_is_no_speaker_is_not_made_one(field: tuple[str, str, str]):
    key, first, second = field
    said = [
        {key: first if who == MARA else second, "text": text, "start": start}
        for who, text, start in ENGLISH
    ]
    names = {turn.speaker for turn in read(said).turns}
    assert names <= {UNNAMED, "entry 1"}


def test_names_of_chapters_and_of_the_file_are_no_speakers():
    chapters = [
        {"name": "Opening", "sentences": [{"text": "Where was it?", "start": 0}]},
        {"name": "Berlin", "sentences": [{"text": "In Berlin, I think.", "start": 5}]},
    ]
    transcript = read({"name": "Kiln", "user": {"name": "uploader"}, "chapters": chapters})
    assert {turn.speaker for turn in transcript.turns} == {UNNAMED}
    assert transcript.title == "Kiln"


def test_texts_without_names_get_no_speakers_for_their_questions():
    said = [{"name": f"entry {n}", "text": text} for n, (_, text, _) in enumerate(ENGLISH)]
    assert {turn.speaker for turn in read({"entries": said}).turns} == {UNNAMED}


def test_prose_with_colons_gets_no_speakers():
    texts = ["There are three factors: heat,", "time and: patience.", "Remember: bring water."]
    said = [{"start": n * 5, "end": n * 5 + 4, "text": text} for n, text in enumerate(texts)]
    assert {turn.speaker for turn in read({"segments": said}).turns} == {UNNAMED}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"name": "kiln", "version": "1.0", "scripts": {"test": "x"}}, id="package"),
        pytest.param([{"id": 1, "name": "Alpha", "value": 3}], id="settings"),
        pytest.param({"rows": [["2024-01-01", "ABC", 1.5], ["2024-01-02", "ABD", 2]]}, id="prices"),
        pytest.param({"features": [{"geometry": {"coordinates": [1.5, 2.5]}}]}, id="map"),
    ],
)
def test_json_that_is_no_talk_is_refused(data: object):
    with pytest.raises(TranscriptError, match="no list of utterances"):
        read(data)


def test_our_own_json_keeps_a_turn_that_looks_like_json():
    text = '{"a": [1, 2]}'
    data = {"turns": [{"number": 1, "speaker": "Mara", "text": text}]}
    assert read(data).turns[0].text == text


# -- no words are lost in silence

SAMPLES: dict[str, Any] = {
    name: sample[0]
    for samples in (RECOGNISERS, TOOLS, CHINESE_TOOLS, SERVICES)
    for name, sample in samples.items()
}
_EXTRA = "But the neighbours told quite another story about these bricks."


def _strings(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in _strings(value)]
    if isinstance(node, list):
        return [text for value in node for text in _strings(value)]
    return [node] if isinstance(node, str) else []


def _places(node: Any) -> list[Any]:
    """All objects and lists in the data."""
    inner = (
        list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    )
    own = [node] if isinstance(node, dict | list) else []
    return own + [place for value in inner for place in _places(value)]


def _change(data: Any, draw: st.DrawFn) -> None:
    """Remove or change something in the data, or add a text or an object."""
    place = draw(st.sampled_from(_places(data)))
    if isinstance(place, list):
        place.insert(
            draw(st.integers(0, len(place))), draw(st.sampled_from([_EXTRA, {"text": _EXTRA}]))
        )
        return
    keys = [*place, "comment", "text", "speaker"]
    key = draw(st.sampled_from(keys))
    if draw(st.booleans()) and key in place:
        del place[key]
    else:
        place[key] = draw(
            st.sampled_from([_EXTRA, None, 3, [], {"text": _EXTRA}, [_EXTRA, _EXTRA]])
        )


@pytest.mark.slow
@given(st.data())
@settings(max_examples=100)
def test_every_text_is_spoken_noted_or_counted_as_not_read(draws: st.DataObject):
    data = json.loads(json.dumps(SAMPLES[draws.draw(st.sampled_from(sorted(SAMPLES)))]))
    for _ in range(draws.draw(st.integers(1, 3))):
        _change(data, draws.draw)
    file = json.dumps(data, ensure_ascii=False)
    try:
        transcript = read_bytes(file.encode(), name="talk.json")
    except TranscriptError:
        return
    texts = (
        transcript.title,
        *(t.text for t in transcript.turns),
        *(t.speaker for t in transcript.turns),
        *(n.text for n in transcript.notes),
    )
    kept = set(words_in("\n".join(texts)))
    for text in _strings(data):
        is_time = re.fullmatch(r"[\d年月日TZ:., +-]+", text) is not None
        is_written = looks_like_words(text) and not is_time and text[0] not in "<[{"
        assert not is_written or len(set(words_in(text)) - kept) <= len(words_in(text)) / 2, text
    if _EXTRA in file:
        assert "".join(_EXTRA.split()) in "".join("".join(texts).split())
