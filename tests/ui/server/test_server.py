"""The whole application: health, metrics, keys, bounds, mounting, its own description."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from turnwise.rag import Library, UsageError
from turnwise.ui.server import Access, Key, create_app, read_keys
from turnwise.ui.server.bounds import Bounds
from turnwise.ui.server.problems import PROBLEM_TYPE, behind_the_api

BASE = "http://127.0.0.1"
READ, ADD, ADMIN = (f"{role}-key-of-twenty" for role in ("read", "add", "admin"))
TEXT = {"text": "Ann: Why?\nBob: Because."}


def test_it_says_that_it_lives_and_is_ready(shared_api: TestClient):
    assert shared_api.get("/healthz").json() == {"status": "ok"}
    assert shared_api.get("/readyz").json() == {"status": "ready", "transcripts": "1"}


def test_it_is_not_ready_without_its_library(api: TestClient, library: Library):
    library.close()
    assert api.get("/readyz").status_code == 503
    assert api.get("/healthz").status_code == 200
    response = api.post("/v1/ask", json={"question": "why"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"


def test_metrics_name_routes_and_no_ids(library: Library):
    id = library.transcripts()[0].id
    own = TestClient(create_app(library, with_page=False), base_url="http://127.0.0.1")
    with own:  # it counts what others ask of a server that is shared
        own.get(f"/v1/transcripts/{id}")
        own.get(f"/v1/models/turnwise/{id}")
        own.post("/v1/ask", json={"question": ""})
        text = own.get("/metrics").text
    assert (
        'turnwise_requests_total{method="GET",route="/v1/transcripts/{id}",status="200"} 1.0'
        in text
    )
    assert 'route="/v1/models/{model}",status="200"' in text
    assert 'route="/v1/ask",status="400"' in text
    assert "turnwise_transcripts 1.0" in text
    assert id not in text


def test_metrics_do_not_grow_with_what_somebody_asks_for(beside_a_page: TestClient):
    beside_a_page.get("/nowhere-1")
    beside_a_page.get("/v1/nowhere-2")
    beside_a_page.request("BREW", "/v1/transcripts")
    text = beside_a_page.get("/metrics").text
    assert 'method="GET",route="other",status="404"' in text
    assert "nowhere" not in text
    assert "BREW" not in text


@pytest.fixture
def beside_a_page(library: Library) -> Iterator[TestClient]:
    """A server beside whose API lies a page, which answers everything."""
    app = create_app(library, with_page=False)
    app.mount("", behind_the_api(app, PlainTextResponse("the page")))
    with TestClient(app, base_url=BASE) as client:
        yield client


def test_beside_the_page_the_api_answers_for_itself(beside_a_page: TestClient):
    assert beside_a_page.get("/").text == "the page"
    unknown = beside_a_page.get("/v1/nowhere")
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, PROBLEM_TYPE)
    assert "there is nothing at this address" in unknown.json()["detail"]
    wrong = beside_a_page.get("/v1/ask")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert wrong.json()["detail"] == "this address takes POST; /docs describes it"


def test_the_documentation_loads_nothing_from_elsewhere(shared_api: TestClient):
    page = shared_api.get("/docs").text
    assert "swagger-ui" in page
    assert "https://" not in page
    assert shared_api.get("/static-offline-docs/swagger-ui-bundle.js").status_code == 200


def test_another_host_name_is_refused(shared_api: TestClient):
    response = shared_api.get("/v1/transcripts", headers={"Host": "evil.example:80"})
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["detail"]) == (
        400,
        "this server is not called “evil.example”, but 127.0.0.1, [::1], localhost",
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:7860", "[::1]", "[::1]:7860"])
def test_its_own_host_names_are_served_at_any_port(shared_api: TestClient, host: str):
    assert shared_api.get("/v1/transcripts", headers={"Host": host}).status_code == 200


def test_another_web_site_is_refused(shared_api: TestClient):
    asked = {"question": "why"}
    response = shared_api.post("/v1/ask", json=asked, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers
    assert shared_api.post("/v1/ask", json=asked, headers={"Origin": BASE}).status_code == 200


def test_a_proxy_that_passes_on_name_and_protocol_is_no_other_web_site(library: Library):
    app = create_app(library, hosts=["talks.example.org"], with_page=False)
    with TestClient(app, base_url="http://talks.example.org") as client:
        own = {"Origin": "https://talks.example.org"}
        assert client.get("/v1/transcripts", headers=own).status_code == 200
        other = {"Origin": "https://evil.example"}
        assert client.get("/v1/transcripts", headers=other).status_code == 403


def test_an_unexpected_failure_shows_no_trace(library: Library, monkeypatch: pytest.MonkeyPatch):
    app = create_app(library, with_page=False)
    monkeypatch.setattr(Library, "lookup", lambda *_, **__: 1 / 0)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        response = client.post("/v1/lookup", json={"term": "x"})
    assert response.status_code == 500
    assert response.json()["detail"] == "the server failed on this request; its log says why"


@pytest.fixture
def guarded(library: Library) -> Iterator[TestClient]:
    """A server with a key for each role, which may make 40 requests a minute."""
    keys = (Key.of("reader", READ, "read"), Key.of("adder", ADD, "add"), Key.of("boss", ADMIN))
    app = create_app(library, access=Access(keys, "40/minute"), with_page=False)
    with TestClient(app, base_url=BASE) as client:
        yield client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_each_role_may_do_its_own(guarded: TestClient, library: Library):
    id = library.transcripts()[0].id
    requests = [
        ("GET", "/v1/transcripts", None),
        ("POST", "/v1/transcripts", TEXT),
        ("DELETE", f"/v1/transcripts/{id}", None),
    ]
    statuses = {
        key: [
            guarded.request(m, a, json=body, headers=bearer(key)).status_code
            for m, a, body in requests
        ]
        for key in (READ, ADD, ADMIN)
    }
    assert statuses == {READ: [200, 403, 403], ADD: [200, 201, 403], ADMIN: [200, 200, 204]}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer(""),
        bearer("wrong-key-of-twenty"),
        {"Authorization": "Basic !"},
        {"Authorization": READ},
    ],
    ids=["none", "empty", "wrong", "broken", "bare"],
)
def test_without_a_key_there_is_no_entry(guarded: TestClient, headers: dict[str, str]):
    for address in ("/v1/transcripts", "/docs", "/metrics", "/openapi.json", "/nowhere"):
        response = guarded.get(address, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Basic")
    assert guarded.get("/healthz", headers=headers).status_code == 200


def test_a_browser_gives_the_key_as_a_password(guarded: TestClient):
    credentials = base64.b64encode(f"me:{READ}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}"}
    assert guarded.get("/v1/transcripts", headers=headers).status_code == 200


def test_a_key_that_asks_too_often_waits_and_others_do_not(guarded: TestClient):
    statuses = [guarded.get("/v1/jobs", headers=bearer(READ)).status_code for _ in range(41)]
    assert statuses == [200] * 40 + [429]
    response = guarded.get("/v1/jobs", headers=bearer(READ))
    assert 1 <= int(response.headers["retry-after"]) <= 60
    assert "“reader” may make 40 requests per minute; wait" in response.json()["detail"]
    assert guarded.get("/v1/jobs", headers=bearer(ADD)).status_code == 200


def test_keys_are_read_from_a_file_and_shown_hashed(tmp_path: Path):
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"bot": {"key": READ, "role": "read"}}))
    [key] = read_keys(file)
    assert (key.name, key.role) == ("bot", "read")
    assert READ not in repr(key) + str(key)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "cannot be read"),
        ("{}", "names no keys"),
        ('{"bot": {"key": "short", "role": "read"}}', "has 5 characters; take 16 or more"),
        ('{"bot": {"key": "long-enough-for-one", "role": "all"}}', "has no key or no role"),
        ('{"a": {"key": "long-enough-for-one", "role": "add"}, "b": {"key": "long-enough-for-one", "role": "read"}}', "two names have the same key"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_keys_is_refused(tmp_path: Path, content: str, fault: str):
    file = tmp_path / "keys.json"
    file.write_text(content)
    with pytest.raises(UsageError, match=fault):
        read_keys(file)


@pytest.mark.parametrize("key", ["ein-schlüssel-für-alle", "a-key-of-a-file-with\n"])
def test_a_key_that_a_header_may_not_carry_is_refused(key: str):
    with pytest.raises(UsageError, match="take ASCII letters, digits and signs"):
        Key.of("bot", key)


def test_a_wrong_rate_is_refused():
    with pytest.raises(UsageError, match="“often” is no rate"):
        Access(rate="often")


def test_a_body_that_is_too_large_is_refused(shared_api: TestClient, library: Library):
    def pieces():
        for _ in range(70):
            yield b"x" * (1 << 20)

    response = shared_api.post("/v1/transcripts", content=pieces())
    assert response.status_code == 413
    told = shared_api.post(
        "/v1/transcripts", headers={"Content-Length": str(200 << 20)}, content=b"{}"
    )
    assert told.status_code == 413
    assert len(library.transcripts()) == 1


def test_an_answer_that_does_not_begin_is_given_up():
    app = FastAPI()

    @app.get("/slow")
    async def slow() -> None:
        import asyncio

        await asyncio.sleep(60)

    app.add_middleware(Bounds, max_s=0.05)
    response = TestClient(app).get("/slow")
    assert response.status_code == 504
    assert "no answer after 0.05 seconds" in response.json()["detail"]


def test_it_is_mounted_into_another_application_under_a_prefix(library: Library):
    other = FastAPI()
    other.mount("/talks", create_app(library, with_page=False))
    with TestClient(other, base_url=BASE) as client:
        added = client.post("/talks/v1/transcripts", json=TEXT)
        assert added.status_code == 201
        assert client.get(added.headers["location"]).status_code == 200
        page = client.get("/talks/v1/transcripts?limit=1").json()
        assert client.get(page["next"]).status_code == 200
        assert client.get("/talks/docs").status_code == 200


@pytest.mark.parametrize(
    ("address", "methods"),
    [
        ("/v1/transcripts", "GET, POST"),
        ("/v1/transcripts/0123456789abcdef", "DELETE, GET, PATCH"),
        ("/v1/transcripts/upload", "POST"),
        ("/v1/models/turnwise/0123456789abcdef", "GET"),
        ("/metrics", "GET"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(shared_api: TestClient, address: str, methods: str):
    response = shared_api.options(address)
    assert (response.status_code, response.headers["allow"]) == (405, methods)
