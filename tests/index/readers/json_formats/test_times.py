from __future__ import annotations

import pytest
from json_talk import each, read
from turnwise.index.readers.json_formats.meaning.times import moment_of


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("PT1M1.5S", 61.5, id="ISO duration"),
        pytest.param("61.5s", 61.5, id="seconds with a unit"),
        pytest.param("61500ms", 61.5, id="milliseconds with a unit"),
        pytest.param("1m 1.5s", 61.5, id="minutes and seconds"),
        pytest.param("00:01:01.500", 61.5, id="clock"),
        pytest.param("00:01:01,500", 61.5, id="clock with a comma"),
        pytest.param("[1:01]", 61, id="clock in brackets"),
        pytest.param("00:01:01:05", 61.2, id="frames"),
    ],
)
def test_a_time_in_words_is_read_in_seconds(value: str, seconds: float):
    moment = moment_of(value)
    assert moment is not None
    assert moment.value == pytest.approx(seconds)


@pytest.mark.parametrize("value", ["", "Mara", "yesterday", True, None, -1, "2024-13-45T99:00", {}])
def test_what_is_no_time_gives_none(value: object):
    assert moment_of(value) is None


@pytest.mark.parametrize(
    ("units", "names"),
    [
        pytest.param(1, ("start", "end"), id="seconds"),
        pytest.param(1000, ("start", "end"), id="milliseconds"),
        pytest.param(1_000_000, ("start", "end"), id="microseconds"),
        pytest.param(10_000_000, ("offset", "end"), id="ticks"),
        pytest.param(1_000_000_000, ("start", "end"), id="nanoseconds"),
        pytest.param(1000, ("start_ms", "end_ms"), id="milliseconds by name"),
        pytest.param(1, ("startMs", "endMs"), id="seconds under a wrong name"),
    ],
)
def test_the_unit_of_whole_numbers_is_found_from_the_rate_of_words(
    units: int, names: tuple[str, str]
):
    start, end = names
    said = each(
        lambda who, text, a, b: {
            "speaker": who, "text": text, start: int(a * units), end: int(b * units)
        }
    )  # fmt: skip
    assert [turn.start_s for turn in read(said).turns] == [0, 5, 10, 15, 20, 25]


def test_two_turns_far_apart_are_not_read_in_milliseconds():
    said = [
        {"speaker": "Mara", "text": "Yes.", "start": 10, "end": 12},
        {"speaker": "Owen", "text": "Where did you go then?", "start": 3000, "end": 3010},
    ]
    assert [turn.start_s for turn in read(said).turns] == [10, 3000]


@pytest.mark.parametrize("units", [1, 1000])
def test_minutes_between_turns_do_not_change_the_unit(units: int):
    said = [
        {
            "speaker": "AB"[n % 2],
            "text": "We went along the river that day.",
            "start": n * 60 * units,
        }
        for n in range(60)
    ]
    assert read(said).turns[-1].start_s == 59 * 60


def test_dates_are_counted_from_the_first_and_give_the_date():
    said = [
        {"speaker": "Mara", "text": "Where was it?", "startTime": "2024-03-02T10:00:00.5Z"},
        {"speaker": "Owen", "text": "In Berlin.", "startTime": "2024-03-02T10:00:07Z"},
    ]
    transcript = read({"entries": said})
    assert [turn.start_s for turn in transcript.turns] == pytest.approx([0, 6.5])
    assert transcript.date == "2024-03-02"


def test_a_chat_of_several_days_has_no_times():
    said = [
        {"user": name, "text": "Where was it?", "ts": f"{1709373600 + day * 86400}.000100"}
        for day, name in enumerate(["Mara", "Owen", "Mara"])
    ]
    transcript = read(said)
    assert [turn.start_s for turn in transcript.turns] == [None] * 3
    assert transcript.date == "2024-03-02"


def test_times_of_words_that_count_from_their_sentence_are_added_to_its_start():
    def words(*starts: int) -> list[dict[str, object]]:
        return [{"utf8": f" w{start}", "tOffsetMs": start} for start in starts]

    events = [{"tStartMs": 60_000 * n, "segs": words(0, 400, 800)} for n in range(1, 4)]
    assert [t.start_s for t in read({"events": events}).turns] == [60]
    texts = [{"who": "AB"[n % 2], **event} for n, event in enumerate(events)]
    assert [t.start_s for t in read(texts).turns] == [60, 120, 180]
