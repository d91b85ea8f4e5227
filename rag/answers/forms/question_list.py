"""Answer “what did Alex ask?” with the questions themselves, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ....index.exchanges import speaker_roles
from ....index.text.asking import asking_sentence, asks
from ....index.text.fold import fold
from ....index.text.length import text_length
from ....index.transcript import Span, Turn
from ...answer import Answer, Hit
from ...reading.talk import Talk
from ...understanding.query import NamedQuestions, Query
from ...understanding.rules.sayings import NAMES_AUDIENCE, NAMES_HOST
from ...understanding.rules.speech.wording import ASKS_INDIRECTLY, ASKS_NOTHING, READS_OUT
from ...understanding.rules.whole_talk.lists import SENT_IN, WORDS_OF_QUESTIONS
from ..messages import message
from .request import Request
from .whole_talk.sentences import Sentence, terms_of
from .whole_talk.subject import about, people_of, subject_of

_MAX = 60  # questions shown; an outline shows more
_MANY = 15  # more are shown in a line each
_SHORT = 25  # as `text_length` counts
_MAX_CHARS = 240  # of several questions in one turn; of more, the longest is shown


def list_questions(request: Request) -> Answer | None:
    """The first 60 turns that ask, by transcript and turn, each with its questions; None if nobody
    asks. Rhetorical and polite questions are left out.

    “What else?” gives those after the first 60.
    """
    query = request.query
    talks = request.talks()
    named = query.wants.named_questions or _described(request, talks)
    named = replace(named, askers=request.filters.speakers or named.askers)
    asking = [_sentence(talk, turn) for talk, turn in asked_in(talks, named)]
    asking = [s for s in asking if _asks_something(s)] or asking
    if query.wants.named_questions is None:
        asking = about(request, asking, _subject(request, talks, named))
    asking = asking[_MAX if query.wants.more else 0 :]
    if not asking:
        return None
    hits = [
        sentence.talk.quote(sentence.span, rank=rank, with_question=False)
        for rank, sentence in enumerate(asking[:_MAX], start=1)
    ]
    paragraphs = _by_speaker(hits, query) if len(hits) <= _MANY else _in_lines(hits, query)
    if n_more := len(asking[_MAX:]):
        paragraphs.append(message("more_questions", query.language, count=n_more))
    return request.answer("\n\n".join(paragraphs), hits)


def asked_in(talks: Sequence[Talk], named: NamedQuestions) -> list[tuple[Talk, Turn]]:
    """The turns that ask the named questions, in order; where nobody has a name of the audience,
    those that read out what was sent in, else anybody's."""
    asked = [
        (talk, turn) for talk in talks for turn in named.asked_in(talk.transcript, talk.exchanges)
    ]
    if named.of_audience and not asked:
        asked = asked_in(talks, replace(named, of_audience=False))
        return [item for item in _all_turns(talks) if _reads_out_a_question(item[1])] or asked
    return asked


def _all_turns(talks: Sequence[Talk]) -> Iterator[tuple[Talk, Turn]]:
    return ((talk, turn) for talk in talks for turn in talk.transcript.turns)


def _reads_out_a_question(turn: Turn) -> bool:
    folded = fold(turn.text)
    return READS_OUT.matches(folded) and (asks(turn.text) or ASKS_INDIRECTLY.matches(folded))


def _described(request: Request, talks: Sequence[Talk]) -> NamedQuestions:
    """The questions that “all questions Emma put to the panel” means."""
    folded = fold(request.query.text)
    askers = people_of(request, talks)
    if not askers and NAMES_HOST.matches(folded):
        roles = [speaker_roles(talk.transcript.turns) for talk in talks]
        askers = [name for of_talk in roles for name, role in of_talk.items() if role == "host"]
    of_audience = not askers and any(r.matches(folded) for r in (NAMES_AUDIENCE, SENT_IN))
    return NamedQuestions(tuple(askers) or None, of_audience, nth=None, wants_answers=False)


def _subject(request: Request, talks: Sequence[Talk], named: NamedQuestions) -> list[str]:
    return subject_of(request, talks, named.askers or (), WORDS_OF_QUESTIONS)


def _sentence(talk: Talk, turn: Turn) -> Sentence:
    """The questions of a turn: from the first to the last if that is short, else the longest."""
    asking = [span for span in turn.sentences() if asks(turn.text[slice(*span)])]
    if asking and asking[-1][1] - asking[0][0] <= _MAX_CHARS:
        start, end = asking[0][0], asking[-1][1]
    else:
        longest = asking_sentence(turn.text)
        start = turn.text.index(longest)
        end = start + len(longest)
    return Sentence(talk, turn, Span(turn.number, start, end), fold(turn.text[start:end]))


def _asks_something(sentence: Sentence) -> bool:
    """Whether it is more than “Right?” or “Oh, did you?”."""
    says_something = len(terms_of(sentence.text)) > 0 or text_length(sentence.text) > _SHORT
    return says_something and not ASKS_NOTHING.matches(sentence.folded)


def _by_speaker(hits: Iterable[Hit], query: Query) -> list[str]:
    """A paragraph for each stretch of questions by one speaker."""
    return [
        "\n".join([message("asking", query.language, speaker=speaker), *_quotes(asked, query)])
        for speaker, asked in groupby(hits, key=lambda hit: hit.speaker)
    ]


def _in_lines(hits: Sequence[Hit], query: Query) -> list[str]:
    """One paragraph with a line for each question: many are read more easily so."""
    lines = [
        message("item", query.language, who=hit.speaker, quote=quote)
        for hit, quote in zip(hits, _quotes(hits, query), strict=True)
    ]
    return ["\n".join(lines)]


def _quotes(hits: Iterable[Hit], query: Query) -> Iterator[str]:
    for hit in hits:
        yield message("quote", query.language, quote=hit.quote, n=hit.rank)
