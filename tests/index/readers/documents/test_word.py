from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript


def word(*paragraphs: str, title: str = "") -> bytes:
    """A document; "**…**" at a paragraph's start is bold, "# " a heading."""
    document = docx.Document()
    document.core_properties.title = title
    for text in paragraphs:
        if text.startswith("# "):
            document.add_heading(text.removeprefix("# "))
            continue
        paragraph = document.add_paragraph()
        rest = text
        if text.startswith("**"):
            _, bold, rest = text.split("**", 2)
            paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(data: bytes) -> Transcript:
    return read_bytes(data, name="talk.docx")


def turns(data: bytes) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(data).turns]


TALK = [("Anna Berg", "Where was it?"), ("Bob Day", "In Berlin."), ("Anna Berg", "I see.")]


@pytest.mark.parametrize("gap", ["   ", "\t", "\u00a0\u00a0"], ids=["spaces", "tab", "hard spaces"])
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_a_document_of_teams_gives_names_times_and_words(bold: bool, gap: str):
    def name(text: str) -> str:
        return f"**{text}**" if bold else text

    data = word(
        f"{name('Anna Berg')}{gap}0:03\nWhere was it?",
        f"{name('Bob Day')}{gap}0:10\nIn Berlin.",
        f"{name('Anna Berg')}{gap}1:02:03\nI see.",
    )
    assert [(t.speaker, t.start_s, t.text) for t in read(data).turns] == [
        ("Anna Berg", 3, "Where was it?"),
        ("Bob Day", 10, "In Berlin."),
        ("Anna Berg", 3723, "I see."),
    ]


def test_title_and_lines_about_the_transcription_are_not_speech():
    data = word(
        "Weekly meeting-20240513_150000-Meeting Recording",
        "May 13, 2024, 1:00PM",
        "12m 30s",
        "Anna Berg started transcription",
        "Anna Berg   0:03\nWhere was it?",
        "Bob Day   0:10\nIn Berlin.",
        "Anna Berg   0:12\nI see.",
        "Anna Berg stopped transcription",
    )
    transcript = read(data)
    assert [(t.speaker, t.text) for t in transcript.turns] == TALK
    assert transcript.title == "Weekly meeting-20240513_150000-Meeting Recording"


def test_a_time_span_above_the_name_is_the_start():
    data = word(
        "0:0:3.0 --> 0:0:9.500\nAnna Berg\nWhere was it?",
        "0:0:10.0 --> 0:0:11.0\nBob Day\nIn Berlin.",
        "0:0:12.0 --> 0:0:13.0\nAnna Berg\nI see.",
    )
    assert [(t.speaker, t.start_s, t.text) for t in read(data).turns] == [
        ("Anna Berg", 3.0, "Where was it?"),
        ("Bob Day", 10.0, "In Berlin."),
        ("Anna Berg", 12.0, "I see."),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(
            ["Anna Berg: Where was it?", "Bob Day: In Berlin.", "Anna Berg: I see."], id="colon"
        ),
        pytest.param(
            ["**Anna Berg:** Where was it?", "**Bob Day:** In Berlin.", "**Anna Berg:** I see."],
            id="bold",
        ),
        pytest.param(
            ["**Anna Berg** Where was it?", "**Bob Day** In Berlin.", "**Anna Berg** I see."],
            id="bold without colon",
        ),
        pytest.param(
            ["# Anna Berg", "Where was it?", "# Bob Day", "In Berlin.", "# Anna Berg", "I see."],
            id="headings",
        ),
        pytest.param(
            "Anna Berg|0:03|Where was it?|Bob Day|0:10|In Berlin.|Anna Berg|0:12|I see.".split("|"),
            id="name, time and words in paragraphs of their own",
        ),
    ],
)
def test_paragraphs_with_a_name_before_them_are_turns(paragraphs: list[str]):
    assert turns(word(*paragraphs)) == TALK


def test_rows_of_a_table_are_turns_without_its_titles():
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for name, words in [("Speaker", "Words"), *TALK]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, words
    assert turns(saved(document)) == TALK


def test_rows_with_a_time_keep_it():
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in [
        ("Time", "Speaker", "Words"),
        ("0:03", "Anna", "Where?"),
        ("0:10", "Bob", "There."),
        ("0:12", "Anna", "Oh."),
    ]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert [(t.start_s, t.speaker, t.text) for t in read(saved(document)).turns] == [
        (3, "Anna", "Where?"),
        (10, "Bob", "There."),
        (12, "Anna", "Oh."),
    ]


