"""A query and filters → hits with their relevance: retrieve, rerank, choose the quotes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ...index.errors import UsageError
from ...index.folder import LibraryFolder
from ...index.models.by_name import load_reader
from ...index.models.embedder import Embedder, Embeddings
from ...index.search_indexes.engine import SearchEngine
from ...index.search_indexes.one_core import one_core
from ...index.text.language import without_other_scripts
from ...index.transcript import Transcript
from ..library_model import LibraryModel
from ..understanding.query import Query
from .along_time import along_time
from .filters import Filters
from .hits import Evidence, HitBuilder
from .near_words import bundled_vectors
from .pointing.answer_types import is_strict
from .pointing.pinpoint import point_out
from .pointing.replies import not_asking_first, replies, speaks_by_itself
from .pointing.volunteer import volunteer_first
from .query_terms import Subject, as_said
from .quoting.quotes import Quotes
from .ranking.late_interaction import score_by_words
from .ranking.rerank import Candidate, Reranker, candidates, rerank
from .ranking.retrieve import RankedExchange, SearchMode, retrieve

_UNASSIGNED = "\ue000"  # a code point without a character
# More searches at once than there are cores only take the interpreter from each other.
_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)
_HITS_FOR_A_TIMELINE = 100  # the best of each speaker in each transcript is used


def check_k(k: int) -> None:
    """Raise UsageError if k is below 1."""
    if k < 1:
        raise UsageError(f"k is {k}; ask for 1 hit or more")


class Searcher:
    """Searches one library. Thread-safe."""

    def __init__(
        self,
        folder: LibraryFolder,
        model: LibraryModel,
        transcript: Callable[[str], Transcript],
        reranker: Reranker | None,
    ):
        """
        Args:
            transcript: id → transcript.
            reranker: reorders the first exchanges; None for none.
        """
        self._folder = folder
        self._model = model
        self._transcript = transcript
        self._reranker = reranker

    def search(
        self, query: Query, filters: Filters, k: int, mode: SearchMode = "hybrid"
    ) -> list[Evidence]:
        """The k best hits, best first. Raises UsageError if k is below 1."""
        check_k(k)
        if query.whose.speakers and filters.speakers is None:
            filters = replace(filters, speakers=query.whose.speakers)
        if not self._folder.store.has_exchanges():
            return []
        with one_core():
            embedding = _embed_question(query.look_for.text, self._model.embedder())

        def find(engine: SearchEngine) -> Callable[[], list[Evidence]]:
            store = self._folder.store
            limits = filters.limits(store, asked_by=query.whose.answers_to)
            subject = Subject.of(query, engine.words)
            by_words = partial(
                score_by_words,
                subject=subject,
                store=store,
                vectors=bundled_vectors(),
                few_words_do=query.wants.otherwise == "fact" or query.wants.target == "question",
            )
            ranking = retrieve(query, embedding, store, engine, by_words, limits=limits, mode=mode)
            builder = self._builder(query, subject, embedding, filters.speakers)
            if self._reranker is None:
                found = builder.build(ranking, k)
                return lambda: found
            to_rerank = candidates(ranking, embedding, store, self._transcript)
            return partial(self._reranked, query, ranking, to_rerank, builder, k)

        with _AT_ONCE, one_core():
            search = self._folder.use_indexes(find)
        return search()

    def _reranked(
        self,
        query: Query,
        ranking: Sequence[RankedExchange],
        to_rerank: Sequence[Candidate],
        builder: HitBuilder,
        k: int,
    ) -> list[Evidence]:
        """The hits in the order of the reranker, which takes long, so that no snapshot waits."""
        assert self._reranker is not None
        ranking = rerank(query.look_for.text, ranking, to_rerank, self._reranker)
        with self._folder.reading(), one_core():
            return builder.build(ranking, k)

    def as_said(self, question: str) -> str:
        """The question with words as they are said here, where it misspells them."""
        vectors = bundled_vectors()
        if not self._folder.store.has_exchanges():
            return question
        return self._folder.use_indexes(
            lambda engine: as_said(question, engine.words, vectors.is_whole)
        )

    def point_out(
        self, query: Query, filters: Filters, evidence: Sequence[Evidence]
    ) -> list[Evidence]:
        """The hits with the sentence that answers best as their quote, the best first; with a
        filter, only words of its speakers."""
        if filters.speakers:
            query = replace(query, whose=replace(query.whose, speakers=tuple(filters.speakers)))
        subject = self._folder.use_indexes(lambda engine: Subject.of(query, engine.words))
        with one_core():
            self._know_words(evidence)
            return point_out(
                evidence, query, subject, bundled_vectors(), self._transcript, load_reader()
            )

    def _know_words(self, evidence: Sequence[Evidence]) -> None:
        table = bundled_vectors().table()
        with self._folder.reading() as store:
            for item in evidence:
                talk = self._transcript(item.hit.transcript.id)
                table.know_turns(map(talk.turn, item.exchange.turns), store.spoken(talk.id))

    def read_answer(
        self, query: Query, filters: Filters, transcript_id: str, turn: int
    ) -> list[Evidence]:
        """The answers to the question asked in a turn: one of each speaker that the query or the
        filters name, else the best one; empty if nobody answers."""
        speakers = filters.speakers or query.whose.speakers
        embedding = _embed_question(query.look_for.text, self._model.embedder())
        subject = self._folder.use_indexes(lambda engine: Subject.of(query, engine.words))
        with self._folder.reading(), one_core():
            exchange = self._folder.store.exchange_asked_in(transcript_id, turn)
            if exchange is None or not exchange.exchange.answers:
                return []
            builder = self._builder(query, subject, embedding, speakers)
            return builder.build([RankedExchange(exchange.id, 1.0)], len(speakers or [""]))

    def search_any_speaker(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        """Relevant hits by any speaker; empty if the search was not limited to some."""
        if not (query.whose.speakers or filters.speakers or query.whose.of_guest):
            return []
        return self._relevant(query.of_anyone(), replace(filters, speakers=None), k)

    def with_views(
        self, query: Query, filters: Filters, k: int, evidence: Sequence[Evidence]
    ) -> list[Evidence]:
        """The hits of the people whose words a query seeks, of which one that only asks is not the
        first; where none speaks of the subject, what they say behind turns of others on it.

        Unchanged if the query seeks nobody's view.

        Args:
            evidence: their hits.
        """
        speakers = filters.speakers or query.whose.speakers
        relevant = [item for item in evidence if item.is_relevant]
        if speakers and query.wants.view:
            subject = self._folder.use_indexes(lambda engine: Subject.of(query, engine.words))
            with one_core():
                self._know_words(relevant)
                vectors, talk = bundled_vectors(), self._transcript
                by_themselves = [
                    item
                    for item in relevant
                    if speaks_by_itself(item, talk(item.hit.transcript.id), subject, vectors)
                ]
            if by_themselves:
                return not_asking_first(evidence, by_themselves[0], talk)
            if query.wants.why:  # nobody else's words show that it is their view
                return list(evidence)
        elif speakers or not query.whose.of_guest or relevant or is_strict(query.wants.answer_type):
            return list(evidence)
        of_anyone = self.search_any_speaker(query, filters, k)
        return replies(of_anyone, speakers, self._transcript) or list(evidence)

    def volunteers(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        """The hits, first the turn in which somebody offers to do what is needed; empty if nobody
        offers it."""
        offered = volunteer_first(self.search(query, filters, k), self._transcript) or []
        speakers = filters.speakers
        return [item for item in offered if not speakers or item.hit.speaker in speakers]

    def search_any_transcript(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        """Relevant hits of any transcript and date; empty if the search was not limited to some."""
        everywhere = Filters(speakers=filters.speakers)
        return [] if filters == everywhere else self._relevant(query, everywhere, k)

    def search_along_time(
        self, query: Query, filters: Filters, most: int | None = None
    ) -> list[Evidence]:
        """Relevant hits, one per speaker and transcript; the `most` best of these, by date."""
        return along_time(self._relevant(query, filters, _HITS_FOR_A_TIMELINE), query, most)

    def _builder(
        self,
        query: Query,
        subject: Subject,
        embedding: Embeddings,
        speakers: Collection[str] | None,
    ) -> HitBuilder:
        store, vectors = self._folder.store, bundled_vectors()
        quotes = Quotes(
            query, subject, embedding, store, vectors, self._transcript, speakers=speakers
        )
        return HitBuilder(query, subject, quotes, store, vectors, speakers=speakers)

    def _relevant(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        return [evidence for evidence in self.search(query, filters, k) if evidence.is_relevant]


def _embed_question(question: str, embedder: Embedder) -> Embeddings:
    """Embed a question: float32 (dim,), unit length.

    Words in scripts that the model cannot read are left out: they would make the question similar
    to any text with other such words.
    """
    readable = without_other_scripts(question)
    if readable == question:
        return embedder.embed([question])[0]
    unknown = "".join(_UNASSIGNED if a != b else b for a, b in zip(question, readable, strict=True))
    with_words, with_others = embedder.embed([question, unknown])
    knows_them = not np.allclose(with_words, with_others)
    return with_words if knows_them else embedder.embed([readable])[0]
