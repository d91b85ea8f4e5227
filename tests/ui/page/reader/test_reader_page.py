from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_transcript
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hostile import EVIL, Seen
from turnwise.index.transcript import Note
from turnwise.rag import Library
from turnwise.ui.page.reader.routes import reader_routes


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(reader_routes(library))
    with TestClient(app) as client:
        yield client


def add(library: Library, *turns: tuple[str, str], **changes: object) -> str:
    """The id of a transcript that is added."""
    transcript = replace(make_transcript(*turns), **changes)  # pyright: ignore
    return library.add(transcript).added[0].id


def test_the_cited_words_are_marked_in_their_turn(client: TestClient, library: Library):
    id = library.transcripts()[0].id
    answer = client.get(f"/transcripts/{id}?turn=4&start=0&end=3")
    assert answer.status_code == 200
    turn = answer.text.split('<article id="turn-4"')[1].split("</article>")[0]
    assert "<mark>两个月</mark>吧!" in turn
    assert "cited" in turn.split(">")[0]


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (0, 0), (9, 2), (99, 120)])
def test_a_mark_outside_of_the_text_is_left_out(
    client: TestClient, library: Library, start: int, end: int
):
    id = library.transcripts()[0].id
    page = client.get(f"/transcripts/{id}?turn=4&start={start}&end={end}").text
    assert "<mark>" not in page


def test_a_cited_answer_brings_its_question_along(client: TestClient, library: Library):
    id = add(library, ("Ann", "Why did you leave?"), ("Bo", "It was too loud for us."))
    page = client.get(f"/transcripts/{id}?turn=2").text
    assert 'data-question="1"' in page
    above = page.split('class="asked-above"')[1].split("</p>")[0]
    assert "Ann" in above
    assert "Why did you leave?" in above


def test_questions_are_set_apart_from_answers(client: TestClient, library: Library):
    id = add(
        library,
        ("Ann", "Why did you leave?"),
        ("Bo", "It was too loud for us."),
        ("Ann", "And does anybody remember the year?"),
    )
    page = client.get(f"/transcripts/{id}").text
    assert '<article id="turn-1" class="turn question"' in page
    assert '<article id="turn-2" class="turn answer"' in page
    last = page.split('<article id="turn-3"')[1].split("</article>")[0]
    assert "no answer" in last
    assert "no answer" not in page.split('<article id="turn-1"')[1].split("</article>")[0]


@pytest.mark.parametrize(("languages", "text"), [("zh-CN", "提纲"), ("en", "Outline")])
def test_the_outline_leads_to_questions_and_answers(
    client: TestClient, library: Library, languages: str, text: str
):
    id = library.transcripts()[0].id
    page = client.get(f"/transcripts/{id}", headers={"accept-language": languages}).text
    outline = page.split('<nav id="outline"')[1].split("</nav>")[0]
    assert text in outline
    assert 'href="#turn-4"' in outline
    assert outline.count("<li>") == 17


def test_what_is_no_speech_stands_where_it_stands_in_the_file(
    client: TestClient, library: Library, tmp_path: Path
):
    file = tmp_path / "kiln.md"
    file.write_text(
        "# The kiln\n\n**Ann:** Here we are at the kiln.\n\n## The fire\n\n"
        "**Bo:** It is hot.\n\n**Ann:** It is very hot.\n"
    )
    id = library.add(file).added[0].id
    page = client.get(f"/transcripts/{id}").text
    shown = [page.rindex(text) for text in ("at the kiln.", '<p title="line 5"', "It is hot.")]
    assert shown == sorted(shown)


def test_of_what_is_no_speech_without_a_place_the_line_is_told(
    client: TestClient, library: Library
):
    id = add(library, ("Ann", "Here we are."), notes=(Note(7, "A photograph of the kiln"),))
    page = client.get(f"/transcripts/{id}").text
    notes = page.split('<details class="notes elsewhere">')[1]
    assert "line 7" in notes
    assert "A photograph of the kiln" in notes


def test_nothing_in_a_transcript_becomes_markup(client: TestClient, library: Library):
    id = add(
        library,
        (EVIL, EVIL + "?"),
        ("B" + EVIL, "fine. " + EVIL),
        title=EVIL,
        date=None,
        url="javascript:alert(1)",
        notes=(Note(1, EVIL), *[Note(2, EVIL, 1)] * 3, Note(3, EVIL, 2)),
    )
    for address in (f"/transcripts/{id}?turn=2&start=5&end=20", "/transcripts"):
        answer = client.get(address)
        seen = Seen(answer.text)
        seen.check_inert()
        assert "document.title" in seen.text
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_policy_opens_only_the_host_of_the_recording(client: TestClient, library: Library):
    closed = client.get(f"/transcripts/{library.transcripts()[0].id}")
    assert "media-src" not in closed.headers["content-security-policy"]
    turns = (("Ann", "Where are we now?"), ("Bo", "At the river."))
    heard = client.get(f"/transcripts/{add(library, *turns, url='https://example.org/a/b.mp3')}")
    assert heard.headers["content-security-policy"].endswith("; media-src https://example.org")
    assert "example.org" in heard.text.split('id="load-player"')[1].split("</button>")[0]
    other = (("Ann", "Where is it now?"), ("Bo", "In the town."))
    seen = client.get(f"/transcripts/{add(library, *other, url='https://youtu.be/abcdefghijk')}")
    assert seen.headers["content-security-policy"].endswith(
        "; frame-src https://www.youtube-nocookie.com"
    )


def test_the_times_count_as_a_browser_counts(client: TestClient, library: Library):
    from turnwise.index.transcript import TimeMark, Transcript, Turn

    marks = (TimeMark(0, 1.0), TimeMark(2, 2.5))
    turns = (Turn(1, "Ann", "😀 now", 1.0, 4.0, marks=marks), Turn(2, "Bo", "Untimed."))
    id = library.add(Transcript("Talk", turns)).added[0].id
    assert client.get(f"/transcripts/{id}/times").json() == [[1, 1.0, 4.0, [[0, 1.0], [3, 2.5]]]]
    assert client.get("/transcripts/nope/times").status_code == 404


def test_a_transcript_that_is_gone_says_so(client: TestClient):
    answer = client.get("/transcripts/nope", headers={"accept-language": "zh"})
    assert answer.status_code == 404
    assert "资料库里没有这份文字记录" in answer.text


def test_without_a_transcript_all_are_listed(client: TestClient, library: Library):
    page = client.get("/transcripts").text
    assert "Open a citation" in page
    assert f'href="transcripts/{library.transcripts()[0].id}"' in page
    library.remove(library.transcripts()[0].id)
    assert "The library is empty" in client.get("/transcripts").text
