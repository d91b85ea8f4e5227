from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from turnwise.index.errors import LanguageModelError
from turnwise.index.store.records import TranscriptInfo
from turnwise.rag.language_models.language_model import Message, Pieces
from turnwise.rag.understanding.by_model import ModelUnderstander
from turnwise.rag.understanding.query import Query
from turnwise.rag.understanding.understand import understand

INFO = TranscriptInfo("t1", "Lake talk", None, None, None, None, ("Ann", "Bob"), 6)
LONG = "how do Ann and Bob explain the ducks, swans, geese, herons and eels of the frozen lake"


class Replies:
    """Writes these replies, one a call; an exception among them is raised."""

    name = "replies"

    def __init__(self, *replies: str | Exception):
        self.replies = list(replies)
        self.messages: list[Sequence[Message]] = []

    def load(self) -> None:
        pass

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        self.messages.append(messages)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        yield from reply


def understood(
    question: str, *replies: str | Exception, history: Sequence[str] = ()
) -> tuple[Query, Query]:
    """The query by the model, and by rules alone."""
    given = {
        "history": history,
        "known_speakers": ["Ann", "Bob"],
        "aliases": {"Robert": "Bob"},
        "transcripts": [INFO],
    }
    return ModelUnderstander(Replies(*replies))(question, **given), understand(question, **given)


def test_a_model_completes_a_follow_up_and_names_the_speaker():
    reply = json.dumps({"question": "does Bob feed the swans in winter", "speakers": ["Robert"]})
    query, _ = understood("and in winter, does he?", reply, history=["does Bob feed the swans"])
    assert query.text == "does Bob feed the swans in winter"
    assert query.whose.speakers == ("Bob",)


def test_a_model_names_the_transcript():
    reply = 'Sure! {"question": "why do ducks stay", "transcripts": ["lake talk"], "parts": null}'
    query, _ = understood("why do ducks stay", reply, history=["what is it about"])
    assert query.where.transcripts == ("t1",)


def test_a_model_splits_a_question_of_several_parts():
    parts = ["how do Ann explain the ducks", "how do Bob explain the eels"]
    query, _ = understood(LONG, json.dumps({"question": LONG, "parts": parts}))
    assert query.parts == tuple(parts)


@pytest.mark.parametrize(
    "reply",
    [
        "I do not know.",
        "{",
        '{"question": 7}',
        '{"question": ["a", 1]}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"question": "what do penguins eat"}',  # a word that nobody wrote
        '{"speakers": ["Eve"]}',
        '{"transcripts": ["Another talk"]}',
        '{"parts": ["how do the ducks"]}',  # one is no split
        '{"parts": ["how do penguins", "how do the ducks"]}',
        LanguageModelError("it is down"),
    ],
    ids=range(12),
)
def test_what_does_not_check_is_left_to_the_rules(reply: str | Exception):
    query, by_rules = understood(LONG, reply)
    assert query == by_rules


def test_a_short_question_that_stands_alone_needs_no_model():
    query, by_rules = understood("what did Bob say about eels")  # a call would raise IndexError
    assert query == by_rules
