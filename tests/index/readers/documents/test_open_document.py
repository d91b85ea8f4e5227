"""OpenDocument text: paragraphs are lines; comments and footnotes are notes."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="urn:dc"'
)


def odt(body: str, *, title: str = "") -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", ZIP_STORED)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {SPACES}><office:body><office:text>'
            f"{body}</office:text></office:body></office:document-content>",
        )
        if title:
            archive.writestr("meta.xml", f"<m {SPACES}><dc:title>{title}</dc:title></m>")
    return data.getvalue()


def test_paragraphs_are_lines():
    transcript = read_bytes(
        odt(
            "<text:p><text:span>Mara:</text:span> When did you<text:line-break/>build it?"
            "<office:annotation><text:p>ask again</text:p></office:annotation></text:p>"
            "<text:p>Owen:<text:tab/>In 2019.</text:p><text:p>Mara: Where?</text:p>"
            "<text:p>周明：河边。</text:p><text:p>Mara: Oh.</text:p><text:p>周明：对。</text:p>",
            title="Kilns",
        ),
        name="talk.odt",
    )
    assert [(turn.speaker, turn.text) for turn in transcript.turns][:4] == [
        ("Mara", "When did you build it?"),
        ("Owen", "In 2019."),
        ("Mara", "Where?"),
        ("周明", "河边。"),
    ]
    assert transcript.title == "Kilns"
    assert "ask again" in [note.text for note in transcript.notes]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(odt("<text:p>Hi")[:-80], "damaged", id="cut off"),
        pytest.param(odt("<text:p></text:p>"), "no words", id="empty"),
    ],
)
def test_one_without_words_says_why(data: bytes, problem: str):
    with pytest.raises(TranscriptError, match=problem):
        read_bytes(data, name="talk.odt")
