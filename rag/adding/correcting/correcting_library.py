"""The part of `Library` that corrects what is in it, with a history and undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ....index.errors import check_text
from ....index.folder import LibraryFolder
from ....index.speakers import SpeakerNames
from ....index.store.records import TranscriptInfo
from ....index.store.tables.change_table import Change
from ....index.text.fold import fold
from ....index.transcript import Transcript
from ...library_model import LibraryModel
from ...people.speakers import add_aliases, change_names, checked_name, remove_alias, rename
from ..corrections import corrections_of
from .correct import Correction, correct_turns
from .details import edit_transcript, info_of
from .removing import remove_transcript
from .turns import with_join, with_speaker, with_split, with_text
from .undo import undo


class CorrectingLibrary:
    """Corrections: of turns, of what is told of a transcript, of names; and taking them back.

    Each is kept in the history with who made it (`by`, any text), and can be undone. Search finds
    what is corrected at once. The id of a transcript stays, and so does the address of a turn; a
    split or a join gives all later turns other numbers. With `version`, as
    `TranscriptInfo.version` tells it, a turn is only corrected if no turn of the transcript was
    corrected since it was read.

    All raise NotFoundError if the transcript is not there, ConflictError for another version,
    LibraryLockedError if another process is writing.
    """

    _folder: LibraryFolder
    _model: LibraryModel

    # -- turns

    def edit_turn(
        self, id: str, turn: int, text: str, *, by: str | None = None, version: str | None = None
    ) -> Correction:
        """Give a turn other words; times stay with the words that stay.

        Raises: UsageError if the turn is not there, or the text is empty or too long.
        """
        edit = partial(with_text, number=turn, text=text)
        return correct_turns(self._folder, self._model, id, "text", edit, by=by, version=version)

    def move_turns(
        self,
        id: str,
        turns: Sequence[int],
        speaker: str,
        *,
        by: str | None = None,
        version: str | None = None,
    ) -> Correction:
        """Give turns to another speaker of the transcript, or to somebody new in it.

        Args:
            turns: their numbers.
            speaker: a name or an alias.
        Raises: UsageError if a turn is not there, none is given, or the name is empty.
        """
        checked_name(speaker)

        def edit(transcript: Transcript) -> Transcript:
            names = self._speaker_names()
            name, label = _name_and_label(speaker, transcript, names)
            return names.apply(with_speaker(transcript, turns, name, label))

        return correct_turns(self._folder, self._model, id, "speaker", edit, by=by, version=version)

    def split_turn(
        self, id: str, turn: int, at: int, *, by: str | None = None, version: str | None = None
    ) -> Correction:
        """Cut a turn in two; `Correction.shift` tells how the later turns' numbers change.

        Args:
            at: how many characters of its text come before the cut.
        Raises: UsageError if the turn is not there, or a part would have no words.
        """
        edit = partial(with_split, number=turn, at=at)
        return correct_turns(self._folder, self._model, id, "split", edit, by=by, version=version)

    def join_turns(
        self,
        id: str,
        first: int,
        last: int | None = None,
        *,
        by: str | None = None,
        version: str | None = None,
    ) -> Correction:
        """Make one turn of several in a row by one speaker; `Correction.shift` as for a split.

        Args:
            last: the number of the last; None for the one after the first.
        Raises: UsageError if a turn is not there, or several people speak.
        """
        edit = partial(with_join, first=first, last=first + 1 if last is None else last)
        return correct_turns(self._folder, self._model, id, "join", edit, by=by, version=version)

    # -- what is told of a transcript

    def edit_transcript(
        self,
        id: str,
        *,
        title: str | None = None,
        date: str | None = None,
        speakers: Mapping[str, str] | None = None,
        url: str | None = None,
        tags: Sequence[str] | None = None,
        by: str | None = None,
    ) -> TranscriptInfo:
        """Give a transcript another title, date, address, other tags or names; its id stays.
        Returns it as it is now.

        Args:
            title: None keeps the present one.
            date: ISO 8601; an empty text takes the date away, None keeps it.
            speakers: a speaker as the file or the library calls them → the name, in this
                transcript.
            url: where the recording can be heard; as `date`.
            tags: in place of the present ones; None keeps these.
        Raises: UsageError if nothing is given, a name, a tag or the title is empty or holds a
            control character, nobody in it is called so, the date or the address is none, or there
            are too many tags.
        """
        check_text(id, "the id of a transcript")
        corrections = corrections_of(speakers, title, date)
        return edit_transcript(
            self._folder, id, corrections, self._model.embedder, url=url, tags=tags, by=by
        )

    def remove(self, id: str, *, for_good: bool = False, by: str | None = None) -> Change | None:
        """Remove a transcript from the library; `undo` brings it back.

        Args:
            for_good: whether the history forgets it too: its words are nowhere any more, and it
                cannot be brought back.
        Returns: the change; None if it is removed for good.
        """
        check_text(id, "the id of a transcript")
        return remove_transcript(self._folder, id, by=by, for_good=for_good)

    # -- speakers

    def rename_speaker(
        self, old: str, new: str, transcript: str | None = None, *, by: str | None = None
    ) -> Change | None:
        """Give a speaker another name, in all transcripts that are in the library or added later.

        The old name still finds the person, unless it is a placeholder such as `Speaker 1`: a
        placeholder is renamed in one transcript only.

        Args:
            old: a name or an alias.
            new: if it is another speaker's name, the two become one person.
            transcript: id, to rename the speaker only there; required for a placeholder that
                several transcripts have.
        Returns: the change; None if that is the name already.
        Raises: UsageError if nobody has that name, or it is not clear who is meant.
        """
        if transcript is not None:
            with self._folder.reading():
                info_of(check_text(transcript, "the id"), self._folder.store)  # raises without it
        return change_names(
            lambda names, spoken: rename(names, spoken, old, new, transcript),
            self._folder,
            self._model.embedder,
            by,
        )

    def add_aliases(
        self, name: str, aliases: Sequence[str], *, by: str | None = None
    ) -> Change | None:
        """Let other names find a speaker too; turns under one of them become that speaker's.

        Returns: the change; None if nothing changes.
        Raises: UsageError if nobody has that name, or one of the names is a placeholder.
        """
        return change_names(
            lambda names, spoken: add_aliases(names, spoken, name, aliases),
            self._folder,
            self._model.embedder,
            by,
        )

    def remove_alias(self, alias: str, *, by: str | None = None) -> Change | None:
        """Take an alias back: turns that a file puts under it are that name's again.

        Raises: NotFoundError if it is nobody's alias.
        """
        return change_names(
            lambda names, _: remove_alias(names, alias), self._folder, self._model.embedder, by
        )

    # -- the history

    def changes(self, id: str | None = None) -> list[Change]:
        """What people corrected, oldest first.

        Args:
            id: only what concerns this transcript, which may have been removed; None for all.
        Raises: NotFoundError if no transcript has or had this id.
        """
        with self._folder.reading():
            store = self._folder.store
            changes = store.changes(None if id is None else check_text(id, "the id"))
            if id is not None and not changes:
                info_of(id, store)  # raises if it is not there
        return changes

    def undo(
        self, change: int | None = None, *, transcript: str | None = None, by: str | None = None
    ) -> Change:
        """Take a change back: the last one that is not taken back yet, or the one named.

        Undoing is a change too: to do a change again, undo its undoing.

        Args:
            change: id.
            transcript: id, for the last change of this transcript.
        Returns: the change that takes the other one back.
        Raises: NotFoundError if there is no such change; UsageError if there is nothing to undo;
            ConflictError if what it changed has been changed since.
        """
        return undo(self._folder, self._model, change_id=change, transcript_id=transcript, by=by)

    def _speaker_names(self) -> SpeakerNames:
        with self._folder.reading():
            return self._folder.store.speaker_names()


def _name_and_label(speaker: str, transcript: Transcript, names: SpeakerNames) -> tuple[str, str]:
    """The name of a speaker, and what the file of a transcript calls the person."""
    name = names.name_of(checked_name(speaker), transcript.id)
    for turn in transcript.turns:
        if fold(turn.speaker) == fold(name):
            return turn.speaker, turn.label or turn.speaker
    return name, name
