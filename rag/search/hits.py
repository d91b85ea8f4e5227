"""Ranked exchanges → hits, each with its relevance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from ...index.search_indexes.one_core import one_core
from ...index.store.records import StoredExchange
from ...index.store.store import Store
from ...index.text.asking import asks
from ...index.text.deep_link import link_to_moment
from ...index.text.terms import index_terms
from ...index.transcript import Exchange, Span, Transcript
from ..answer import AskedQuestion, Hit, TranscriptReference
from ..understanding.query import Query
from .antecedent import antecedent
from .courtesies import is_reply, says_nothing
from .near_duplicates import says_the_same
from .near_words import WordVectors, near_words
from .query_terms import Subject
from .quoting.quotes import Quote, Quotes
from .ranking.retrieve import RankedExchange
from .relevance import (
    MIN_LIKELIHOOD,
    MIN_LIKELIHOOD_OF_ANSWER,
    Relevance,
    measure_relevance,
    with_reading,
)

_MORE_QUOTES = 2  # than hits, found at once: a courtesy is left out, near-duplicates are one hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit with its relevance, which decides between an answer and a refusal."""

    hit: Hit
    exchange: Exchange  # what it stands in
    find_relevance: Callable[[], Relevance]  # computed late: only answers need it
    has_answer: bool | None = None  # whether it holds the number or date asked for; None: not asked
    reading: float | None = None  # the reader's logit that it answers; None: not read

    @property
    def relevance(self) -> Relevance:
        """How much the exchange says about the query's subject."""
        return self.find_relevance()

    @property
    def is_relevant(self) -> bool:
        """Whether the hit is relevant enough for an answer."""
        if self.has_answer is False:
            return False
        may_be_less = self.has_answer or self.relevance.is_translated
        least = MIN_LIKELIHOOD_OF_ANSWER if may_be_less else MIN_LIKELIHOOD
        return self.likelihood >= least

    @property
    def likelihood(self) -> float:
        """The probability that the hit answers: its relevance, and what the reader says if it has
        read it."""
        if self.reading is None:
            return self.relevance.likelihood
        return with_reading(self.relevance, self.reading)


@dataclass(slots=True)
class _HitInProgress:
    """A quote that becomes a hit, and the other transcripts that hold near-duplicates of it."""

    quote: Quote
    score: float
    also_in: dict[str, TranscriptReference] = field(default_factory=dict)  # by transcript id

    def is_repeated_in(self, transcript_id: str, text: str) -> bool:
        """Whether this text of another transcript is a near-duplicate of the quote."""
        return self.quote.transcript.id != transcript_id and says_the_same(
            self.quote.text_to_compare, text
        )

    def add(self, quote: Quote, *, is_next: bool) -> None:
        """Add a near-duplicate; of two neighbours in rank, the one with name and time is shown."""
        if is_next and not self.also_in and quote.completeness > self.quote.completeness:
            self.quote, quote = quote, self.quote
        self.also_in[quote.transcript.id] = TranscriptReference.to(quote.transcript)


def with_quote(hit: Hit, transcript: Transcript, span: Span) -> Hit:
    """The hit with other words of its transcript as its quote; its question stays.

    Args:
        span: the turn, and the characters that are quoted of it.
    """
    turn = transcript.turn(span.turn_number)
    start_s = turn.time_at(span.start)
    return replace(
        hit,
        turn=turn.number,
        speaker=turn.speaker,
        text=turn.text,
        quote=turn.text[span.start : span.end],
        quote_start=span.start,
        start_s=start_s,
        url=link_to_moment(transcript.url, start_s),
    )


