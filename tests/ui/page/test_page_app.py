from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from conftest import make_transcript
from turnwise.rag import Library

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

# Imported by the tests, not here: gradio takes seconds.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("gradio") is None, reason="the page needs gradio: pip install turnwise[page]"
    ),
]


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    from fastapi.testclient import TestClient
    from turnwise.ui.page.page_app import create_page_app

    with TestClient(create_page_app(library), base_url="http://127.0.0.1") as client:
        yield client


def test_an_unknown_transcript_is_not_found(client: TestClient):
    answer = client.get("/transcripts/nope")
    assert answer.status_code == 404
    assert "not in the library" in answer.text


def test_the_page_and_its_style_are_served(client: TestClient):
    assert "Turnwise" in client.get("/").text
    assert client.get("/styles/colours.css").headers["content-type"].startswith("text/css")


def test_a_transcript_added_later_is_served(client: TestClient, library: Library):
    [added] = library.add(make_transcript(("A", "What is it?"), ("B", "A bird."))).added
    assert "A bird." in client.get(f"/transcripts/{added.id}").text


def test_the_page_has_its_own_icon(client: TestClient):
    icon = client.get("/favicon.ico")
    assert icon.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in icon.text
    assert client.get("/manifest.json").json()["name"] == "Turnwise"
    assert '<link rel="manifest" href="manifest.json">' in client.get("/").text


def test_our_files_are_asked_for_again_when_they_change(client: TestClient):
    for address in ("/styles/chat.css", "/script/chat/chat.js"):
        assert client.get(address).headers["cache-control"] == "no-cache"
    assert client.get("/script/../page.py").status_code == 404
    assert client.get("/script/%2e%2e/page.py").status_code == 404
