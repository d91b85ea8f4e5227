"""What a notebook shows of hits and answers."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from conftest import make_transcript
from turnwise.rag import Library

OPENCL = "what did he say about OpenCL"


def test_a_hit_shows_question_speaker_words_place_and_link(library: Library):
    hit = replace(library.search("OpenCL")[0], url="https://example.org/talk?a=1&b=2#t=3")
    shown = BeautifulSoup(hit._repr_html_(), "lxml")
    text = shown.get_text(" ")
    assert hit.question
    for part in (hit.speaker, hit.quote, hit.place, hit.address, hit.question.text):
        assert part in text
    (link,) = shown("a")
    assert link["href"] == hit.url


def test_an_answer_shows_its_text_and_each_citation_under_its_number(library: Library):
    answer = library.ask(OPENCL)
    text = BeautifulSoup(answer._repr_html_(), "lxml").get_text()
    assert answer.text in text
    for citation in answer.citations:
        assert f"[{citation.n}] {citation.speaker}: “{citation.quote}”" in text
        assert citation._repr_html_() in answer._repr_html_()


def test_hits_are_a_list_that_a_notebook_shows(library: Library):
    hits = library.search("OpenCL", k=3)
    assert isinstance(hits, list)
    assert all(hit._repr_html_() in hits._repr_html_() for hit in hits)
    assert library.search("OpenCL", k=3) == list(hits)
    assert type(hits)()._repr_html_() == "no hits"


def test_what_a_transcript_says_is_never_markup(library: Library):
    evil = '<script>alert("zebra")</script> & <img src=x onerror=alert(1)> zebra zebra'
    library.add(make_transcript(("<b>Eve</b>", f"{evil}?"), ("<i>Bob</i>", evil), title="<h1>T"))
    hits = library.search("zebra", k=2)
    shown = hits._repr_html_() + library.ask("what about zebra?")._repr_html_()
    parsed = BeautifulSoup(shown, "lxml")
    assert not parsed(["script", "img", "i", "h1"])
    assert evil in parsed.get_text()
    hit = replace(hits[0], url='javascript:alert("x")')
    assert not BeautifulSoup(hit._repr_html_(), "lxml")("a")
    hit = replace(hits[0], url='https://example.org/"onmouseover="alert(1)')
    (link,) = BeautifulSoup(hit._repr_html_(), "lxml")("a")
    assert set(link.attrs) == {"href", "rel"}
