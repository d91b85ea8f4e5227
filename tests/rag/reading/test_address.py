"""Addresses of passages: written, read, and kept by what may change around a transcript."""

from __future__ import annotations

import pytest
from conftest import make_transcript
from turnwise.rag import Library, NotFoundError, PassageAddress, UsageError, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("turnwise:ab12/27", PassageAddress("ab12", 27)),
        ("turnwise:ab12/27#char=10,58", PassageAddress("ab12", 27, 10, 58)),
        (" ab12/27 ", PassageAddress("ab12", 27)),
    ],
)
def test_an_address_is_read_as_it_is_written(text: str, address: PassageAddress):
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text", ["", "turnwise:", "turnwise:ab12", "turnwise:ab12/0", "ab12/27#char=5,5", "ab12/27#t=5"]
)
def test_what_is_no_address_is_refused_with_an_example(text: str):
    with pytest.raises(UsageError, match="give one like turnwise:"):
        parse_address(text)


def test_a_citation_is_found_at_its_address(library: Library):
    citation = library.ask("what did he say about OpenCL").citations[0]
    passage = library.passage(citation.address)
    assert passage.quote == citation.quote
    assert passage.turn.speaker == citation.speaker
    assert passage.question == citation.question
    assert passage.to_dict()["address"] == citation.address


def test_a_mention_is_found_at_its_address(library: Library):
    mention = library.lookup("OpenCL").mentions[0]
    assert library.passage(mention.address).quote == mention.spoken == "OpenCL"


def test_an_address_outlives_a_new_name_and_a_rebuild(library: Library):
    citation = library.ask("what did he say about OpenCL").citations[0]
    library.rename_speaker("Yangqing", "贾扬清")
    library.rebuild()
    passage = library.passage(citation.address)
    assert (passage.turn.speaker, passage.quote) == ("贾扬清", citation.quote)


@pytest.mark.parametrize(
    ("place", "problem"),
    [("/9", "has 2 turns; there is no 9"), ("/1#char=0,99", "has 4 characters")],
)
def test_an_address_beyond_the_transcript_is_not_found(library: Library, place: str, problem: str):
    id = library.add(make_transcript(("Ann", "One?"), ("Bob", "Two."))).added[0].id
    with pytest.raises(NotFoundError, match=problem):
        library.passage(f"turnwise:{id}{place}")


def test_an_unknown_transcript_is_not_found(library: Library):
    with pytest.raises(NotFoundError, match="no transcript has the id “ffff”"):
        library.passage("turnwise:ffff/1")
