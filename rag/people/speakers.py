"""The speakers of a library: their names, and how to change these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...index.errors import ConflictError, NotFoundError, UsageError, check_text
from ...index.exchanges import link_exchanges
from ...index.folder import LibraryFolder
from ...index.ingest import index_transcript
from ...index.models.embedder import Embedder
from ...index.speakers import GivenName, SpeakerNames, is_placeholder
from ...index.store.records import SpeakerInTranscript, TranscriptInfo
from ...index.store.store import Store
from ...index.store.tables.change_table import Change
from ...index.text.fold import fold
from ...index.transcript import Transcript
from ..answer import TranscriptReference

if TYPE_CHECKING:
    from .names_file import Sidecar


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person of a library; of a placeholder, one person of one transcript."""

    name: str
    aliases: tuple[str, ...]  # other names that find the same person
    transcripts: tuple[TranscriptReference, ...]
    n_turns: int

    @property
    def is_placeholder(self) -> bool:
        """Whether the name is a machine's: “Speaker 1”."""
        return is_placeholder(self.name)

    def to_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "transcripts": [transcript.to_dict() for transcript in self.transcripts],
            "turns": self.n_turns,
            "placeholder": self.is_placeholder,
        }


def names_with(
    sidecar: Sidecar | None, transcript: Transcript, names: SpeakerNames
) -> SpeakerNames:
    """A library's names with those that come with a transcript, from another library or a file."""
    own = [
        GivenName(label, name, transcript.id)
        for label, name in {t.label: t.speaker for t in transcript.turns if t.label}.items()
        if names.name_of(label, transcript.id) != name
    ]
    names = SpeakerNames([*names, *own]) if own else names
    return sidecar.apply(names, transcript) if sidecar else names


def list_speakers(
    spoken: Iterable[SpeakerInTranscript], names: SpeakerNames, infos: Sequence[TranscriptInfo]
) -> list[Speaker]:
    """All people, in order of transcripts and appearance; then those who only have aliases.

    `Speaker 1` of two transcripts is two people.
    """
    labels_of: dict[tuple[str, str], list[SpeakerInTranscript]] = {}
    for entry in spoken:
        where = entry.transcript_id if is_placeholder(entry.name) else ""
        labels_of.setdefault((entry.name, where), []).append(entry)
    aliases: dict[str, list[str]] = {}
    for alias, name in names.aliases().items():
        aliases.setdefault(name, []).append(alias)
        labels_of.setdefault((name, ""), [])
    references = {i.id: TranscriptReference(i.id, i.title, i.date) for i in infos}
    return [
        Speaker(
            name,
            tuple(aliases.get(name, ())),
            tuple(references[id] for id in dict.fromkeys(entry.transcript_id for entry in labels)),
            sum(entry.n_turns for entry in labels),
        )
        for (name, _), labels in labels_of.items()
    ]


def rename(
    names: SpeakerNames,
    spoken: Sequence[SpeakerInTranscript],
    old: str,
    new: str,
    transcript_id: str | None,
) -> SpeakerNames:
    """The names when `old` is called `new`; in all transcripts, or only in entry.

    The old name stays as an alias, unless it is renamed in one transcript only, as placeholders
    always are.

    Raises: UsageError if nobody is called so, or a placeholder without a transcript is several
        people.
    """
    new = checked_name(new)
    check_text(old, "the name")
    called = [entry for entry in spoken if _is_called(entry.name, old, names)]
    if transcript_id is not None:
        called = [entry for entry in called if entry.transcript_id == transcript_id]
    if not called and transcript_id is not None:
        raise UsageError(
            f"nobody is called “{old}” in that transcript; it has: {_all(spoken, transcript_id)}"
        )
    if not called:
        raise _nobody(old, spoken)
    ids = list(dict.fromkeys(entry.transcript_id for entry in called))
    if transcript_id is None and (is_placeholder(called[0].name) or is_placeholder(new)):
        if len(ids) > 1:
            raise UsageError(
                f"“{old}” speaks in {len(ids)} transcripts and need not be the same person in "
                f"each; name one with --transcript: {', '.join(ids)}"
            )
        transcript_id = ids[0]
    if transcript_id is not None:
        changed = names.with_names_in(transcript_id, [entry.label for entry in called], new)
        is_done = all(
            changed.name_of(entry.label, transcript_id) != entry.name or entry.name == new
            for entry in called
        )
        if not is_done:
            raise UsageError(
                f"“{new}” is another name of “{called[0].name}” in the whole library; take that "
                f"back first: turnwise speakers unalias “{new}”"
            )
        return changed
    person = names.name_of(new)
    is_same = fold(person) == fold(called[0].name)
    return names.with_one_person(new if is_same else person, [entry.name for entry in called])


