"""A store that an engine follows which knows of a transcript's details too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...ingest import IndexedTranscript
from ...speakers import SpeakerNames
from ..store import Store
from ..tables import exchange_table
from ..tables.transcript_table import Detail

_IN_ROWS = {"date", "tags"}  # details by which an engine narrows a search


class FollowedStore(Store):
    """A store that counts a transcript as changed when its date, tags or speakers' names do."""

    def set_details(self, transcript_id: str, details: Mapping[Detail, object]) -> None:
        with self._write() as revision:
            super().set_details(transcript_id, details)
            if _IN_ROWS & details.keys():
                exchange_table.touch(transcript_id, revision, self._db)

    def set_speaker_names(
        self, names: SpeakerNames, relinked: Iterable[IndexedTranscript] = ()
    ) -> None:
        with self._write() as revision:
            before = self._names_of_turns()
            super().set_speaker_names(names, relinked)
            for id in {id for id, _, _ in before ^ self._names_of_turns()}:
                exchange_table.touch(id, revision, self._db)

    def _names_of_turns(self) -> set[tuple[str, str, str]]:
        return {(s.transcript_id, s.label, s.name) for s in self.speakers_in_transcripts()}