def test_the_documents_title_is_taken_if_the_text_has_none():
    assert read(word("Anna: Hi.", "Bob: Hi.", "Anna: So?", title="A talk")).title == "A talk"


def test_an_english_date_above_the_talk_is_taken():
    head = ["Weekly", "March 12, 2024, 2:02PM", "15m 3s"]
    transcript = read(word(*head, "Anna Berg   0:03", "Hi.", "Ben Day   0:05", "Hi."))
    assert transcript.date == "2024-03-12"
    assert transcript.speakers == ("Anna Berg", "Ben Day")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(word("Anna: Hi.")[:-200], "damaged|unpacked", id="cut off"),
        pytest.param(word(), "no words", id="empty"),
        pytest.param(b"PK\x03\x04" + b"x" * 100, "damaged|unpacked", id="no zip file"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(data: bytes, message: str):
    with pytest.raises(TranscriptError, match=message):
        read(data)


def with_part(xml: str) -> bytes:
    """A document with this in the place of its text."""
    source, target = io.BytesIO(word()), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return target.getvalue()


_BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        pytest.param("<a/>", "damaged", id="no document"),
        pytest.param("", "damaged", id="nothing"),
    ],
)
def test_a_document_with_a_strange_part_is_refused(xml: str, message: str):
    with pytest.raises(TranscriptError, match=message):
        read(with_part(xml))


@pytest.mark.slow
def test_a_document_that_unpacks_to_too_much_is_refused():
    with pytest.raises(TranscriptError, match="unpacks to 300 MB"):
        read(with_part(f"{_BODY}{'a' * (300 << 20)}"))


def test_a_cell_that_claims_millions_of_columns_is_read_once():
    xml = (
        f'{_BODY}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
        "<w:p><w:r><w:t>Hello.</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    assert [text for _, text in turns(with_part(xml))] == ["Hello."]


@pytest.mark.parametrize("style", ["<w:pStyle/>", '<w:pStyle w:val=""/>', '<w:pStyle w:val="x"/>'])
def test_a_paragraph_with_a_damaged_style_is_read(style: str):
    said = "".join(
        f"<w:p><w:pPr>{style}</w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>"
        for line in ("Anna: Hi.", "Bob: Hi.", "Anna: So?")
    )
    transcript = read(with_part(f"{_BODY}{said}</w:body></w:document>"))
    assert transcript.speakers == ("Anna", "Bob")


def test_pictures_in_a_document_are_not_unpacked():
    source, target = io.BytesIO(word("Anna: Hi.", "Bob: Hi.", "Anna: So?")), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/image1.png", bytes(40 << 20))
    assert len(read(target.getvalue()).turns) == 3


@pytest.mark.slow
def test_reading_a_document_takes_time_linear_in_its_length():
    def seconds(n: int) -> float:
        said = "<w:p><w:r><w:t>Anna: Hi.</w:t></w:r></w:p>" * n
        data = with_part(f"{_BODY}{said}</w:body></w:document>")
        start = time.process_time()
        read(data)
        return time.process_time() - start

    seconds(10)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.5


# -- bold and italic paragraphs, tables of turns

ANSWERED = [
    ("Q", "How did you come to clay?"),
    ("A", "My aunt had a wheel."),
    ("Q", "And then you left."),
    ("A", "For eleven years."),
]


@pytest.mark.parametrize("type", ["bold", "italic"])
def test_paragraphs_set_as_a_whole_are_questions(type: str):
    document = docx.Document()
    document.add_heading("A potter by the river", 0)
    document.add_paragraph("Owen Pell has fired kilns for thirty years.")
    for speaker, words in ANSWERED:
        run = document.add_paragraph().add_run(words)
        setattr(run, type, speaker == "Q")
    assert turns(saved(document)) == ANSWERED
    assert read(saved(document)).title == "A potter by the river"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["时间", "说话人", "内容"], ["0:01", "{0}", "{1}"]], id="Chinese titles"),
        pytest.param([["Text", "Speaker", "Start"], ["{1}", "{0}", "0:01"]], id="words first"),
        pytest.param([["{0}", "{1}"]], id="no titles"),
    ],
)
def test_the_columns_of_a_table_are_found(rows: list[list[str]]):
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    *titles, form = rows
    for row in [*titles, *([cell.format(*turn) for cell in form] for turn in TALK)]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert turns(saved(document)) == TALK
