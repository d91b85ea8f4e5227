"""CHAT: names, times, and what is a mark and not a word."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript

HEAD = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tMOT Mara Mother, CHI Target_Child\n@Date:\t02-MAR-2024\n"


def read(lines: str, head: str = HEAD) -> Transcript:
    return read_bytes(f"{head}{lines}@End\n".encode(), name="talk.cha")


def test_codes_become_names_and_bullets_times():
    transcript = read(
        "*MOT:\twhere did the kiln go ? \x15120_2400\x15\n%mor:\tadv|where v|do\n"
        "*CHI:\tover there\n\tby the river . \x152400_5000\x15\n@Comment:\ta dog barks\n"
    )
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in transcript.turns] == [
        ("Mara", "where did the kiln go?", 0.12, 2.4),
        ("Target Child", "over there by the river.", 2.4, 5.0),
    ]
    assert transcript.date == "2024-03-02"
    texts = [note.text for note in transcript.notes]
    assert "%mor:\tadv|where v|do" in texts
    assert "@Comment:\ta dog barks" in texts
    assert transcript.n_words_not_read == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("<the the> [//] the kiln [= the old one] burns .", "the the the kiln burns.", id="again"),
        pytest.param("&-uh (be)cause it's gonna [: going to] burn +...", "uh because it's gonna burn…", id="fillers"),
        pytest.param("yes &=laughs (.) no:: xxx .", "yes no xxx.", id="events"),
        pytest.param("vamos@s:spa to the ice_cream shop +/.", "vamos to the ice cream shop", id="forms"),
        pytest.param("二〇一九年 春天 。", "二〇一九年 春天。", id="Chinese"),
    ],
)  # fmt: skip
def test_marks_are_no_words(line: str, said: str):
    assert read(f"*MOT:\t{line}\n*CHI:\tyes .\n").turns[0].text == said


def test_remarks_in_a_line_become_notes():
    notes = [n.text for n in read("*MOT:\tyes [= the old one] &=laughs .\n").notes]
    assert {"the old one", "laughs"} <= set(notes)


def test_people_without_names_keep_their_codes():
    head = "@Begin\n@Participants:\tSP01 Participant, SP02 Participant, INV Ana_Ruiz Investigator\n"
    lines = "*SP01:\tone .\n*SP02:\ttwo .\n*INV:\tthree .\n"
    assert read(lines, head).speakers == ("SP01", "SP02", "Ana Ruiz")