class HitBuilder:
    """Builds the hits of one query."""

    def __init__(
        self,
        query: Query,
        subject: Subject,
        quotes: Quotes,
        store: Store,
        vectors: WordVectors,
        *,
        speakers: Collection[str] | None,
    ):
        """
        Args:
            quotes: for the same query and speakers.
            speakers: only these are quoted; None for all.
        """
        self._query = query
        self._subject = subject
        self._store = store
        self._speakers = speakers
        self._vectors = vectors
        self._quotes = quotes

    def build(self, ranking: Sequence[RankedExchange], k: int) -> list[Evidence]:
        """The first k hits in order of the ranking, ranks from 1, each turn once.

        If a quote asks a question that another exchange answers, the answer comes first.
        Near-duplicates in several transcripts are one hit, which names the other transcripts.
        """
        found = self._in_progress(self._quotes_in_order(ranking, k), k)
        if not found:
            found = self._in_progress(self._quotes_in_order(ranking, k, with_courtesies=True), k)
        return [self._evidence(hit, rank) for rank, hit in enumerate(found, start=1)]

    def _in_progress(
        self, quotes: Iterable[tuple[RankedExchange, Quote]], k: int
    ) -> list[_HitInProgress]:
        """The first k hits of these quotes."""
        hits: list[_HitInProgress] = []
        for ranked, quote in quotes:
            transcript_id, text = quote.transcript.id, quote.text_to_compare
            same = next((hit for hit in hits if hit.is_repeated_in(transcript_id, text)), None)
            if same is None and len(hits) == k:
                break
            if same is None:
                hits.append(_HitInProgress(quote, ranked.score))
            else:
                same.add(quote, is_next=same is hits[-1])
        return hits

    def _quotes_in_order(
        self, ranking: Sequence[RankedExchange], k: int, *, with_courtesies: bool = False
    ) -> Iterator[tuple[RankedExchange, Quote]]:
        """The quotes in order of rank, each turn once.

        Args:
            k: how many are likely wanted; so many are found at once.
            with_courtesies: also those that only say “Yeah.” or “Thank you all for coming.”
        """
        waiting = {ranked.exchange_id: ranked for ranked in ranking}
        seen: set[tuple[str, int]] = set()
        for place, first in enumerate(ranking):
            if waiting.pop(first.exchange_id, None) is None:
                continue
            n_more = max(_MORE_QUOTES, k + _MORE_QUOTES - place)
            following = [ranked.exchange_id for ranked in ranking[place : place + n_more]]
            quotes = [(first, quote) for quote in self._quotes.of(first.exchange_id, following)]
            answering = self._answering(quotes[0][1]) if quotes else None
            if answering and answering.id in waiting:
                better = replace(waiting.pop(answering.id), score=first.score)
                quotes = [(better, quote) for quote in self._quotes.of(better.exchange_id)] + quotes
            for ranked, quote in quotes:
                if (quote.transcript.id, quote.span.turn_number) in seen:
                    continue
                if not with_courtesies and self._is_courtesy(quote):
                    continue
                seen.add((quote.transcript.id, quote.span.turn_number))
                yield ranked, quote

    def _answering(self, quote: Quote) -> StoredExchange | None:
        """The exchange that answers what the quote asks, if the query looks for answers, and the
        quote is nearer to the query than the question that it answers itself."""
        if self._query.wants.target == "question":
            return None
        span, question = quote.span, quote.stored.exchange.question_turn
        cosine_of = quote.cosines.get
        if question and cosine_of(span.turn_number, 0.0) <= cosine_of(question, 0.0):
            return None
        other = self._store.exchange_asked_in(quote.transcript.id, span.turn_number)
        return other if other and other.exchange.answers and asks(quote.text) else None

    def _is_courtesy(self, quote: Quote) -> bool:
        """Whether a quote says nothing, names no subject, and is no “Yes.” to a question."""
        text = quote.text
        if not says_nothing(text) or set(self._query.look_for.subject) & set(index_terms(text)):
            return False
        asked = quote.stored.exchange.question_turn not in (None, quote.span.turn_number)
        return not (asked and is_reply(text))

    def _evidence(self, hit: _HitInProgress, rank: int) -> Evidence:
        relevance = lru_cache(partial(self._relevance, hit.quote))
        return Evidence(self._hit(hit, rank), hit.quote.stored.exchange, relevance)

    def _hit(self, hit: _HitInProgress, rank: int) -> Hit:
        quote = hit.quote
        transcript, span, turn = quote.transcript, quote.span, quote.turn
        question = quote.stored.exchange.question_turn
        asked = (
            transcript.turn(question)
            if question is not None and question != span.turn_number
            else None
        )
        return Hit(
            rank=rank,
            score=hit.score,
            transcript=TranscriptReference.to(transcript),
            turn=turn.number,
            speaker=turn.speaker,
            text=turn.text,
            quote=quote.text,
            quote_start=span.start,
            start_s=turn.time_at(span.start),
            url=link_to_moment(transcript.url, turn.time_at(span.start)),
            question=AskedQuestion(asked.number, asked.speaker, asked.text) if asked else None,
            also_in=tuple(hit.also_in.values()),
        )

    def _relevance(self, quote: Quote) -> Relevance:
        """The relevance of the exchange; only of the named speakers' turns and their question."""
        transcript, question = quote.transcript, quote.stored.exchange.question_turn
        turns = [transcript.turn(number) for number in quote.stored.exchange.turns]
        if self._speakers is not None:
            answered = None if question == quote.span.turn_number else question
            turns = [
                turn for turn in turns if turn.speaker in self._speakers or turn.number == answered
            ]
        before = antecedent(quote.stored, transcript, self._store)
        head = [transcript.title, *filter(None, [before])]
        text = "\n".join([*head, *(f"{turn.speaker} {turn.text}" for turn in turns)])
        parts = [*head, *(part for turn in turns for part in (turn.speaker, turn.text))]
        spoken = self._store.spoken(transcript.id)
        with one_core():
            near_words(tuple(self._subject.rarity), self._vectors).table.know_turns(turns, spoken)
            return measure_relevance(self._subject, text, self._vectors, parts)
