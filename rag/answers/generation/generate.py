"""Hits → an answer in a language model's words; only sentences that the hits support are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from ....index.errors import LanguageModelError
from ....index.text.deep_link import link_to_moment
from ....index.text.language import ReplyLanguage
from ....index.transcript import Transcript
from ...answer import Answer, Citation, Hit
from ...language_models.language_model import ContextTooLongError, LanguageModel
from ...search.near_words import bundled_vectors
from ...understanding.query import Query
from ..messages import message, with_notices
from .check import CheckedSentence, Quotation, check_sentence, split_sentences
from .prompt import NO_ANSWER, build_messages

_MAX_TOKENS = 512  # of an answer
# Some servers ignore that limit; a token seldom has more than six characters.
_MAX_CHARS = 6 * _MAX_TOKENS
_MAX_CHARS_WITH_THOUGHTS = 10 * _MAX_CHARS
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
# Small models continue with questions and answers of their own.
_INVENTED_QUESTION = re.compile(r"\n\s*(?:Question:|问题：|<source>).*", re.DOTALL)


@dataclass(slots=True)
class _Draft:
    """The part of an answer that is written and checked so far."""

    sources: Sequence[Hit]
    text: str  # at first the notices above the answer
    transcripts: Mapping[str, Transcript]  # by id: those of the sources
    numbers: dict[int, int] = field(default_factory=dict)  # position of a source → its [n]
    quoted: dict[int, Quotation] = field(
        default_factory=dict
    )  # position of a source → its first quotation
    n_left_out: int = 0  # sentences
    says_no_answer: bool = False

    def add(self, sentence: CheckedSentence, space: str) -> str:
        """Append a sentence with its citations, numbered in order of use; return the new text."""
        first = not self.numbers
        numbers = [self.numbers.setdefault(n, len(self.numbers) + 1) for n in sentence.cited]
        marks = "".join(f"[{n}]" for n in numbers)
        for quotation in sentence.quotations:
            if quotation.turn == self.sources[quotation.source].turn:
                self.quoted.setdefault(quotation.source, quotation)
        piece = f"{'' if first else space}{sentence.text} {marks}"
        self.text += piece
        return self.text if first else piece

    def citations(self) -> tuple[Citation, ...]:
        """The cited sources by number; the answer's quotation of a source becomes its quote."""
        return tuple(
            Citation(n, self._with_quote(place), verified=True) for place, n in self.numbers.items()
        )

    def _with_quote(self, place: int) -> Hit:
        quoted = self.quoted.get(place)
        hit = self.sources[place]
        if not quoted:
            return hit
        transcript = self.transcripts[hit.transcript.id]
        start_s = transcript.turn(hit.turn).time_at(quoted.start)
        return replace(
            hit,
            quote=quoted.text,
            quote_start=quoted.start,
            start_s=start_s,
            url=link_to_moment(transcript.url, start_s),
        )


def generate_answer(
    otherwise: Answer,
    sources: Sequence[Hit],
    query: Query,
    model: LanguageModel,
    transcript: Callable[[str], Transcript],
) -> Iterator[str | Answer]:
    """Yield pieces of the answer as they are checked, then the Answer.

    Each sentence is shown if the speakers it cites say that (`check_sentence`). If the model fails
    or no sentence is left, the answer is the other one, below a notice. Sources that do not
    fit into the context window are dropped, the last first, and a notice says so.

    Args:
        otherwise: the answer in the speakers' own words, or a refusal.
        sources: the hits that answer, best first; at least one.
        transcript: id → the transcript as stored.
    """
    # Read now: a transcript may be removed or renamed while the model writes.
    stored = {id: transcript(id) for id in {hit.transcript.id for hit in sources}}
    draft, problem = _Draft(sources, with_notices("", query), stored), ""
    try:
        yield from _write(draft, query, model, stored.__getitem__)
    except LanguageModelError as error:
        problem = str(error)
    if not draft.numbers:
        key = "failed" if problem else "no_answer" if draft.says_no_answer else "unchecked"
        notice = message(f"model_{key}", query.language, problem=problem)
        text = f"{notice}\n\n{otherwise.text}"
        yield text
        yield replace(otherwise, text=text)
        return
    for notice in _notices(draft, len(sources), problem, query.language):
        draft.text += f"\n\n{notice}"
        yield f"\n\n{notice}"
    yield replace(
        otherwise,
        answered=True,
        text=draft.text,
        citations=draft.citations(),
        model=model.name,
        related=(),
    )


def _write(
    draft: _Draft, query: Query, model: LanguageModel, transcript: Callable[[str], Transcript]
) -> Iterator[str]:
    """Yield the sentences that pass the check."""
    n_done = 0  # characters
    for text, is_whole in _written(draft, query, model):
        if text.startswith(NO_ANSWER):
            draft.says_no_answer = True
            return
        rest, at = text[n_done:], 0
        for start, end in split_sentences(rest, is_whole=is_whole):
            space, at = rest[at:start] or " ", end
            sentence = check_sentence(rest[start:end], draft.sources, transcript, bundled_vectors())
            if sentence is None:
                draft.n_left_out += 1
            else:
                yield draft.add(sentence, space)
        n_done += at


def _written(draft: _Draft, query: Query, model: LanguageModel) -> Iterator[tuple[str, bool]]:
    """Yield (the model's text so far, whether it is complete) repeatedly.

    Raises: LanguageModelError if the model does not stop.
    """
    while True:
        messages = build_messages(query.text, draft.sources, query.language)
        raw = ""
        try:
            with closing(model.stream(messages, max_tokens=_MAX_TOKENS)) as pieces:
                for piece in pieces:
                    raw += piece
                    text = _without_thoughts(raw)
                    if _INVENTED_QUESTION.search(text):
                        break
                    yield text[:_MAX_CHARS], False
                    if len(text) > _MAX_CHARS or len(raw) > _MAX_CHARS_WITH_THOUGHTS:
                        raise LanguageModelError(
                            f"it wrote more than {_MAX_TOKENS} tokens, and did not stop"
                        )
        except ContextTooLongError:
            if len(draft.sources) == 1:
                raise
            draft.sources = draft.sources[:-1]
        else:
            yield _INVENTED_QUESTION.sub("", _without_thoughts(raw)), True
            return


def _without_thoughts(raw: str) -> str:
    return _THOUGHTS.sub("", raw).lstrip()


def _notices(draft: _Draft, n_sources: int, problem: str, language: ReplyLanguage) -> Iterator[str]:
    """Notices about sentences and sources left out, and about a failure of the model."""
    if draft.n_left_out:
        yield message("model_left_out", language, count=draft.n_left_out)
    if len(draft.sources) < n_sources:
        yield message("model_read", language, used=len(draft.sources), count=n_sources)
    if problem:
        yield message("model_broke_off", language, problem=problem)
