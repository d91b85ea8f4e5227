"""One library → another one, wherever each lies, with nothing computed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from ...index.errors import ConflictError, LibraryError
from ...index.folder import LibraryFolder
from ...index.ingest import IndexedTranscript
from ...index.speakers import SpeakerNames
from ...index.store.records import TranscriptInfo
from ...index.store.store import Store
from ...index.store.tables.change_table import Change

Copied = Callable[[str, int, int], None]  # “copied” or “verified”, transcripts so far, in all
_BATCH = 20  # transcripts for which the search engine is written once


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a copy did. The numbers are of the source, and the target was found to hold as many.

    Attributes:
        copied, unchanged: ids of transcripts that were copied, and that were there already.
        differing: ids of transcripts that the target holds otherwise than the source.
        unreadable: ids of damaged transcripts of the source, which were not copied.
    """

    copied: tuple[str, ...]
    unchanged: tuple[str, ...]
    differing: tuple[str, ...]
    unreadable: tuple[str, ...]
    n_exchanges: int  # of the transcripts that both hold
    n_passages: int

    @property
    def is_whole(self) -> bool:
        """Whether the target holds all of the source."""
        return not self.differing and not self.unreadable

    def to_dict(self) -> dict[str, object]:
        return {**asdict(self), "is_whole": self.is_whole}


class CopyingLibrary:
    """The part of `Library` that copies it."""

    _folder: LibraryFolder

    def copy_to(self, target: CopyingLibrary, *, on_progress: Copied | None = None) -> CopyReport:
        """Copy transcripts, names, history, feedback and embeddings into another library.

        What is there already is not copied again, so a copy that was interrupted goes on. At the
        end each transcript is compared by a checksum over its words, exchanges, passages and
        embeddings, and the search engine by its counts.

        Raises:
            ConflictError: if another model made the embeddings of the target.
            LibraryError: if its search engine does not hold what its store does.
            LibraryLockedError: as `add`.
        """
        return copy_library(self._folder, target._folder, on_progress or _ignore)


def copy_library(source: LibraryFolder, target: LibraryFolder, on_progress: Copied) -> CopyReport:
    """Copy what the target lacks, then compare. See `CopyingLibrary.copy_to`."""
    with source.reading() as store:
        infos, model = store.transcripts(), store.model
    if model is None:  # nothing was ever added
        return CopyReport((), (), (), (), 0, 0)
    with target.reading() as store:
        theirs = store.model
        missing = [info for info in infos if not store.has(info.id)]
    if theirs is not None and theirs[1] != model[1]:
        raise ConflictError(
            f"{target.path} is embedded with “{theirs[0]}”, and {source.path} with “{model[0]}”; "
            "copy to a new library, or change one: turnwise doctor --rebuild --model NAME"
        )
    copied = _copy_missing(missing, len(infos), source, target, model, on_progress)
    _copy_history(source, target)
    return _compared(infos, copied, source, target, on_progress)


def _copy_missing(
    missing: Sequence[TranscriptInfo],
    n_all: int,
    source: LibraryFolder,
    target: LibraryFolder,
    model: tuple[str, str],
    on_progress: Copied,
) -> list[str]:
    """Copy transcripts in batches, in the order in which they were added."""
    missing = sorted(missing, key=lambda info: info.added_at or "")
    copied: list[str] = []
    n_there = n_all - len(missing)
    on_progress("copied", n_there, n_all)
    for start in range(0, len(missing), _BATCH):
        with source.reading() as from_, target.writing() as to:
            _copy_names(from_, to)
            for info in missing[start : start + _BATCH]:
                if _copy(info, from_, to, model):
                    copied.append(info.id)
                n_there += 1
                on_progress("copied", n_there, n_all)
    return copied


