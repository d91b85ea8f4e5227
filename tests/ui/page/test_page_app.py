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


def test_the_transcript_page_marks_the_quote(client: TestClient, library: Library):
    id = library.transcripts()[0].id
    answer = client.get(f"/transcripts/{id}?turn=4&start=0&end=3")
    assert answer.status_code == 200
    assert '<article id="turn-4">' in answer.text
    assert "<mark>两个月</mark>吧!" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(("languages", "text"), [("zh-CN", "提纲（17）"), ("en", "Outline (17)")])
def test_the_outline_stands_above_the_turns(
    client: TestClient, library: Library, languages: str, text: str
):
    id = library.transcripts()[0].id
    page = client.get(f"/transcripts/{id}", headers={"accept-language": languages}).text
    assert text in page
    assert '<a href="#turn-4">两个月吧!</a>' in page


def test_an_unknown_transcript_is_not_found(client: TestClient):
    answer = client.get("/transcripts/nope")
    assert answer.status_code == 404
    assert "no transcript has the id" in answer.json()["detail"]


def test_the_page_and_its_style_are_served(client: TestClient):
    assert "Turnwise" in client.get("/").text
    assert client.get("/styles/colours.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    ("languages", "text"), [("zh-CN,zh;q=0.9", "点开一条引用"), ("en-GB", "Open a citation")]
)
def test_the_empty_frame_speaks_the_readers_language(client: TestClient, languages: str, text: str):
    page = client.get("/transcripts", headers={"accept-language": languages}).text
    assert text in page
    assert "贾扬清" in page


def test_a_transcript_added_later_is_served(client: TestClient, library: Library):
    [added] = library.add(make_transcript(("A", "What is it?"), ("B", "A bird."))).added
    assert "A bird." in client.get(f"/transcripts/{added.id}").text
