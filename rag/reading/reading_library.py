"""The part of `Library` that reads what is in it, without a question. It needs no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Unpack

from ...index.errors import UsageError, check_text
from ...index.folder import LibraryFolder
from ...index.speakers import SpeakerNames
from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold
from ...index.transcript import Transcript
from ..answer import Hits
from ..people.alias_suggestions import AliasSuggestion, find_aliases
from ..people.speakers import Speaker, list_speakers
from ..search.filters import FilterOptions, Filters, make_filters, speakers_of, tags_of
from ..search.near_words import bundled_vectors
from .address import parse_address
from .figures import Figures, LibraryFigures, make_figures, merge_figures
from .lookup import Lookup, look_up
from .outline import Outline, make_outline
from .overview import Overview, make_overview
from .passage import AddressedPassage, read_passage
from .speaker_examples import speaker_examples
from .talk import Talk
from .transcripts import TranscriptReader


class ReadingLibrary:
    """Lists, transcripts and their summaries; people; figures; where a term is spoken."""

    _folder: LibraryFolder
    _transcripts: TranscriptReader

    def transcripts(
        self, *, title: str | None = None, **filters: Unpack[FilterOptions]
    ) -> list[TranscriptInfo]:
        """All transcripts, by date, then in order of adding; those without a date last.

        Args:
            title: only those with this in their title; case and width do not matter.
            speakers, transcripts, tags, after, before: as for `search`.
        Raises: UsageError if a filter names nothing that is in the library.
        """
        with self._folder.reading():
            infos = self._folder.store.transcripts()
        if title is not None:
            part = fold(check_text(title, "the title"))
            infos = [info for info in infos if part in fold(info.title)]
        if not any(filters.values()):
            return infos
        checked = self._filters(infos, filters)
        speakers = checked.speakers
        return [
            info
            for info in infos
            if checked.admits(info)
            and (speakers is None or not set(speakers).isdisjoint(info.speakers))
        ]

    def transcript(self, id: str) -> Transcript:
        """One transcript, whole. Raises UsageError if it is not there."""
        return self._transcripts.read(id)

    def outline(self, id: str) -> Outline:
        """The questions of a transcript in order, with the start of each answer. Needs no model.

        Raises: UsageError if the transcript is not there.
        """
        talk = self._talk(id)
        return make_outline(talk.transcript, talk.exchanges)

    def overview(self, id: str) -> Overview:
        """The themes of a transcript in order, a sentence each, verbatim, with times.

        Raises: UsageError if the transcript is not there.
        """
        return make_overview(self._talk(id), bundled_vectors())

    def passage(self, address: str) -> AddressedPassage:
        """The words at an address such as `turnwise:0123456789abcdef/27#char=10,58`.

        Raises: UsageError if it is no address; NotFoundError if nothing is there.
        """
        place = parse_address(address)
        talk = self._talk(place.transcript)
        return read_passage(place, talk.transcript, talk.exchanges)

    def speakers(self) -> list[str]:
        """The names of all speakers, each once, in order of transcripts and appearance."""
        return speakers_of(self.transcripts())

    def speaker_details(self) -> list[Speaker]:
        """Every speaker with aliases, transcripts and number of turns, in the order of `speakers`.

        A placeholder such as `Speaker 1` is listed once for each transcript that has it.
        """
        infos = self.transcripts()
        with self._folder.reading():
            store = self._folder.store
            return list_speakers(store.speakers_in_transcripts(), store.speaker_names(), infos)

    def find_transcript(self, name: str) -> TranscriptInfo:
        """The transcript with this id or title, or whose id or title begins so.

        Raises: UsageError if there is none, or more than one.
        """
        check_text(name, "the name of the transcript")
        infos = self.transcripts()
        start = fold(name)
        matches = (
            [info for info in infos if info.id == name or fold(info.title) == start]
            or [info for info in infos if name and info.id.startswith(name)]
            or [info for info in infos if start.strip() and fold(info.title).startswith(start)]
        )
        if len(matches) == 1:
            return matches[0]
        if matches:
            several = ", ".join(f"{info.id} (“{info.title}”)" for info in matches)
            raise UsageError(f"several transcripts are called “{name}”; give an id: {several}")
        raise UsageError(f"no transcript is called “{name}”; “turnwise list” shows them all")

    def figures(self, id: str) -> Figures:
        """Who speaks how much and when in a transcript, who asks, and what stayed open.

        Raises: UsageError if the transcript is not there.
        """
        return make_figures(self._talk(id))

    def library_figures(self, **filters: Unpack[FilterOptions]) -> LibraryFigures:
        """The figures of all transcripts together, or of those that pass.

        Args:
            speakers, transcripts, tags, after, before: as for `search`; with speakers, of the
                transcripts in which one of them speaks.
        Raises: UsageError if a filter names nothing that is in the library.
        """
        return merge_figures(map(make_figures, self._talks(self.transcripts(**filters))))

    def tags(self) -> list[str]:
        """The tags of all transcripts, each once, in order of transcripts."""
        return tags_of(self.transcripts())

    def speaker_examples(self, name: str, transcript: str | None = None, most: int = 3) -> Hits:
        """What a speaker says here and there, with the questions: to decide who it is.

        Args:
            name: a name or an alias.
            transcript: id; None for all in which they speak.
            most: of all transcripts together, 1 or more.
        Raises: UsageError if nobody is called so, `most` is below 1, or the transcript is not
            there.
        """
        if most < 1:
            raise UsageError(f"most is {most}; give 1 or more")
        infos = self.transcripts(transcripts=None if transcript is None else [transcript])
        names = self._filters(infos, {"speakers": [name]}).speakers or ()
        return Hits(speaker_examples(self._talks(infos), names, most))

    def suggest_aliases(self, transcripts: Sequence[str] | None = None) -> list[AliasSuggestion]:
        """Names in titles, notes and speech that may be aliases of speakers. Needs no model.

        `add_aliases` confirms a suggestion.

        Args:
            transcripts: only names in these, by id; None for all.
        Raises: UsageError if a transcript is not there.
        """
        for id in transcripts or ():
            self.transcript(id)  # raises if it is not there
        ids = [info.id for info in self.transcripts()] if transcripts is None else transcripts
        return find_aliases(list(self._transcripts.read_undamaged(ids)), self.speaker_details())

    def lookup(self, term: str, **filters: Unpack[FilterOptions]) -> Lookup:
        """Every place where a term is spoken, in order of time, and how often each speaker says it.

        Case, width, and Traditional or Simplified do not matter; a Latin word matches whole words
        only. Needs no model. A speaker's alias is a term like any other.

        Args:
            speakers, transcripts, tags, after, before: as for `search`.
        Raises: UsageError if the term is empty or too long, or a filter names nothing that is in
            the library.
        """
        infos = self.transcripts()
        checked = self._filters(infos, filters)
        passing = [info.id for info in infos if checked.admits(info)]
        return look_up(term, self._transcripts.read_present(passing), checked)

    def _talk(self, id: str) -> Talk:
        with self._folder.reading():
            return Talk(self.transcript(id), self._folder.store.exchanges_of(id))

    def _talks(self, infos: Sequence[TranscriptInfo]) -> Iterator[Talk]:
        """The talks that were not removed meanwhile."""
        for transcript in self._transcripts.read_present([info.id for info in infos]):
            with self._folder.reading():
                exchanges = self._folder.store.exchanges_of(transcript.id)
            yield Talk(transcript, exchanges)

    def _filters(self, infos: Sequence[TranscriptInfo], filters: FilterOptions) -> Filters:
        return make_filters(infos, self._speaker_names(), **filters)

    def _speaker_names(self) -> SpeakerNames:
        with self._folder.reading():
            return self._folder.store.speaker_names()
