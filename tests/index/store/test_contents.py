from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.ingest import IndexedTranscript, index_transcript
from turnwise.index.speakers import GivenName, SpeakerNames
from turnwise.index.store.contents import follow
from turnwise.index.store.store import Store
from turnwise.index.store.tables.transcript_table import read_infos

MODEL = ("bigrams", "f1")


def talk(word: str, date: str | None = None) -> IndexedTranscript:
    transcript = make_transcript(
        ("Ann", f"Why did you leave {word} behind?"),
        ("Bob", f"Because {word} was never easy to write programs in."),
        title=word,
        date=date,
    )
    return index_transcript(transcript, BigramEmbedder())


FIRST, SECOND, THIRD = talk("OpenCL", "2019-01-01"), talk("CUDA"), talk("Vulkan", "2018-01-01")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "library.sqlite3")
    for indexed in (FIRST, SECOND):
        store.add(indexed, model=MODEL)
    return store


def asked_for(store: Store, change: Callable[[], object]) -> tuple[list[str], list[str]]:
    """The titles that are read again after a change, and all titles then."""
    asked: list[str] = []

    def read(ids: Iterable[str] | None, db: Any) -> Any:
        infos = read_infos(ids, db)
        asked.extend(info.title for info in infos.values())
        return infos

    def now(before: Any) -> Any:
        with store.snapshot():
            return follow(before, read, store._connections.current())

    before = now(None)
    asked.clear()
    change()
    after = now(before)
    assert {id: after.revisions[id] for id in after.parts} == after.revisions
    return asked, [info.title for info in after.parts.values()]


def names(label: str, name: str) -> SpeakerNames:
    return SpeakerNames([GivenName(label, name)])


CHANGES: dict[str, tuple[Callable[[Store], object], list[str], list[str]]] = {
    "nothing": (lambda s: None, [], ["OpenCL", "CUDA"]),
    "adding": (lambda s: s.add(THIRD, model=MODEL), ["Vulkan"], ["Vulkan", "OpenCL", "CUDA"]),
    "removing": (lambda s: s.remove(FIRST.transcript.id), [], ["CUDA"]),
    "a title": (lambda s: s.set_details(SECOND.transcript.id, {"title": "X"}), ["X"], ["OpenCL", "X"]),
    "other turns": (lambda s: s.replace(SECOND), ["CUDA"], ["OpenCL", "CUDA"]),
    "a name": (lambda s: s.set_speaker_names(names("Ann", "Anna")), ["OpenCL", "CUDA"], ["OpenCL", "CUDA"]),
    "a name of nobody": (lambda s: s.set_speaker_names(names("Zoe", "Z")), [], ["OpenCL", "CUDA"]),
    "all computed again": (lambda s: s.reindex([FIRST, SECOND], model=MODEL), ["OpenCL", "CUDA"], ["OpenCL", "CUDA"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_only_transcripts_that_changed_are_read_again(name: str, store: Store):
    change, read_again, there = CHANGES[name]
    assert asked_for(store, lambda: change(store)) == (read_again, there)


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_kept_follows_a_writer_of_another_process(name: str, store: Store):
    other = Store(store.path)  # with connections and memory of its own

    def seen(by: Store) -> list[object]:
        passages, voices = by.passages_by_exchange(), by.voices()
        ids = [info.id for info in by.transcripts()]
        select = voices.select
        by_speaker = [list(select(speakers=[name])) for name in ("Ann", "Anna", "Bob")]
        return [
            by.transcripts(),
            passages.passage_ids.tolist(),
            passages.exchange_ids.tolist(),
            [list(select(transcripts=[id])) for id in ids],
            by_speaker,
            [by.spoken(id).vocabulary for id in ids],
            [by.revision_of(id) for id in ids],
        ]

    seen(other)
    CHANGES[name][0](store)
    assert seen(other) == seen(store) == seen(Store(store.path))


def test_what_a_failed_transaction_wrote_is_not_kept(store: Store):
    before = store.transcripts()
    with pytest.raises(RuntimeError), store.together():
        store.set_details(FIRST.transcript.id, {"title": "New"})
        assert [info.title for info in store.transcripts()] == ["New", "CUDA"]
        raise RuntimeError
    assert store.transcripts() == before
    store.set_details(SECOND.transcript.id, {"title": "Other"})  # gets the same revision
    assert [info.title for info in store.transcripts()] == ["OpenCL", "Other"]


def test_passages_between_those_of_other_exchanges_are_found(store: Store):
    with store.together():
        db = store._connections.current()
        db.execute("INSERT INTO passages (exchange_id, spans, embedding) SELECT exchange_id, spans,"
                   " embedding FROM passages WHERE id = 1")  # fmt: skip
    ids = [p.id for p in store.passages()]
    store.set_details(FIRST.transcript.id, {"title": "New"})
    known = store.passages_by_exchange()
    assert sorted(known.passage_ids.tolist()) == ids
    assert known.of_exchanges(np.array([1])).tolist() == [p.id for p in store.passages() if p.exchange_id == 1]  # fmt: skip


def test_the_speakers_of_the_list_follow_the_turns(store: Store):
    store.set_speaker_names(names("Ann", "Bob"))
    assert [info.speakers for info in store.transcripts()] == [("Bob",), ("Bob",)]
    assert [info.n_turns for info in store.transcripts()] == [2, 2]
