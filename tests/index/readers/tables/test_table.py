from __future__ import annotations

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED


def turns(text: str) -> list[tuple[str, str, float | None, float | None]]:
    transcript = read_bytes(text.encode(), name="talk.csv")
    return [(t.speaker, t.text, t.start_s, t.end_s) for t in transcript.turns]


@pytest.mark.parametrize("divider", [",", "\t", ";"], ids=["comma", "tab", "semicolon"])
def test_a_row_is_a_turn(divider: str):
    rows = [
        ("speaker", "start", "end", "text"),
        ("Alex", "00:00:01", "00:00:02", "Why?"),
        ("Bob", "3.5", "4", "So."),
    ]
    assert turns("\n".join(divider.join(row) for row in rows)) == [
        ("Alex", "Why?", 1.0, 2.0),
        ("Bob", "So.", 3.5, 4.0),
    ]


def test_quoted_words_keep_commas_quotes_and_line_ends():
    text = 'Speaker,Text\nAlex,"Well, ""so""\nsaid he."\nBob,Yes.\n'
    assert turns(text)[0] == ("Alex", 'Well, "so"\nsaid he.', None, None)


def test_columns_may_be_quoted_in_any_case_with_a_byte_order_mark():
    assert turns('\ufeff"Speaker","Text"\n"Alex","Hi."\n') == [("Alex", "Hi.", None, None)]


def test_a_table_without_speakers_is_one_unnamed_speaker():
    assert turns("start,text\n1,One\n2,two.\n") == [(UNNAMED, "One two.", 1.0, None)]


def notes(text: str) -> list[tuple[int, str]]:
    return [(note.line, note.text) for note in read_bytes(text.encode(), name="talk.csv").notes]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param("Alex,Hi, how are you", "Hi, how are you", id="a comma nobody quoted"),
        pytest.param('Alex,"Hi, you", she said, "so"', '"Hi, you", she said, "so"', id="quotes"),
        pytest.param('"Alex",Hi, how,, are you', "Hi, how,, are you", id="the name quoted"),
        pytest.param("Alex,Hi.,,", "Hi.", id="empty cells at the end"),
    ],
)
def test_a_row_with_more_cells_than_titles_keeps_all_its_words(row: str, words: str):
    text = f"speaker,text\n{row}\nBob,Fine.\n"
    assert [t[:2] for t in turns(text)] == [("Alex", words), ("Bob", "Fine.")]
    assert notes(text) == []


def test_extra_cells_after_the_words_become_a_note_if_they_are_ambiguous():
    text = "speaker,text,start\nAlex,Hi, how are you,1.5\nBob,Fine.,3\n"
    assert [t[:3] for t in turns(text)] == [("Alex", "Hi", None), ("Bob", "Fine.", 3.0)]
    assert notes(text) == [(2, "how are you,1.5")]
    assert read_bytes(text.encode(), name="talk.csv").n_words_not_read == 5


def test_a_row_with_too_few_cells_is_a_note_with_its_line():
    text = 'speaker,text\nAlex,"Hi.\nYou?"\n\nand so we went home\nBob,\nAlex,Bye.\n'
    assert [t[:2] for t in turns(text)] == [("Alex", "Hi.\nYou?"), ("Alex", "Bye.")]
    assert notes(text) == [(5, "and so we went home")]
    assert read_bytes(text.encode(), name="talk.csv").n_words_not_read == 5


def test_words_in_a_second_column_for_words_and_in_unknown_ones_are_notes():
    text = "speaker,text,content,remark\nAlex,Hi.,你好,he laughs as he says so\nBob,,Yes.,so\n"
    assert [t[:2] for t in turns(text)] == [("Alex", "Hi."), ("Bob", "Yes.")]
    assert notes(text) == [(2, "你好"), (2, "he laughs as he says so"), (3, "so")]


def test_a_second_column_of_the_same_name_is_a_note():
    text = "text,text,speaker\nHi.,你好,Alex\n,Yes.,Bob\n"
    assert [t[:2] for t in turns(text)] == [("Alex", "Hi."), ("Bob", "Yes.")]
    assert notes(text) == [(2, "你好")]


@pytest.mark.parametrize("second", ["fine.", '"fine.', '"fine", she said'])
def test_a_quotation_mark_that_is_not_closed_gives_nobody_the_words_of_others(second: str):
    text = f'speaker\ttext\nAlex\t"Hi there.\nBob\t{second}\nAlex\tGood.\n'
    assert [t[0] for t in turns(text)] == ["Alex", "Bob", "Alex"]
    assert [t[1] for t in turns(text)][::2] == ["Hi there.", "Good."]


def test_a_table_without_words_is_refused():
    with pytest.raises(TranscriptError, match="no words"):
        turns("speaker,text\nAlex,\n")
