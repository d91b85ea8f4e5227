"""A question as it is understood → pieces of its answer, then the answer: the whole way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ...index.errors import UsageError
from ...index.exchanges import asking_sentence
from ...index.folder import LibraryFolder
from ...index.store.records import TranscriptInfo
from ...index.transcript import Transcript, Turn
from ..answer import Answer, Hit
from ..search.filters import Filters
from ..search.hits import Evidence
from ..search.near_duplicates import says_the_same
from ..search.searcher import Searcher, check_k
from ..understanding.query import NamedQuestions, Query, Understander
from ..understanding.understand import MAX_QUESTION_CHARACTERS
from .extractive import best, cite, compose_answer
from .question_list import list_questions
from .refusal import compose_refusal

if TYPE_CHECKING:
    from .generation import LanguageModel

_PLACES_IN_TIME = 8  # at most, in an answer
_MAX_ANSWERS = 20  # to named questions


class Answerer:
    """Answers from one library. Safe for threads."""

    def __init__(
        self,
        folder: LibraryFolder,
        searcher: Searcher,
        transcript: Callable[[str], Transcript],
        language_model: LanguageModel | None,
        understand: Understander,
    ):
        """
        Args:
            transcript: id → transcript.
            language_model: words the answers; None for the speakers' own words.
            understand: reads the questions asked in a talk.
        """
        self._folder = folder
        self._searcher = searcher
        self._transcript = transcript
        self._language_model = language_model
        self._understand = understand

    def stream(
        self,
        question: str,
        query: Query,
        filters: Filters,
        infos: Sequence[TranscriptInfo],
        k: int,
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the Answer.

        Args:
            question: as asked.
            infos: all transcripts of the library.
            k: hits considered. Raises UsageError if it is below 1.
        """
        check_k(k)
        named = query.wants.named_questions
        if named and not named.wants_answers:
            named = replace(named, askers=filters.speakers or named.askers)
            asking = self._asked(named, filters, infos)
            if listed := list_questions(question, query, asking):
                yield from _in_pieces(listed)
                return
        found: list[Evidence] = []
        sources = self._answers_to(query, filters, infos)
        answer = cite(question, query, sources, self._transcript)
        if answer is None:
            found = self._find(query, filters, k)
            answer = compose_answer(question, query, found, self._transcript)
        if answer and query.wants.more:
            found = _not_shown(found, answer)
            answer = compose_answer(question, query, found, self._transcript)
        if answer is None:
            yield from _in_pieces(self._refuse(question, query, filters, infos, found, k))
        elif self._language_model is None:
            yield from _in_pieces(answer)
        else:
            from .generation import generate_answer  # late: most ask without one

            sources = sources or _hits(e for e in found if e.is_relevant)
            yield from generate_answer(
                answer, sources, query, self._language_model, self._transcript
            )

    def _find(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        """What is found, in order of rank; of a question of change what fits, along time."""
        found = self._searcher.search(query, filters, k)
        if query.whose.answers_to and not any(e.is_relevant for e in found):
            to_anyone = replace(query, whose=replace(query.whose, answers_to=None))
            found = self._searcher.search(to_anyone, filters, k)
        if query.wants.change:
            found = self._searcher.search_along_time(query, filters, _PLACES_IN_TIME) or found
        return found

    def _refuse(
        self,
        question: str,
        query: Query,
        filters: Filters,
        infos: Sequence[TranscriptInfo],
        found: Sequence[Evidence],
        k: int,
    ) -> Answer:
        others = self._answers_to(query.of_anyone(), replace(filters, speakers=None), infos)
        others = others or _hits(best(self._searcher.search_any_speaker(query, filters, k)))
        beyond = [] if others else best(self._searcher.search_any_transcript(query, filters, k))
        return compose_refusal(
            question, query, filters, infos, _hits(found), others=others, beyond=_hits(beyond)
        )

    def _asked(
        self, named: NamedQuestions, filters: Filters, infos: Sequence[TranscriptInfo]
    ) -> list[tuple[Transcript, Turn]]:
        """Where such questions are asked in the transcripts that the filters admit."""
        asked: list[tuple[Transcript, Turn]] = []
        for info in filter(filters.admits, infos):
            with suppress(UsageError), self._folder.guard:  # some may be removed meanwhile
                talk = self._transcript(info.id)
                turns = named.asked_in(talk, self._folder.store.exchanges_of(info.id))
                asked += [(talk, turn) for turn in turns]
        if named.of_audience and not asked:  # nobody has such a name
            return self._asked(replace(named, of_audience=False), filters, infos)
        return asked

    def _answers_to(
        self, query: Query, filters: Filters, infos: Sequence[TranscriptInfo]
    ) -> list[Hit]:
        """The answers to the questions that a question names, each found by the words of the
        question it answers, the first 20."""
        named = query.wants.named_questions
        if named is None or not named.wants_answers:
            return []
        hits: list[Hit] = []
        for talk, turn in self._asked(named, filters, infos):
            theirs = self._understand(asking_sentence(turn.text)[:MAX_QUESTION_CHARACTERS])
            whose = replace(
                theirs.whose, speakers=query.whose.speakers, of_guest=query.whose.of_guest
            )
            theirs = replace(theirs, whose=whose, wants=replace(theirs.wants, target="answer"))
            for evidence in self._searcher.read_answer(theirs, filters, talk.id, turn.number):
                if not any(_is_elsewhere(evidence.hit, hit) for hit in hits):
                    hits.append(replace(evidence.hit, rank=len(hits) + 1))
            if len(hits) >= _MAX_ANSWERS:
                break
        return hits[:_MAX_ANSWERS]


def _hits(found: Iterable[Evidence]) -> list[Hit]:
    return [evidence.hit for evidence in found]


def _is_elsewhere(hit: Hit, other: Hit) -> bool:
    """Whether the same words stand in another transcript too."""
    return hit.transcript != other.transcript and says_the_same(hit.text, other.text)


def _not_shown(found: Sequence[Evidence], answer: Answer) -> list[Evidence]:
    """What is found besides the places that an answer cites."""
    shown = {(citation.transcript.id, citation.turn) for citation in answer.citations}
    return [e for e in found if (e.hit.transcript.id, e.hit.turn) not in shown]


def _in_pieces(answer: Answer) -> Iterator[str | Answer]:
    """The text of an answer in pieces of about a word, as a page shows it coming; the answer."""
    yield from re.findall(r"\s*[^\s，。！？,.!?]+[，。！？,.!?]*\s*|.", answer.text, re.DOTALL)
    yield answer
