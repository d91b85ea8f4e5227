from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import make_transcript
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hostile import EVIL, Seen
from turnwise.rag import Library
from turnwise.ui.page.library.routes import COLUMNS, library_page, library_routes


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(library_routes(library))
    with TestClient(app) as client:
        yield client


def test_each_transcript_has_a_row_that_sorts_by_every_column(client: TestClient, library: Library):
    [info] = library.transcripts()
    page = client.get("/library").text
    row = page.split("<tbody>")[1].split("</tr>")[0]
    assert f'data-id="{info.id}"' in row
    assert all(f"data-{column.key}=" in row for column in COLUMNS)
    assert f'data-n_turns="{info.n_turns}"' in row
    assert "2018-11-02" in row
    assert "and 7 more" in row  # speakers
    assert "Transcripts: 1" in page
    for format in ("txt", "md", "srt", "vtt", "json"):
        assert f'href="v1/transcripts/{info.id}/export?format={format}"' in row


def test_an_empty_library_shows_how_to_begin(client: TestClient, library: Library):
    assert "add-samples" not in client.get("/library").text
    library.remove(library.transcripts()[0].id)
    page = client.get("/library", headers={"accept-language": "zh-CN"}).text
    assert "还没有文字记录" in page
    assert 'id="add-samples"' in page
    assert '<section id="add" class="add" aria-label' in page  # it is open


def test_nothing_in_a_row_becomes_markup(library: Library):
    library.add(make_transcript((EVIL, "Why?"), ("B" + EVIL, "Because."), title=EVIL))
    infos = [replace(info, tags=(EVIL,), url=EVIL) for info in library.transcripts()]
    seen = Seen(library_page(infos, "en"))
    seen.check_inert()
    assert "document.title" in seen.text
