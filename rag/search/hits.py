"""Ranked exchanges → hits, each with its relevance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

import numpy as np

from ...index.exchanges import Role, speaker_roles
from ...index.models.embedder import Embeddings
from ...index.search_indexes.one_core import one_core
from ...index.speakers import is_placeholder
from ...index.store.records import SpanRows, StoredExchange
from ...index.store.store import Store
from ...index.text.asking import asks
from ...index.text.deep_link import link_to_moment
from ...index.text.terms import index_terms
from ...index.transcript import Exchange, Span, Transcript, Turn
from ..answer import AskedQuestion, Hit, TranscriptReference
from ..understanding.query import Query
from .antecedent import antecedent
from .courtesies import is_reply, says_nothing
from .near_duplicates import says_the_same
from .near_words import WordVectors, near_words
from .query_terms import Subject
from .quote import CosinesAt, choose_quote
from .ranking.retrieve import RankedExchange
from .relevance import MIN_LIKELIHOOD, MIN_LIKELIHOOD_OF_ANSWER, Relevance, measure_relevance


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit with its relevance, which decides between an answer and a refusal."""

    hit: Hit
    exchange: Exchange  # what it stands in
    find_relevance: Callable[[], Relevance]  # computed late: only answers need it
    has_answer: bool | None = None  # whether it holds the number or date asked for; None: not asked

    @property
    def relevance(self) -> Relevance:
        """How much the exchange says about the query's subject."""
        return self.find_relevance()

    @property
    def is_relevant(self) -> bool:
        """Whether the hit is relevant enough for an answer."""
        if self.has_answer is False:
            return False
        relevance = self.relevance
        may_be_less = self.has_answer or relevance.is_translated
        least = MIN_LIKELIHOOD_OF_ANSWER if may_be_less else MIN_LIKELIHOOD
        return relevance.likelihood >= least


@dataclass(frozen=True, slots=True)
class _Quote:
    """The quote of an exchange, which becomes a hit."""

    stored: StoredExchange
    transcript: Transcript
    span: Span  # characters of the quote
    cosines: dict[int, float]  # turn number → cosine of its best passage with the query

    @property
    def turn(self) -> Turn:
        """The quoted turn."""
        return self.transcript.turn(self.span.turn_number)

    @property
    def text_to_compare(self) -> str:
        """The text used to recognise near-duplicate hits."""
        return _text_to_compare(self.stored, self.transcript, self.span.turn_number)

    @property
    def completeness(self) -> tuple[bool, bool]:
        """Whether the speaker's name and the time are known; greater is better."""
        return not is_placeholder(self.turn.speaker), self.turn.start_s is not None


@dataclass(slots=True)
class _HitInProgress:
    """A quote that becomes a hit, and the other transcripts that hold near-duplicates of it."""

    quote: _Quote
    score: float
    also_in: dict[str, TranscriptReference] = field(default_factory=dict)  # by transcript id

    def is_repeated_in(self, transcript_id: str, text: str) -> bool:
        """Whether this text of another transcript is a near-duplicate of the quote."""
        return self.quote.transcript.id != transcript_id and says_the_same(
            self.quote.text_to_compare, text
        )

    def add(self, quote: _Quote, *, is_next: bool) -> None:
        """Add a near-duplicate; of two neighbours in rank, the one with name and time is shown."""
        if is_next and not self.also_in and quote.completeness > self.quote.completeness:
            self.quote, quote = quote, self.quote
        self.also_in[quote.transcript.id] = TranscriptReference.to(quote.transcript)


