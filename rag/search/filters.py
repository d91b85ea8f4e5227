"""What a search is narrowed to: speakers, transcripts, tags and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, partial
from itertools import chain
from typing import TypedDict

from ...index.errors import UsageError, check_text
from ...index.search_indexes.engine import Limits
from ...index.speakers import SpeakerNames, is_placeholder
from ...index.store.contents import Ids
from ...index.store.records import TranscriptInfo
from ...index.store.store import Store
from ...index.text.clock import read_date
from ...index.text.fold import fold
from ...index.text.language import HAN
from ..understanding.spelled_names import spelled_names


class FilterOptions(TypedDict, total=False):
    """The keyword arguments by which a search is narrowed, as a caller gives them."""

    speakers: Sequence[str] | None  # only their words, by name or alias; None for all
    transcripts: Sequence[str] | None  # only in these, by id; None for all
    tags: Sequence[str] | None  # only in transcripts with one of these; None for all
    after: str | None  # only in transcripts of this date or later, ISO 8601
    before: str | None  # only in transcripts of this date or earlier


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to, checked against the library; None is no limit."""

    speakers: tuple[str, ...] | None = None  # names as in the library
    transcripts: tuple[str, ...] | None = None  # ids
    tags: tuple[str, ...] | None = None  # as in the library; a transcript has one of them
    after: str | None = None  # ISO 8601, included
    before: str | None = None

    def narrowed(self, transcripts: Sequence[str] | None) -> Filters:
        """These filters, with the transcripts that a question names unless some are chosen."""
        if transcripts is None or self.transcripts is not None:
            return self
        return replace(self, transcripts=tuple(transcripts))

    def without_tags(self, infos: Sequence[TranscriptInfo]) -> Filters:
        """The same filters, with the transcripts that have the tags in place of these."""
        if self.tags is None:
            return self
        passing = tuple(info.id for info in infos if self.admits(info))
        return replace(self, tags=None, transcripts=passing)

    def allowed(self, store: Store, *, asked_by: Sequence[str] | None = None) -> Ids | None:
        """Ids of the exchanges that pass, ascending; None if all do.

        Args:
            asked_by: only questions by speakers of these names; None for anyone's.
        """
        if self == Filters() and asked_by is None:
            return None
        everywhere = self == Filters(speakers=self.speakers)
        return store.voices().select(
            transcripts=None
            if everywhere
            else [i.id for i in store.transcripts() if self.admits(i)],
            speakers=self.speakers,
            asked_by=asked_by,
        )

    def limits(self, store: Store, *, asked_by: Sequence[str] | None = None) -> Limits:
        """The same for an engine: by what it knows of an exchange, or by the ids of `allowed`."""
        return Limits(
            speakers=self.speakers,
            asked_by=asked_by,
            transcripts=self.transcripts,
            tags=self.tags,
            after=self.after,
            before=self.before,
            allowed=cache(partial(self.allowed, store, asked_by=asked_by)),
        )

    def titles(self, infos: Sequence[TranscriptInfo]) -> list[str]:
        """Titles of the transcripts that pass."""
        return [info.title for info in infos if self.admits(info)]

    def admits(self, info: TranscriptInfo) -> bool:
        """Whether a transcript passes, by its id, tags and date."""
        return (
            (self.transcripts is None or info.id in self.transcripts)
            and (self.tags is None or not set(self.tags).isdisjoint(info.tags))
            and (self.after is None or (info.date or "") >= self.after)
            and (self.before is None or (info.date is not None and info.date <= self.before))
        )


