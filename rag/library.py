"""The Python API: a folder of transcripts that can be searched and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Unpack

from ..index.errors import LibraryError, check_text
from ..index.ingest import Progress
from ..index.models.by_name import load_embedder
from ..index.models.embedder import Embedder
from ..index.search_indexes.engines.opening import open_folder
from ..index.store.records import TranscriptInfo
from ..index.transcript import Transcript
from .adding.add_report import AddReport
from .adding.adder import add_source, is_folder, rebuild
from .adding.copying import CopyingLibrary
from .adding.correcting.correcting_library import CorrectingLibrary
from .adding.corrections import corrections_of
from .answer import Answer, Hits, Searched, TranscriptReference
from .answers.answering import Answerer
from .feedback import FeedbackLibrary
from .integrations.asynchronous import AsyncLibrary
from .library_model import LibraryModel
from .model_options import ChosenModels, ModelOptions
from .reading.timeline import Timeline, make_timeline
from .reading.transcripts import TranscriptReader
from .search.filters import (
    FilterOptions,
    Filters,
    make_filters,
    speakers_to_name,
)
from .search.ranking.rerank import load_reranker
from .search.ranking.retrieve import SearchMode
from .search.searcher import Searcher
from .understanding.follow_up import is_short, is_small_talk
from .understanding.people import host_called
from .understanding.query import Query, Understander, Where
from .understanding.understand import understand, was_answered

_HITS_FOR_AN_ANSWER = 5


@dataclass(frozen=True, slots=True)
class _Understood:
    """A question, and where to look for its answer."""

    query: Query
    filters: Filters  # those given, and those that the question names
    infos: list[TranscriptInfo]  # all transcripts of the library

    @property
    def searched(self) -> Searched:
        """What the words of the question said of where to look, and how much that is."""
        named = self.query.where.transcripts or ()
        return Searched(
            self.query.whose.speakers or (),
            self.query.whose.answers_to or (),
            tuple(
                TranscriptReference(info.id, info.title, info.date)
                for info in self.infos
                if info.id in named
            ),
            sum(self.filters.admits(info) for info in self.infos),
            len(self.infos),
        )


class Library(FeedbackLibrary, CorrectingLibrary, CopyingLibrary, AsyncLibrary):
    """A library: a folder, or an address. Any number may be open on it; one at a time writes.

    Threads may share one: any number asks while another adds, and a question that begins after
    `add` has returned finds what it added. `asearch`, `aask` and `astream` are for asyncio.
    """

    def __init__(self, path: str | Path, **models: Unpack[ModelOptions]):
        """See `open`."""
        chosen = ChosenModels(**models)
        self._reranker = chosen.reranker
        if chosen.rerank is not None:
            self._reranker = load_reranker(chosen.rerank)
        self._language_model = chosen.language_model
        if chosen.llm is not None:
            from .language_models import load_language_model  # late: most ask without one

            self._language_model = load_language_model(chosen.llm)
        self._folder = open_folder(path)
        self._transcripts = TranscriptReader(self._folder)
        self._model = LibraryModel(self._folder, name=chosen.model, embedder=chosen.embedder)
        self._searcher = Searcher(self._folder, self._model, self._transcripts.read, self._reranker)
        self._understander: Understander = understand  # by rules
        if self._language_model is not None:
            from .understanding.by_model import ModelUnderstander

            self._understander = ModelUnderstander(self._language_model)
        self._answerer = Answerer(
            self._folder,
            self._searcher,
            self._transcripts.read,
            self._language_model,
            understand,
        )
        if chosen.model is not None or chosen.embedder is not None:
            self._model.embedder()

    @classmethod
    def open(cls, path: str | Path, **models: Unpack[ModelOptions]) -> Library:
        """Open a library; a missing one is created.

        Args:
            path: a folder, or the address of a search engine: `milvus://HOST:PORT/NAME`, whose
                transcripts are in the PostgreSQL database of `TURNWISE_STORE` (docs/scale.md).
            model: a sentence-transformers name or folder; None for the model that made the library,
                and for a new library the default one.
            embedder: your own embedding model, in place of `model`.
            rerank: a cross-encoder, by hub name or folder, that reads the first 30 exchanges of a
                ranking again and orders them; None for none.
            reranker: your own cross-encoder, in place of `rerank`.
            llm: a language model that words the answers of `ask`: a chat model of transformers, by
                hub name or folder, or an OpenAI-compatible server with the model behind a “#”,
                such as `http://127.0.0.1:11434/v1#gemma3:4b`; None for the speakers' own words.
            language_model: your own language model, in place of `llm`.
        Raises: UsageError if a model is given both by name and as an object; LibraryError if the
            folder cannot be used; ModelError if a model cannot be loaded, or another one made the
            library; LanguageModelError if `llm` names no model and no address.
        """
        return cls(path, **models)

    def close(self) -> None:
        """Close the files. Using the library afterwards raises LibraryError."""
        self._folder.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The library folder."""
        return self._folder.path

    @property
    def revision(self) -> int:
        """The number of writes so far; it changes with transcripts and names, not with feedback."""
        with self._folder.reading():
            return self._folder.store.revision

    @property
    def embedder(self) -> Embedder:
        """The library's embedding model: `name`, `embed`, `count_tokens`; loaded at first need.

        Raises: ModelError if it cannot be loaded, or another one made the library.
        """
        return self._model.embedder()

    # -- writing

    def add(
        self,
        source: str | Path | Transcript,
        *,
        url: str | None = None,
        speakers: Mapping[str, str] | None = None,
        title: str | None = None,
        date: str | None = None,
        tags: Sequence[str] = (),
        workers: int = 1,
        ray: str | None = None,
        check_address: Callable[[str], None] | None = None,
        on_progress: Progress | None = None,
    ) -> AddReport:
        """Add a file, a zip file, a folder, the file at a web address, or a transcript.

        Adding turns that are in the library already changes nothing. Whatever happens, each
        transcript is added whole or not at all. Files of a folder that cannot be read are
        reported and the others added; source code is skipped. `NAME.speakers.json` beside a file
        names its speakers; one that cannot be used is reported, and the file is added.

        Args:
            url: where the recording can be heard, in place of the address in the file; only for
                a single transcript.
            speakers: a speaker as the file calls them → the name, in this transcript.
            title: in place of the title in the file.
            date: ISO 8601, in place of the date in the file; an empty text for none. Speakers,
                title and date are for a single transcript. They stay when it is added again.
            tags: for each transcript, beside those that it has.
            workers: above 1, so many processes read and embed the files of a folder, each with a
                model of its own, while this one writes.
            ray: in place of them the machines of a Ray cluster: its address, or “local” for a
                cluster of this machine alone. Each needs the folder at the same path.
            check_address: called with a web address before it is asked, also with those that it
                redirects to; what it raises ends the adding.
            on_progress: called with (passages embedded, passages in all) for each transcript; of a
                folder with workers or a cluster, with (files done, files in all).
        Raises: TranscriptError if a single file cannot be read, or a folder holds none;
            UsageError if `url` is no web address, there are several transcripts for what is told
            of one, nobody in it has a name that `speakers` gives, the date is none, a tag is
            empty or too long, both `workers` and `ray` are given, or no cluster answers;
            LibraryLockedError if another process is writing.
        """
        corrections = corrections_of(speakers, title, date)
        is_many = workers > 1 or ray is not None
        if is_many and url is None and corrections.are_none and is_folder(source):
            from .adding.bulk import add_folder  # late: few add so much

            return add_folder(
                Path(str(source)).expanduser(),
                self._folder,
                self._model,
                workers=workers,
                ray=ray,
                tags=tags,
                on_progress=on_progress,
            )
        return add_source(
            source,
            self._folder,
            self._model,
            url=url,
            tags=tags,
            corrections=corrections,
            check_address=check_address,
            on_progress=on_progress,
        )

    def rebuild(self, *, model: str | None = None, on_progress: Progress | None = None) -> None:
        """Recompute exchanges, embeddings and search indexes from the stored turns.

        Args:
            model: another embedding model to change to; None for the present one, as it is now.
        Raises: ModelError if the model cannot be loaded; LibraryLockedError as `add`; LibraryError
            if the store is damaged: it names the transcripts that cannot be read, after all others
            have been rebuilt.
        """
        embedder = load_embedder(model) if model else self._model.present()
        unreadable = rebuild(self._folder, embedder, self._transcripts.read, on_progress)
        if model:
            self._model.change_to(embedder)
        if unreadable:
            problems = "; ".join(unreadable.values())
            raise LibraryError(f"everything else was rebuilt: {problems}", path=self.path)

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
        mode: SearchMode = "hybrid",
        **filters: Unpack[FilterOptions],
    ) -> Hits:
        """The k most relevant exchanges, each as the turn that answers, with its question.

        Args:
            k: 1 or more.
            mode: “dense” searches by meaning alone, “lexical” by words alone.
            speakers: only their words, by name, alias, or a part of a name that no other has.
            transcripts: only in these, by id.
            tags: only in transcripts with one of these.
            after, before: only in transcripts of these dates, both included, ISO 8601.
        Raises: UsageError if the query is empty or too long, k is below 1, or a filter names
            nothing that is in the library.
        """
        understood = self._understand(query, filters)
        evidence = self._searcher.search(understood.query, understood.filters, k, mode)
        return Hits(item.hit for item in evidence)

    def timeline(self, subject: str, **filters: Unpack[FilterOptions]) -> Timeline:
        """What was said of a subject over time: each speaker's most relevant words in each
        transcript, by date.

        Args:
            subject: a subject, or a question: “how did his view of CUDA change?”
            speakers, transcripts, tags, after, before: as for `search`.
        Raises: as `search`.
        """
        understood = self._understand(subject, filters)
        hits = self._searcher.search_along_time(understood.query, understood.filters)
        return make_timeline(subject, hits, self.transcript)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = _HITS_FOR_AN_ANSWER,
        anyone: bool = False,
        anywhere: bool = False,
        **filters: Unpack[FilterOptions],
    ) -> Answer:
        """The answer in the speakers' own words, or a refusal that says what was searched.

        A language model words the answer, as far as the hits support it; it words no refusal.

        Args:
            history: earlier questions of the conversation, oldest first, for “and CUDA?”.
            k: hits considered, 1 or more.
            anyone: everybody's words, also where the question names a speaker.
            anywhere: all transcripts, also where the question names some.
            speakers, transcripts, tags, after, before: as for `search`.
        Raises: as `search`.
        """
        *_, answer = self.stream(
            question, history=history, k=k, anyone=anyone, anywhere=anywhere, **filters
        )
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = _HITS_FOR_AN_ANSWER,
        anyone: bool = False,
        anywhere: bool = False,
        **filters: Unpack[FilterOptions],
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the Answer; all arguments as for `ask`."""
        understood = self._understand(question, filters, history, anyone, anywhere)
        query, infos = understood.query, understood.infos
        searched = understood.searched
        if (before := self._talk_before(question, understood, history, filters)) is not None:
            there = understood.filters.narrowed([before])
            *pieces, answer = self._answerer.stream(question, query, there, infos, k)
            if isinstance(answer, Answer) and answer.answered:
                yield from (*pieces, replace(answer, searched=replace(searched, n_transcripts=1)))
                return
        for piece in self._answerer.stream(question, query, understood.filters, infos, k):
            yield replace(piece, searched=searched) if isinstance(piece, Answer) else piece

    def _talk_before(
        self,
        question: str,
        understood: _Understood,
        history: Sequence[str],
        filters: FilterOptions,
    ) -> str | None:
        """The transcript that answered the question before a short one that follows it; None for
        a question that chooses transcripts, or stands alone."""
        asked = [
            earlier for earlier in history if was_answered(earlier) and not is_small_talk(earlier)
        ]
        wants = understood.query.wants.form not in ("small_talk", "metadata")
        if not asked or not wants or understood.filters.transcripts or not is_short(question):
            return None
        before = self._understand(asked[-1], filters, asked[:-1])
        found = self._searcher.search(before.query, before.filters, 1)
        return next((item.hit.transcript.id for item in found if item.is_relevant), None)

    def _understand(
        self,
        question: str,
        filters: FilterOptions,
        history: Sequence[str] = (),
        anyone: bool = False,
        anywhere: bool = False,
    ) -> _Understood:
        infos, names = self.transcripts(), self._speaker_names()
        checked = make_filters(infos, names, **filters)
        known = speakers_to_name(infos, checked)
        check_text(question, "the question")
        aliases = {alias: name for alias, name in names.aliases().items() if name in known}
        admitted = [info.id for info in infos if checked.admits(info)]
        if len(admitted) == 1:
            aliases |= host_called(question, self.transcript(admitted[0]).turns)
        spelled = self._searcher.as_said
        query = self._understander(
            spelled(question),
            history=[spelled(earlier) for earlier in history if was_answered(earlier)],
            known_speakers=known,
            aliases=aliases,
            transcripts=infos,
        )
        if anyone:
            query = query.of_anyone()
        if anywhere:
            query = replace(query, where=Where())
        return _Understood(query, checked.narrowed(query.where.transcripts), infos)
