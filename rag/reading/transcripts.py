"""A library's transcripts, by id."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache

from ...index.errors import LibraryError, UsageError, check_text, no_transcript
from ...index.folder import LibraryFolder
from ...index.transcript import Transcript

logger = logging.getLogger(__name__)


class TranscriptReader:
    """Reads transcripts, and keeps the last 256 until the library changes. Safe for threads."""

    def __init__(self, folder: LibraryFolder):
        self._folder = folder
        self._read_at = lru_cache(maxsize=256)(self._read_from_store)

    def read(self, id: str) -> Transcript:
        """One transcript, whole. Raises UsageError if it is not there."""
        check_text(id, "the id of a transcript")
        with self._folder.reading():
            return self._read_at(id, self._folder.store.revision_of(id))

    def read_present(self, ids: Iterable[str]) -> Iterator[Transcript]:
        """These transcripts, without those that were removed meanwhile."""
        for id in ids:
            with suppress(UsageError):
                yield self.read(id)

    def read_undamaged(self, ids: Iterable[str]) -> Iterator[Transcript]:
        """These transcripts, without those that were removed meanwhile or cannot be read."""
        for id in ids:
            try:
                yield from self.read_present([id])
            except LibraryError as error:
                logger.warning("%s", error)

    def _read_from_store(self, id: str, revision: int) -> Transcript:
        del revision  # part of the key: tells the cache when to read again
        if not self._folder.store.has(id):
            raise no_transcript(id)
        return self._folder.store.transcript(id)
