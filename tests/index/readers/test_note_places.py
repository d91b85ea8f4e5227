from __future__ import annotations

import pytest
from turnwise.index.readers.formats import read_bytes
from turnwise.index.readers.note_places import placed_notes
from turnwise.index.transcript import Note, Turn
from turnwise.index.writers import to_json

TALK = """# The kiln

**Ann:** Here we are.
It is the old kiln.

## The fire

**Bo:** Yeah.

**Ann:** Yeah.
"""


def test_a_note_stands_after_the_turn_above_its_line():
    talk = read_bytes(TALK.encode(), name="talk.md")
    places = {note.text: note.after_turn for note in talk.notes}
    assert places["## The fire"] == 1
    turns = tuple(
        Turn(n, "A", text) for n, text in enumerate(("Yeah.", "It is, yeah.", "Yeah."), 1)
    )
    notes = (Note(1, "top"), Note(3, "x"), Note(5, "y"), Note(7, "end"), Note(9, "no such line"))
    file = "top\n“Yeah”\nx\nIt is,  Yeah\ny\nyeah\nend"
    assert [note.after_turn for note in placed_notes(notes, turns, file)] == [0, 1, 2, 3, None]


def test_a_turn_that_is_not_found_stands_with_the_one_before():
    turns = (Turn(1, "A", "Good morning."), Turn(2, "B", "not in the file"), Turn(3, "A", "So."))
    file = "Good morning.\n(laughs)\nSo.\n(ends)"
    notes = (Note(2, "(laughs)"), Note(4, "(ends)"))
    assert [note.after_turn for note in placed_notes(notes, turns, file)] == [2, 3]


@pytest.mark.parametrize("text", ["", "\n"])
def test_without_a_text_nobody_knows_the_place(text: str):
    turns = (Turn(1, "A", "Good morning."),)
    assert placed_notes((Note(2, "(laughs)"),), turns, text)[0].after_turn is None


def test_the_place_outlives_an_export():
    talk = read_bytes(TALK.encode(), name="talk.md")
    again = read_bytes(to_json(talk).encode(), name="talk.json")
    assert again.notes == talk.notes
