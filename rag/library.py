"""The Python API: a folder of transcripts that can be searched and asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..index.errors import LibraryError, TurnwiseError, UsageError, check_text
from ..index.folder import LibraryFolder
from ..index.ingest import IndexedTranscript, Progress, index_transcript
from ..index.models.by_name import load_embedder
from ..index.models.embedder import Embedder
from ..index.speakers import SpeakerNames
from ..index.store.feedback_table import Feedback, FeedbackVerdict
from ..index.store.records import TranscriptInfo
from ..index.text.fold import fold
from ..index.transcript import Transcript
from .adding.add_report import AddReport, not_added
from .answer import Answer, Hit
from .answers.answering import Answerer
from .feedback import FeedbackExport, export_feedback, make_feedback
from .library_model import LibraryModel
from .people.alias_suggestions import AliasSuggestion, find_aliases
from .people.speakers import (
    Speaker,
    add_aliases,
    list_speakers,
    names_with,
    remove_alias,
    rename,
    write_names,
)
from .reading.lookup import Lookup, look_up
from .reading.outline import Outline, make_outline
from .reading.timeline import Timeline, make_timeline
from .search.filters import Filters, make_filters, read_date, speakers_of
from .search.rerank import Reranker, load_reranker
from .search.retrieve import SearchMode
from .search.searcher import Searcher
from .understanding.query import Query, understand

if TYPE_CHECKING:
    from .answers.generation import LanguageModel
    from .people.names_file import Sidecar

logger = logging.getLogger(__name__)

_HITS_FOR_AN_ANSWER = 5


class Library:
    """A library folder. Any number may be open on it; one at a time writes. Safe for threads."""

    def __init__(
        self,
        path: str | Path,
        *,
        model: str | None = None,
        embedder: Embedder | None = None,
        rerank: str | None = None,
        reranker: Reranker | None = None,
        llm: str | None = None,
        language_model: LanguageModel | None = None,
    ):
        """See `open`."""
        self._reranker = load_reranker(rerank) if rerank is not None else reranker
        if llm is not None:
            from .answers.generation import load_language_model  # late: most ask without one

            language_model = load_language_model(llm)
        self._language_model = language_model
        self._folder = LibraryFolder(Path(path).expanduser())
        self._transcript_at = lru_cache(maxsize=256)(self._read_transcript)
        self._model = LibraryModel(self._folder, name=model, embedder=embedder)
        self._searcher = Searcher(self._folder, self._model, self.transcript, self._reranker)
        self._answerer = Answerer(
            self._folder, self._searcher, self.transcript, self._language_model
        )
        if model is not None or embedder is not None:
            self._model.embedder()

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        model: str | None = None,
        embedder: Embedder | None = None,
        rerank: str | None = None,
        reranker: Reranker | None = None,
        llm: str | None = None,
        language_model: LanguageModel | None = None,
    ) -> Library:
        """Open a library folder; a missing one is created.

        Args:
            model: a sentence-transformers name or folder; None for the one that the library was
                made with, and for a new library the default one.
            embedder: in place of a model by name, for programs that bring their own.
            rerank: a cross-encoder, by hub name or folder, that reads the first 30 exchanges of a
                ranking again and orders them; None for none.
            reranker: in place of a cross-encoder by name.
            llm: a language model that words the answers of `ask`: a chat model of transformers, by
                hub name or folder, or an OpenAI-compatible server with the model behind a “#”,
                such as `http://127.0.0.1:11434/v1#gemma3:4b`; None for the speakers' own words.
            language_model: in place of a language model by name.
        Raises: LibraryError if the folder cannot be used; ModelError if a model cannot be had,
            or the library was made with another one; LanguageModelError if `llm` names no model
            and no address.
        """
        return cls(
            path,
            model=model,
            embedder=embedder,
            rerank=rerank,
            reranker=reranker,
            llm=llm,
            language_model=language_model,
        )

    def close(self) -> None:
        """Close the files."""
        self._folder.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The library folder."""
        return self._folder.path

    # -- what is in it

    def transcripts(self) -> list[TranscriptInfo]:
        """All transcripts, by date, then in order of adding; those without a date last."""
        with self._folder.guard:
            return self._folder.store.transcripts()

    def transcript(self, id: str) -> Transcript:
        """One transcript, whole. Raises UsageError if it is not there."""
        check_text(id, "the id of a transcript")
        with self._folder.guard:
            return self._transcript_at(id, self._folder.store.revision)

    def outline(self, id: str) -> Outline:
        """Its questions in order, with how each answer begins. Needs no model.

        Raises: UsageError if the transcript is not there.
        """
        with self._folder.guard:
            transcript = self.transcript(id)
            exchanges = self._folder.store.exchanges_of(id)
        return make_outline(transcript, exchanges)

    def speakers(self) -> list[str]:
        """The names of all speakers, each once, in order of transcripts and appearance."""
        return speakers_of(self.transcripts())

    def speaker_details(self) -> list[Speaker]:
        """Every speaker with aliases, transcripts and number of turns, in the same order.

        A placeholder stands once for each transcript.
        """
        infos = self.transcripts()
        with self._folder.guard:
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

    def _read_transcript(self, id: str, revision: int) -> Transcript:
        del revision  # tells the cache when to read again
        if not self._folder.store.has(id):
            raise _no_transcript(id)
        return self._folder.store.transcript(id)

    # -- writing

    def add(
        self,
        source: str | Path | Transcript,
        *,
        url: str | None = None,
        on_progress: Progress | None = None,
    ) -> AddReport:
        """Add a file, a zip file, a folder, the file at a web address, or a transcript.

        A transcript whose turns are in the library already changes nothing. Each transcript is
        there whole or not at all, whatever happens. In a folder, files that cannot be read are
        reported and the others added, and source code is skipped. `NAME.speakers.json` beside a
        file names its speakers; one that cannot be used is reported, and the file is added.

        Args:
            url: where the recording can be heard, in place of what the file says; for one
                transcript.
            on_progress: called with (passages embedded, passages in all) for each transcript.
        Raises: TranscriptError if a single file cannot be read, or a folder holds none;
            UsageError if `url` is no web address or there are several transcripts for it;
            LibraryLockedError if another process is writing.
        """
        from .adding.sources import (
            read_source,  # late: packages for Word and web pages come with it
        )

        reading, given = read_source(source, url=url)
        came_of: dict[str, list[Transcript]] = {"added": [], "updated": [], "unchanged": []}
        failed = list(reading.failed)
        for transcript in reading.transcripts:
            sidecar = given.get(transcript.id)
            try:
                state = self._add_one(transcript, sidecar, on_progress, has_new_url=url is not None)
            except TurnwiseError:  # of the library or the model: the others would fail too
                raise
            except Exception as error:
                failed.append(not_added(transcript, error))
                continue
            came_of[state].append(self._speaker_names().apply(transcript))
        return AddReport(
            tuple(came_of["added"]),
            tuple(came_of["unchanged"]),
            tuple(failed),
            reading.skipped,
            tuple(came_of["updated"]),
        )

    def _add_one(
        self,
        transcript: Transcript,
        sidecar: Sidecar | None,
        on_progress: Progress | None,
        *,
        has_new_url: bool,
    ) -> Literal["added", "updated", "unchanged"]:
        with self._folder.guard:
            store = self._folder.store
            names = names_with(sidecar, transcript, store.speaker_names())
            is_new = not store.has(transcript.id)
            if not is_new and not has_new_url and names == store.speaker_names():
                return "unchanged"
        # Embedding takes long and needs no lock.
        embedder = self._model.embedder()
        indexed = is_new and index_transcript(names.apply(transcript), embedder, on_progress)
        with self._folder.writing() as store:
            self._model.check(embedder)  # again: another process may have changed it meanwhile
            names = names_with(sidecar, transcript, store.speaker_names())
            is_renamed = write_names(names, store, lambda: embedder)
            if store.has(transcript.id):
                is_moved = has_new_url and store.transcript(transcript.id).url != transcript.url
                if is_moved and transcript.url:
                    store.set_url(transcript.id, transcript.url)
                return "updated" if is_renamed or is_moved else "unchanged"
            named = names.apply(transcript)
            if not indexed or indexed.transcript.turns != named.turns:  # named meanwhile
                indexed = index_transcript(named, embedder)
            store.add(indexed, model=(embedder.name, embedder.fingerprint))
        return "added"

    def rename_speaker(self, old: str, new: str, transcript: str | None = None) -> None:
        """Call a speaker by another name, in all that was and will be added.

        The old name goes on finding the person, but for a placeholder such as `Speaker 1`: that is
        renamed in one transcript only.

        Args:
            old: a name or an alias.
            new: where it is somebody's already, the two are one person from now on.
            transcript: id; only there. A placeholder needs it where several transcripts have it.
        Raises: UsageError if nobody is called so, or it is not clear who is meant;
            LibraryLockedError as `add`.
        """
        if transcript is not None:
            self.transcript(transcript)  # raises if it is not there
        with self._folder.writing() as store:
            spoken = store.speakers_in_transcripts()
            names = rename(store.speaker_names(), spoken, old, new, transcript)
            write_names(names, store, self._model.embedder)

    def add_aliases(self, name: str, aliases: Sequence[str]) -> None:
        """Let other names find a speaker too; turns under one of them are that speaker's.

        Raises: UsageError if nobody is called so, or one is a placeholder; LibraryLockedError
            as `add`.
        """
        with self._folder.writing() as store:
            spoken = store.speakers_in_transcripts()
            names = add_aliases(store.speaker_names(), spoken, name, aliases)
            write_names(names, store, self._model.embedder)

    def suggest_aliases(self, transcripts: Sequence[str] | None = None) -> list[AliasSuggestion]:
        """Other names that speakers may go by, as titles, notes and speech call them; `add_aliases`
        confirms one. Needs no model.

        Args:
            transcripts: only the names in these, by id; None for all.
        Raises: UsageError if a transcript is not there.
        """
        for id in transcripts or ():
            self.transcript(id)  # raises if it is not there
        ids = [info.id for info in self.transcripts()] if transcripts is None else transcripts
        return find_aliases(list(self._readable(ids)), self.speaker_details())

    def remove_alias(self, alias: str) -> None:
        """Take an alias back: turns that a file puts under it are again by one of that name.

        Raises: UsageError if it is nobody's alias; LibraryLockedError as `add`.
        """
        with self._folder.writing() as store:
            write_names(remove_alias(store.speaker_names(), alias), store, self._model.embedder)

    def edit_transcript(
        self, id: str, *, title: str | None = None, date: str | None = None
    ) -> TranscriptInfo:
        """Give a transcript another title or date; its id stays. Returns it as it is now.

        Args:
            title: None keeps the present one.
            date: ISO 8601; an empty text takes the date away, None keeps it.
        Raises: UsageError if the transcript is not there, neither is given, the title is empty or
            holds a control character, or the date is none; LibraryLockedError as `add`.
        """
        check_text(id, "the id of a transcript")
        if title is None and date is None:
            raise UsageError("give a title or a date, or both")
        new_title = None if title is None else _checked_title(title)
        new_date = read_date(date) if date else None
        with self._folder.writing() as store:
            info = next((info for info in store.transcripts() if info.id == id), None)
            if info is None:
                raise _no_transcript(id)
            edited = replace(
                info,
                title=info.title if new_title is None else new_title,
                date=info.date if date is None else new_date,
            )
            if edited != info:
                store.set_title_and_date(id, edited.title, edited.date)
        return edited

    def remove(self, id: str) -> None:
        """Remove a transcript from the store and both indexes.

        Raises: UsageError if it is not there; LibraryLockedError if another process is writing.
        """
        check_text(id, "the id of a transcript")
        with self._folder.writing() as store:
            if not store.has(id):  # a damaged one cannot be read, and can be removed
                raise _no_transcript(id)
            store.remove(id)

    def rebuild(self, *, model: str | None = None, on_progress: Progress | None = None) -> None:
        """Work everything out anew from the stored turns: exchanges, embeddings, both indexes.

        Args:
            model: another embedding model to change to; None keeps the present one, as it is now.
        Raises: ModelError if the model cannot be had; LibraryLockedError as `add`; LibraryError if
            the store is damaged: it names the transcripts that cannot be read, after the rest has
            been worked out.
        """
        embedder = load_embedder(model) if model else self._model.present()
        while (unreadable := self._rebuild(embedder, on_progress)) is None:
            pass  # somebody wrote meanwhile: what was worked out does not fit any more
        if model:
            self._model.change_to(embedder)
        if unreadable:
            problems = "; ".join(unreadable.values())
            raise LibraryError(f"everything else was rebuilt: {problems}", path=self.path)

    def _rebuild(self, embedder: Embedder, on_progress: Progress | None) -> dict[str, str] | None:
        """The damaged transcripts, id → what is wrong, after all others were rebuilt; None
        if the library did not stay as it was meanwhile."""
        with self._folder.guard:
            revision = self._folder.store.revision
        indexed: list[IndexedTranscript] = []
        unreadable: dict[str, str] = {}
        for info in self.transcripts():
            try:
                transcript = self.transcript(info.id)
            except LibraryError as error:
                unreadable[info.id] = error.problem
                continue
            indexed.append(index_transcript(transcript, embedder, on_progress))
        model = (embedder.name, embedder.fingerprint)
        with self._folder.writing(rebuild=True) as store:
            if store.revision != revision:
                return None
            store.reindex(indexed, model=model, unreadable=unreadable)
        return unreadable

    def load_model(self) -> None:
        """Load the models now instead of at the first question."""
        self._model.embedder().embed([""])
        if self._reranker:
            self._reranker.count_tokens([""])
        if self._language_model:
            self._language_model.load()

    # -- asking

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
        mode: SearchMode = "hybrid",
    ) -> list[Hit]:
        """The k exchanges that fit best, each as the turn that answers, with its question.

        Args:
            k: 1 or more.
            speakers: only their words, by name, alias, or a part of a name that no other has.
            transcripts: only in these, by id.
            after, before: only in transcripts of these dates, both included, ISO 8601.
            mode: “dense” searches by meaning alone, “lexical” by words alone.
        Raises: UsageError if the query is empty or too long, k is below 1, or a filter names
            nothing that is in the library.
        """
        understood, filters, _ = self._read(
            query, speakers=speakers, transcripts=transcripts, after=after, before=before
        )
        return [evidence.hit for evidence in self._searcher.search(understood, filters, k, mode)]

    def lookup(
        self,
        term: str,
        *,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> Lookup:
        """Every place where a term is spoken, in order of time, and how often by whom.

        Case, width and Traditional or Simplified do not matter; a Latin word is found as a whole
        word. Needs no model. A speaker's alias is a term like any other.

        Args:
            speakers, transcripts, after, before: as for `search`.
        Raises: UsageError if the term is empty or too long, or a filter names nothing that is in
            the library.
        """
        infos = self.transcripts()
        filters = make_filters(
            infos,
            self._speaker_names(),
            speakers=speakers,
            transcripts=transcripts,
            after=after,
            before=before,
        )
        chosen = [info.id for info in infos if filters.admits(info)]
        return look_up(term, self._still_there(chosen), filters)

    def timeline(
        self,
        subject: str,
        *,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> Timeline:
        """What was said of a subject from recording to recording: of each speaker's words in a
        transcript those that fit best, by date.

        Args:
            subject: a subject, or a question: “how did his view of CUDA change?”
            speakers, transcripts, after, before: as for `search`.
        Raises: as `search`.
        """
        query, filters, _ = self._read(
            subject, speakers=speakers, transcripts=transcripts, after=after, before=before
        )
        found = self._searcher.search_along_time(query, filters)
        return make_timeline(subject, found, self.transcript)

    def _still_there(self, ids: Sequence[str]) -> Iterator[Transcript]:
        """These transcripts, without any that was removed meanwhile."""
        for id in ids:
            with suppress(UsageError):
                yield self.transcript(id)

    def _readable(self, ids: Sequence[str]) -> Iterator[Transcript]:
        """These transcripts, without any that was removed meanwhile or cannot be read."""
        for id in ids:
            try:
                yield from self._still_there([id])
            except LibraryError as error:
                logger.warning("%s", error)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = _HITS_FOR_AN_ANSWER,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> Answer:
        """The answer in the speakers' own words, or a refusal that says what was searched.

        With a language model, in its words, as far as the places found bear them out; refusals stay
        as they are.

        Args:
            history: earlier questions of the conversation, oldest first, for “and CUDA?”.
            k: hits considered, 1 or more.
            speakers, transcripts, after, before: as for `search`.
        Raises: as `search`.
        """
        *_, answer = self.stream(
            question,
            history=history,
            k=k,
            speakers=speakers,
            transcripts=transcripts,
            after=after,
            before=before,
        )
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = _HITS_FOR_AN_ANSWER,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the Answer; all arguments as for `ask`."""
        query, filters, infos = self._read(
            question,
            history,
            speakers=speakers,
            transcripts=transcripts,
            after=after,
            before=before,
        )
        yield from self._answerer.stream(question, query, filters, infos, k)

    def _read(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        speakers: Sequence[str] | None,
        transcripts: Sequence[str] | None,
        after: str | None,
        before: str | None,
    ) -> tuple[Query, Filters, list[TranscriptInfo]]:
        """What a question seeks; where, within these limits and those that it names; and all
        transcripts."""
        infos, names = self.transcripts(), self._speaker_names()
        filters = make_filters(
            infos, names, speakers=speakers, transcripts=transcripts, after=after, before=before
        )
        known = speakers_of(infos)
        query = understand(
            question,
            history=history,
            known_speakers=known,
            aliases={alias: name for alias, name in names.aliases().items() if name in known},
            transcripts=infos,
        )
        return query, filters.narrowed(query.transcripts), infos

    # -- what people say of answers

    def give_feedback(
        self,
        answer: Answer,
        verdict: FeedbackVerdict | None,
        *,
        comment: str | None = None,
        speakers: Sequence[str] | None = None,
        transcripts: Sequence[str] | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> None:
        """Keep what a person says of an answer, with what was shown.

        It takes the place of an earlier verdict on it, changes no search, and waits for no writer.

        Args:
            verdict: “helpful” or “wrong”; None takes an earlier one back.
            speakers, transcripts, after, before: what it was asked with.
        Raises: UsageError for another verdict, or a filter as for `search`; LibraryError if it
            cannot be written.
        """
        if not self.transcripts():
            raise UsageError("the library is empty; add a transcript first: turnwise add FILE")
        if verdict not in ("helpful", "wrong", None):
            raise UsageError(f"the verdict is “{verdict}”; give “helpful” or “wrong”")
        infos, names = self.transcripts(), self._speaker_names()
        filters = make_filters(
            infos, names, speakers=speakers, transcripts=transcripts, after=after, before=before
        )
        feedback = make_feedback(answer, filters, verdict or "helpful", comment)
        with self._folder.guard:
            if verdict is None:
                self._folder.store.forget_feedback(feedback)
            else:
                self._folder.store.write_feedback(feedback)

    def feedback(self) -> list[Feedback]:
        """What people said of answers, oldest first, also of what was removed since."""
        with self._folder.guard:
            return self._folder.store.feedback()

    def export_feedback(self, folder: str | Path) -> FeedbackExport:
        """Write the feedback as an evaluation set for `turnwise eval` into a new folder.

        Helpful answers become its queries; wrong ones lie beside them in `wrong.jsonl`, where a
        person may say what would have been right.

        Raises: UsageError if the folder is not empty or there is no feedback; EvaluationError if
            it cannot be written.
        """
        ids = [info.id for info in self.transcripts()]
        transcripts = {one.id: one for one in self._still_there(ids)}
        return export_feedback(
            self.feedback(), transcripts, self._speaker_names(), Path(folder).expanduser()
        )

    def _speaker_names(self) -> SpeakerNames:
        with self._folder.guard:
            return self._folder.store.speaker_names()


def _checked_title(title: str) -> str:
    tidy = " ".join(check_text(title, "the title").split())
    if not tidy:
        raise UsageError("the title is empty; give one")
    if not tidy.isprintable():
        raise UsageError(f"the title holds a control character: {tidy!r}; give it without")
    return tidy


def _no_transcript(id: str) -> UsageError:
    return UsageError(f"no transcript has the id “{id}”; “turnwise list” shows them all")
