"""Questions over HTTP: search, ask, lookup, timeline, feedback."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from turnwise.rag import Library
from turnwise.ui.server.problems import FAILED

QUESTION = "what did he say about OpenCL"


def events(text: str) -> list[tuple[str, dict]]:
    """The (name, data) of server-sent events."""
    pairs = [event.split("\n") for event in text.strip().split("\n\n")]
    return [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in pairs
    ]


def test_an_answer_is_that_of_the_library(shared_api: TestClient, library: Library):
    response = shared_api.post("/v1/ask", json={"question": QUESTION})
    assert response.status_code == 200
    assert response.json() == library.ask(QUESTION).to_dict()


def test_an_answer_streams_its_text_and_ends_with_all_of_it(
    shared_api: TestClient, library: Library
):
    accept = {"Accept": "text/event-stream"}
    response = shared_api.post("/v1/ask", json={"question": QUESTION}, headers=accept)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    *texts, last = events(response.text)
    answer = library.ask(QUESTION)
    assert last == ("answer", answer.to_dict())
    assert {name for name, _ in texts} == {"text"}
    assert "".join(data["delta"] for _, data in texts) == answer.text


def test_a_stream_that_fails_ends_with_an_error_without_a_trace(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> Iterator[str]:
        yield "It"
        raise ZeroDivisionError

    monkeypatch.setattr(Library, "stream", broken)
    accept = {"Accept": "text/event-stream"}
    response = api.post("/v1/ask", json={"question": QUESTION}, headers=accept)
    assert events(response.text) == [
        ("text", {"delta": "It"}),
        ("error", {"status": 500, "detail": FAILED}),
    ]


def test_history_completes_a_follow_up(shared_api: TestClient):
    asked = {"question": "and HIP?", "history": [QUESTION]}
    assert (
        shared_api.post("/v1/ask", json=asked).json()["understood_as"]
        == "what did he say about HIP"
    )


def test_search_narrows_to_a_speaker(shared_api: TestClient):
    wanted = {"query": "OpenCL", "k": 3, "speakers": ["Q5"]}
    hits = shared_api.post("/v1/search", json=wanted).json()["hits"]
    assert {hit["speaker"] for hit in hits} == {"Q5"}
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))


def test_lookup_and_timeline_are_those_of_the_library(shared_api: TestClient, library: Library):
    found = shared_api.post("/v1/lookup", json={"term": "OpenCL"}).json()
    assert found == library.lookup("OpenCL").to_dict()
    over_time = shared_api.post("/v1/timeline", json={"subject": "OpenCL"}).json()
    assert over_time == library.timeline("OpenCL").to_dict()


def test_feedback_is_kept_and_taken_back(api: TestClient, library: Library):
    given = {"question": QUESTION, "verdict": "wrong", "comment": "the other one"}
    assert api.post("/v1/feedback", json=given).status_code == 204
    [kept] = library.feedback()
    assert (kept.question, kept.verdict, kept.comment) == (QUESTION, "wrong", "the other one")
    assert api.post("/v1/feedback", json=given | {"verdict": None}).status_code == 204
    assert library.feedback() == []


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize(
    ("asked", "status", "fault"),
    [
        ({"question": " "}, 400, "the question is empty"),
        ({"question": QUESTION, "speakers": ["Zed"]}, 400, "nobody is called “Zed”"),
        ({"question": QUESTION, "transcripts": ["zz"]}, 400, "no transcript has the id “zz”"),
        ({"question": QUESTION, "after": "soon"}, 400, "“soon” is not a date"),
        ({"question": QUESTION, "k": 0}, 422, "body.k"),
        ({"question": 5}, 422, "body.question"),
        ({"question": QUESTION, "speaker": ["Q5"]}, 422, "body.speaker: Extra inputs"),
        ({"question": "half \ud800 a character"}, 422, "malformed"),
        ({}, 422, "body.question: Field required"),
    ],
)
def test_a_wrong_request_is_a_problem_that_says_what(
    shared_api: TestClient, accept: str, asked: dict, status: int, fault: str
):
    response = shared_api.post(
        "/v1/ask",
        content=json.dumps(asked),
        headers={"Content-Type": "application/json", "Accept": accept},
    )
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert fault in problem["detail"]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"'])
def test_a_body_that_is_no_request_is_a_problem(shared_api: TestClient, body: str):
    response = shared_api.post(
        "/v1/ask", content=body, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 422
    assert "malformed" in response.json()["detail"]
