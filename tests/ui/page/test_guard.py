"""What other web sites, other programs and made-up requests may do with the page: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turnwise.rag import Library

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

pytest.importorskip("gradio", reason="the page needs gradio: pip install turnwise[page]")
pytestmark = pytest.mark.slow  # gradio takes seconds


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    """A browser that has opened the page."""
    from fastapi.testclient import TestClient
    from turnwise.ui.page.page_app import create_page_app

    with TestClient(create_page_app(library), base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200
        yield client


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999"])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str):
    for answer in (
        client.post("/chat/samples", headers={"origin": origin}),
        client.get("/transcripts", headers={"origin": origin}),
    ):
        assert answer.status_code == 403
        assert "another web site" in answer.text


def test_nothing_is_done_for_who_has_not_opened_the_page(client: TestClient):
    client.cookies.clear()
    answer = client.post("/chat/samples", headers={"origin": "http://127.0.0.1"})
    assert answer.status_code == 403
    assert "open the page first" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        *("/gradio_api/file=/etc/passwd", "/gradio_api/file/etc/passwd", "/file=/etc/passwd"),
        *("/gradio_api/proxy=http://127.0.0.1/", "/gradio_api/file=http://127.0.0.1/"),
        *("/gradio_api/info", "/gradio_api/openapi.json", "/openapi.json", "/docs", "/monitoring"),
        *("/gradio_api/run/predict", "/gradio_api/call/add", "/gradio_api/api/predict"),
        *("/gradio_api/component_server", "/gradio_api/process_recording", "/login"),
        *("/gradio_api/queue/join", "/gradio_api/upload", "//gradio_api/upload"),
        *("/gradio_api/queue/data", "/gradio_api/queue/join/", "/gradio_api/upload/"),
    ],
)
def test_addresses_that_the_page_does_not_use_are_not_there(client: TestClient, address: str):
    assert client.get(address).status_code == 404
    assert client.post(address, json={"data": []}).status_code == 404


def test_every_answer_has_its_policies(client: TestClient, library: Library):
    id = library.transcripts()[0].id
    for address in (
        "/",
        "/styles/colours.css",
        "/script/page.js",
        f"/transcripts/{id}",
        *("/transcripts", "/library"),
        "/theme.css",
    ):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'self'" in policy, address
        assert policy.startswith(("default-src 'none'", "default-src 'self'"))
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["x-content-type-options"] == "nosniff"


def test_the_session_is_a_secret_of_the_browser(client: TestClient):
    client.cookies.clear()
    first, second = (client.get("/").headers.get("set-cookie") for _ in range(2))
    assert "HttpOnly" in first
    assert "SameSite=Strict" in first
    assert second is None  # it is kept
