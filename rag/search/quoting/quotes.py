"""Exchanges → the quote of each, which may become a hit; those of many exchanges at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from ....index.exchanges import Role, speaker_roles
from ....index.models.embedder import Embeddings
from ....index.speakers import is_placeholder
from ....index.store.records import StoredExchange
from ....index.store.store import Store
from ....index.text.asking import asks
from ....index.text.sentences.spoken import Numbers, Spoken, places_between
from ....index.transcript import Span, Transcript, Turn
from ...understanding.query import Query
from ..near_words import Matrix, Places, WordVectors, near_words
from ..query_terms import Subject
from ..word_vectors import WordTable
from .quote import Speech, choose_quotes

_BITS = 24  # of the number of a turn, and of a character in it


@dataclass(frozen=True, slots=True)
class Quote:
    """The quote of an exchange, which becomes a hit."""

    stored: StoredExchange
    transcript: Transcript
    span: Span  # characters of the quote
    cosines: Mapping[int, float]  # turn number → cosine of its best passage with the query, above 0

    @property
    def turn(self) -> Turn:
        """The quoted turn."""
        return self.transcript.turn(self.span.turn_number)

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.turn.text[self.span.start : self.span.end]

    @property
    def text_to_compare(self) -> str:
        """The text used to recognise near-duplicate hits: the words of the turn; for a question the
        whole exchange, since hosts repeat questions."""
        if self.span.turn_number == self.stored.exchange.question_turn:
            return self.stored.exchange.text(self.transcript)
        return self.turn.text

    @property
    def completeness(self) -> tuple[bool, bool]:
        """Whether the speaker's name and the time are known; greater is better."""
        return not is_placeholder(self.turn.speaker), self.turn.start_s is not None


@dataclass(frozen=True, slots=True)
class _Choice:
    """Turns of an exchange of which one is quoted."""

    stored: StoredExchange
    transcript: Transcript
    turns: Sequence[Turn]  # at least one


class Quotes:
    """The quotes of exchanges, for one query."""

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
        self._weights = list(subject.rarity.values())
        self._words = near_words(tuple(subject.rarity), vectors)
        self._embedding = embedding
        self._store = store
        self._transcript = transcript
        self._speakers = speakers
        self._found: dict[int, list[Quote]] = {}

    def of(self, exchange_id: int, following: Sequence[int] = ()) -> list[Quote]:
        """The quote of an exchange, or one per speaker if the query names speakers.

        Empty if nothing can be quoted, or the exchange was removed meanwhile.

        Args:
            following: exchanges that are wanted next; theirs are found with it.
        """
        if exchange_id not in self._found:
            ids = dict.fromkeys((exchange_id, *following))
            self._find([id for id in ids if id not in self._found])
        return self._found[exchange_id]

    def _find(self, exchange_ids: Sequence[int]) -> None:
        self._found |= {id: [] for id in exchange_ids}
        choices: list[_Choice] = []
        for stored in self._store.exchanges_by_id(exchange_ids).values():
            transcript = self._transcript(stored.transcript_id)
            by_speaker: dict[str | None, list[Turn]] = {}
            for turn in self._quotable_turns(stored, transcript):
                by_speaker.setdefault(turn.speaker if self._speakers else None, []).append(turn)
            choices += [_Choice(stored, transcript, turns) for turns in by_speaker.values()]
        if not choices:
            return
        near = _Nearness(exchange_ids, self._embedding, self._store)
        spans = self._choose(choices, near)
        for choice, span in zip(choices, spans, strict=True):
            cosines = near.of_turns.get(choice.stored.id, {})
            quote = Quote(choice.stored, choice.transcript, span, cosines)
            self._found[choice.stored.id].append(quote)

    def _choose(self, choices: Sequence[_Choice], near: _Nearness) -> list[Span]:
        """The quote of each choice. Of a question sought it has the asking sentence; and who said
        something may have said it while asking."""
        if self._query.wants.target == "question":
            return self._quotes(choices, near, asking=True)
        spans: dict[int, Span] = {}
        if self._query.wants.who_said and self._speakers is None:
            asked = {
                place: _Choice(choice.stored, choice.transcript, (turn, *choice.turns))
                for place, choice in enumerate(choices)
                if (turn := _question_of(choice)) is not None
            }
            told = self._quotes(list(asked.values()), near, asking=False)
            spans = {
                place: span
                for place, span in zip(asked, told, strict=True)
                if not asks(_words(choices[place].transcript, span))
            }
        others = [place for place in range(len(choices)) if place not in spans]
        found = self._quotes([choices[place] for place in others], near)
        spans |= zip(others, found, strict=True)
        return [spans[place] for place in range(len(choices))]

    def _quotes(
        self, choices: Sequence[_Choice], near: _Nearness, *, asking: bool | None = None
    ) -> list[Span]:
        if not choices:
            return []
        speech = _speech(choices, near, cache(self._store.spoken), self._words.table)
        return choose_quotes(speech, self._words, self._weights, asking=asking)

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


