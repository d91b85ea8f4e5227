"""RTF: the text without its control words."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript


def read(text: str) -> Transcript:
    return read_bytes(text.encode("ascii"), name="talk.rtf")


TALK = [("Mara", "When did you build it?"), ("Owen", "In 2019."), ("Mara", "Where?"), ("Owen", "By the river.")]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            r"{\rtf1\ansi\deff0 {\fonttbl {\f0 Times;}}\f0\fs24 {\b Mara:} When did you build it?\par"
            "\n"
            r"{\b Owen:} In 2019.\par {\b Mara:} Where?\par {\b Owen:} By the river.\par}",
            id="bold names",
        ),
        pytest.param(
            r"{\rtf1\ansi\ansicpg1252\cocoartf2709{\fonttbl\f0\fswiss\fcharset0 Helvetica;}"
            r"{\colortbl;\red255\green255\blue255;}\pard\f0\fs24 \cf0 Mara: When did you build it?"
            "\\\n\\\nOwen: In 2019.\\\n\\\nMara: Where?\\\n\\\nOwen: By the river.}",
            id="TextEdit",
        ),
        pytest.param(
            r"{\rtf1\ansi{\info{\title Kilns}{\author jk}}{\header\pard page of kilns\par}"
            r"\pard Mara:\tab When did you build it?\par\pard Owen:\tab In {\field{\*\fldinst{"
            r'HYPERLINK "http://x.org"}}{\fldrslt 2019}}.{\footnote\pard see the map}\par Mara: '
            r"Where?\par Owen: By the river.\par}",
            id="notes and links",
        ),
    ],
)
def test_paragraphs_are_lines(text: str):
    assert [(turn.speaker, turn.text) for turn in read(text).turns] == TALK


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            r"{\rtf1\ansi\b When did you build it?\b0\par In 2019. It took three weeks.\par "
            r"\b Where did the bricks come from?\b0\par By the river, from the mill.\par}",
            id="switched on and off",
        ),
        pytest.param(
            r"{\rtf1\ansi{\b When did you }{\b build it?}\par In 2019. It took three weeks.\par"
            r"{\b Where did the bricks come from?}\par By the river, from the mill.\par}",
            id="groups",
        ),
    ],
)
def test_words_that_are_bold_as_a_whole_stay_whole(text: str):
    said = " ".join(turn.text for turn in read(text).turns)
    assert (
        said.split()
        == (
            "When did you build it? In 2019. It took three weeks. Where did the bricks come from? "
            "By the river, from the mill."
        ).split()
    )


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(r"{\b %s} ", id="a group"),
        pytest.param(r"\b %s \b0 ", id="on and off"),
        pytest.param(r"{\b\fs24 %s}\plain  ", id="with a size"),
        pytest.param(r"{\b {\i %s}} ", id="inside another group"),
    ],
)
def test_bold_names_without_a_colon_are_names(name: str):
    talk = (
        ("Mara Quist", "When?"),
        ("Owen Pell", "In 2019."),
        ("Mara Quist", "Where?"),
        ("Owen Pell", "There."),
    )
    text = r"{\rtf1\ansi " + "".join(rf"{name % who}{words}\par " for who, words in talk) + "}"
    assert tuple((turn.speaker, turn.text) for turn in read(text).turns) == talk


def test_footnotes_headers_and_the_title_are_kept():
    transcript = read(
        r"{\rtf1\ansi{\info{\title Kilns}}{\header\pard page of kilns\par}\pard Mara: When?"
        r"{\footnote\pard see the map}\par Owen: In 2019.\par Mara: Where?\par}"
    )
    assert transcript.title == "Kilns"
    assert {"page of kilns", "see the map"} <= {note.text for note in transcript.notes}
    assert "map" not in " ".join(turn.text for turn in transcript.turns)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(r"\u21608 ?\u26126 ?\u65306 ?\u31377 ?\u24456 ?\u28909 ?", id="unicode"),
        pytest.param(r"\'d6\'dc\'c3\'f7\'a3\'ba\'d2\'a4\'ba\'dc\'c8\'c8", id="code page"),
    ],
)
def test_chinese_is_read_in_its_encoding(words: str):
    head = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 "
    transcript = read(head + (words + r"\par ") * 2 + "}")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("周明", "窑很热")] * 2
