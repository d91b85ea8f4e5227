"""How a vector database follows the store: after kills, losses and restored backups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from contract import ALPHA, BETA, ENGINES, GAMMA, found, opened
from filelock import FileLock
from turnwise.index.errors import LibraryError
from turnwise.index.ingest import index_transcript
from turnwise.rag import Library

pytestmark = pytest.mark.slow
DATABASES = ENGINES[1:]


def lock_of_another(library: Library) -> AbstractContextManager[object]:
    """The writer lock, as another process has it."""
    lock = library._folder._lock
    if isinstance(lock, FileLock):
        return FileLock(lock.lock_file)
    return type(lock)(lock._address, lock._schema).acquire(timeout=0)


@pytest.fixture(params=DATABASES)
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with opened(request.param, tmp_path) as library:
        library.add(ALPHA)
        yield library


def test_what_a_killed_writer_stored_is_found(library: Library):
    indexed = index_transcript(GAMMA, library.embedder)
    store = library._folder.store
    store.add(indexed, model=(library.embedder.name, library.embedder.fingerprint))
    assert found(library, "watchtower", mode="lexical") == [(GAMMA.id, 2)]


def test_rows_that_were_half_written_are_written_again_once(library: Library):
    store, engine = library._folder.store, library._folder.indexes()
    library.add(GAMMA)
    store.set_setting("engine_revision", "1")  # as if the writer had been killed before this
    assert found(library, "watchtower", mode="lexical") == [(GAMMA.id, 2)]
    assert engine.count() == (store.count_passages(), store.count_exchanges())


def test_a_search_goes_on_while_another_process_writes(library: Library):
    indexed = index_transcript(GAMMA, library.embedder)
    with lock_of_another(library):
        store = library._folder.store
        store.add(indexed, model=(library.embedder.name, library.embedder.fingerprint))
        assert {id for id, _ in found(library, "OpenCL")} == {ALPHA.id}


def test_a_database_that_lost_its_rows_is_filled_again_by_the_next_writer(library: Library):
    engine = library._folder.indexes()
    engine.database.clear()
    library.add(BETA)
    assert {id for id, _ in found(library, "OpenCL")} == {ALPHA.id, BETA.id}


def test_a_check_finds_rows_that_are_not_the_librarys(library: Library):
    folder = library._folder
    engine, store = folder.indexes(), folder.store
    [exchange, *_] = store.exchanges()
    engine.database.delete([exchange.id])
    assert engine.differs(store)
    folder.check_indexes()
    assert not engine.differs(store)
    assert engine.count() == (store.count_passages(), store.count_exchanges())


def test_rows_of_one_transcript_can_be_deleted(library: Library):
    library.add(BETA)
    engine, store = library._folder.indexes(), library._folder.store
    engine.database.delete_transcript(ALPHA.id)
    exchanges, passages, _ = store.indexed(BETA.id)
    assert engine.count() == (len(passages), len(exchanges))


def test_embeddings_of_another_dimension_are_refused(library: Library):
    engine, store = library._folder.indexes(), library._folder.store
    engine.database.clear()
    engine.database.create(7)
    store.set_setting("engine_revision", "0")
    with pytest.raises(LibraryError, match="doctor --rebuild"):
        engine.catch_up(store)
    engine.rebuild(store)
    assert not engine.differs(store)


def test_another_model_embeds_all_rows_again(library: Library):
    library.rebuild()
    assert found(library, "OpenCL")[0][0] == ALPHA.id