def make_filters(
    infos: Sequence[TranscriptInfo],
    names: SpeakerNames,
    *,
    speakers: Sequence[str] | None = None,
    transcripts: Sequence[str] | None = None,
    tags: Sequence[str] | None = None,
    after: str | None = None,
    before: str | None = None,
) -> Filters:
    """The filters, checked against the library; names, aliases and parts of a name that
    only one speaker has match in any case or width.

    Args:
        infos, names: all transcripts of the library, and the names of its speakers.
        speakers, transcripts, tags, after, before: see `FilterOptions`.
    Raises: UsageError for a speaker, transcript or tag that is not there, a part of several
        names, a date that is none, or a string in place of a list.
    """
    lists = {"speakers": speakers, "transcripts": transcripts, "tags": tags}
    for what, given in lists.items():
        if isinstance(given, str):
            raise UsageError(f"{what} is the string “{given}”; give a list: [“{given}”]")
    chosen: list[str] = []
    if speakers:
        known = speakers_of(infos)
        chosen = [name for given in speakers for name in _speakers_called(given, known, names)]
    ids = {info.id for info in infos} if transcripts else ()
    for id in transcripts or ():
        check_text(id, "the id of a transcript")
        if id not in ids:
            raise UsageError(f"no transcript has the id “{id}”; “turnwise list” shows them all")
    first, last = read_date(after), read_date(before)
    if first and last and first > last:
        raise UsageError(f"nothing is after {first} and before {last}; swap the two dates")
    return Filters(
        speakers=None if speakers is None else tuple(chosen),
        transcripts=None if transcripts is None else tuple(transcripts),
        tags=None if tags is None else tuple(t for tag in tags for t in _tags_like(tag, infos)),
        after=first,
        before=last,
    )


def tags_of(infos: Sequence[TranscriptInfo]) -> list[str]:
    """The tags of all transcripts, each once, in order of transcripts."""
    return list(dict.fromkeys(tag for info in infos for tag in info.tags))


def _tags_like(given: str, infos: Sequence[TranscriptInfo]) -> list[str]:
    """The tags that are this one but for case and width. Raises UsageError if there is none."""
    known = tags_of(infos)
    wanted = fold(check_text(given, "a tag")).strip()
    if same := [tag for tag in known if fold(tag).strip() == wanted]:
        return same
    all_of_them = ", ".join(known) or "there are none yet"
    raise UsageError(f"no transcript has the tag “{given}”; tags: {all_of_them}")


def _speakers_called(speaker: str, known: Sequence[str], names: SpeakerNames) -> list[str]:
    """The speakers with this name or alias, else the one with this part of a name.

    Raises: UsageError if there is none, or several have that part.
    """
    check_text(speaker, "a speaker's name")
    spelled = spelled_names(speaker, {name: name for name in known} | names.aliases())
    written = spelled.get(speaker.strip(), speaker)
    wanted = (fold(written), fold(names.name_of(written)))
    if same := [name for name in known if fold(name) in wanted]:
        return same
    people = {name: name for name in known} | {
        alias: name for alias, name in names.aliases().items() if name in known
    }
    part = fold(speaker).strip()
    partly = dict.fromkeys(people[name] for name in people if _is_part_of(part, name))
    if len(partly) > 1:
        raise UsageError(f"“{speaker}” may be {' or '.join(partly)}; give the whole name")
    if partly:
        return list(partly)
    alike = get_close_matches(speaker, people, n=1)
    hint = f"did you mean {alike[0]}? " if alike else ""
    all_of_them = ", ".join(known) or "nobody yet"
    raise UsageError(f"nobody is called “{speaker}” in this library; {hint}it knows: {all_of_them}")


def _is_part_of(part: str, name: str) -> bool:
    """Whether folded text is a word of a name, or several in a row: “Marcus” of “Marcus Bell”; in
    a Chinese name, two characters or more."""
    if is_placeholder(name) or not part:
        return False
    whole = fold(name)
    is_chinese = len(part) > 1 and re.fullmatch(f"[{HAN}]+", part)
    return f" {part} " in f" {whole} " or bool(is_chinese and part in whole)


def speakers_of(infos: Sequence[TranscriptInfo]) -> list[str]:
    """The names of all speakers, each once, in order of transcripts and appearance."""
    return list(dict.fromkeys(chain.from_iterable(info.speakers for info in infos)))


def speakers_to_name(infos: Sequence[TranscriptInfo], filters: Filters) -> list[str]:
    """The speakers whom a question may name: those of the transcripts that the filters admit, then
    the others, but for those who share a word of their name with one of these.

    So “Eve” is one person in a talk that has one Eve, whoever speaks in other talks.
    """
    if filters == Filters(speakers=filters.speakers):
        return speakers_of(infos)
    here = dict.fromkeys(speakers_of([info for info in infos if filters.admits(info)]))
    words = {word for name in here for word in fold(name).split()}
    others = [name for name in speakers_of(infos) if name not in here]
    return [*here, *(name for name in others if words.isdisjoint(fold(name).split()))]
