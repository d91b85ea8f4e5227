from __future__ import annotations

import pytest
from conftest import make_transcript
from turnwise.index.transcript import Exchange
from turnwise.rag.search.near_words import bundled_vectors
from turnwise.rag.search.pointing.points import points
from turnwise.rag.search.query_terms import Subject
from turnwise.rag.understanding.query import AnswerType

TALK = make_transcript(
    ("Ann", "Hello. How many ducks live on the lake, and since when?"),
    (
        "Bob",
        "The lake is a fine place. About 40 ducks live there. They came in 2019. "
        "My uncle has two dogs at home, and a cat that hates all of them.",
    ),
    title="Birds",
)
EXCHANGE = Exchange(1, 1, (2,))


def best(words: dict[str, float], answer_type: AnswerType) -> str:
    subject = Subject(" ".join(words), words, 5.0)
    point = points(TALK, EXCHANGE, subject, answer_type, bundled_vectors(), [1, 2])[0]
    return TALK.turn(point.span.turn_number).text[point.span.start : point.span.end]


@pytest.mark.slow
def test_the_sentence_with_subject_and_type_comes_first():
    assert best({"ducks": 3.0, "lake": 2.0}, "number") == "About 40 ducks live there."
    assert best({"ducks": 3.0}, "date") == "They came in 2019."
    assert best({"dogs": 3.0}, "number").startswith("My uncle has two dogs")


@pytest.mark.slow
def test_a_type_far_from_the_subject_counts_little():
    subject = Subject("ducks cost", {"parrots": 4.0, "cost": 3.0}, 5.0)
    found = points(TALK, EXCHANGE, subject, "amount", bundled_vectors(), [1, 2])
    assert not any(point.has_type and point.subject >= 0.3 for point in found)


@pytest.mark.slow
def test_a_short_exchange_leans_on_the_turns_before_it():
    talk = make_transcript(
        ("Ann", "Tell us about Caffe."),
        ("Bob", "I wrote Caffe as a student, and it was for computer vision."),
        ("Ann", "How long did that take?"),
        ("Bob", "Two months!"),
        title="An interview",
    )
    subject = Subject("Caffe", {"caffe": 3.0, "write": 1.0}, 5.0)
    exchange = Exchange(2, 3, (4,))
    point = points(talk, exchange, subject, "duration", bundled_vectors(), [3, 4])[0]
    assert (point.span.turn_number, point.has_type) == (4, True)
    assert point.subject >= 0.5


@pytest.mark.slow
def test_what_is_asked_is_not_told_by_the_question():
    talk = make_transcript(("Ann", "What is a zebrafinch?"), ("Bob", "A bird from Australia."))
    subject = Subject("zebrafinch", {"zebrafinch": 4.0}, 5.0)
    exchange = Exchange(1, 1, (2,))
    point, *_ = points(talk, exchange, subject, "definition", bundled_vectors(), [1, 2])
    assert point.span.turn_number == 2


@pytest.mark.slow
def test_who_does_not_understand_a_word_does_not_define_it():
    talk = make_transcript(
        ("甲", "這邊的中層定義我看不懂。"),
        ("乙", "中層定義：志工和老師之間還有一種人。"),
        title="會議",
    )
    subject = Subject("中层定义", {"中层": 3.0, "定义": 2.0}, 5.0)
    exchange = Exchange(1, None, (1, 2))
    found = points(talk, exchange, subject, "definition", bundled_vectors(), [1, 2])
    assert found[0].span.turn_number == 2
