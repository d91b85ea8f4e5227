"""Answer “what is still open?” with what nobody answered, and what was left open."""

from __future__ import annotations

from collections.abc import Iterator

from .....index.text.asking import asking_sentence
from .....index.text.fold import fold
from .....index.text.length import text_length
from .....index.transcript import Exchange, Span
from ....answer import Answer
from ....reading.talk import Talk
from ....understanding.rules.speech import left_open, wording
from ....understanding.rules.whole_talk import ONLY_QUESTIONS
from ..request import Request
from .items import Item, answer_with
from .marks import OPEN_MARKS
from .sentences import Sentence, clearest, marked, sentences_of, with_points
from .subject import about, people_of, subject_of
from .talks import meant

_MIN_POINTS = (2.0, 1.0)  # the first by which there are some
_MAX_OPEN = 10  # of one talk
_MAX_OF_SEVERAL = 4  # of each talk where there are several
_UNANSWERED = 3.0  # points of a question that nobody answers
_MAX_FILLER = 12  # as `text_length` counts: “Well.”
_SHORT_EVASION = 100  # the same; of a longer answer only the first sentence counts
_MAX_EVASION = 400  # as `text_length` counts; a longer answer tells something


def list_open_questions(request: Request) -> Answer | None:
    """The questions that nobody answered and what is said to be open, in order of the talk."""
    talks = meant(request)
    people = people_of(request, talks)
    words = subject_of(request, talks, people)
    only_questions = ONLY_QUESTIONS.matches(fold(request.query.text))
    most = _MAX_OPEN if len(talks) == 1 else _MAX_OF_SEVERAL
    items: list[Item] = []
    for talk in talks:
        said = list(_unanswered(talk))
        if not only_questions or not said:
            said += marked(talk, OPEN_MARKS)
        said = [sentence for sentence in said if not people or sentence.turn.speaker in people]
        chosen = clearest(about(request, said, words), _MIN_POINTS, most)
        items += [Item(sentence, sentence.turn.speaker) for sentence in chosen]
    return answer_with(request, "open_questions", items)


def _unanswered(talk: Talk) -> Iterator[Sentence]:
    """The questions that nobody answers, or only with “I don't know”, each with that answer."""
    for exchange in talk.exchanges:
        if exchange.question_turn is None or not _asks_something(talk, exchange):
            continue
        evasion = _evasion(talk, exchange)
        if exchange.answers and evasion is None:
            continue
        turn = talk.transcript.turn(exchange.question_turn)
        asked = asking_sentence(turn.text)
        start = turn.text.index(asked)
        span = Span(turn.number, start, start + len(asked))
        yield Sentence(talk, turn, span, fold(asked), _UNANSWERED)
        if evasion is not None:
            yield evasion


def _asks_something(talk: Talk, exchange: Exchange) -> bool:
    assert exchange.question_turn is not None
    asked = asking_sentence(talk.transcript.turn(exchange.question_turn).text)
    folded = fold(asked)
    asks = bool(exchange.answers) or wording.IS_ASKED.matches(folded)
    return asks and not wording.ASKS_NOTHING.matches(folded)


def _evasion(talk: Talk, exchange: Exchange) -> Sentence | None:
    """The sentence by which the answer says that it is none; None if something is answered."""
    turns = [talk.transcript.turn(number) for number in exchange.answers]
    if sum(text_length(turn.text) for turn in turns) > _MAX_EVASION:
        return None
    for turn in turns[:1]:
        said = [s for s in sentences_of(talk, turn) if text_length(s.text) > _MAX_FILLER]
        most = len(said) if text_length(turn.text) <= _SHORT_EVASION else 1
        for sentence in said[:most]:
            if left_open.HAS_NO_ANSWER.matches(sentence.folded):
                return with_points(sentence, _UNANSWERED)
    return None