def _question_of(choice: _Choice) -> Turn | None:
    number = choice.stored.exchange.question_turn
    return None if number is None else choice.transcript.turn(number)


def _words(transcript: Transcript, span: Span) -> str:
    return transcript.turn(span.turn_number).text[span.start : span.end]


def _speech(
    choices: Sequence[_Choice],
    near: _Nearness,
    spoken_of: Callable[[str], Spoken],
    table: WordTable,
) -> Speech:
    """The turns of all choices with their sentences."""
    sentences: list[Numbers] = []  # (n_sentences of a turn, 4), as of `Spoken.sentences`
    rows: list[Numbers] = []
    exchanges: list[int] = []  # of each turn
    for choice in choices:
        spoken = spoken_of(choice.stored.transcript_id)
        in_talk = table.rows_in_talk(spoken)
        own = [spoken.sentences_of(turn.number) for turn in choice.turns]
        for place, turn in enumerate(choice.turns):
            if not len(own[place]):  # the words of a damaged transcript are not stored
                own[place], in_talk = _cut(turn, in_talk, table)
        sentences += own
        rows.append(in_talk[places_between(*np.concatenate(own).T[2:])])
        exchanges += [choice.stored.id] * len(own)
    turns = [turn for choice in choices for turn in choice.turns]
    turn_of = np.repeat(np.arange(len(turns)), list(map(len, sentences)))
    found = np.concatenate(sentences).astype(np.int64)
    numbers = np.array([turn.number for turn in turns])
    return Speech(
        turns=turns,
        choices=[place for place, choice in enumerate(choices) for _ in choice.turns],
        turn_of=turn_of,
        spans=found[:, :2],
        rows=np.concatenate(rows),
        word_ends=np.cumsum(found[:, 3] - found[:, 2]),
        cosines=near.at(np.array(exchanges)[turn_of], numbers[turn_of], found[:, 0]),
    )


def _cut(turn: Turn, rows: Numbers, table: WordTable) -> tuple[Numbers, Numbers]:
    """The sentences of a turn, as of `Spoken.sentences`, and rows of words behind which theirs
    stand."""
    spans = turn.sentences()
    parts = [table.rows_in(turn.text[start:end]) for start, end in spans]
    ends = len(rows) + np.cumsum(list(map(len, parts)))
    firsts = ends - list(map(len, parts))
    cut = np.column_stack([np.array(spans), firsts, ends]).astype(np.int32)
    return cut, np.concatenate([rows, *parts])


class _Nearness:
    """The cosines of the passages of some exchanges with a query, by exchange, turn and place."""

    def __init__(self, exchange_ids: Sequence[int], query: Embeddings, store: Store):
        spans, embeddings = store.embedded_spans(exchange_ids, len(query))
        self._ids = np.sort(exchange_ids)
        exchanges, passages, turns, starts, ends = spans.T
        keys = self._keys(exchanges, turns, starts)
        order = np.argsort(keys)
        self._starts, self._ends = keys[order], ends[order]
        self._cosines = (embeddings @ query)[passages[order]]
        self.of_turns: dict[int, dict[int, float]] = {id: {} for id in exchange_ids}
        firsts = np.flatnonzero(np.diff(self._starts >> _BITS, prepend=-1))
        greatest = np.maximum.reduceat(self._cosines, firsts) if len(firsts) else firsts
        for id, turn, cosine in zip(
            exchanges[order[firsts]].tolist(),
            turns[order[firsts]].tolist(),
            greatest.tolist(),
            strict=True,
        ):
            self.of_turns[id][turn] = max(cosine, 0.0)

    def at(self, exchanges: Places, turns: Places, starts: Places) -> Matrix:
        """Of each sentence, by its exchange, its turn and its first character, the cosine of the
        passage that contains it; 0 without one."""
        if not len(self._starts):
            return np.zeros(len(starts))
        keys = self._keys(exchanges, turns, starts)
        places = np.maximum(np.searchsorted(self._starts, keys, "right") - 1, 0)
        is_there = (self._starts[places] >> _BITS == keys >> _BITS) & (
            (self._starts[places] <= keys) & (starts < self._ends[places])
        )
        return np.where(is_there, self._cosines[places], 0.0)

    def _keys(self, exchanges: Places, turns: Places, starts: Places) -> Places:
        """A number for each place, in order of exchanges, turns and characters."""
        return (np.searchsorted(self._ids, exchanges) << 2 * _BITS) + (turns << _BITS) + starts


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
