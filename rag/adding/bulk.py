"""Many files → a library, by several processes: they read, link and embed, and this one writes.

What is stored stays stored, and a transcript is known by its content: after an interruption the
same call goes on, and embeds nothing twice.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ...index.errors import LibraryError, LibraryLockedError, ModelError, TurnwiseError
from ...index.folder import LibraryFolder
from ...index.ingest import IndexedTranscript, Progress, index_transcript
from ...index.models.by_name import load_embedder
from ...index.models.embedder import Embedder, ModelFolder
from ...index.models.joined import JoinedEmbedder
from ...index.speakers import SpeakerNames
from ...index.transcript import Transcript
from ..library_model import LibraryModel
from ..people.speakers import names_with
from .add_report import AddReport, not_added
from .adder import State, write_transcript
from .correcting.details import checked_tags

if TYPE_CHECKING:
    from ...index.readers import NamesFile, Reading
    from ..people.names_file import Sidecar

_AHEAD = 4  # files a worker has waiting, or done and not written
_BATCH = 20  # transcripts for which the search engine is written once
_TRIES = 60  # to get the writer lock; each waits as long as any writer does

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What a worker made of a file."""

    reading: Reading
    names_files: dict[str, Sidecar]
    indexed: dict[str, IndexedTranscript]  # by id; those that the library lacks


def add_folder(
    path: Path,
    folder: LibraryFolder,
    model: LibraryModel,
    *,
    workers: int,
    tags: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> AddReport:
    """Add the files of a folder.

    Args:
        workers: processes beside this one, each with its own embedding model; 1 or more.
        on_progress: called with (files done, files in all).
    Raises: as `Library.add`; LibraryError if a worker is ended by the system.
    """
    from ...index.readers import Reading, files_in, with_orphans  # late: as in `sources`

    tags, embedder = checked_tags(tags), model.embedder()
    files, closed = files_in(path)
    reports = [AddReport(failed=tuple(closed))]
    names: dict[str, NamesFile] = {}
    n_done = 0
    for batch in _batches(_prepared(files, workers, embedder, folder)):
        reports.append(_write_when_free(batch, folder, model, embedder, tags))
        names |= {id: file for each in batch for id, file in each.reading.names.items()}
        n_done += len(batch)
        if on_progress:
            on_progress(n_done, len(files))
    orphans = with_orphans(Reading((), names=names), files).failed
    return AddReport.merged([*reports, AddReport(failed=orphans)])


def _batches(each: Iterable[_Prepared]) -> Iterator[list[_Prepared]]:
    """Groups of files with `_BATCH` transcripts or a few more; the last one may have fewer."""
    batch: list[_Prepared] = []
    for prepared in each:
        batch.append(prepared)
        if sum(len(one.reading.transcripts) for one in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_when_free(
    batch: Sequence[_Prepared],
    folder: LibraryFolder,
    model: LibraryModel,
    embedder: Embedder,
    tags: Sequence[str],
) -> AddReport:
    """As `_write`, but another writer may have the lock for minutes: it may add as much."""
    for _ in range(_TRIES - 1):
        try:
            return _write(batch, folder, model, embedder, tags)
        except LibraryLockedError as error:
            logger.info("%s; trying again", error)
    return _write(batch, folder, model, embedder, tags)


def _write(
    batch: Sequence[_Prepared],
    folder: LibraryFolder,
    model: LibraryModel,
    embedder: Embedder,
    tags: Sequence[str],
) -> AddReport:
    """Store what workers made ready; the search engine is brought up to date once."""
    states: dict[State, list[Transcript]] = {"added": [], "updated": [], "unchanged": []}
    failed = [error for prepared in batch for error in prepared.reading.failed]
    with folder.writing() as store:
        model.check(embedder)  # again: another process may have changed the model
        for prepared in batch:
            for transcript in prepared.reading.transcripts:
                sidecar = prepared.names_files.get(transcript.id)
                indexed = prepared.indexed.get(transcript.id)
                try:
                    state = write_transcript(
                        transcript, sidecar, indexed, embedder, store, tags=tags
                    )
                except TurnwiseError:  # of the library or the model: the others would fail too
                    raise
                except Exception as error:
                    failed.append(not_added(transcript, error))
                    continue
                states[state].append(store.speaker_names().apply(transcript))
    return AddReport(
        added=tuple(states["added"]),
        unchanged=tuple(states["unchanged"]),
        failed=tuple(failed),
        skipped=tuple(path for prepared in batch for path in prepared.reading.skipped),
        updated=tuple(states["updated"]),
    )


def _prepared(
    files: Sequence[Path], workers: int, embedder: Embedder, folder: LibraryFolder
) -> Iterator[_Prepared]:
    """What the workers make of the files, in the order in which they are done."""
    with folder.reading() as store:
        names, known = store.speaker_names(), frozenset(info.id for info in store.transcripts())
    # Not forked: threads of FAISS and ONNX do not survive that.
    pool = ProcessPoolExecutor(
        workers,
        multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(_portable(embedder), embedder.fingerprint, names, known),
    )
    try:
        left, running = iter(files), set[Future[_Prepared]]()
        while True:
            for file in islice(left, _AHEAD * workers - len(running)):
                running.add(pool.submit(_prepare, file))
            if not running:
                return
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
    except BrokenProcessPool as error:
        raise LibraryError(
            "a worker was ended by the system, perhaps for want of memory; what was added stays. "
            "Add the folder again with fewer --workers",
            path=folder.path,
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _portable(embedder: Embedder) -> Embedder | str:
    """An embedding model as another process gets it: by its name if that finds it, else itself."""
    return embedder.name if isinstance(embedder, ModelFolder | JoinedEmbedder) else embedder


@dataclass(frozen=True, slots=True)
class _Worker:
    """What a worker has from its beginning."""

    embedder: Embedder
    names: SpeakerNames
    known: frozenset[str]  # ids of the transcripts that the library has


_WORKER: list[_Worker] = []


def _begin(
    model: Embedder | str, fingerprint: str, names: SpeakerNames, known: frozenset[str]
) -> None:
    """Begin a worker. Raises ModelError if its model is not the library's."""
    embedder = load_embedder(model) if isinstance(model, str) else model
    if embedder.fingerprint != fingerprint:
        raise ModelError(f"the model “{embedder.name}” has changed; start again")
    _WORKER[:] = [_Worker(embedder, names, known)]


def _prepare(path: Path) -> _Prepared:
    """Read a file, and compute what the library lacks. Runs in a worker."""
    from ...index.readers import Reading, read_one_of
    from .sources import with_names_files

    [worker] = _WORKER
    reading, names_files = with_names_files(read_one_of(path))
    transcripts: list[Transcript] = []
    failed = list(reading.failed)
    indexed: dict[str, IndexedTranscript] = {}
    for transcript in reading.transcripts:
        names = names_with(names_files.get(transcript.id), transcript, worker.names)
        try:
            if transcript.id not in worker.known:
                named = names.apply(transcript)
                indexed[transcript.id] = index_transcript(named, worker.embedder)
        except Exception as error:
            failed.append(not_added(transcript, error))
        else:
            transcripts.append(transcript)
    done = Reading(tuple(transcripts), tuple(failed), reading.skipped, reading.names)
    return _Prepared(done, names_files, indexed)
