"""Copies between libraries of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.errors import ConflictError, LibraryError
from turnwise.rag import Library
from turnwise.rag.adding import copying

TALKS = [
    make_transcript(
        ("Ann", f"What about the watchtower number {n}?"),
        ("Bob", f"The watchtower {n} is mended every spring, says zebrafinch {n}."),
        title=f"Talk {n}",
        date=f"2020-01-0{n + 1}",
    )
    for n in range(5)
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with names, tags, a correction that was undone, and feedback; only read it."""
    folder = tmp_path_factory.mktemp("source")
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        for talk in TALKS:
            library.add(talk)
        library.rename_speaker("Bob", "Robert Pell")
        library.edit_transcript(TALKS[0].id, tags=["spring"])
        library.edit_turn(TALKS[1].id, 2, "Nobody mends it.")
        library.undo()
        library.edit_turn(TALKS[2].id, 2, "The wombats mend it.")
        library.give_feedback(library.ask("watchtower"), "helpful")
        yield library


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "target", embedder=BigramEmbedder()) as library:
        yield library


def answers(library: Library) -> list[list[tuple[object, ...]]]:
    return [
        sorted((hit.transcript.id, hit.turn, hit.speaker, round(hit.score, 4)) for hit in hits)
        for hits in (library.search("watchtower"), library.search("wombats", mode="lexical"))
    ]


def test_a_copy_has_all_that_the_source_has(source: Library, target: Library):
    report = source.copy_to(target)
    assert report.is_whole
    assert (len(report.copied), report.n_exchanges) == (5, 5)
    assert target.embedder.texts == []  # nothing was embedded
    assert target.transcripts() == source.transcripts()
    assert answers(target) == answers(source)
    assert target.feedback() == source.feedback()
    kinds = [(change.kind, change.is_undone, change.before) for change in source.changes()]
    assert [(c.kind, c.is_undone, c.before) for c in target.changes()] == kinds
    target.undo()
    assert target.transcript(TALKS[2].id).turns[1].text == TALKS[2].turns[1].text


def test_a_second_copy_changes_nothing(source: Library, target: Library):
    source.copy_to(target)
    revision = target.revision
    report = source.copy_to(target)
    assert (report.copied, len(report.unchanged)) == ((), 5)
    assert len(target.changes()) == len(source.changes())
    assert target.revision == revision


def test_an_interrupted_copy_goes_on(
    source: Library, target: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(copying, "_BATCH", 2)

    def interrupt(what: str, done: int, total: int) -> None:
        if (what, done, total) == ("copied", 3, 5):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        source.copy_to(target, on_progress=interrupt)
    assert len(target.transcripts()) == 3
    report = source.copy_to(target)
    assert (len(report.copied), len(report.unchanged), report.is_whole) == (2, 3, True)
    assert answers(target) == answers(source)


def test_progress_counts_what_is_copied_then_what_is_verified(source: Library, target: Library):
    seen: list[tuple[str, int, int]] = []
    source.copy_to(target, on_progress=lambda *step: seen.append(step))
    assert seen[0] == ("copied", 0, 5)
    assert seen[5:7] == [("copied", 5, 5), ("verified", 0, 5)]
    assert seen[-1] == ("verified", 5, 5)


def test_a_transcript_that_differs_in_the_target_is_told_and_left(source: Library, target: Library):
    source.copy_to(target)
    target.edit_turn(TALKS[3].id, 2, "Somebody changed this here.")
    report = source.copy_to(target)
    assert report.differing == (TALKS[3].id,)
    assert not report.is_whole
    assert target.transcript(TALKS[3].id).turns[1].text == "Somebody changed this here."


def test_a_damaged_embedding_in_the_target_is_told(source: Library, target: Library):
    source.copy_to(target)
    store = target._folder.store
    embedding = np.zeros(256, dtype="<f4").tobytes()
    with store._transaction():
        store._db.execute("UPDATE passages SET embedding = ? WHERE id = 1", (embedding,))
    assert source.copy_to(target).differing == (TALKS[0].id,)


def test_an_engine_that_lost_passages_is_told(source: Library, target: Library):
    source.copy_to(target)
    target._folder.indexes().dense.update([], np.zeros((0, 256), dtype=np.float32), removed=[1])
    with pytest.raises(LibraryError, match="its search engine holds 9 passages"):
        source.copy_to(target)


def test_another_model_is_refused(source: Library, tmp_path: Path):
    with Library.open(tmp_path, embedder=BigramEmbedder("others")) as other:
        other.add(make_transcript(("Ann", "Who mends the watchtower every spring?")))
        with pytest.raises(ConflictError, match="embedded with “others”"):
            source.copy_to(other)


def test_an_empty_library_copies_to_nothing(target: Library, tmp_path: Path):
    with Library.open(tmp_path / "empty", embedder=BigramEmbedder()) as empty:
        assert empty.copy_to(target).copied == ()
