"""Many files → a library, by several workers: they read, link and embed, and this process writes.

What is stored stays stored, and a transcript is known by its content: after an interruption the
same call goes on, and embeds nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ...index.errors import LibraryLockedError, TurnwiseError, UsageError
from ...index.folder import LibraryFolder
from ...index.ingest import Progress
from ...index.models.embedder import Embedder
from ...index.transcript import Transcript
from ..library_model import LibraryModel
from .add_report import AddReport, not_added
from .adder import State, write_transcript
from .correcting.details import checked_tags
from .workers import Prepared, Workers, job_for, processes

if TYPE_CHECKING:
    from ...index.readers import NamesFile

_AHEAD = 4  # files a worker has waiting, or done and not written
_BATCH = 20  # transcripts for which the search engine is written once
_TRIES = 60  # to get the writer lock; each waits as long as any writer does

logger = logging.getLogger(__name__)


def add_folder(
    path: Path,
    folder: LibraryFolder,
    model: LibraryModel,
    *,
    workers: int = 1,
    ray: str | None = None,
    tags: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> AddReport:
    """Add the files of a folder.

    Args:
        workers: processes beside this one, each with its own embedding model; 1 or more.
        ray: in place of them the address of a Ray cluster, or “local”.
        on_progress: called with (files done, files in all).
    Raises: as `Library.add`; LibraryError if a worker is ended by the system; UsageError if there
        is no such cluster, or both are given.
    """
    from ...index.readers import Reading, files_in, with_orphans  # late: as in `sources`
    from .ray_workers import ray_workers

    if ray is not None and workers > 1:
        raise UsageError("“workers” are of this machine, and “ray” names a cluster; give one")
    tags, embedder = checked_tags(tags), model.embedder()
    files, closed = files_in(path)
    reports = [AddReport(failed=tuple(closed))]
    names: dict[str, NamesFile] = {}
    n_done = 0
    job, at = job_for(folder, embedder), folder.path
    begun = processes(workers, job, at) if ray is None else ray_workers(ray, job, at)
    with begun as at_work:
        for batch in _batches(_prepared(files, at_work)):
            reports.append(_write_when_free(batch, folder, model, embedder, tags))
            names |= {id: file for each in batch for id, file in each.reading.names.items()}
            n_done += len(batch)
            if on_progress:
                on_progress(n_done, len(files))
    orphans = with_orphans(Reading((), names=names), files).failed
    return AddReport.merged([*reports, AddReport(failed=orphans)])


def _batches(each: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Groups of files with `_BATCH` transcripts or a few more; the last one may have fewer."""
    batch: list[Prepared] = []
    for prepared in each:
        batch.append(prepared)
        if sum(len(one.reading.transcripts) for one in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_when_free(
    batch: Sequence[Prepared],
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
    batch: Sequence[Prepared],
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


def _prepared(files: Sequence[Path], workers: Workers) -> Iterator[Prepared]:
    """What the workers make of the files, in the order in which they are done."""
    left, running = iter(files), set[Future[Prepared]]()
    while True:
        for file in islice(left, _AHEAD * workers.count - len(running)):
            running.add(workers.submit(file))
        if not running:
            return
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            yield future.result()
