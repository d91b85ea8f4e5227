"""What a search is narrowed to: speakers, transcripts and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from ...index.errors import UsageError, check_text
from ...index.speakers import SpeakerNames
from ...index.store.records import TranscriptInfo
from ...index.store.store import Store
from ...index.text.fold import fold
from ..understanding.spelled_names import spelled_names


class FilterOptions(TypedDict, total=False):
    """The keyword arguments by which a search is narrowed, as a caller gives them."""

    speakers: Sequence[str] | None  # only their words, by name or alias; None for all
    transcripts: Sequence[str] | None  # only in these, by id; None for all
    after: str | None  # only in transcripts of this date or later, ISO 8601
    before: str | None  # only in transcripts of this date or earlier


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to, checked against the library; None is no limit."""

    speakers: tuple[str, ...] | None = None  # names as in the library
    transcripts: tuple[str, ...] | None = None  # ids
    after: str | None = None  # ISO 8601, included
    before: str | None = None

    def narrowed(self, transcripts: Sequence[str] | None) -> Filters:
        """These filters, with the transcripts that a question names unless some are chosen."""
        if transcripts is None or self.transcripts is not None:
            return self
        return replace(self, transcripts=tuple(transcripts))

    def allowed(self, store: Store, *, asked_by: Sequence[str] | None = None) -> set[int] | None:
        """Ids of the exchanges that pass; None if all do.

        Args:
            asked_by: only questions by speakers of these names; None for anyone's.
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
        """Titles of the transcripts that pass."""
        return [info.title for info in infos if self.admits(info)]

    def admits(self, info: TranscriptInfo) -> bool:
        """Whether a transcript passes, by its id and date."""
        return (
            (self.transcripts is None or info.id in self.transcripts)
            and (self.after is None or (info.date or "") >= self.after)
            and (self.before is None or (info.date is not None and info.date <= self.before))
        )


def make_filters(
    infos: Sequence[TranscriptInfo],
    names: SpeakerNames,
    *,
    speakers: Sequence[str] | None = None,
    transcripts: Sequence[str] | None = None,
    after: str | None = None,
    before: str | None = None,
) -> Filters:
    """The filters, checked against the library; names and aliases match in any case or width.

    Args:
        infos, names: all transcripts of the library, and the names of its speakers.
        speakers, transcripts, after, before: see `FilterOptions`.
    Raises: UsageError for a speaker or transcript that is not there, a date that is none, or a
        string in place of a list.
    """
    for what, given in (("speakers", speakers), ("transcripts", transcripts)):
        if isinstance(given, str):
            raise UsageError(f"{what} is the string “{given}”; give a list: [“{given}”]")
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
