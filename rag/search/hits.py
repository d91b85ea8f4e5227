"""Ranked exchanges → hits, each with what speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from ...index.exchanges import Role, ends_in_question, speaker_roles
from ...index.models.embedder import Embeddings
from ...index.speakers import is_placeholder
from ...index.store.records import StoredExchange
from ...index.store.store import Store
from ...index.transcript import Span, Transcript, Turn
from ..answer import AskedQuestion, Hit, TranscriptReference
from ..deep_link import link_to_moment
from ..understanding.query import Query
from .near_duplicates import says_the_same
from .near_words import WordVectors
from .query_terms import Subject
from .quote import choose_quote
from .relevance import MIN_LIKELIHOOD, Support, find_support
from .retrieve import RankedExchange


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit with what speaks for it, from which a refusal is decided."""

    hit: Hit
    find_support: Callable[[], Support]  # only an answer needs it

    @property
    def support(self) -> Support:
        """What the exchange says of what is sought."""
        return self.find_support()

    @property
    def is_relevant(self) -> bool:
        """Whether what speaks for it is enough to show it as an answer."""
        return self.support.likelihood >= MIN_LIKELIHOOD


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in an exchange its hit stands."""

    stored: StoredExchange
    transcript: Transcript
    span: Span  # of the quote
    cosines: dict[int, float]  # turn → cosine of its best passage with the query

    @property
    def turn(self) -> Turn:
        """The turn quoted."""
        return self.transcript.turn(self.span.turn_number)

    @property
    def words(self) -> str:
        """By which it is told whether another hit is the same."""
        return _words(self.stored, self.transcript, self.span.turn_number)

    @property
    def tells(self) -> tuple[bool, bool]:
        """Whether it tells who speaks, and when; more is better."""
        return not is_placeholder(self.turn.speaker), self.turn.start_s is not None


@dataclass(slots=True)
class _Kept:
    """A hit to be, and where else its words stand."""

    place: _Place
    score: float
    also_in: dict[str, TranscriptReference] = field(default_factory=dict)  # by transcript id

    def is_said_in(self, transcript_id: str, words: str) -> bool:
        """Whether these words of another transcript are its own."""
        return self.place.transcript.id != transcript_id and says_the_same(self.place.words, words)

    def add(self, place: _Place, *, is_next: bool) -> None:
        """Note another place; of two neighbours in rank the one that tells more stays."""
        if is_next and not self.also_in and place.tells > self.place.tells:
            self.place, place = place, self.place
        self.also_in[place.transcript.id] = TranscriptReference.to(place.transcript)


class HitBuilder:
    """Makes hits for one query."""

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
            embedding: float32 (dim,), of the query, unit length.
            transcript: id → transcript.
            speakers: only their words may be quoted; None for all.
        """
        self._query = query
        self._subject = subject
        self._embedding = embedding
        self._store = store
        self._transcript = transcript
        self._speakers = speakers
        self._guests = lru_cache(maxsize=None)(
            lambda transcript_id: _guests(transcript(transcript_id))
        )
        self._vectors = vectors

    def build(self, ranking: Sequence[RankedExchange], k: int) -> list[Evidence]:
        """The first k hits in order of the ranking, ranks from 1, each turn once.

        Where the words found ask a question that another exchange answers, that one comes first.
        The same words in several transcripts are one hit, which names the others.
        """
        kept: list[_Kept] = []
        for ranked, place in self._places(ranking):
            transcript_id, words = place.transcript.id, place.words
            same = next((one for one in kept if one.is_said_in(transcript_id, words)), None)
            if same is None and len(kept) == k:
                break
            if same is None:
                kept.append(_Kept(place, ranked.score))
            else:
                same.add(place, is_next=same is kept[-1])
        return [self._evidence(one, rank) for rank, one in enumerate(kept, start=1)]

    def _places(self, ranking: Sequence[RankedExchange]) -> Iterator[tuple[RankedExchange, _Place]]:
        """Where the hits stand, in order of rank, each turn once."""
        waiting = {ranked.exchange_id: ranked for ranked in ranking}
        seen: set[tuple[str, int]] = set()
        for first in ranking:
            if waiting.pop(first.exchange_id, None) is None:
                continue
            found = [(first, place) for place in self._find(first)]
            answering = self._answering(found[0][1]) if found else None
            if answering and answering.id in waiting:
                better = replace(waiting.pop(answering.id), score=first.score)
                found = [(better, place) for place in self._find(better)] + found
            for ranked, place in found:
                if (place.transcript.id, place.span.turn_number) in seen:
                    continue
                seen.add((place.transcript.id, place.span.turn_number))
                yield ranked, place

    def _find(self, ranked: RankedExchange) -> list[_Place]:
        """Where in an exchange its hit stands, or one for each of the people whose words are
        sought; none if it has none, or was removed meanwhile."""
        stored = self._store.exchange(ranked.exchange_id)
        if stored is None:
            return []
        transcript = self._transcript(stored.transcript_id)
        turns = self._quotable_turns(stored, transcript)
        cosines = self._cosines(stored)
        of_turn: dict[int, float] = {}
        for place, cosine in cosines:
            of_turn[place.turn_number] = max(cosine, of_turn.get(place.turn_number, 0.0))
        by_speaker: dict[str | None, list[Turn]] = {}
        for turn in turns:
            by_speaker.setdefault(turn.speaker if self._speakers else None, []).append(turn)
        rarity, cosine_at = self._subject.rarity, _cosine_at(cosines)
        spans = [choose_quote(of, rarity, self._vectors, cosine_at) for of in by_speaker.values()]
        return [_Place(stored, transcript, span, of_turn) for span in spans]

    def _answering(self, place: _Place) -> StoredExchange | None:
        """The exchange that answers what the quote asks, where answers are sought, and the quote is
        nearer to the query than the question that it answers itself."""
        if self._query.wants.target == "question":
            return None
        span, question = place.span, place.stored.exchange.question_turn
        if question and place.cosines.get(span.turn_number, 0.0) <= place.cosines.get(
            question, 0.0
        ):
            return None
        turn = place.transcript.turn(span.turn_number)
        if not ends_in_question(turn.text[span.start : span.end]):
            return None
        other = self._store.exchange_asked_in(place.transcript.id, span.turn_number)
        return other if other and other.exchange.answers else None

    def _quotable_turns(self, stored: StoredExchange, transcript: Transcript) -> list[Turn]:
        """The turns that may be the hit: the answers, or the question where it is sought."""
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
            guests = self._guests(transcript.id)
            return [turn for turn in turns if not guests or turn.speaker in guests]
        return turns

    def _cosines(self, stored: StoredExchange) -> list[tuple[Span, float]]:
        """The places of its passages, each with the cosine of the passage with the query."""
        passages, embeddings = self._store.passages_of(stored.id, len(self._embedding))
        cosines = embeddings @ self._embedding if passages else []
        return [
            (span, float(cosine))
            for passage, cosine in zip(passages, cosines, strict=True)
            for span in passage.spans
        ]

    def _evidence(self, kept: _Kept, rank: int) -> Evidence:
        place = kept.place
        return Evidence(self._hit(kept, rank), lru_cache(partial(self._support, place)))

    def _hit(self, kept: _Kept, rank: int) -> Hit:
        place = kept.place
        transcript, span, turn = place.transcript, place.span, place.turn
        question = place.stored.exchange.question_turn
        asked = (
            transcript.turn(question)
            if question is not None and question != span.turn_number
            else None
        )
        return Hit(
            rank=rank,
            score=kept.score,
            transcript=TranscriptReference.to(transcript),
            turn=turn.number,
            speaker=turn.speaker,
            text=turn.text,
            quote=turn.text[span.start : span.end],
            quote_start=span.start,
            start_s=turn.start_s,
            url=link_to_moment(transcript.url, turn.start_s),
            question=AskedQuestion(asked.number, asked.speaker, asked.text) if asked else None,
            also_in=tuple(kept.also_in.values()),
        )

    def _support(self, place: _Place) -> Support:
        """What of the subject its exchange says; where some people's words are sought, by them or
        in the question that they answer."""
        transcript, question = place.transcript, place.stored.exchange.question_turn
        turns = [transcript.turn(number) for number in place.stored.exchange.turns]
        if self._speakers is not None:
            answered = None if question == place.span.turn_number else question
            turns = [
                turn for turn in turns if turn.speaker in self._speakers or turn.number == answered
            ]
        text = "\n".join([transcript.title, *(f"{turn.speaker} {turn.text}" for turn in turns)])
        return find_support(self._subject, text, self._vectors)


def _words(stored: StoredExchange, transcript: Transcript, turn: int) -> str:
    """The words of a turn; of a question those of its answers too: hosts ask many the same."""
    if turn == stored.exchange.question_turn:
        return stored.exchange.text(transcript)
    return transcript.turn(turn).text


def _cosine_at(places: Sequence[tuple[Span, float]]) -> Callable[[Span], float]:
    """Sentence → the cosine of the passage it stands in; 0 where it is in none."""

    def cosine_at(sentence: Span) -> float:
        return max(
            (
                cosine
                for span, cosine in places
                if span.turn_number == sentence.turn_number
                and span.start <= sentence.start < span.end
            ),
            default=0.0,
        )

    return cosine_at


def _guests(transcript: Transcript) -> set[str]:
    """Names of the guests; empty where the talk does not show who that is."""
    roles: dict[str, Role] = speaker_roles(transcript.turns)
    return {name for name, role in roles.items() if role == "guest"}