def _copy(info: TranscriptInfo, source: Store, target: Store, model: tuple[str, str]) -> bool:
    """Copy one transcript in one transaction; False if it is damaged, or gone meanwhile."""
    try:
        transcript = source.transcript(info.id)
    except (KeyError, LibraryError):
        return False
    if transcript.is_damaged:
        return False
    stored, embeddings = source.embedded_passages_in(info.id)
    passages = [one.passage for one in stored]
    exchanges, spoken = source.exchanges_of(info.id), source.spoken(info.id)
    with target.together():
        target.add(
            IndexedTranscript(transcript, exchanges, passages, embeddings, spoken), model=model
        )
        target.set_details(info.id, {"tags": list(info.tags), "added_at": info.added_at})
    return True


def _copy_names(source: Store, target: Store) -> None:
    """Give the target the names of the source; its own stay."""
    own = list(target.speaker_names())
    known = {(given.label, given.transcript_id) for given in own}
    new = [
        given for given in source.speaker_names() if (given.label, given.transcript_id) not in known
    ]
    if new:
        target.set_speaker_names(SpeakerNames([*own, *new]))


def _copy_history(source: LibraryFolder, target: LibraryFolder) -> None:
    """Copy changes and feedback that the target lacks."""
    with source.reading() as store:
        changes, feedback = store.changes(), store.feedback()
        whole = [store.change(change.id) for change in changes]
    with target.reading() as store:
        known = {_key(change): change.id for change in store.changes()}
        feedback = [verdict for verdict in feedback if verdict not in set(store.feedback())]
    if all(_key(change) in known for change in changes) and not feedback:
        return
    with target.writing() as store:
        ids: dict[int, int] = {}  # of the source → of the target
        for change in filter(None, whole):
            there = known.get(_key(change))
            if there is None:
                undoes = None if change.undoes is None else ids.get(change.undoes)
                there = store.record(replace(change, undoes=undoes))
            ids[change.id] = there
        for verdict in feedback:
            store.write_feedback(verdict)


def _key(change: Change) -> tuple[str, str, tuple[str, ...]]:
    return change.made_at, change.kind, change.transcripts


def _compared(
    infos: Sequence[TranscriptInfo],
    copied: Sequence[str],
    source: LibraryFolder,
    target: LibraryFolder,
    on_progress: Copied,
) -> CopyReport:
    """Compare each transcript by its checksum, and the search engine by its counts."""
    differing: list[str] = []
    unreadable: list[str] = []
    counts = [0, 0]
    for n, info in enumerate(infos):
        on_progress("verified", n, len(infos))
        with source.reading() as from_, target.reading() as to:
            expected = _checksum(info.id, from_)
            if expected is None:
                unreadable.append(info.id)
            elif expected != _checksum(info.id, to):
                differing.append(info.id)
            else:
                exchanges, passages, _ = from_.indexed(info.id)
                counts = [counts[0] + len(exchanges), counts[1] + len(passages)]
    on_progress("verified", len(infos), len(infos))
    _check_engine(target)
    there = tuple(info.id for info in infos if info.id not in {*copied, *differing, *unreadable})
    return CopyReport(tuple(copied), there, tuple(differing), tuple(unreadable), *counts)


def _check_engine(folder: LibraryFolder) -> None:
    engine = folder.indexes()
    with folder.reading() as store:
        expected = (store.count_passages(), store.count_exchanges())
    if engine.count() != expected:
        raise LibraryError(
            "its search engine holds {} passages and {} exchanges, and its store {} and {}; run: "
            "turnwise doctor --rebuild".format(*engine.count(), *expected),
            path=folder.path,
        )


def _checksum(id: str, store: Store) -> str | None:
    """SHA-256 over a transcript and all that was computed from it; None if it cannot be read."""
    try:
        transcript = store.transcript(id)
        stored, embeddings = store.embedded_passages_in(id)
        passages = [one.passage for one in stored]
        exchanges = store.exchanges_of(id)
    except (KeyError, LibraryError):
        return None
    if transcript.is_damaged:
        return None
    digest = hashlib.sha256()
    for part in (transcript.to_dict(), *map(asdict, exchanges), *map(asdict, passages)):
        digest.update(json.dumps(part, sort_keys=True).encode())
    digest.update(embeddings.astype("<f4").tobytes())
    return digest.hexdigest()


def _ignore(what: str, done: int, total: int) -> None:
    del what, done, total
