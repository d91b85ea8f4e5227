"""Speakers over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient
from turnwise.rag import Library


def names(response) -> list[str]:
    return [speaker["name"] for speaker in response.json()["speakers"]]


def test_a_renamed_speaker_is_listed_and_keeps_the_old_name(api: TestClient, library: Library):
    response = api.post("/v1/speakers/rename", json={"old": "Yangqing", "new": "贾扬清"})
    assert "贾扬清" in names(response)
    assert api.get("/v1/speakers").json() == response.json()
    [speaker] = [s for s in response.json()["speakers"] if s["name"] == "贾扬清"]
    assert speaker["aliases"] == ["Yangqing"]
    assert library.search("Caffe", speakers=["Yangqing"])[0].speaker == "贾扬清"


def test_an_alias_comes_and_goes(api: TestClient, library: Library):
    api.post("/v1/speakers/aliases", json={"name": "Yangqing", "aliases": ["贾博士"]})
    assert library.search("Caffe", speakers=["贾博士"])
    assert api.delete("/v1/speakers/aliases/贾博士").status_code == 200
    again = api.delete("/v1/speakers/aliases/贾博士")
    assert (again.status_code, "is nobody's alias" in again.text) == (404, True)


def test_an_alias_may_hold_a_slash(api: TestClient):
    api.post("/v1/speakers/aliases", json={"name": "Yangqing", "aliases": ["Jia/贾"]})
    assert api.delete("/v1/speakers/aliases/Jia%2F贾").status_code == 200


def test_suggestions_are_those_of_the_library(api: TestClient, library: Library):
    suggestions = api.get("/v1/speakers/suggestions").json()["suggestions"]
    assert suggestions == [suggestion.to_dict() for suggestion in library.suggest_aliases()]
    assert api.get("/v1/speakers/suggestions?transcript=zz").status_code == 404


def test_a_name_that_nobody_has_is_not_found(shared_api: TestClient):
    response = shared_api.post("/v1/speakers/rename", json={"old": "Zed", "new": "Y"})
    assert (response.status_code, "nobody is called “Zed”" in response.text) == (404, True)
