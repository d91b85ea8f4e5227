"""What the workers of a large addition do, and processes of this machine that are such workers."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...index.errors import LibraryError, ModelError
from ...index.folder import LibraryFolder
from ...index.ingest import IndexedTranscript, index_transcript
from ...index.models.by_name import load_embedder
from ...index.models.embedder import Embedder, ModelFolder
from ...index.models.joined import JoinedEmbedder
from ...index.speakers import SpeakerNames
from ...index.transcript import Transcript
from ..people.speakers import names_with
from .add_report import not_added

if TYPE_CHECKING:
    from ...index.readers import Reading
    from ..people.names_file import Sidecar


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a worker made of a file."""

    reading: Reading
    names_files: dict[str, Sidecar]
    indexed: dict[str, IndexedTranscript]  # by id; those that the library lacks


@dataclass(frozen=True, slots=True)
class Workers:
    """Those that prepare files."""

    count: int  # about as many files are worked on at a time
    submit: Callable[[Path], Future[Prepared]]


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is told before its first file."""

    model: Embedder | str  # its name, if that finds it
    fingerprint: str
    names: SpeakerNames
    known: frozenset[str]  # ids of the transcripts that the library has


def job_for(folder: LibraryFolder, embedder: Embedder) -> Job:
    """The job of adding to a library as it is now."""
    is_named = isinstance(embedder, ModelFolder | JoinedEmbedder)
    with folder.reading() as store:
        names, known = store.speaker_names(), frozenset(info.id for info in store.transcripts())
    return Job(embedder.name if is_named else embedder, embedder.fingerprint, names, known)


class Worker:
    """Prepares files, with a model of its own."""

    def __init__(self, job: Job):
        """Raises: ModelError if the model is not the library's."""
        self._job = job
        self._embedder = load_embedder(job.model) if isinstance(job.model, str) else job.model
        if self._embedder.fingerprint != job.fingerprint:
            raise ModelError(
                f"the model “{self._embedder.name}” of a worker is not that of the library; use "
                "the same one, and the same version of Turnwise, everywhere"
            )

    def prepare(self, file: Path) -> Prepared:
        """Read a file, and compute what the library lacks."""
        from ...index.readers import Reading, read_one_of  # late: as in `sources`
        from .sources import with_names_files

        reading, names_files = with_names_files(read_one_of(file))
        transcripts: list[Transcript] = []
        failed = list(reading.failed)
        indexed: dict[str, IndexedTranscript] = {}
        for transcript in reading.transcripts:
            names = names_with(names_files.get(transcript.id), transcript, self._job.names)
            try:
                if transcript.id not in self._job.known:
                    named = names.apply(transcript)
                    indexed[transcript.id] = index_transcript(named, self._embedder)
            except Exception as error:
                failed.append(not_added(transcript, error))
            else:
                transcripts.append(transcript)
        done = Reading(tuple(transcripts), tuple(failed), reading.skipped, reading.names)
        return Prepared(done, names_files, indexed)


@contextmanager
def processes(count: int, job: Job, library: Path) -> Iterator[Workers]:
    """So many processes as workers.

    Raises: LibraryError, at the end, if one of them was ended by the system.
    """
    # Not forked: threads of FAISS and ONNX do not survive that.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, spawn, initializer=_begin, initargs=(job,))
    try:
        yield Workers(count, partial(pool.submit, _prepare))
    except BrokenProcessPool as error:
        raise LibraryError(
            "a worker was ended by the system, perhaps for want of memory; what was added stays. "
            "Add the folder again with fewer --workers",
            path=library,
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


_WORKER: list[Worker] = []  # of this process


def _begin(job: Job) -> None:
    _WORKER[:] = [Worker(job)]


def _prepare(file: Path) -> Prepared:
    return _WORKER[0].prepare(file)
