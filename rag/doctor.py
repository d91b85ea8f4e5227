"""Checks of the installation, the embedding model and a library."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ..index.errors import LibraryError, TurnNumberError, TurnwiseError
from ..index.folder import LibraryFolder
from ..index.models.by_name import DEFAULT_MODEL, load_embedder
from ..index.search_indexes.engines.opening import open_folder
from ..index.search_indexes.indexes import SearchIndexes
from ..index.store.records import TranscriptInfo
from ..index.store.store import Store
from ..index.text.terms import index_terms
from ..index.transcript import Transcript

_PACKAGES = ("turnwise", "faiss-cpu", "tantivy", "sentence-transformers", "torch", "gradio")


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check."""

    name: str
    ok: bool
    detail: str  # what was found; for a failed check also how to mend it

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def diagnose(library: Path) -> list[Check]:
    """Check the installation, the model and a library folder.

    Changes nothing, except that it creates a missing library folder and updates search indexes that
    are behind.
    """
    return [*_check_packages(), *_check_library(library)]


def _check_packages() -> Iterator[Check]:
    from importlib.metadata import PackageNotFoundError, version  # late: takes a while

    yield Check("python", True, platform.python_version())
    for package in _PACKAGES:
        try:
            yield Check(package, True, version(package))
        except PackageNotFoundError:
            mend = (
                'pip install "turnwise[page,server]"'
                if package == "gradio"
                else f"pip install {package}"
            )
            yield Check(package, False, f"not installed; run: {mend}")


def _check_library(path: Path) -> Iterator[Check]:
    try:
        folder = open_folder(path)
    except TurnwiseError as error:
        yield Check("library", False, str(error))
        return
    for name, check in _LIBRARY_CHECKS.items():
        try:
            is_ok, detail = check(folder)
        except TurnwiseError as error:  # name the damage, and check the rest
            is_ok, detail = False, str(error)
        yield Check(name, is_ok, detail)
    folder.close()


def _check_contents(folder: LibraryFolder) -> tuple[bool, str]:
    with folder.reading():
        store = folder.store
        n_transcripts = len(store.transcripts())
        return (
            True,
            f"{folder.path}: {n_transcripts} transcripts, {store.count_exchanges()} exchanges, "
            f"{store.count_passages()} passages, revision {store.revision}"
            + ("" if folder.is_writable else ", read-only"),
        )


def _check_file(folder: LibraryFolder) -> tuple[bool, str]:
    """Does SQLite find the file in order?"""
    with folder.reading():
        problems = folder.store.check_file()
    if not problems:
        return True, "SQLite finds it in order"
    return (
        False,
        f"library.sqlite3 is damaged: {'; '.join(problems)}. Keep a copy of it, then run: turnwise "
        "doctor --rebuild. If this stays, restore the file from a backup, or add the transcripts "
        "to a new library",
    )


def _check_transcripts(folder: LibraryFolder) -> tuple[bool, str]:
    """Is each transcript as it was added, and do its exchanges and passages fit it?"""
    with folder.reading():
        infos = folder.store.transcripts()
    problems: list[str] = []
    for info in infos:
        with folder.reading():
            problem = _problem_of(info, folder.store)
        if problem:
            problems.append(problem)
    if not problems:
        return True, f"{len(infos)} are as they were added"
    return False, ". ".join(problems)


def _problem_of(info: TranscriptInfo, store: Store) -> str | None:
    """What is wrong with a transcript and how to mend it; None if nothing is."""
    try:
        transcript = store.transcript(info.id)
        problem = _problem_of_turns(transcript, store)
        mend = f"remove it (turnwise remove {info.id}) and add its file again, or restore a backup"
        if problem is None:
            problem = _problem_of_derived(transcript, store)
            if problem is None and info.speakers != transcript.speakers:
                problem = "the list of its speakers is not that of its turns"
            mend = "run: turnwise doctor --rebuild"
    except KeyError:
        return None  # removed meanwhile
    except LibraryError as error:
        return error.problem
    return problem and f"transcript “{info.title}” ({info.id}) is damaged: {problem}; {mend}"


def _problem_of_turns(transcript: Transcript, store: Store) -> str | None:
    if transcript.is_damaged:
        return "its turns are not those that were added"
    if store.speaker_names().apply(transcript).turns != transcript.turns:
        return "a speaker does not have the name that was given"
    return None


def _problem_of_derived(transcript: Transcript, store: Store) -> str | None:
    """What is wrong with the exchanges and passages of a transcript."""
    exchanges = store.exchanges_of(transcript.id)
    if not exchanges:
        return "it has no exchanges, so that no search finds it"
    try:
        for exchange in exchanges:
            exchange.text(transcript)
        spans = [span for passage in store.passages_in(transcript.id) for span in passage.spans]
        if any(span.end > len(transcript.turn(span.turn_number).text) for span in spans):
            return "a passage ends behind its turn"
    except TurnNumberError:
        return "an exchange or a passage has turns that are not there"
    return None


def _check_indexes(folder: LibraryFolder) -> tuple[bool, str]:
    """Do all files of the search indexes have their checksums, and can each index be searched?

    Of a database: does it hold the passages of the library, each once?
    """
    before = SearchIndexes(folder.path, is_writable=folder.is_writable, is_thorough=True)
    revision_before = before.revision
    indexes = folder.check_indexes()
    if not isinstance(indexes, SearchIndexes):
        return True, "the database holds {} passages and {} exchanges".format(*indexes.count())
    with folder.reading():
        revision = folder.store.revision
        failing_index = _failing_index(indexes, folder.store)
    if failing_index:
        return False, f"{failing_index} does not find what it holds; run: turnwise doctor --rebuild"
    was = "" if revision_before == revision else "; they were behind or damaged, and are mended"
    return True, f"at revision {revision}{was}"


def _failing_index(indexes: SearchIndexes, store: Store) -> str | None:
    """The name of an index that does not find the first or last passage; None if all do."""
    passages = store.passages()
    _, embeddings = store.embeddings()
    for passage, embedding in list(zip(passages, embeddings, strict=True))[
        :: max(1, len(passages) - 1)
    ]:
        if not indexes.dense.search(embedding, 1, allowed=[passage.id]):
            return "the dense index"
        terms = index_terms(passage.passage.text(store.transcript(passage.transcript_id)))
        for name, index in (("passages", indexes.passages), ("exchanges", indexes.exchanges)):
            if terms and not index.search(terms, 1, allowed=[passage.exchange_id]):
                return f"the index of words of {name}"
    return None


def _check_model(folder: LibraryFolder) -> tuple[bool, str]:
    with folder.reading():
        name, fingerprint = folder.store.model or (DEFAULT_MODEL, None)
    embedder = load_embedder(name)
    if fingerprint not in (None, embedder.fingerprint):
        return (
            False,
            f"{name} has changed since the library was made ({fingerprint}, now "
            f"{embedder.fingerprint}); run: turnwise doctor --rebuild --model {name}",
        )
    return True, f"{name} ({embedder.fingerprint})"


_LIBRARY_CHECKS: dict[str, Callable[[LibraryFolder], tuple[bool, str]]] = {
    "library": _check_contents,
    "database": _check_file,
    "transcripts": _check_transcripts,
    "embedding model": _check_model,
    "search indexes": _check_indexes,
}
