from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import make_transcript
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hostile import EVIL, Seen
from turnwise.index.transcript import Transcript, Turn
from turnwise.rag import Library
from turnwise.ui.page.lookup.context import line_of
from turnwise.ui.page.lookup.routes import LookUpFilters, lookup_page, lookup_routes
from turnwise.ui.page.lookup.strips import Places, strips_of


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(lookup_routes(library))
    with TestClient(app) as client:
        yield client


def test_every_mention_is_counted_and_leads_to_its_place(client: TestClient, library: Library):
    found = library.lookup("OpenCL")
    page = client.get("/look-up?term=OpenCL").text
    assert f"Mentions: {len(found.mentions)} · transcripts: 1" in page
    assert page.count('class="tick"') == len(found.mentions)
    assert page.count("<mark>OpenCL</mark>") == len(found.mentions)
    first = found.mentions[0]
    address = f"transcripts/{first.transcript.id}?turn={first.turn}&amp;start={first.start}&amp;end={first.end}#turn-{first.turn}"
    assert f'href="{address}"' in page


def test_a_filter_narrows_and_can_be_removed(client: TestClient):
    page = client.get("/look-up?term=OpenCL&speaker=Q5").text
    assert "Mentions: 4 · transcripts: 1" in page
    assert '<a class="chip" href="look-up?term=OpenCL" aria-label="Remove the filter Q5">' in page
    assert '<input type="hidden" name="speaker" value="Q5">' in page


def test_what_nobody_says_is_said(client: TestClient):
    page = client.get("/look-up?term=zebrafinch").text
    assert "Nobody says “zebrafinch”" in page
    gone = client.get("/look-up?term=OpenCL&transcript=gone").text
    assert "no transcript has the id" in gone
    assert "role=&#34;alert" not in gone
    assert "每一处" in client.get("/look-up", headers={"accept-language": "zh"}).text


def test_more_are_shown_on_demand(library: Library):
    filters = LookUpFilters("OpenCL", (), ())
    page = lookup_page(library, filters, "en", shown=3)
    assert page.count("<mark>") == 3
    assert "look-up?term=OpenCL&amp;shown=" in page


def test_a_timed_talk_is_measured_in_time_and_another_in_characters():
    untimed = make_transcript(("Ann", "aaaa"), ("Bo", "bbbb"))
    assert Places(untimed).of(1, 0) == 0
    assert Places(untimed).of(2, 2) == 6 / 8
    turns = (Turn(1, "Ann", "aaaa", 0.0, 9.0), Turn(2, "Bo", "bbbb", 9.0, 10.0))
    assert Places(Transcript("Talk", turns)).of(2, 2) == 9 / 10


def test_a_strip_holds_the_mentions_of_one_transcript(library: Library):
    library.add(make_transcript(("Ann", "OpenCL is old."), ("Bo", "It is.")))
    strips = strips_of(library.lookup("OpenCL").mentions, library)
    assert [len(strip.mentions) for strip in strips] == [
        len(library.lookup("OpenCL").mentions) - 1,
        1,
    ]
    assert all(0 <= place <= 1 for strip in strips for place in strip.places)


def test_a_line_shows_some_words_on_both_sides(library: Library):
    long = make_transcript(("Ann", "x " * 200 + "kiln" + " y" * 200))
    [mention] = library.lookup("kiln", transcripts=[library.add(long).added[0].id]).mentions
    line = line_of(mention, long)
    assert line.term == "kiln"
    assert line.before.startswith("…")
    assert len(line.before) == 61
    assert line.after.endswith("…")


def test_nothing_that_was_said_becomes_markup(library: Library):
    talk = make_transcript((EVIL, f"{EVIL} kiln {EVIL}"), title=EVIL)
    library.add(replace(talk, url="javascript:alert(1)"))
    page = lookup_page(library, LookUpFilters("kiln", (EVIL,), ()), "en")
    Seen(page).check_inert()
    Seen(lookup_page(library, LookUpFilters(EVIL, (), (EVIL,)), "en")).check_inert()
    assert "document.title" in Seen(page).text
