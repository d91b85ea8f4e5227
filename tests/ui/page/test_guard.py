"""What other web sites, other programs and made-up requests may do with the page: nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def upload_event(client: TestClient, files: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page sends when files were uploaded."""
    config = client.get("/config").json()
    elements = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
    [event] = [
        dependency["id"]
        for dependency in config["dependencies"]
        for target, trigger in dependency["targets"]
        if elements.get(target) == "upload" and trigger == "upload"
    ]
    return {"data": [files], "fn_index": event, "session_hash": "s1", "trigger_id": None}


def a_file(path: str) -> dict[str, Any]:
    return {"path": path, "orig_name": "x.txt", "meta": {"_type": "gradio.FileData"}}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("Mallory: This is a secret.")
    return path


def test_a_made_up_path_is_refused(client: TestClient, secret: Path, library: Library):
    before = library.transcripts()
    for path in (str(secret), "/etc/passwd", "http://127.0.0.1:9/x", "", {"path": "/etc/passwd"}):
        answer = client.post("/gradio_api/queue/join", json=upload_event(client, [a_file(path)]))
        assert answer.status_code == 403
        assert "not uploaded here" in answer.text
    assert library.transcripts() == before
    assert secret.exists()


def test_gradio_itself_takes_uploads_only(
    library: Library, secret: Path, monkeypatch: pytest.MonkeyPatch
):
    """The second lock, behind the guard: today's Gradio checks paths only in a launched page."""
    import asyncio

    from gradio.context import LocalContext
    from gradio.exceptions import InvalidPathError
    from gradio.processing_utils import async_move_files_to_cache
    from turnwise.ui.page import page_app

    pages: list[Any] = []
    monkeypatch.setattr(page_app.gr, "mount_gradio_app", lambda app, page, **_: pages.append(page))
    page_app.create_page_app(library)
    [page] = pages
    LocalContext.blocks.set(page)
    upload = next(block for block in page.blocks.values() if block.elem_id == "upload")
    with pytest.raises(InvalidPathError, match="not uploaded by a user"):
        asyncio.run(
            async_move_files_to_cache([a_file(str(secret))], upload, check_in_upload_folder=True)
        )


def test_another_sessions_upload_is_refused(client: TestClient):
    form = {"files": ("talk.txt", b"Ann: What is it?\nBob: A bird.")}
    [path] = client.post("/gradio_api/upload", files=form).json()
    client.cookies.clear()
    client.get("/")  # another browser
    answer = client.post("/gradio_api/queue/join", json=upload_event(client, [a_file(path)]))
    assert answer.status_code == 403


def test_ones_own_upload_is_let_through(client: TestClient):
    form = {"files": ("talk.txt", b"Ann: What is it?\nBob: A bird.")}
    [path] = client.post("/gradio_api/upload", files=form).json()
    answer = client.post("/gradio_api/queue/join", json=upload_event(client, [a_file(path)]))
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999"])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str):
    form = {"files": ("talk.txt", b"Ann: Hi.")}
    for answer in (
        client.post("/gradio_api/upload", files=form, headers={"origin": origin}),
        client.post("/gradio_api/queue/join", json={}, headers={"origin": origin}),
        client.get("/transcripts", headers={"origin": origin}),
    ):
        assert answer.status_code == 403
        assert "another web site" in answer.text


def test_the_pages_own_origin_is_let_through(client: TestClient):
    form = {"files": ("talk.txt", b"Ann: Hi.")}
    own = {"origin": "http://127.0.0.1"}
    assert client.post("/gradio_api/upload", files=form, headers=own).status_code == 200


def test_nothing_is_done_for_who_has_not_opened_the_page(client: TestClient):
    client.cookies.clear()
    answer = client.post("/gradio_api/upload", files={"files": ("talk.txt", b"Ann: Hi.")})
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
        *("/gradio_api/queue/join/", "/gradio_api/upload/", "//gradio_api/upload"),
    ],
)
def test_addresses_that_the_page_does_not_use_are_not_there(client: TestClient, address: str):
    assert client.get(address).status_code == 404
    assert client.post(address, json={"data": []}).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 100_000, 400),
        (json.dumps({"data": ["x" * (1 << 20)]}).encode(), 413),
    ],
    ids=["damaged", "deep", "large"],
)
def test_an_event_that_is_none_is_refused(client: TestClient, body: bytes, status: int):
    assert client.post("/gradio_api/queue/join", content=body).status_code == status


def test_every_answer_has_its_policies(client: TestClient, library: Library):
    id = library.transcripts()[0].id
    for address in (
        "/",
        "/styles/colours.css",
        "/script/page.js",
        f"/transcripts/{id}",
        "/transcripts",
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
