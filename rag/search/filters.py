"""Whose words, in which transcripts, of which dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...index.errors import UsageError, check_text
from ...index.speakers import SpeakerNames
from ...index.store.records import TranscriptInfo
from ...index.store.store import Store
from ...index.text.fold import fold
from ..understanding.spelled_names import spelled_names


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; None is no limit."""

    speakers: tuple[str, ...] | None = None  # names as in the library
    transcripts: tuple[str, ...] | None = None  # ids
    after: str | None = None  # ISO 8601, included
    before: str | None = None

    def narrowed(self, transcripts: Sequence[str] | None) -> Filters:
        """These filters, with transcripts that a question names where none are chosen yet."""
        if transcripts is None or self.transcripts is not None:
            return self
        return replace(self, transcripts=tuple(transcripts))

    def allowed(self, store: Store, *, asked_by: Sequence[str] | None = None) -> set[int] | None:
        """Ids of the exchanges let through; None when all are.

        Args:
            asked_by: names of those who ask; None for anyone.
        """
        if self == Filters() and asked_by is None:
            return None
        return store.select_exchanges(
            speakers=self.speakers,
            transcripts=self.transcripts,
            after=self.after,
            before=self.before,
            asked_by=asked_by,
        )

    def titles(self, infos: Sequence[TranscriptInfo]) -> list[str]:
        """Titles of the transcripts that are searched."""
        return [info.title for info in infos if self.admits(info)]

    def admits(self, info: TranscriptInfo) -> bool:
        """Whether a transcript is one of these, of these dates."""
        return (
            (self.transcripts is None or info.id in self.transcripts)
            and (self.after is None or (info.date or "") >= self.after)
            and (self.before is None or (info.date is not None and info.date <= self.before))
        )


def make_filters(
    infos: Sequence[TranscriptInfo],
    names: SpeakerNames,
    *,
    speakers: Sequence[str] | None,
    transcripts: Sequence[str] | None,
    after: str | None,
    before: str | None,
) -> Filters:
    """Filters checked against what is in the library; names and aliases in any case or width.

    Raises: UsageError for a speaker or transcript that is not there, or a date that is none.
    """
    known = speakers_of(infos)
    chosen: list[str] = []
    for speaker in speakers or ():
        check_text(speaker, "a speaker's name")
        spelled = spelled_names(speaker, {name: name for name in known} | names.aliases())
        written = spelled.get(speaker.strip(), speaker)
        wanted = (fold(written), fold(names.name_of(written)))
        same = [name for name in known if fold(name) in wanted]
        if not same:
            all_of_them = ", ".join(known) or "nobody yet"
            raise UsageError(
                f"nobody is called “{speaker}” in this library; it knows: {all_of_them}"
            )
        chosen += same
    ids = {info.id for info in infos}
    for id in transcripts or ():
        check_text(id, "the id of a transcript")
        if id not in ids:
            raise UsageError(f"no transcript has the id “{id}”; “turnwise list” shows them all")
    first, last = _iso_date(after), _iso_date(before)
    if first and last and first > last:
        raise UsageError(f"nothing is after {first} and before {last}; swap the two dates")
    return Filters(
        None if speakers is None else tuple(chosen),
        None if transcripts is None else tuple(transcripts),
        first,
        last,
    )


def speakers_of(infos: Sequence[TranscriptInfo]) -> list[str]:
    """The names of all speakers, each once, in order of transcripts and appearance."""
    return list(dict.fromkeys(speaker for info in infos for speaker in info.speakers))


def _iso_date(day: str | None) -> str | None:
    try:
        return None if day is None else date.fromisoformat(check_text(day, "a date")).isoformat()
    except ValueError:
        raise UsageError(f"“{day}” is not a date; write it like 2018-11-02") from None
