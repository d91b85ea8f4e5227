"""Answer “what is still open?” with what nobody answered, and what was left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .....index.text.fold import fold
from ....answer import Answer
from ....reading.open_questions import open_places
from ....reading.talk import Talk
from ....understanding.rules.whole_talk.open_questions import ONLY_QUESTIONS, WORDS_LEFT_OPEN
from ..request import Request
from .items import Item, answer_with
from .marks import OPEN_MARKS
from .sentences import Sentence, by_act, clearest, marked, sentence_at
from .subject import about, people_of, subject_of
from .talks import meant

_MIN_POINTS = (0.5, -0.5, -2.0)  # the first by which there are some
_MAX_OPEN = 10  # points of one talk
_MAX_OF_A_POINT = 2  # sentences
_MAX_OF_SEVERAL = 4  # of each talk where there are several
_UNANSWERED = 3.0  # points of a question that nobody answers


def list_open_questions(request: Request) -> Answer | None:
    """The questions that nobody answered and what is said to be open, in order of the talk."""
    talks = meant(request)
    people = people_of(request, talks)
    words = subject_of(request, talks, people, WORDS_LEFT_OPEN)
    only_questions = ONLY_QUESTIONS.matches(fold(request.query.text))
    most = _MAX_OPEN if len(talks) == 1 else _MAX_OF_SEVERAL
    items: list[Item] = []
    for talk in talks:
        said = list(_unanswered(talk))
        if not only_questions or not said:
            said = list(by_act(talk, "open", open_by_rules(talk)))
        said = [sentence for sentence in said if not people or sentence.turn.speaker in people]
        found = clearest(about(request, said, words), _MIN_POINTS, _MAX_OF_A_POINT * most)
        items += [Item(s, s.turn.speaker) for s in _clearest_points(talk, found, most)]
    return answer_with(request, "open_questions", items)


def open_by_rules(talk: Talk) -> Iterator[Sentence]:
    """The sentences that rules take for open points, with their points."""
    yield from _unanswered(talk)
    yield from marked(talk, OPEN_MARKS)


def _clearest_points(talk: Talk, sentences: Sequence[Sentence], most: int) -> list[Sentence]:
    """The clearest sentences of each open point, at most two, of the clearest points, in order.

    What is said in one exchange is on one point.
    """
    exchange_of = {turn: exchange.number for exchange in talk.exchanges for turn in exchange.turns}
    points: dict[int, list[Sentence]] = {}
    for s in sorted(sentences, key=lambda s: -s.points):
        points.setdefault(exchange_of.get(s.turn.number, -s.turn.number), []).append(s)
    clearest_first = list(points.values())[:most]  # as the best sentence of each stood
    kept = {id(s) for point in clearest_first for s in point[:_MAX_OF_A_POINT]}
    return [s for s in sentences if id(s) in kept]


def _unanswered(talk: Talk) -> Iterator[Sentence]:
    """The questions that nobody answers, or only with “I don't know”, each with that answer."""
    for place in open_places(talk):
        for span in filter(None, (place.asked, place.evasion)):
            yield sentence_at(talk, span, _UNANSWERED)
