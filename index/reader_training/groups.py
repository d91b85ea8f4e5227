"""Conversations → groups: a question, the place that answers it, and places that do not.

Most wrong places answer other questions of the same talk, or of another one of the same people. So
how an answer begins, and whether somebody asked, tells nothing: only what the place says does. One
of each group is near the topic, a comment of the asker, or the question itself.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..exchanges import link_exchanges
from ..models.static import StaticEmbedder
from ..text.asking import asking_sentence, asks
from ..text.length import text_length
from ..text.sentences import sentence_spans
from ..transcript import Exchange, Turn
from .conversations import Conversation
from .exported import Place
from .wording import shortened, stands_alone, wordings

_MAX_LENGTH = 240  # of a place, as `text_length` counts
_MIN_LENGTH = 9  # three Chinese characters
_MAX_ASKED = 120
_MAX_QUESTIONS = 30  # of one conversation
_NEAR = 6  # wrong places are drawn from so many nearest ones
_OF_TALK = 2  # wrong places of the same talk
_OTHER_TALKS = 3  # the nearest place of so many other talks is wrong too
_FIRST = 0.5  # share of right places that are the beginning of the answer, not its nearest part
_WITHOUT_ASKED = 0.6  # share of right places shown without the question that was asked there
_WRONGLY_ASKED = 0.15  # share of wrong places shown as if they answered the question
_OTHER_ANSWERS = 3  # wrong places that answer other questions of the talk
_PLACES = 6  # of a group
_QUESTIONS_LEFT_OUT = 0.7  # share of the wrong places that ask themselves: they are too easy


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings of one question, and places."""

    conversation: str
    family: str
    language: str
    questions: tuple[str, ...]
    places: tuple[Place, ...]  # the first answers; the others do not
    # Of each place: “answer”; “other question” of the talk, or “other question elsewhere”, which it
    # answers; “same talk” or “other talk”, where it is near the topic; “comment”, “question”,
    # “random”.
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    turn: Turn
    text: str
    is_first: bool  # of its turn
    asked: str  # the sentence that asks, where the turn answers

    @property
    def asks(self) -> bool:
        return self.text.endswith(("?", "？"))


class _Talk:
    """A conversation cut into places, with their embeddings."""

    def __init__(self, conversation: Conversation, embedder: StaticEmbedder):
        self.conversation = conversation
        self.exchanges = link_exchanges(conversation.turns)
        asked = {
            number: asking_sentence(conversation.turns[exchange.question_turn - 1].text)
            for exchange in self.exchanges
            if exchange.question_turn is not None
            for number in exchange.answers
        }
        self.windows = [
            _Window(turn, text, n == 0, _cut(asked.get(turn.number, "")))
            for turn in conversation.turns
            for n, text in enumerate(windows(turn.text))
        ]
        self.embeddings = embedder.embed([window.text for window in self.windows])

    def nearest(
        self, embedding: np.ndarray, without: set[int], chance: random.Random
    ) -> list[tuple[float, _Window]]:
        """The nearest windows to a question with their cosines, each turn once, without some."""
        cosines = self.embeddings @ embedding
        seen, found = set(without), []
        for i in np.argsort(-cosines)[: 6 * _NEAR]:
            window = self.windows[i]
            if window.turn.number in seen:
                continue
            seen.add(window.turn.number)
            if not window.asks or chance.random() > _QUESTIONS_LEFT_OUT:
                found.append((float(cosines[i]), window))
        return found[:_NEAR]

    def of_turns(self, numbers: Sequence[int]) -> list[int]:
        return [i for i, window in enumerate(self.windows) if window.turn.number in numbers]


def make_groups(
    conversations: Sequence[Conversation],
    embedder: StaticEmbedder,
    mix: Callable[[str, float], str],
    *,
    seed: int,
) -> list[Group]:
    """The groups of all conversations, in order.

    Args:
        embedder: finds the places near a question.
        mix: puts a share of a text's words over into the other language.
    """
    chance = random.Random(seed)
    talks = [_Talk(c, embedder) for c in conversations if len(c.turns) > 5]
    talks = [talk for talk in talks if talk.windows]
    families: dict[tuple[str, str], list[_Talk]] = defaultdict(list)
    for talk in talks:
        families[talk.conversation.family, talk.conversation.language].append(talk)
    groups: list[Group] = []
    for talk in talks:
        family = families[talk.conversation.family, talk.conversation.language]
        others = [other for other in family if other is not talk] or talks
        groups += _groups_of(talk, others, embedder, mix, chance)
    return _with_answers_to_others(groups, chance)


def _with_answers_to_others(groups: Sequence[Group], chance: random.Random) -> list[Group]:
    """The groups with one of their wrong places, and with answers to other groups' questions."""
    of_talk: dict[str, list[Group]] = defaultdict(list)
    of_family: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        of_talk[group.conversation].append(group)
        of_family[group.family, group.language].append(group)
    result: list[Group] = []
    for group in groups:
        near = chance.randrange(1, len(group.places))
        own = [other for other in of_talk[group.conversation] if other is not group]
        own = chance.sample(own, min(_OTHER_ANSWERS, len(own)))
        family = of_family[group.family, group.language]
        drawn = chance.sample(family, min(_PLACES, len(family)))
        elsewhere = [other for other in drawn if other.conversation != group.conversation]
        elsewhere = elsewhere[: _PLACES - 2 - len(own)]
        wrong: list[tuple[Place, str]] = [(group.places[near], group.kinds[near])]
        wrong += [(other.places[0], "other question") for other in own]
        wrong += [(other.places[0], "other question elsewhere") for other in elsewhere]
        places = (group.places[0], *(place for place, _ in wrong))
        kinds: tuple[str, ...] = ("answer", *(kind for _, kind in wrong))
        result.append(replace(group, places=places, kinds=kinds))
    return result


