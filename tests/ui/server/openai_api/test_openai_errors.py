"""Errors in OpenAI's shape, from wherever in the server they come."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from turnwise.rag import Library
from turnwise.ui.server import Access, Key, create_app

BASE = "http://127.0.0.1"
CHAT = "/v1/chat/completions"
USER = {"role": "user", "content": "what did he say about OpenCL"}
PICTURE = {"type": "image_url", "image_url": {"url": "data:,"}}


def ask(api: TestClient, **sent: object) -> dict:
    """The error in the answer to a request for a chat completion, with its status."""
    response = api.post(CHAT, json={"model": "turnwise", "messages": [USER]} | sent)
    assert response.headers["content-type"] == "application/json"
    return {"status": response.status_code, **response.json()["error"]}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("sent", "fault", "param"),
    [
        ({"messages": [{"role": "user", "content": [PICTURE]}]}, "“image_url”; only text", None),
        ({"messages": [USER, {"role": "tool", "content": "5"}]}, "no tools are called", None),
        ({"tool_choice": "required"}, "no tools are called", None),
        ({"tool_choice": {"type": "function", "function": {"name": "f"}}}, "no tools", None),
        ({"response_format": {"type": "json_object"}}, "leave out response_format", None),
        ({"n": 2}, "n must be 1", None),
        ({"messages": [{"role": "system", "content": "hi"}]}, "no message has the role", None),
        ({"messages": [{"role": "user", "content": None}]}, "the question is empty", None),
        ({"messages": []}, "the request is malformed", "messages"),
        ({"messages": 5}, "the request is malformed", "messages"),
        ({"model": 5}, "the request is malformed", "model"),
        ({"turnwise": {"speaker": ["Q5"]}}, "Extra inputs", "turnwise.speaker"),
        ({"turnwise": {"speakers": ["Zed"]}}, "nobody is called “Zed”", None),
        ({"turnwise": {"after": "soon"}}, "“soon” is not a date", None),
    ],
)
def test_a_wrong_request_is_refused_before_a_stream_begins(
    shared_api: TestClient, stream: bool, sent: dict, fault: str, param: str | None
):
    error = ask(shared_api, stream=stream, **sent)
    assert fault in error["message"]
    assert (error["status"], error["type"]) == (400, "invalid_request_error")
    assert (error["param"], error["code"]) == (param, None)


def test_a_transcript_s_model_takes_no_transcripts(shared_api: TestClient, library: Library):
    id = library.transcripts()[0].id
    error = ask(shared_api, model=f"turnwise/{id}", turnwise={"transcripts": [id]})
    assert "is one transcript already" in error["message"]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"'])
def test_a_body_that_is_no_request_is_refused(shared_api: TestClient, body: str):
    response = shared_api.post(CHAT, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert "malformed" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (CHAT, {"messages": [{"role": "system", "content": "\ud800"}, USER]}),
        (CHAT, {"messages": [USER], "model": "\ud800"}),
        ("/v1/responses", {"input": "\ud800"}),
        ("/v1/responses", {"input": "x", "metadata": {"\ud800": "\ud800"}}),
        ("/v1/embeddings", {"input": "\ud800"}),
        ("/v1/embeddings", {"input": ["a", "\ud800"]}),
    ],
)
def test_half_a_character_is_refused(shared_api: TestClient, path: str, field: dict):
    model = "bigrams" if path.endswith("embeddings") else "turnwise"
    body = json.dumps({"model": model} | field)
    response = shared_api.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert "malformed" in response.json()["error"]["message"]


def test_another_method_is_not_allowed(shared_api: TestClient):
    response = shared_api.get(CHAT)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["error"]["message"] == "this address takes POST; /docs describes it"


def test_a_key_may_be_wanted(library: Library):
    access = Access((Key.of("reader", "read-key-of-twenty", "read"),))
    with TestClient(create_app(library, access=access, with_page=False), base_url=BASE) as api:
        error = ask(api)
    assert (error["status"], error["code"]) == (401, "invalid_api_key")


def test_a_body_that_is_too_large_is_refused(shared_api: TestClient):
    response = shared_api.post(CHAT, headers={"Content-Length": str(200 << 20)}, content=b"{}")
    assert response.status_code == 413
    assert "more than any transcript" in response.json()["error"]["message"]


def test_an_unexpected_failure_shows_no_trace(library: Library, monkeypatch: pytest.MonkeyPatch):
    app = create_app(library, with_page=False)
    monkeypatch.setattr(Library, "stream", lambda *_, **__: 1 / 0)
    with TestClient(app, base_url=BASE) as api:
        error = ask(api)
    assert (error["status"], error["type"]) == (500, "server_error")
    assert error["message"] == "the server failed on this request; its log says why"


@pytest.mark.parametrize(
    ("path", "asked"), [(CHAT, {"messages": [USER]}), ("/v1/responses", {"input": "OpenCL"})]
)
def test_a_failure_in_the_middle_ends_the_stream_with_an_error(
    library: Library, monkeypatch: pytest.MonkeyPatch, path: str, asked: dict
):
    def breaks_off(*_: object, **__: object):
        yield "He said "
        raise ZeroDivisionError

    app = create_app(library, with_page=False)
    monkeypatch.setattr(Library, "stream", breaks_off)
    with TestClient(app, base_url=BASE) as api:
        text = api.post(path, json={"model": "turnwise", "stream": True} | asked).text
    *_, last, done = [line for line in text.split("\n") if line.startswith("data: ")]
    assert done == "data: [DONE]"
    event = json.loads(last.removeprefix("data: "))
    error = event.get("error") or event["response"]["error"]
    assert error["message"] == "the server failed on this request; its log says why"