class HitBuilder:
    """Builds the hits of one query."""

    def __init__(
        self,
        query: Query,
        subject: Subject,
        embedding: Embeddings,
        store: Store,
        vectors: WordVectors,
        transcript: Callable[[str], Transcript],
        *,
        speakers: Collection[str] | None,
    ):
        """
        Args:
            embedding: the query's, float32 (dim,), unit length.
            transcript: id → transcript.
            speakers: quote only these; None for all.
        """
        self._query = query
        self._subject = subject
        self._embedding = embedding
        self._store = store
        self._transcript = transcript
        self._speakers = speakers
        self._vectors = vectors

    def build(self, ranking: Sequence[RankedExchange], k: int) -> list[Evidence]:
        """The first k hits in order of the ranking, ranks from 1, each turn once.

        If a quote asks a question that another exchange answers, the answer comes first.
        Near-duplicates in several transcripts are one hit, which names the other transcripts.
        """
        found = list(self._in_progress(self._quotes(ranking), k))
        if not found:
            found = list(self._in_progress(self._quotes(ranking, with_courtesies=True), k))
        return [self._evidence(hit, rank) for rank, hit in enumerate(found, start=1)]

    def _in_progress(
        self, quotes: Iterable[tuple[RankedExchange, _Quote]], k: int
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

    def _quotes(
        self, ranking: Sequence[RankedExchange], *, with_courtesies: bool = False
    ) -> Iterator[tuple[RankedExchange, _Quote]]:
        """The quotes in order of rank, each turn once.

        Args:
            with_courtesies: also those that only say “Yeah.” or “Thank you all for coming.”
        """
        waiting = {ranked.exchange_id: ranked for ranked in ranking}
        seen: set[tuple[str, int]] = set()
        for first in ranking:
            if waiting.pop(first.exchange_id, None) is None:
                continue
            quotes = [(first, quote) for quote in self._quotes_in(first)]
            answering = self._answering(quotes[0][1]) if quotes else None
            if answering and answering.id in waiting:
                better = replace(waiting.pop(answering.id), score=first.score)
                quotes = [(better, quote) for quote in self._quotes_in(better)] + quotes
            for ranked, quote in quotes:
                if (quote.transcript.id, quote.span.turn_number) in seen:
                    continue
                if not with_courtesies and self._is_courtesy(quote):
                    continue
                seen.add((quote.transcript.id, quote.span.turn_number))
                yield ranked, quote

    def _quotes_in(self, ranked: RankedExchange) -> list[_Quote]:
        """The quote of an exchange, or one per speaker if the query names speakers.

        Empty if nothing can be quoted, or the exchange was removed meanwhile.
        """
        stored = self._store.exchange(ranked.exchange_id)
        if stored is None:
            return []
        transcript = self._transcript(stored.transcript_id)
        turns = self._quotable_turns(stored, transcript)
        self._know_words(stored, turns)
        spans, embeddings = self._store.embedded_spans(stored.id, len(self._embedding))
        cosines = embeddings @ self._embedding
        cosine_of_turn: dict[int, float] = {}
        for turn, cosine in zip(spans[:, 0].tolist(), cosines.tolist(), strict=True):
            cosine_of_turn[turn] = max(cosine, cosine_of_turn.get(turn, 0.0))
        by_speaker: dict[str | None, list[Turn]] = {}
        for turn in turns:
            by_speaker.setdefault(turn.speaker if self._speakers else None, []).append(turn)
        spans = [
            self._choose_quote(own_turns, stored, partial(_cosines_at, spans, cosines))
            for own_turns in by_speaker.values()
        ]
        return [_Quote(stored, transcript, span, cosine_of_turn) for span in spans]

    def _know_words(self, stored: StoredExchange, turns: Sequence[Turn]) -> None:
        """Have the words of turns that `add` has stored, rather than cut the turns again."""
        spoken = self._store.spoken(stored.transcript_id)
        table = near_words(tuple(self._subject.rarity), self._vectors).table
        rows = table.rows_in_talk(spoken)
        for turn in turns:
            sentences = spoken.sentences_of(turn.number)
            if sentences:
                turn.know_sentences([(start, end) for start, end, *_ in sentences])
            for start, end, first, last in sentences:
                table.know(turn.text[start:end], rows[first:last])

    def _choose_quote(
        self, turns: Sequence[Turn], stored: StoredExchange, cosines_at: CosinesAt
    ) -> Span:
        """The quote of these turns. Of a question sought it has the asking sentence; and who said
        something may have said it while asking."""
        choose = partial(
            choose_quote,
            word_weights=self._subject.rarity,
            vectors=self._vectors,
            cosines_at=cosines_at,
        )
        question = stored.exchange.question_turn
        if self._query.wants.target == "question":
            return choose(turns, asking=True)
        if self._query.wants.who_said and self._speakers is None and question is not None:
            asked = self._transcript(stored.transcript_id).turn(question)
            span = choose([asked, *turns], asking=False)
            if not asks(self._words(stored, span)):
                return span
        return choose(turns)

    def _words(self, stored: StoredExchange, span: Span) -> str:
        turn = self._transcript(stored.transcript_id).turn(span.turn_number)
        return turn.text[span.start : span.end]

    def _answering(self, quote: _Quote) -> StoredExchange | None:
        """The exchange that answers what the quote asks, if the query looks for answers, and the
        quote is nearer to the query than the question that it answers itself."""
        if self._query.wants.target == "question":
            return None
        span, question = quote.span, quote.stored.exchange.question_turn
        if question and quote.cosines.get(span.turn_number, 0.0) <= quote.cosines.get(
            question, 0.0
        ):
            return None
        turn = quote.transcript.turn(span.turn_number)
        if not asks(turn.text[span.start : span.end]):
            return None
        other = self._store.exchange_asked_in(quote.transcript.id, span.turn_number)
        return other if other and other.exchange.answers else None

    def _is_courtesy(self, quote: _Quote) -> bool:
        """Whether a quote says nothing, names no subject, and is no “Yes.” to a question."""
        text = quote.turn.text[quote.span.start : quote.span.end]
        if not says_nothing(text) or set(self._query.look_for.subject) & set(index_terms(text)):
            return False
        asked = quote.stored.exchange.question_turn not in (None, quote.span.turn_number)
        return not (asked and is_reply(text))

    def _quotable_turns(self, stored: StoredExchange, transcript: Transcript) -> list[Turn]:
        """The turns that may be quoted: the answers, or the question if the query looks for it."""
        question, answers = stored.exchange.question_turn, stored.exchange.answers
        if self._query.wants.target == "question" and (question is not None or not self._speakers):
            numbers = [question] if question is not None else []
        elif answers:
            numbers = list(answers)
        else:
            numbers = [question] if question is not None else []
        turns = [transcript.turn(number) for number in numbers]
        if self._speakers is not None:
            asked = [transcript.turn(question)] if question is not None else []
            own = [turn for turn in turns if turn.speaker in self._speakers]
            return own or [turn for turn in asked if turn.speaker in self._speakers]
        if self._query.whose.of_guest and self._query.wants.target == "answer":
            guests = _guests(_Same(transcript))
            return [turn for turn in turns if not guests or turn.speaker in guests]
        return turns

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
            quote=turn.text[span.start : span.end],
            quote_start=span.start,
            start_s=turn.time_at(span.start),
            url=link_to_moment(transcript.url, turn.time_at(span.start)),
            question=AskedQuestion(asked.number, asked.speaker, asked.text) if asked else None,
            also_in=tuple(hit.also_in.values()),
        )

    def _relevance(self, quote: _Quote) -> Relevance:
        """The relevance of the exchange; only of the named speakers' turns and their question."""
        transcript, question = quote.transcript, quote.stored.exchange.question_turn
        turns = [transcript.turn(number) for number in quote.stored.exchange.turns]
        if self._speakers is not None:
            answered = None if question == quote.span.turn_number else question
            turns = [
                turn for turn in turns if turn.speaker in self._speakers or turn.number == answered
            ]
        before = antecedent(quote.stored, transcript, self._store)
        said = (f"{turn.speaker} {turn.text}" for turn in turns)
        text = "\n".join([transcript.title, *filter(None, [before]), *said])
        with one_core():
            return measure_relevance(self._subject, text, self._vectors)


