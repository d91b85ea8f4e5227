"""Answer “action items” and “what will Tom do?” with the sentences of promise and request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .....index.text.asking import asking_sentence
from .....index.text.fold import fold
from .....index.text.terms import is_stop_word
from .....index.transcript import Turn
from ....answer import Answer
from ....reading.talk import Talk
from ....understanding.folded_text import FoldedText
from ....understanding.rules.speech import tasks
from ....understanding.rules.whole_talk.tasks import ASKED_BY, WORDS_OF_TASKS
from ...messages import message
from ..request import Request
from .items import Item, answer_with
from .marks import TASK_MARKS
from .named import names
from .sentences import (
    Sentence,
    by_act,
    clearest,
    marked,
    sentences_of,
    with_points,
    with_whole_recaps,
)
from .subject import about, people_of, speakers_of, subject_of
from .talks import meant

_MIN_POINTS = (0.5, -0.5, -2.0)  # the first by which there are some tasks
_TURNS_BEFORE = 2  # in which the subject of a task is spoken of
_MAX_TASKS = 12  # of one talk
_MAX_OF_SEVERAL = 4  # of each talk where there are several
_FALSE_NAME = 2.5  # points, as many as ASSIGNS adds
_ACCEPTED, _AT_THE_END = 1.0, 1.0  # points for a request that is accepted, for the last tenth
_LAST_TENTH = 0.9
_VOLUNTEERS = 2.5  # points of an answer to “who can take it?”


def list_tasks(request: Request) -> Answer | None:
    """Who will do what, in order of the talk; None if nobody promises or asks for anything."""
    talks = meant(request)
    named = people_of(request, talks)
    people = _owners(request, named, speakers_of(talks))
    words = subject_of(request, talks, named, WORDS_OF_TASKS)
    most = _MAX_TASKS if len(talks) == 1 else _MAX_OF_SEVERAL
    items: list[Item] = []
    for talk in talks:
        theirs = [
            s
            for s in by_act(talk, "task", tasks_by_rules(talk))
            if not people or _concerns(s, people)
        ]
        on_subject = about(request, theirs, words, turns_before=_TURNS_BEFORE)
        chosen = with_whole_recaps(clearest(on_subject, _MIN_POINTS, most))
        items += [Item(task, _who(task, request)) for task in chosen]
    return answer_with(request, "tasks", items)


def _owners(request: Request, people: Sequence[str], speakers: Sequence[str]) -> Sequence[str]:
    """The people whose tasks are wanted: of “what did Ann ask Bob to do?” only Bob."""
    asked = ASKED_BY.search(fold(request.query.text))
    if asked and len(people) > 1:
        rest = asked["rest"] or asked["zh"]
        return [name for name in people if names(rest, name, speakers)] or people
    return people


def tasks_by_rules(talk: Talk) -> Iterator[Sentence]:
    """The sentences that rules take for tasks, with their points."""
    for sentence in marked(talk, TASK_MARKS):
        points = sentence.points - _FALSE_NAME * _assigns_to_no_name(sentence)
        points += _ACCEPTED * _is_accepted(sentence)
        points += _AT_THE_END * (sentence.place > _LAST_TENTH)
        yield with_points(sentence, points)
    yield from _volunteers(talk)


def _volunteers(talk: Talk) -> Iterator[Sentence]:
    """The first sentences of the turns that answer “who can take it?” at once."""
    for exchange in talk.exchanges:
        question = exchange.question_turn
        if question is None or exchange.answers[:1] != (question + 1,):
            continue
        asked = asking_sentence(talk.transcript.turn(question).text)
        if tasks.ASKS_WHO_WILL.matches(fold(asked)):
            answer = talk.transcript.turn(exchange.answers[0])
            first = next(sentences_of(talk, answer))
            yield with_points(first, _VOLUNTEERS)


def _assigns_to_no_name(sentence: Sentence) -> bool:
    """Whether what stands where ASSIGNS expects a name has no capital: “as you'll see on the …”."""
    match = tasks.ASSIGNS.search(sentence.folded)
    if match is None or len(sentence.folded) != len(sentence.text):
        return False
    start = max(match.start("name"), match.start("called"))
    return start >= 0 and (
        not sentence.text[start].isupper() or is_stop_word(match["name"] or match["called"])
    )


def _next_turn(sentence: Sentence) -> Turn | None:
    turns = sentence.talk.transcript.turns
    return turns[sentence.turn.number] if sentence.turn.number < len(turns) else None


def _is_accepted(sentence: Sentence) -> bool:
    """Whether the next speaker says “Sure.”."""
    after = _next_turn(sentence)
    return (
        after is not None
        and after.speaker != sentence.turn.speaker
        and tasks.ACCEPTS.matches(fold(after.text))
    )


def _is_request(sentence: Sentence) -> bool:
    """Whether a sentence gives a task to somebody else than its speaker."""
    if tasks.ASKS_TO_ACT.matches(sentence.folded):
        return True
    if tasks.PROMISES.matches(sentence.folded) and not _named(sentence):
        return False
    assigns = tasks.ASSIGNS.matches(sentence.folded) and not _assigns_to_no_name(sentence)
    return assigns or tasks.TELLS_TO_ACT.matches(sentence.folded)


def _named(sentence: Sentence) -> list[str]:
    """Other speakers whose names a sentence has."""
    speakers = sentence.talk.transcript.speakers
    others = [name for name in speakers if name != sentence.turn.speaker]
    return [name for name in others if names(sentence.folded, name, speakers)]


def _asked(sentence: Sentence) -> list[str]:
    """Who is asked to act: those named, else who accepts it; empty where it is not clear."""
    named = _named(sentence)
    after = _next_turn(sentence)
    if named or after is None or not _is_accepted(sentence):
        return named
    return [after.speaker]


def _concerns(sentence: Sentence, people: Sequence[str]) -> bool:
    """Whether one of these people will do it."""
    if _is_request(sentence):
        owners = _asked(sentence)
        if owners:
            return any(name in people for name in owners)
    return sentence.turn.speaker in people


def _who(sentence: Sentence, request: Request) -> str:
    """“Ann, tomorrow” for a promise, “Bob, by Friday (asked by Ann)” for a request."""
    speaker = sentence.turn.speaker
    asked = _asked(sentence) if _is_request(sentence) else []
    if len(asked) > 1:  # a recap
        return speaker
    who = _with_deadline(asked[0] if asked else speaker, sentence, request)
    if not asked:
        return who
    return message("asked_by", request.query.language, who=who, speaker=speaker)


def _with_deadline(who: str, sentence: Sentence, request: Request) -> str:
    """“Bob, by Friday”, in the words that were said; “Bob” if they name no time."""
    said = FoldedText.of(sentence.text)
    times = list(tasks.HAS_DEADLINE.find_all(said.folded))
    if not times:
        return who
    fullest = max(times, key=lambda match: (len(match[0]), match.start()))
    when = said.original(fullest.span()).strip()
    return message("with_comma", request.query.language, first=who, second=when)
