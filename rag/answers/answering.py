"""The whole way from an understood question to pieces of its answer, then the Answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ...index.errors import UsageError
from ...index.folder import LibraryFolder
from ...index.store.records import TranscriptInfo
from ...index.text.asking import asking_sentence
from ...index.text.fold import fold
from ...index.transcript import Span, Transcript
from ..answer import Answer, Hit
from ..reading.talk import Talk
from ..search.filters import Filters
from ..search.hits import Evidence, with_quote
from ..search.near_duplicates import says_the_same
from ..search.relevance import MIN_LIKELIHOOD
from ..search.searcher import Searcher, check_k
from ..understanding.people import may_be_called
from ..understanding.query import Query, Understander
from ..understanding.rules.names import REPORTS
from ..understanding.subject import without_words_of_form
from ..understanding.understand import MAX_QUESTION_CHARACTERS
from .extractive import best, cite, compose_answer
from .forms import MAKERS
from .forms.question_list import asked_in
from .forms.request import Request
from .refusal import compose_refusal
from .research import research

if TYPE_CHECKING:
    from ..language_models import LanguageModel

_PLACES_IN_TIME = 8  # hits in an answer along time
_MAX_ANSWERS = 20  # answers to named questions
_MIN_WORDS_OF_A_TASK = 2  # of a question who will do one thing
_MAX_SENTENCES_BEHIND = 3  # of a quote that “tell me more” goes on from


class Answerer:
    """Answers from one library. Thread-safe."""

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
        """Yield pieces of the answer's text, then the Answer.

        Args:
            question: the question as asked.
            infos: all transcripts of the library.
            k: number of hits to consider.
        Raises: UsageError if k is below 1.
        """
        check_k(k)
        read = partial(self._talks, filters)
        request = Request(question, query, filters, infos, read, self._searcher.search)
        make = MAKERS.get(query.wants.form)
        made = self._made_by_a_volunteer(request, k) or (make(request) if make else None)
        if made:
            yield from self._compare_in_words(request, made)
            return
        if make:  # the talks give no answer in this form
            query = replace(
                query,
                look_for=without_words_of_form(query.look_for, query.wants.form),
                wants=replace(query.wants, form=query.wants.otherwise),
            )
            request = replace(request, query=query)
        evidence: list[Evidence] = []
        sources = self._answers_to(query, filters, infos)
        answer = cite(question, query, sources, self._transcript)
        if answer is None:
            evidence = self._find_pointed(query, filters, k)
            answer = compose_answer(question, query, evidence, self._transcript)
            if answer is None and query.whose.of_guest:  # “she” may be somebody they speak of
                of_anyone = self._find_pointed(query.of_anyone(), filters, k)
                answer = compose_answer(question, query, of_anyone, self._transcript)
                evidence = of_anyone if answer else evidence
        if answer and query.wants.more:
            found, shown = evidence, answer
            evidence = _not_shown(found, shown)
            answer = compose_answer(question, query, evidence, self._transcript)
            if answer is None:
                evidence = _behind(found, shown, self._transcript)
                answer = compose_answer(question, query, evidence, self._transcript)
        if answer:
            sources = sources or _hits(filter(_speaks_of_it, evidence))
        looks_further = answer is None or bool(query.parts)
        answer = answer or self._refuse(question, query, filters, infos, evidence, k)
        yield from self._in_words(request, answer, sources, looks_further=looks_further)

    def _made_by_a_volunteer(self, request: Request, k: int) -> Answer | None:
        """Who offers to do the one thing that a question asks about; None if nobody offers it."""
        query = request.query
        if query.wants.form != "tasks" or not query.wants.who_will:
            return None
        one = without_words_of_form(query.look_for, "tasks")
        if len(one.words) < _MIN_WORDS_OF_A_TASK:
            return None
        wants = replace(query.wants, form="fact", answer_type="person")
        query = replace(query, look_for=one, wants=wants)
        evidence = self._searcher.volunteers(query, request.filters, k)
        return compose_answer(request.question, query, evidence, self._transcript)

    def _compare_in_words(self, request: Request, made: Answer) -> Iterator[str | Answer]:
        """Yield an answer in a form; a language model may word only a comparison."""
        if request.query.wants.form == "comparison":
            sources = [citation.hit for citation in made.citations]
            yield from self._in_words(request, made, sources, looks_further=True)
        else:
            yield from _in_pieces(made)

    def _in_words(
        self, request: Request, answer: Answer, sources: Sequence[Hit], *, looks_further: bool
    ) -> Iterator[str | Answer]:
        """Yield the answer, in a language model's words if there is one and it finds them.

        Args:
            answer: in the speakers' own words, or a refusal.
            sources: the hits that answer, best first.
            looks_further: whether the model may search, look up and read before it writes.
        """
        model = self._language_model
        if model is None:
            yield from _in_pieces(answer)
            return
        if looks_further:
            researched = research(request, model, self._understand, sources)
            answer = replace(answer, steps=tuple(researched.steps))
            sources = researched.found
            if not (answer.answered or researched.found_relevant):
                sources = []  # what nobody spoke about stays refused
        if not sources:
            yield from _in_pieces(answer)
            return
        from .generation import generate_answer  # late: most questions need none

        yield from generate_answer(answer, sources, request.query, model, self._transcript)

    def _find_pointed(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        """The hits with the sentences that answer as their quotes, in order of rank."""
        evidence = self._find(query, filters, k)
        if query.wants.target == "answer":
            evidence = self._searcher.point_out(query, filters, evidence)
            evidence = self._searcher.with_views(query, filters, k, evidence)
        return evidence

    def _find(self, query: Query, filters: Filters, k: int) -> list[Evidence]:
        """The hits in order of rank; for a question of change the relevant ones, along time."""
        evidence = self._searcher.search(query, filters, k)
        if query.whose.answers_to and not any(item.is_relevant for item in evidence):
            to_anyone = replace(query, whose=replace(query.whose, answers_to=None))
            evidence = self._searcher.search(to_anyone, filters, k)
        if query.whose.unknown_name and not query.whose.similar_name:
            evidence = self._naming(query.whose.unknown_name, query, evidence)
        if query.wants.change:
            along = self._searcher.search_along_time(query, filters, _PLACES_IN_TIME)
            evidence = along or evidence
        return evidence

    def _naming(self, name: str, query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The evidence; none is an answer of somebody who does not speak, unless it reports what
        they say, or the heading of the transcript names them, where they may speak under another
        name; or unless the speaker's name is in characters, which may be theirs: 唐鳳 is Audrey."""
        words = [word for word in fold(name).split() if len(word) > 1]
        checked: list[Evidence] = []
        for item in evidence:
            transcript = self._transcript(item.hit.transcript.id)
            heading = [transcript.title, *(note.text for note in transcript.notes)]
            told = item.exchange.text(transcript)
            is_named = (
                any(word in fold("\n".join(heading)) for word in words)
                or any(REPORTS.matches(fold(told), re.escape(word)) for word in words)
                or may_be_called(name, item.hit.speaker)
            )
            is_named = is_named and bool(query.look_for.words)
            checked.append(item if is_named else replace(item, has_answer=False))
        return checked

    def _refuse(
        self,
        question: str,
        query: Query,
        filters: Filters,
        infos: Sequence[TranscriptInfo],
        nearest: Sequence[Evidence],
        k: int,
    ) -> Answer:
        others = self._answers_to(query.of_anyone(), replace(filters, speakers=None), infos)
        others = others or _hits(best(self._searcher.search_any_speaker(query, filters, k)))
        refused = [(item.hit.transcript.id, item.hit.turn) for item in nearest]
        others = [hit for hit in others if (hit.transcript.id, hit.turn) not in refused]
        searched = {info.id for info in infos if filters.admits(info)}
        beyond = [] if others else best(self._searcher.search_any_transcript(query, filters, k))
        beyond = [item for item in beyond if item.hit.transcript.id not in searched]
        return compose_refusal(
            question,
            query,
            filters,
            infos,
            _hits(nearest),
            others=others,
            beyond=_hits(beyond),
            is_spoken_of=_is_spoken_of(nearest),
        )

    def _talks(self, filters: Filters, infos: Sequence[TranscriptInfo]) -> list[Talk]:
        """The transcripts that the filters admit, without those that were removed meanwhile."""
        talks: list[Talk] = []
        for info in filter(filters.admits, infos):
            with suppress(UsageError), self._folder.reading():
                transcript = self._transcript(info.id)
                talks.append(Talk(transcript, self._folder.store.exchanges_of(info.id)))
        return talks

    def _answers_to(
        self, query: Query, filters: Filters, infos: Sequence[TranscriptInfo]
    ) -> list[Hit]:
        """The answers to the questions that a question names, each found by the words of the
        question it answers, the first 20."""
        named = query.wants.named_questions
        if named is None or not named.wants_answers:
            return []
        hits: list[Hit] = []
        for talk, turn in asked_in(self._talks(filters, infos), named):
            theirs = self._understand(asking_sentence(turn.text)[:MAX_QUESTION_CHARACTERS])
            whose = replace(
                theirs.whose, speakers=query.whose.speakers, of_guest=query.whose.of_guest
            )
            theirs = replace(theirs, whose=whose, wants=replace(theirs.wants, target="answer"))
            for evidence in self._searcher.read_answer(
                theirs, filters, talk.transcript.id, turn.number
            ):
                if not any(_is_elsewhere(evidence.hit, hit) for hit in hits):
                    hits.append(replace(evidence.hit, rank=len(hits) + 1))
            if len(hits) >= _MAX_ANSWERS:
                break
        return hits[:_MAX_ANSWERS]


