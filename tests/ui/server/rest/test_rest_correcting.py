"""Corrections and figures over HTTP."""

from __future__ import annotations

import pytest
from conftest import make_transcript
from fastapi.testclient import TestClient
from turnwise.rag import Library
from turnwise.ui.server import Access, Key, create_app

TALK = make_transcript(
    ("Ann", "Why did you leave the harbour?"),
    ("Bob", "The cranes were too old. We moved in 2019."),
    ("Bob", "The city paid."),
    ("Ann", "Was it hard?"),
    title="Harbour",
)
PLACE = f"/v1/transcripts/{TALK.id}"


@pytest.fixture
def talk(api: TestClient, library: Library) -> TestClient:
    library.add(TALK)
    return api


def test_a_turn_gets_other_words(talk: TestClient, library: Library):
    response = talk.patch(f"{PLACE}/turns/3", json={"text": "The region paid."})
    assert response.status_code == 200
    assert [turn["text"] for turn in response.json()["turns"]] == ["The region paid."]
    assert response.json()["change"]["kind"] == "text"
    found = talk.post("/v1/search", json={"query": "region", "mode": "lexical"}).json()
    assert found["hits"][0]["turn"] == 3


def test_turns_are_moved_split_and_joined(talk: TestClient, library: Library):
    moved = talk.post(f"{PLACE}/speaker", json={"first": 2, "last": 3, "speaker": "Cleo"})
    assert [turn["speaker"] for turn in moved.json()["turns"]] == ["Cleo", "Cleo"]
    split = talk.post(f"{PLACE}/turns/2/split", json={"at": 25}).json()
    assert ([turn["number"] for turn in split["turns"]], split["shift"]) == ([2, 3], 1)
    joined = talk.post(f"{PLACE}/turns/2/join", json={"last": 4}).json()
    assert (len(joined["turns"]), joined["shift"], joined["transcript"]["turns"]) == (1, -2, 3)
    refused = talk.post(f"{PLACE}/turns/1/join", json={})
    assert (refused.status_code, "give them to one speaker" in refused.text) == (400, True)


def test_the_history_tells_what_was_there_and_is_undone(talk: TestClient, library: Library):
    talk.patch(f"{PLACE}/turns/3", json={"text": "The region paid."})
    talk.patch(PLACE, json={"title": "Port", "tags": ["sea"], "url": "https://example.org/a"})
    text, details = talk.get(f"{PLACE}/changes").json()["changes"]
    assert details["before"] == {"title": "Harbour", "url": None, "tags": []}
    undone = talk.post(f"/v1/changes/{text['id']}/undo").json()
    assert (undone["undoes"], undone["made_by"]) == (text["id"], None)
    assert talk.post(f"{PLACE}/undo").json()["undoes"] == details["id"]
    assert library.transcript(TALK.id) == TALK
    assert len(talk.get("/v1/changes").json()["changes"]) == 4
    assert talk.post(f"{PLACE}/undo").status_code == 400
    assert talk.post("/v1/changes/99/undo").status_code == 404
    assert talk.post("/v1/transcripts/ffff/undo").status_code == 404


def test_a_removed_transcript_comes_back(talk: TestClient, library: Library):
    assert talk.delete(PLACE).status_code == 204
    assert talk.get(PLACE).status_code == 404
    assert "transcript" not in talk.get(f"{PLACE}/changes").json()["changes"][0]["before"]
    assert talk.post(f"{PLACE}/undo").json()["kind"] == "remove"
    assert talk.get(PLACE).json()["title"] == "Harbour"
    assert talk.delete(f"{PLACE}?for_good=true").status_code == 204
    assert talk.post(f"{PLACE}/undo").status_code == 404


def test_a_correction_of_an_old_state_is_refused(talk: TestClient, library: Library):
    seen = talk.get(PLACE)
    version, etag = seen.json()["version"], seen.headers["etag"]
    edit = {"text": "The region paid.", "version": version}
    assert talk.patch(f"{PLACE}/turns/3", json=edit, headers={"If-Match": etag}).status_code == 200
    late = talk.patch(f"{PLACE}/turns/3", json=edit)
    assert (late.status_code, "read it again" in late.text) == (409, True)
    assert late.headers["content-type"] == "application/problem+json"
    later = talk.post(f"{PLACE}/turns/2/split", json={"at": 25}, headers={"If-Match": etag})
    assert later.status_code == 412


def test_lists_are_narrowed_to_tags(talk: TestClient, library: Library):
    talk.patch(PLACE, json={"tags": ["sea"]})
    listed = talk.get("/v1/transcripts?tag=SEA").json()["transcripts"]
    assert [info["title"] for info in listed] == ["Harbour"]
    found = talk.post("/v1/search", json={"query": "why", "tags": ["sea"]}).json()["hits"]
    assert {hit["transcript"]["id"] for hit in found} == {TALK.id}
    assert talk.get("/v1/transcripts?tag=land").status_code == 400


def test_figures_and_examples_are_those_of_the_library(talk: TestClient, library: Library):
    assert talk.get(f"{PLACE}/figures").json() == library.figures(TALK.id).to_dict()
    assert talk.get("/v1/figures").json() == library.library_figures().to_dict()
    some = talk.get("/v1/figures", params={"speaker": "Bob"}).json()
    assert some["transcripts"] == 1
    hits = talk.get("/v1/speakers/examples", params={"name": "Bob"}).json()["hits"]
    assert [hit["turn"] for hit in hits] == [2, 3]


def test_the_history_has_the_name_of_the_key_and_readers_change_nothing(library: Library):
    library.add(TALK)
    keys = (Key.of("mia", "m" * 20, "add"), Key.of("guest", "g" * 20, "read"))
    app = create_app(library, access=Access(keys), with_page=False)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        edit = {"text": "The region paid."}
        guest = client.patch(
            f"{PLACE}/turns/3", json=edit, headers={"Authorization": f"Bearer {'g' * 20}"}
        )
        mia = client.patch(
            f"{PLACE}/turns/3", json=edit, headers={"Authorization": f"Bearer {'m' * 20}"}
        )
    assert (guest.status_code, mia.status_code) == (403, 200)
    assert [change.made_by for change in library.changes()] == ["mia"]
