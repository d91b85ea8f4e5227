"""A question as it is understood → pieces of its answer, then the answer: the whole way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..index.errors import QuestionError
from ..index.folder import LibraryFolder
from ..index.stored import TranscriptInfo
from ..index.transcript import Transcript, Turn
from .answer import Answer
from .extractive import MOST_CITATIONS, answers_the_question, best, compose_answer
from .filters import Filters
from .hits import Evidence
from .named_questions import NamedQuestions
from .outline import asking_sentence
from .query import MAX_QUESTION_CHARACTERS, Query, understand
from .questions import list_questions
from .refusal import compose_refusal
from .search import Searcher

if TYPE_CHECKING:
    from .generation import LanguageModel

_PLACES_IN_TIME = 8  # at most, in an answer


class Answerer:
    """Answers from one library. Safe for threads."""

    def __init__(
        self,
        folder: LibraryFolder,
        searcher: Searcher,
        transcript: Callable[[str], Transcript],
        language_model: LanguageModel | None,
    ):
        """
        Args:
            transcript: id → transcript.
            language_model: words the answers; None for the speakers' own words.
        """
        self._folder = folder
        self._searcher = searcher
        self._transcript = transcript
        self._language_model = language_model

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
            k: hits considered. Raises QuestionError if it is below 1.
        """
        named, found = query.named_questions, []
        if named and named.wants_answers:
            found = self._answers_to(named, query, filters, infos)
        elif named:
            named = replace(named, askers=filters.speakers or named.askers)
            asking = self._asked(named, filters, infos)
            if listed := list_questions(question, query, asking):
                yield from _in_pieces(listed)
                return
        found = found or self._searcher.search(query, filters, k)
        if query.over_time:
            found = self._searcher.search_along_time(query, filters, _PLACES_IN_TIME) or found
        answer = compose_answer(question, query, found, self._transcript)
        if answer and query.wants_more:
            found = _not_shown(found, answer)
            answer = compose_answer(question, query, found, self._transcript)
        if answer is None:
            yield from _in_pieces(self._refuse(question, query, filters, infos, found, k))
        elif self._language_model is None:
            yield from _in_pieces(answer)
        else:
            from .generation import generate_answer  # late: most ask without one

            sources = [evidence.hit for evidence in found if answers_the_question(evidence)]
            yield from generate_answer(
                answer, sources, query, self._language_model, self._transcript
            )

    def _refuse(
        self,
        question: str,
        query: Query,
        filters: Filters,
        infos: Sequence[TranscriptInfo],
        found: Sequence[Evidence],
        k: int,
    ) -> Answer:
        others = best(self._searcher.search_any_speaker(query, filters, k))
        beyond = [] if others else best(self._searcher.search_any_transcript(query, filters, k))
        return compose_refusal(question, query, filters, infos, found, others=others, beyond=beyond)

    def _asked(
        self, named: NamedQuestions, filters: Filters, infos: Sequence[TranscriptInfo]
    ) -> list[tuple[Transcript, Turn]]:
        """Where such questions are asked in the transcripts that the filters admit."""
        asked: list[tuple[Transcript, Turn]] = []
        for info in filter(filters.admits, infos):
            with suppress(QuestionError), self._folder.guard:  # some may be removed meanwhile
                talk = self._transcript(info.id)
                turns = named.asked_in(talk, self._folder.store.exchanges_of(info.id))
                asked += [(talk, turn) for turn in turns]
        return asked

    def _answers_to(
        self,
        named: NamedQuestions,
        query: Query,
        filters: Filters,
        infos: Sequence[TranscriptInfo],
    ) -> list[Evidence]:
        """The answers to such questions, each found by the words of its question; none where there
        are more than an answer shows."""
        asked = self._asked(named, filters, infos)
        if len(asked) > MOST_CITATIONS:
            return []
        found: list[Evidence] = []
        for talk, turn in asked:
            theirs = understand(asking_sentence(turn.text)[:MAX_QUESTION_CHARACTERS])
            theirs = replace(
                theirs, speakers=query.speakers, of_guest=query.of_guest, target="answer"
            )
            found += self._searcher.read_answer(theirs, filters, talk.id, turn.number)
        return found


def _not_shown(found: Sequence[Evidence], answer: Answer) -> list[Evidence]:
    """What is found besides the places that an answer cites."""
    shown = {(citation.transcript.id, citation.turn) for citation in answer.citations}
    return [e for e in found if (e.hit.transcript.id, e.hit.turn) not in shown]


def _in_pieces(answer: Answer) -> Iterator[str | Answer]:
    """The text of an answer in pieces of about a word, as a page shows it coming; the answer."""
    yield from re.findall(r"\s*[^\s，。！？,.!?]+[，。！？,.!?]*\s*|.", answer.text, re.DOTALL)
    yield answer
