from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import make_transcript
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hostile import EVIL, Seen
from turnwise.index.transcript import Transcript, Turn
from turnwise.rag import Library
from turnwise.ui.page.figures.routes import figure_routes, figures_page
from turnwise.ui.page.figures.strip import stretches_of

TALK = (
    Turn(1, "Ann", "Why did you leave the house?", 0.0, 3.0),
    Turn(2, "Bo", "It was far too loud for us there.", 3.0, 9.0),
    Turn(3, "Ann", "And what did it cost?", 9.0, 10.0),
)


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(figure_routes(library))
    with TestClient(app) as client:
        yield client


def pictures(page: str) -> dict[str, dict[str, object]]:
    text = page.split('id="pictures">')[1].split("</script>", maxsplit=1)[0]
    return json.loads(text)


@pytest.mark.slow  # plotly takes a second to import
def test_a_talk_is_counted_and_drawn(client: TestClient, library: Library):
    id = library.add(Transcript("The house", TALK)).added[0].id
    page = client.get(f"/figures?transcript={id}").text
    seen = Seen(page)
    assert "0:10" in seen.text  # its length
    assert "And what did it cost?" in page.split("open-questions")[1]
    strip = pictures(page)["strip"]
    traces = strip["data"]
    assert isinstance(traces, list)
    [ann] = [trace for trace in traces if trace["y"][0] == "Ann"]
    assert ann["y"] == ["Ann", "Questions", "Ann", "Questions"]
    assert ann["base"][2] == pytest.approx(9 / 60)  # minutes
    assert ann["customdata"][0] == f"transcripts/{id}?turn=1#turn-1"
    assert pictures(page)["pairs"]["data"]


@pytest.mark.slow
def test_the_library_is_counted_with_a_strip_for_each_transcript(
    client: TestClient, library: Library
):
    library.add(make_transcript(("Ann", "Why?"), ("Bo", "Because of the noise.")))
    page = client.get("/figures", headers={"accept-language": "zh-CN"}).text
    assert "整个资料库" in page
    assert page.count('<div class="strip">') == 2
    assert "Yangqing" in page
    assert page == client.get("/figures?transcript=gone", headers={"accept-language": "zh-CN"}).text
    before = page.count('<div class="strip">')
    library.add(make_transcript(("Ann", "Where?"), ("Bo", "By the river.")))
    after = client.get("/figures", headers={"accept-language": "zh-CN"}).text
    assert after.count('<div class="strip">') == before + 1


def test_an_empty_library_says_where_to_begin(library: Library):
    library.remove(library.transcripts()[0].id)
    assert "There is no transcript yet" in figures_page(library, "", "en")


def test_the_script_of_plotly_comes_from_this_machine(client: TestClient):
    answer = client.get("/plotly.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "plotly.js" in answer.text[:200]


@pytest.mark.slow
def test_short_turns_join_into_stretches_that_cover_the_strip(library: Library):
    turns = [("Ann" if n % 2 else "Bo", "word " * (1 if n % 2 else 9)) for n in range(3000)]
    id = library.add(make_transcript(*turns)).added[0].id
    stretches = stretches_of(library.figures(id))
    assert len(stretches) < 700
    assert {stretch.speaker for stretch in stretches} == {"Bo"}  # who says most
    ends = [stretch.x + stretch.width for stretch in stretches]
    assert ends[-1] == pytest.approx(1000, abs=2)


@pytest.mark.slow
def test_nothing_that_was_said_becomes_markup(library: Library):
    talk = make_transcript((EVIL, f"Is it {EVIL}?"), ("B" + EVIL, f"It is {EVIL}"), title=EVIL)
    id = library.add(talk).added[0].id
    for page in (figures_page(library, id, "en"), figures_page(library, "", "en")):
        Seen(page).check_inert()
        texts = json.dumps(pictures(page))
        assert "<img" not in texts  # Plotly reads some HTML
        assert "<script" not in texts
