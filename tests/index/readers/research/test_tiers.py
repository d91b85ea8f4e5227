"""Praat's TextGrid, in both forms, and what a tier may be."""

from __future__ import annotations

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript

Piece = tuple[float, float, str]


def long_form(*tiers: tuple[str, list[Piece]]) -> str:
    text = (
        'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0 \nxmax = 12 \ntiers? '
        f"<exists> \nsize = {len(tiers)} \nitem []: \n"
    )
    for number, (name, pieces) in enumerate(tiers, 1):
        text += (
            f'    item [{number}]:\n        class = "IntervalTier" \n        name = "{name}" \n'
            f"        xmin = 0 \n        xmax = 12 \n        intervals: size = {len(pieces)} \n"
        )
        for place, (start, end, words) in enumerate(pieces, 1):
            text += (
                f"        intervals [{place}]:\n            xmin = {start} \n"
                f'            xmax = {end} \n            text = "{words}" \n'
            )
    return text


def short_form(*tiers: tuple[str, list[Piece]]) -> str:
    lines = ['File type = "ooTextFile"', '"TextGrid"', "", "0", "12", "<exists>", str(len(tiers))]
    for name, pieces in tiers:
        lines += ['"IntervalTier"', f'"{name}"', "0", "12", str(len(pieces))]
        for start, end, words in pieces:
            lines += [str(start), str(end), f'"{words}"']
    return "\n".join(lines) + "\n"


def read(text: str, encoding: str = "utf-8") -> Transcript:
    return read_bytes(text.encode(encoding), name="talk.TextGrid")


def spoken(transcript: Transcript) -> list[tuple[str, str, float | None]]:
    return [(turn.speaker, turn.text, turn.start_s) for turn in transcript.turns]


ASKED: Piece = (0, 3.1, "When did you build the kiln?")
ANSWERED: Piece = (3.1, 12, "In the spring of 2019.")
TALK = [("Mara", ASKED[2], 0.0), ("Owen", ANSWERED[2], 3.1)]
WORDS: list[Piece] = [
    (0, 0.4, "when"),
    (0.4, 0.8, "did"),
    (0.8, 1.2, "it"),
    (1.2, 1.6, "end"),
    (1.6, 3, "sil"),
]


@pytest.mark.parametrize("form", [long_form, short_form], ids=["long", "short"])
@pytest.mark.parametrize(
    "tiers",
    [
        pytest.param(
            [
                ("Mara", [ASKED, (3.1, 12, "")]),
                ("Owen", [(0, 3.1, "<sil>"), ANSWERED]),
            ],
            id="a tier a speaker",
        ),
        pytest.param(
            [
                ("Mara - utterances", [ASKED]),
                ("Mara - phones", [(0, 3.1, "W EH N D IH D")]),
                ("Owen - utterances", [ANSWERED]),
            ],
            id="sounds beside",
        ),
        pytest.param(
            [("speaker", [(0, 3.1, "Mara"), (3.1, 9, "Owen"), (9, 12, "Owen")]), ("text", [ASKED, ANSWERED])],
            id="a tier of names",
        ),
        pytest.param(
            [("transcript", [(0, 3.1, "Mara: " + ASKED[2]), (3.1, 12, "Owen: " + ANSWERED[2])])],
            id="names in the words",
        ),
        pytest.param(
            [("Mara", [ASKED]), ("Owen", [ANSWERED]), ("emotion", [(0, 3.1, "calm and slow"), (3.1, 12, "calm")])],
            id="a remark on all",
        ),
    ],
)  # fmt: skip
def test_tiers_give_speakers_and_times(form, tiers: list[tuple[str, list[Piece]]]):
    assert spoken(read(form(*tiers))) == TALK


def test_single_words_are_joined_up_to_a_pause():
    later: list[Piece] = [(5, 5.4, "in"), (5.4, 5.8, "spring")]
    transcript = read(long_form(("words", WORDS + later), ("phones", [(0, 0.4, "w")])))
    assert spoken(transcript) == [("Speaker", "when did it end in spring", 0.0)]
    assert "phones: w" in [note.text for note in transcript.notes]
    assert transcript.n_words_not_read


def test_tiers_of_a_forced_aligner_are_one_speaker():
    transcript = read(
        long_form(
            ("Tokenization", [(0, 1.2, "+ when did it end +")]),
            ("Phonetization", [(0, 1.2, "sil w-E-n d-I-d I-t E-n-d sil")]),
            ("PhonAlign", [(0, 0.1, "w"), (0.1, 0.2, "E")]),
            ("TokensAlign", WORDS),
            ("Activity", [(0, 1, "speech")]),
        )
    )
    assert transcript.speakers == ("Speaker",)
    assert "when did it end" in transcript.turns[0].text


def test_numbered_tiers_are_several_people():
    transcript = read(long_form(("Tier-1", [ASKED]), ("Tier-2", [ANSWERED])))
    assert transcript.speakers == ("Tier-1", "Tier-2")


def test_who_speaks_at_the_same_time_keeps_the_words():
    owen: list[Piece] = [(0.5, 0.9, "mm"), (3.2, 3.6, "in"), (3.6, 4, "spring")]
    transcript = read(short_form(("Mara - words", WORDS), ("Owen - words", owen)))
    assert spoken(transcript) == [
        ("Mara", "when did it end", 0.0),
        ("Owen", "mm in spring", 0.5),
    ]


def test_doubled_quotes_and_chinese_in_utf_16():
    text = long_form(("周明", [(0, 2, 'he said ""yes""')]), ("王芳", [(2, 4, "二〇一九年春天。")]))
    assert spoken(read(text, "utf-16")) == [
        ("周明", 'he said "yes"', 0.0),
        ("王芳", "二〇一九年春天。", 2.0),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(long_form(("Mara", [ASKED]))[:-40], "damaged or cut off", id="cut off"),
        pytest.param(long_form(("Mara", [(0, 12, "")])), "none of its tiers", id="silence"),
        pytest.param(
            'File type = "ooTextFile"\nObject class = "PitchTier"\n0\n9\n',
            "no TextGrid",
            id="pitch",
        ),
        pytest.param(long_form(("phones", [(0, 1, "w")])), "none of its tiers", id="sounds"),
    ],
)
def test_a_textgrid_without_speech_says_why(text: str, problem: str):
    with pytest.raises(TranscriptError, match=problem):
        read(text)
