"""Adding a folder with several processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder
from turnwise.rag import Library

pytestmark = pytest.mark.slow
N_TALKS = 25  # more than are written at once


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of talks, with names for one, two equal ones, one that cannot be read, a picture,
    source code, and names that belong to no talk."""
    folder = tmp_path_factory.mktemp("talks")
    for n in range(N_TALKS):
        text = (
            f"Q: What about the watchtower {n}?\nA: Ducks mend the watchtower {n} every spring.\n"
        )
        (folder / f"talk-{n:02}.txt").write_text(text)
    (folder / "again.txt").write_text((folder / "talk-00.txt").read_text())
    (folder / "talk-01.speakers.json").write_text('{"Q": "Ann Lee", "A": "Bob Hill"}')
    (folder / "nobody.speakers.json").write_text('{"Q": "Eve"}')
    (folder / "empty.txt").write_text("")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "program.py").write_text("print()")
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, talks: Path) -> Iterator[Library]:
    """A library to which two processes added the folder; only read it."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder, embedder=BigramEmbedder()) as opened:
        opened.add(talks, workers=2)
        yield opened


def test_several_processes_add_what_one_adds_and_nothing_twice(
    library: Library, talks: Path, tmp_path: Path
):
    with Library.open(tmp_path, embedder=BigramEmbedder()) as alone:
        expected = alone.add(talks)
        revision, report = library.revision, library.add(talks, workers=2)
        assert (len(report.added), len(report.unchanged)) == (0, N_TALKS + 1)
        assert library.revision == revision
        names = lambda infos: sorted((i.id, i.speakers, i.n_turns) for i in infos)  # noqa: E731
        assert names(library.transcripts()) == names(alone.transcripts())
        assert len(library.transcripts()) == N_TALKS
        assert {str(error) for error in report.failed} == {str(e) for e in expected.failed}
        assert set(report.skipped) == set(expected.skipped)
        for question in ("watchtower 7", "who mends the watchtower 3"):
            hits = [
                {(h.transcript.id, h.turn, h.speaker) for h in each.search(question, k=3)}
                for each in (library, alone)
            ]
            assert hits[0] == hits[1]


def test_names_beside_a_talk_are_given(library: Library):
    [info] = [info for info in library.transcripts() if "Ann Lee" in info.speakers]
    assert info.speakers == ("Ann Lee", "Bob Hill")


def test_an_interrupted_addition_goes_on(talks: Path, tmp_path: Path):
    seen: list[tuple[int, int]] = []

    def interrupt(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 1:
            raise KeyboardInterrupt

    with Library.open(tmp_path, embedder=BigramEmbedder()) as opened:
        with pytest.raises(KeyboardInterrupt):
            opened.add(talks, workers=2, tags=["archive"], on_progress=interrupt)
        n_there = len(opened.transcripts())
        assert 0 < n_there < N_TALKS
        report = opened.add(talks, workers=2, tags=["archive"], on_progress=interrupt)
        assert {info.tags for info in opened.transcripts()} == {("archive",)}
        assert len(report.added) == N_TALKS - n_there
        assert seen[-1] == (N_TALKS + 6, N_TALKS + 6)
