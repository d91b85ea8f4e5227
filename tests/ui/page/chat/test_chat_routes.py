from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from conftest import make_transcript
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
        client.get("/")
        yield client


def test_the_filters_offer_what_was_added_since(client: TestClient, library: Library):
    talk = make_transcript(("Ann", "Why?"), ("Bo", "To see."), ("Bo", "Ha."), title="Bread")
    [added] = library.add(talk).added
    offered = client.get("/chat/library").json()
    assert {"name": "Bo", "turns": 2} in offered["speakers"]
    turns = [each["turns"] for each in offered["speakers"]]
    assert turns == sorted(turns, reverse=True)
    assert {each["id"]: each["title"] for each in offered["transcripts"]}[added.id] == "Bread"


def test_what_was_asked_next_is_suggested_next(client: TestClient, library: Library):
    id = library.transcripts()[0].id
    asked = client.get("/chat/next", params={"transcript": id, "turn": 27}).json()["questions"]
    assert asked[0].startswith("那你现在觉得从production eco-system")
    assert client.get("/chat/next", params={"transcript": "gone", "turn": 1}).json() == {
        "questions": []
    }


def test_the_samples_are_added_by_who_has_opened_the_page(client: TestClient, library: Library):
    assert client.post("/chat/samples").json() == {"added": 2}  # the interview is there already
    assert len(library.transcripts()) == 3
    client.cookies.clear()
    assert client.post("/chat/samples").status_code == 403


@pytest.mark.parametrize(("language", "ask"), [("zh-CN", "提问"), ("en", "Ask")])
def test_scripts_have_the_readers_words(client: TestClient, language: str, ask: str):
    script = client.get("/script/labels.js", headers={"accept-language": language})
    assert f'"ask": "{ask}"' in script.text
    assert script.headers["content-type"].startswith("text/javascript")


def test_the_language_chosen_on_the_page_counts(client: TestClient):
    client.cookies.set("turnwise_language", "zh")
    answer = client.get("/", headers={"accept-language": "en"})
    assert 'lang="zh"' in answer.text
    assert "向文字记录提问" in answer.text
    assert "提纲" in client.get("/script/labels.js", headers={"accept-language": "en"}).text


def test_a_link_to_the_page_shows_what_it_is(client: TestClient):
    page = client.get("/", headers={"accept-language": "en"}).text
    assert '<meta property="og:title" content="Turnwise">' in page
    assert "Click to try out the app" not in page
    assert "githubusercontent" not in page
    assert 'href="styles/icon.svg"' in page