def _text_to_compare(stored: StoredExchange, transcript: Transcript, turn: int) -> str:
    """The words of a turn; for a question the whole exchange, since hosts repeat questions."""
    if turn == stored.exchange.question_turn:
        return stored.exchange.text(transcript)
    return transcript.turn(turn).text


def _cosines_at(
    spans: SpanRows, cosines: Embeddings, turn: int, starts: Sequence[int]
) -> Embeddings:
    """Of each sentence of a turn, by its first character, the cosine of the passage that contains
    it; 0 without one."""
    is_own = spans[:, 0] == turn
    begins, ends = spans[is_own, 1], spans[is_own, 2]
    places = np.asarray(starts)[:, None]
    contains = (begins <= places) & (places < ends)
    best = np.where(contains, cosines[is_own], -np.inf).max(axis=1, initial=-np.inf)
    return np.where(contains.any(axis=1), best, 0.0)


class _Same:
    """A transcript as a key: the same object, since comparing all turns takes long."""

    def __init__(self, transcript: Transcript):
        self.transcript = transcript

    def __hash__(self) -> int:
        return id(self.transcript)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.transcript is self.transcript


@lru_cache(maxsize=256)
def _guests(of: _Same) -> frozenset[str]:
    """Names of the guests; empty if the talk does not show who they are."""
    roles: dict[str, Role] = speaker_roles(of.transcript.turns)
    return frozenset(name for name, role in roles.items() if role == "guest")
