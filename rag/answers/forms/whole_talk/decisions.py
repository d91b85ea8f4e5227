"""Answer “what was decided?” with the sentences that decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from .....index.text.asking import asking_sentence
from .....index.text.fold import fold
from ....answer import Answer
from ....reading.talk import Talk
from ....understanding.rules.speech import decisions, left_open, tasks
from ....understanding.rules.whole_talk.decisions import WORDS_OF_DECIDING
from ..request import Request
from .items import Item, answer_with
from .marks import DECISION_MARKS, OWN_DECISION_MARKS
from .sentences import (
    Mark,
    Sentence,
    by_act,
    clearest,
    marked,
    sentences_of,
    with_points,
    with_whole_recaps,
)
from .subject import about, people_of, subject_of
from .talks import meant
from .tasks import list_tasks

_MIN_POINTS = (0.5, -0.5, -2.0)  # the first by which there are some
_MIN_POINTS_OF_RULES = (2.0, 1.0, 0.5)
_MAX_DECISIONS = 10  # of one talk
_MAX_OF_SEVERAL = 4  # of each talk where there are several
_TURNS_BEFORE = 3  # in which the subject of a decision is spoken of
_DECIDES_AS_ASKED = 3.0  # points of an answer to “is the date fixed?”
_OPEN = (left_open.LEAVES_OPEN, left_open.LEAVES_HANGING)
_PROPOSED = 1.5  # points of a proposal that is accepted
_AGREED = 1.0  # points if somebody agrees next


def list_decisions(request: Request) -> Answer | None:
    """What was decided, in order of the talk; else what will be done; None if neither is said."""
    talks = meant(request)
    people = people_of(request, talks)
    words = subject_of(request, talks, people, WORDS_OF_DECIDING)
    most = _MAX_DECISIONS if len(talks) == 1 else _MAX_OF_SEVERAL
    items: list[Item] = []
    for talk in talks:
        if len(people) == 1:  # who tells how they chose; talks were marked for what they settle
            found = decisions_by_rules(talk, OWN_DECISION_MARKS)
            limits = _MIN_POINTS_OF_RULES
        else:
            found = by_act(talk, "decision", decisions_by_rules(talk))
            limits = _MIN_POINTS
        said = [s for s in found if not people or s.turn.speaker in people]
        on_subject = about(request, said, words, turns_before=_TURNS_BEFORE)
        chosen = with_whole_recaps(clearest(on_subject, limits, most))
        items += [Item(sentence, sentence.turn.speaker) for sentence in chosen]
    return answer_with(request, "decisions", items) or list_tasks(request)


def decisions_by_rules(talk: Talk, marks: Sequence[Mark] = DECISION_MARKS) -> Iterator[Sentence]:
    """The sentences that rules take for decisions, with their points."""
    turns = talk.transcript.turns
    for sentence in marked(talk, marks, said_shortly=marks is DECISION_MARKS):
        after = turns[sentence.turn.number : sentence.turn.number + 1]
        agreed = any(tasks.ACCEPTS.matches(fold(turn.text)) for turn in after)
        yield with_points(sentence, sentence.points + _AGREED * agreed)
    yield from _answers_that_decide(talk)
    yield from _accepted_proposals(talk)


def _accepted_proposals(talk: Talk) -> Iterator[Sentence]:
    """The proposals, “shall we print it?”, that somebody else accepts at once."""
    for turn, after in pairwise(talk.transcript.turns):
        if turn.speaker != after.speaker and tasks.ACCEPTS.matches(fold(after.text)):
            *_, last = sentences_of(talk, turn)
            if decisions.PROPOSES.matches(last.folded):
                yield with_points(last, _PROPOSED)


def _answers_that_decide(talk: Talk) -> Iterator[Sentence]:
    """The first sentences of the answers to “is the date fixed?”."""
    for exchange in talk.exchanges:
        if exchange.question_turn is None or not exchange.answers:
            continue
        asked = asking_sentence(talk.transcript.turn(exchange.question_turn).text)
        if not decisions.ASKS_FOR_A_DECISION.matches(fold(asked)):
            continue
        answer = talk.transcript.turn(exchange.answers[0])
        for sentence in islice(sentences_of(talk, answer), 1):
            if not any(rule.matches(sentence.folded) for rule in _OPEN):
                yield with_points(sentence, _DECIDES_AS_ASKED)
