from __future__ import annotations

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.contents import UNNAMED


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


def test_rows_that_are_too_short_or_too_long_are_kept():
    assert [t[:2] for t in turns("speaker,text\nAlex,Hi.,more\nBob\nAlex,Bye.\n")] == [
        ("Alex", "Hi."),
        ("Alex", "Bye."),
    ]


def test_a_table_without_words_is_refused():
    with pytest.raises(TranscriptError, match="no words"):
        turns("speaker,text\nAlex,\n")