def _hits(evidence: Iterable[Evidence]) -> list[Hit]:
    return [item.hit for item in evidence]


def _is_spoken_of(evidence: Sequence[Evidence]) -> bool:
    """Whether a hit speaks of the subject and lacks only what is asked for, such as a date."""
    return any(item.has_answer is False and _speaks_of_it(item) for item in evidence)


def _speaks_of_it(item: Evidence) -> bool:
    """Whether a hit speaks of the subject, with or without what is asked for."""
    return item.is_relevant or item.relevance.likelihood >= MIN_LIKELIHOOD


def _is_elsewhere(hit: Hit, other: Hit) -> bool:
    """Whether a hit is a near-duplicate of one in another transcript."""
    return hit.transcript != other.transcript and says_the_same(hit.text, other.text)


def _not_shown(evidence: Sequence[Evidence], answer: Answer) -> list[Evidence]:
    """The evidence that an answer does not cite."""
    shown = {(citation.transcript.id, citation.turn) for citation in answer.citations}
    return [item for item in evidence if (item.hit.transcript.id, item.hit.turn) not in shown]


def _behind(
    evidence: Sequence[Evidence], answer: Answer, transcript: Callable[[str], Transcript]
) -> list[Evidence]:
    """The evidence that an answer quotes, with what is said next in the same turn as the quote;
    nothing of turns that end there."""
    ends = {
        (citation.transcript.id, citation.turn): citation.hit.quote_start + len(citation.quote)
        for citation in answer.citations
    }
    found: list[Evidence] = []
    for item in evidence:
        hit = item.hit
        talk = transcript(hit.transcript.id)
        turn = talk.turn(hit.turn)
        end = ends.get((talk.id, turn.number), len(turn.text))
        next_ones = [span for span in turn.sentences() if span[0] >= end][:_MAX_SENTENCES_BEHIND]
        if next_ones:
            span = Span(turn.number, next_ones[0][0], next_ones[-1][1])
            found.append(replace(item, hit=with_quote(hit, talk, span)))
    return found


def _in_pieces(answer: Answer) -> Iterator[str | Answer]:
    """Yield an answer's text in pieces of about a word, for the page to show; then the answer."""
    yield from re.findall(r"\s*[^\s，。！？,.!?]+[，。！？,.!?]*\s*|.", answer.text, re.DOTALL)
    yield answer