def add_aliases(
    names: SpeakerNames,
    spoken: Sequence[SpeakerInTranscript],
    name: str,
    aliases: Sequence[str],
) -> SpeakerNames:
    """The names when the aliases are further names of one who is in the library.

    Raises: UsageError if nobody is called so, or one of the names is a placeholder, which is
        somebody else in each transcript.
    """
    check_text(name, "the name")
    aliases = [checked_name(alias) for alias in aliases]
    for given in (name, *aliases):
        if is_placeholder(given):
            raise UsageError(
                f"“{given}” is somebody else in each transcript; name who it is in one of them: "
                f"turnwise speakers rename “{given}” NAME --transcript TRANSCRIPT"
            )
    person = names.name_of(name)
    called = [entry.name for entry in spoken if _is_called(entry.name, name, names)]
    if not called and person not in names.aliases().values():
        raise _nobody(name, spoken)
    return names.with_one_person(called[0] if called else person, [*called, *aliases])


def remove_alias(names: SpeakerNames, alias: str) -> SpeakerNames:
    """The names without an alias. Raises NotFoundError if it is none."""
    check_text(alias, "the alias")
    known = names.aliases()
    if fold(alias) not in map(fold, known):
        listed = ", ".join(known) or "there are none yet"
        raise NotFoundError(f"“{alias}” is nobody's alias; aliases: {listed}")
    return names.without_alias(alias)


def change_names(
    change: Callable[[SpeakerNames, list[SpeakerInTranscript]], SpeakerNames],
    folder: LibraryFolder,
    embedder: Callable[[], Embedder],
    by: str | None = None,
) -> Change | None:
    """Change the names of a library; returns the change, None if they are the present ones.

    Args:
        change: present names and the speakers of all transcripts → new names.
        embedder: called only if exchanges have to be embedded again.
    Raises: LibraryLockedError if another process is writing, and what `change` raises.
    """
    with folder.writing() as store:
        names = change(store.speaker_names(), store.speakers_in_transcripts())
        return write_names(names, store, embedder, by)


def write_names(
    names: SpeakerNames,
    store: Store,
    embedder: Callable[[], Embedder],
    by: str | None = None,
    *,
    undoes: int | None = None,
) -> Change | None:
    """Store the names; None if they are the present ones. The caller holds the writer lock.

    If two labels become one person, a question may have other turns as its answer: such transcripts
    are linked again, and embedded where that changes a passage.

    Args:
        by: who changes them, for the history.
        undoes: the change that this one takes back.
    """
    present = store.speaker_names()
    if names == present:
        return None
    changed = {
        entry.transcript_id
        for entry in store.speakers_in_transcripts()
        if names.name_of(entry.label, entry.transcript_id) != entry.name
    }
    renamed = [names.apply(store.transcript(id)) for id in sorted(changed)]
    relinked = [t for t in renamed if link_exchanges(t.turns, t.links) != store.exchanges_of(t.id)]
    indexed = [index_transcript(t, embedder(), known=store.known_embeddings(t)) for t in relinked]
    given = present.changes_to(names)
    in_one = [name.transcript_id for name in given if name.transcript_id]
    change = Change(
        kind="names",
        transcripts=tuple(dict.fromkeys([*sorted(changed), *in_one])),
        before=_names_column(given, present),
        after=_names_column(given, names),
        made_by=by,
        undoes=undoes,
    )
    with store.together():
        store.set_speaker_names(names, indexed)
        change_id = store.record(change)
    return store.change(change_id)


def names_before(change: Change, names: SpeakerNames) -> SpeakerNames:
    """The names when a change of them is taken back.

    Raises: ConflictError if one of them has been changed since.
    """
    for label, name, transcript_id in change.after["names"]:
        if names.given(label, transcript_id) != name:
            raise ConflictError(
                f"the name of “{label}” has been changed since change {change.id}; undo later "
                "changes first"
            )
    for label, name, transcript_id in change.before["names"]:
        names = names.with_given(label, transcript_id, name)
    return names


def _names_column(given: Iterable[GivenName], names: SpeakerNames) -> dict[str, object]:
    """These labels as `names` has them: [label, name or None, transcript or None for all]."""
    return {
        "names": [
            [name.label, names.given(name.label, name.transcript_id), name.transcript_id]
            for name in given
        ]
    }


def _is_called(person: str, name: str, names: SpeakerNames) -> bool:
    return fold(person) in (fold(name), fold(names.name_of(name)))


def checked_name(name: str) -> str:
    """A new name without spaces around it. Raises UsageError if it is empty or not printable."""
    tidy = " ".join(check_text(name, "the new name").split())
    if not tidy:
        raise UsageError("the new name is empty; give one")
    if not tidy.isprintable():
        raise UsageError(f"the new name holds a control character: {tidy!r}; give it without")
    return tidy


def _nobody(name: str, spoken: Iterable[SpeakerInTranscript]) -> NotFoundError:
    return NotFoundError(f"nobody is called “{name}” in this library; it knows: {_all(spoken)}")


def _all(spoken: Iterable[SpeakerInTranscript], transcript_id: str | None = None) -> str:
    known = (entry.name for entry in spoken if transcript_id in (None, entry.transcript_id))
    return ", ".join(dict.fromkeys(known)) or "nobody yet"
