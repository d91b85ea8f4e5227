"""Transcripts over HTTP: pages, turns, exports, edits, passages, ETags."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from fastapi.testclient import TestClient
from turnwise.index.readers import read_bytes
from turnwise.rag import Library
from turnwise.ui.server.rest.revision import RevisionTag


@pytest.fixture
def id(library: Library) -> str:
    """Of the sample interview."""
    return library.transcripts()[0].id


def test_the_list_comes_in_pages(api: TestClient, library: Library):
    for number in range(4):
        library.add(
            make_transcript(("Ann", f"Number {number}?"), ("Bob", "Yes."), title=f"T{number}")
        )
    first = api.get("/v1/transcripts?limit=2").json()
    assert (first["total"], len(first["transcripts"])) == (5, 2)
    listed = first["transcripts"]
    page = first
    while page["next"]:
        page = api.get(page["next"]).json()
        listed += page["transcripts"]
    assert [info["id"] for info in listed] == [info.id for info in library.transcripts()]


def test_the_list_is_filtered_and_its_pages_too(api: TestClient, library: Library):
    for number in range(3):
        library.add(make_transcript(("Ann", f"{number}?"), ("Bob", "Yes."), title=f"Tea {number}"))
    page = api.get("/v1/transcripts", params={"title": "TEA", "speaker": "Bob", "limit": 2}).json()
    assert page["total"] == 3
    assert len(api.get(page["next"]).json()["transcripts"]) == 1
    dated = api.get("/v1/transcripts?after=2018-01-01&before=2018-12-31").json()
    assert [info["date"] for info in dated["transcripts"]] == ["2018-11-02"]


def test_turns_are_read_by_range(shared_api: TestClient, id: str, library: Library):
    page = shared_api.get(f"/v1/transcripts/{id}/turns?first=26&last=27").json()
    assert page["total"] == 35
    assert [turn["number"] for turn in page["turns"]] == [26, 27]
    assert page["turns"][1] == library.transcript(id).turn(27).to_dict()
    assert shared_api.get(f"/v1/transcripts/{id}/turns?first=99").json()["turns"] == []


@pytest.mark.parametrize("format", ["txt", "md", "json"])
def test_an_export_reads_back_the_same(
    shared_api: TestClient, id: str, library: Library, format: str
):
    response = shared_api.get(f"/v1/transcripts/{id}/export?format={format}")
    assert f'filename="{id}.{format}"' in response.headers["content-disposition"]
    assert read_bytes(response.content, name=f"x.{format}").id == id


def test_subtitles_of_a_talk_without_times_are_refused(shared_api: TestClient, id: str):
    assert shared_api.get(f"/v1/transcripts/{id}/export?format=srt").status_code == 422


def test_outline_and_overview_are_those_of_the_library(
    shared_api: TestClient, id: str, library: Library
):
    assert shared_api.get(f"/v1/transcripts/{id}/outline").json() == library.outline(id).to_dict()
    assert shared_api.get(f"/v1/transcripts/{id}/overview").json() == library.overview(id).to_dict()


def test_a_passage_lies_at_its_address(shared_api: TestClient, library: Library):
    citation = library.ask("what did he say about OpenCL").citations[0]
    transcript, _, place = citation.address.removeprefix("turnwise:").partition("/")
    turn, _, char = place.partition("#char=")
    passage = shared_api.get(f"/v1/passages/{transcript}/{turn}", params={"char": char}).json()
    assert (passage["address"], passage["quote"]) == (citation.address, citation.quote)
    whole = {"address": citation.address}
    assert shared_api.get("/v1/passages", params=whole).json() == passage
    assert shared_api.get("/v1/passages", params={"address": "27"}).status_code == 400
    assert shared_api.get(f"/v1/passages/{transcript}/999").status_code == 404


def test_edit_and_remove(api: TestClient, id: str):
    edited = api.patch(f"/v1/transcripts/{id}", json={"title": "On Caffe", "date": "2019-01-02"})
    assert (edited.json()["title"], edited.json()["date"]) == ("On Caffe", "2019-01-02")
    assert api.patch(f"/v1/transcripts/{id}", json={"date": "soon"}).status_code == 400
    assert api.delete(f"/v1/transcripts/{id}").status_code == 204
    assert api.get(f"/v1/transcripts/{id}").status_code == 404
    assert api.delete(f"/v1/transcripts/{id}").status_code == 404


def test_an_etag_saves_a_second_reading_until_something_changes(api: TestClient, id: str):
    address = f"/v1/transcripts/{id}/outline"
    tag = api.get(address).headers["etag"]
    again = api.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    api.patch(f"/v1/transcripts/{id}", json={"title": "New"})
    assert api.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_two_libraries_at_one_address_have_different_etags(library: Library, tmp_path: Path):
    with Library.open(tmp_path / "other", embedder=BigramEmbedder()) as other:
        other.add(make_transcript(("Ann", "Why?"), ("Bob", "Because.")))
        assert other.revision == library.revision
        assert RevisionTag(other).now() != RevisionTag(library).now()


def test_a_change_of_an_old_state_is_refused(api: TestClient, id: str):
    tag = api.get(f"/v1/transcripts/{id}").headers["etag"]
    first = api.patch(f"/v1/transcripts/{id}", json={"title": "A"}, headers={"If-Match": tag})
    second = api.patch(f"/v1/transcripts/{id}", json={"title": "B"}, headers={"If-Match": tag})
    assert (first.status_code, second.status_code) == (200, 412)
    assert api.get(f"/v1/transcripts/{id}").json()["title"] == "A"


@pytest.mark.parametrize("address", ["", "/turns", "/export", "/outline", "/overview"])
def test_an_unknown_transcript_is_not_found(shared_api: TestClient, address: str):
    response = shared_api.get(f"/v1/transcripts/ffff{address}")
    assert response.status_code == 404
    fault = "no transcript has the id “ffff”; GET /v1/transcripts shows them all"
    assert response.json()["detail"] == fault


def test_the_outline_of_a_talk_without_questions_has_none(api: TestClient, library: Library):
    [added] = library.add(make_transcript(("Ann", "We moved the lake."))).added
    [entry] = api.get(f"/v1/transcripts/{added.id}/outline").json()["entries"]
    assert (entry["question"], entry["asked"]) == (None, None)
