"""Every word of a file is spoken, noted, or part of a name or the title."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turnwise.index.readers import read_bytes

# “WORD” stands where a file may have words.
PLACES = {
    "TEI": (
        '<?xml version="1.0"?><TEI><teiHeader><title>WORD</title><p>WORD</p></teiHeader><text>'
        '<front><p>WORD</p></front><body><head>WORD</head><note type="speaker">WORD</note>'
        '<u who="#mara">WORD<seg>WORD <note>WORD</note> WORD</seg>WORD</u>WORD<stage>WORD</stage>'
        '<u who="#owen"><vocal><desc>WORD</desc></vocal>WORD</u></body></text></TEI>'
    ),
    "OHMS": (
        '<ROOT xmlns="ohms"><record><title>WORD</title><description>WORD</description><index>'
        "<point><synopsis>WORD</synopsis><partial_transcript>WORD</partial_transcript></point>"
        "</index><transcript>Mara: WORD\n\nOwen: WORD\n\nMara: WORD\n[[footnotes]][[note]]WORD"
        "[[/note]][[/footnotes]]WORD</transcript><transcript_alt>WORD</transcript_alt></record></ROOT>"
    ),
    "ELAN": (
        '<ANNOTATION_DOCUMENT><TIER TIER_ID="Mara"><ANNOTATION><ALIGNABLE_ANNOTATION><ANNOTATION_'
        "VALUE>WORD</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID="
        '"comment"><ANNOTATION><ALIGNABLE_ANNOTATION><ANNOTATION_VALUE>WORD</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
    ),
    "Transcriber": (
        '<Trans><Speakers><Speaker id="s" name="Mara"/></Speakers><Section>WORD<Turn speaker="s">'
        'WORD<Sync time="0"/>WORD<Event desc="WORD"/>WORD<Comment desc="WORD"/></Turn></Section>'
        "</Trans>"
    ),
    "other XML": (
        '<talk><about>WORD</about><turn speaker="Mara">WORD<b>WORD</b>WORD<note>WORD</note></turn>'
        'WORD<turn speaker="Owen">WORD now</turn><end>WORD</end></talk>'
    ),
    "names as elements": (
        "<talk><turn><speaker>WORD</speaker><text>WORD</text>WORD<note>WORD</note></turn>"
        "<turn><speaker>Owen</speaker><text>WORD</text></turn></talk>"
    ),
    "TextGrid": (
        'File type = "ooTextFile"\n"TextGrid"\n0\n9\n<exists>\n2\n"IntervalTier"\n"Mara"\n0\n9\n1\n0\n'
        '9\n"WORD"\n"TextTier"\n"WORD"\n0\n9\n1\n4\n"WORD"\n'
    ),
    "CHAT": (
        "@UTF8\n@Begin\n@Situation:\tWORD\n@Comment:\tWORD\n*MOT:\tWORD [= WORD] &=WORD <WORD> [/] "
        "WORD .\n%com:\tWORD\n\tWORD\nWORD\n*CHI:\tWORD .\n@End\n"
    ),
    "RTF": (
        r"{\rtf1\ansi{\info{\title WORD}}{\header WORD}{\b Mara:} WORD{\footnote WORD}\par Owen: WORD"
        r"{\*\annotation WORD}\par Mara: WORD\par{\footer WORD}}"
    ),
}


def with_words(template: str, stem: str) -> tuple[str, list[str]]:
    """The template with another word in each place."""
    pieces = template.split("WORD")
    words = [f"{stem}{number:02}end" for number in range(len(pieces) - 1)]
    return "".join(a + b for a, b in zip(pieces, [*words, ""], strict=True)), words


@pytest.mark.parametrize("format", PLACES)
@settings(max_examples=20)
@given(stem=st.text("abcdefghjkmnpq", min_size=3, max_size=8))
def test_no_word_is_lost_in_silence(format: str, stem: str):
    text, words = with_words(PLACES[format], stem)
    transcript = read_bytes(text.encode(), name="talk")
    kept = " ".join(
        (
            transcript.title,
            *(f"{turn.speaker} {turn.text}" for turn in transcript.turns),
            *(note.text for note in transcript.notes),
        )
    )
    assert [word for word in words if word not in kept] == []
    assert not any("<" in turn.text or "\\" in turn.text for turn in transcript.turns)