def _groups_of(
    talk: _Talk,
    others: Sequence[_Talk],
    embedder: StaticEmbedder,
    mix: Callable[[str, float], str],
    chance: random.Random,
) -> Iterator[Group]:
    asked = _asked(talk, chance)
    if not asked:
        return
    embeddings = embedder.embed([sentence for _, _, sentence in asked])
    for (exchange, turn, sentence), embedding in zip(asked, embeddings, strict=True):
        answering = talk.of_turns(exchange.answers)
        first = [i for i in answering if talk.windows[i].turn.number == exchange.answers[0]]
        if not first:
            continue
        best = max(answering, key=lambda i: talk.embeddings[i] @ embedding)
        right = talk.windows[first[0] if chance.random() < _FIRST else best]
        places: list[tuple[Place, str]] = [(_right_place(right, turn, sentence, chance), "answer")]
        around = range(min(exchange.turns) - 1, max(exchange.turns) + 3)
        near = talk.nearest(embedding, set(around), chance)
        wrong: list[tuple[_Window, str]] = [
            (window, "same talk") for _, window in chance.sample(near, min(_OF_TALK, len(near)))
        ]
        elsewhere = [
            found
            for other in chance.sample(others, min(_OTHER_TALKS, len(others)))
            for found in other.nearest(embedding, set(), chance)[:2]
        ]
        if elsewhere:
            wrong.append((max(elsewhere, key=lambda found: found[0])[1], "other talk"))
        places += [(_wrong_place(window, sentence, chance), kind) for window, kind in wrong]
        places.append(_special(talk, exchange, turn, sentence, chance))
        yield Group(
            talk.conversation.id,
            talk.conversation.family,
            talk.conversation.language,
            tuple(wordings(sentence, right.turn.speaker, mix, chance)),
            tuple(place for place, _ in places),
            tuple(kind for _, kind in places),
        )


def _asked(talk: _Talk, chance: random.Random) -> list[tuple[Exchange, Turn, str]]:
    """The questions that stand alone and are answered: exchange, asking turn, asking sentence."""
    turns = talk.conversation.turns
    asked: list[tuple[Exchange, Turn, str]] = []
    for exchange in talk.exchanges:
        if exchange.question_turn is None or not exchange.answers:
            continue
        turn = turns[exchange.question_turn - 1]
        sentence = asking_sentence(turn.text)
        answer = turns[exchange.answers[0] - 1]
        if (
            stands_alone(sentence)
            and text_length(answer.text) >= _MIN_LENGTH
            and not asks(answer.text)
        ):
            asked.append((exchange, turn, sentence))
    return chance.sample(asked, min(_MAX_QUESTIONS, len(asked)))


def _right_place(window: _Window, asking: Turn, sentence: str, chance: random.Random) -> Place:
    """The place that answers. What was asked there is in other words than the question: what else
    the asker said, or a part of the sentence."""
    if chance.random() < _WITHOUT_ASKED:
        return Place("", window.text)
    rest = asking.text.replace(sentence, " ").strip()
    if text_length(rest) > _MIN_LENGTH * 3 and chance.random() < 0.5:
        return Place(_cut(rest), window.text)
    return Place(_cut(shortened(sentence, chance)), window.text)


def _wrong_place(window: _Window, sentence: str, chance: random.Random) -> Place:
    wrongly = chance.random() < _WRONGLY_ASKED
    return Place(_cut(shortened(sentence, chance)) if wrongly else window.asked, window.text)


def _special(
    talk: _Talk, exchange: Exchange, asking: Turn, sentence: str, chance: random.Random
) -> tuple[Place, str]:
    """A comment of the asker on the answer, the asking turn itself, or any place."""
    after = range(max(exchange.turns) + 1, max(exchange.turns) + 3)
    comments = [
        window
        for i in talk.of_turns(after)
        if (window := talk.windows[i]).turn.speaker == asking.speaker and window.is_first
    ]
    draw = chance.random()
    if comments and draw < 0.45:
        asked = _cut(shortened(sentence, chance)) if chance.random() < 0.5 else ""
        return Place(asked, comments[0].text), "comment"
    if draw < 0.75:
        before = asking.text.replace(sentence, " ").strip()
        text = before if text_length(before) > 3 * _MIN_LENGTH else asking.text
        return Place("", chance.choice([next(windows(text), text), _cut(asking.text)])), "question"
    return _wrong_place(chance.choice(talk.windows), sentence, chance), "random"


def windows(text: str) -> Iterator[str]:
    """Runs of whole sentences up to 240 letters; a longer sentence is cut."""
    start = end = None
    for first, last in sentence_spans(text):
        if start is not None and text_length(text[start:last]) > _MAX_LENGTH:
            yield text[start:end]
            start = None
        if start is None:
            start = first
        end = last
    if start is not None and (text_length(text[start:end]) >= _MIN_LENGTH or start == 0):
        yield text[start:end]


def _cut(text: str) -> str:
    """The end of a text: what is asked comes last."""
    if text_length(text) <= _MAX_ASKED:
        return text
    sentences = sentence_spans(text)
    kept = [s for s in sentences if text_length(text[s[0] :]) <= _MAX_ASKED]
    return text[kept[0][0] :] if kept else text[sentences[-1][0] :]
