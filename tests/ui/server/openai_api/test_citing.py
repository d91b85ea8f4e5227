"""Numbers in a text → annotations: which marks count, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from fastapi import FastAPI
from fastapi.testclient import TestClient
from turnwise.rag import Library
from turnwise.ui.server import create_app

BASE = "http://127.0.0.1"
VIDEO = "https://videos.example/birds"
TALK = make_transcript(
    ("Ann", "How many ducks live on the lake?"),
    ("Bob", "About 40 ducks live on the lake, as table [1] of my book on ducks says."),
    ("Ann", "And why do the ducks stay on the lake?"),
    ("Eve", "The ducks stay, because the lake doesn't freeze in winter."),
)


@pytest.fixture
def birds(tmp_path: Path) -> Iterator[Library]:
    """A talk with a recording, and no times."""
    with Library.open(tmp_path / "birds", embedder=BigramEmbedder()) as opened:
        opened.add(TALK, url=VIDEO)
        yield opened


def cited(client: TestClient, question: str, prefix: str = "") -> tuple[str, list[dict]]:
    """The text of an answer, and its annotations."""
    asked = {"model": "turnwise", "messages": [{"role": "user", "content": question}]}
    [choice] = client.post(f"{prefix}/v1/chat/completions", json=asked).json()["choices"]
    return choice["message"]["content"], [
        annotation["url_citation"] for annotation in choice["message"]["annotations"]
    ]


def test_a_number_that_was_spoken_is_no_mark(birds: Library):
    with TestClient(create_app(birds, with_page=False), base_url=BASE) as client:
        text, annotations = cited(client, "how many ducks live on the lake")
    assert text.count("[1]") == 2
    first = next(each for each in annotations if each["title"].startswith("Bob"))
    assert text[first["start_index"] : first["end_index"]] == "[1]"
    assert first["start_index"] == text.rindex("[1]")


def test_two_places_never_have_one_address(birds: Library):
    with TestClient(create_app(birds, with_page=False), base_url=BASE) as client:
        text, annotations = cited(client, "what was said about ducks")
        first, second, *_ = [each["url"] for each in annotations]
        assert "[2]" in text
        assert first == VIDEO
        assert second.startswith(f"{BASE}/v1/passages/")
        assert client.get(second).json()["quote"] in text


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["", "/talks"])
def test_a_passage_without_a_recording_is_shown_by_the_page(library: Library, prefix: str):
    pytest.importorskip("gradio", reason="the page needs gradio")
    app = create_app(library, with_page=True)
    if prefix:
        other = FastAPI()
        other.mount(prefix, app)
        app = other
    with TestClient(app, base_url=BASE) as client:
        _, [annotation] = cited(client, "what did he say about OpenCL", prefix)
        assert annotation["url"].startswith(f"{BASE}{prefix}/transcripts/")
        assert annotation["url"].endswith("#turn-27")
        page = client.get(annotation["url"])
    assert page.status_code == 200
    assert "<mark" in page.text
    assert 'id="turn-27"' in page.text
