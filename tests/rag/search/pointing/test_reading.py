"""The reader's part in the order of hits and in what answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.models.places import Place
from turnwise.rag import Library
from turnwise.rag.search import searcher
from turnwise.rag.search.relevance import Relevance, with_reading

TALK = make_transcript(
    ("Ann", "Tell me about the boat shed."),
    ("Bob", "It took longer than we thought. The roof alone is a story."),
    ("Ann", "And the planks, do you count them?"),
    ("Bob", "My brother does. Four hundred, he says, and each of them planed by hand."),
    title="The shed",
)


class FixedReader:
    """Gives a place that has a word one logit, and others another."""

    def __init__(self, word: str, with_word: float, without: float):
        self.word, self.with_word, self.without = word, with_word, without
        self.read: list[Place] = []

    def logits(self, question: str, places: Sequence[Place]) -> list[float]:
        self.read += places
        return [self.with_word if self.word in p.text else self.without for p in places]


class KeepsQuestions(FixedReader):
    """Also keeps what was asked."""

    def __init__(self):
        super().__init__("", 0.0, 0.0)
        self.questions: list[str] = []

    def logits(self, question: str, places: Sequence[Place]) -> list[float]:
        self.questions.append(question)
        return super().logits(question, places)


@pytest.fixture
def library(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "shed", embedder=embedder) as opened:
        opened.add(TALK)
        yield opened


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):
    def use_reader(reader: FixedReader) -> FixedReader:
        monkeypatch.setattr(searcher, "load_reader", lambda: reader)
        return reader

    return use_reader


def test_a_hit_that_the_reader_is_sure_of_comes_first(library: Library, use):
    question = "what does Bob say about the shed and the planks?"
    use(FixedReader("roof", 6.0, -6.0))
    assert "roof" in library.ask(question).citations[0].quote
    use(FixedReader("planed", 6.0, -6.0))
    assert "planed" in library.ask(question).citations[0].quote


def test_a_hit_is_read_with_its_speaker_and_what_was_said_before(library: Library, use):
    reader = use(FixedReader("roof", 1.0, 1.0))
    library.ask("what is said about the planks of the shed?")
    place = next(place for place in reader.read if "My brother" in place.text)
    assert place.text.startswith("Bob: ")
    assert place.before.endswith("Ann: And the planks, do you count them?")


def test_the_others_are_read_only_if_none_of_the_first_two_surely_answers(library: Library, use):
    library.add(
        make_transcript(
            ("Eve", "The shed has a red door."),
            ("Tom", "I painted the shed in May, and the rain came through the shed again."),
            ("Eve", "A shed without a window is a dark shed."),
            ("Tom", "The shed stands too near to the river."),
            title="More of the shed",
        )
    )
    for logit, n_read in ((1.5, 2), (0.5, 5)):
        reader = use(FixedReader("", logit, logit))
        library.ask("what is said about the shed?")
        assert len(reader.read) == n_read


def test_a_number_far_from_the_subject_answers_if_the_reader_is_sure_of_it(library: Library, use):
    question = "how many timber boards did the shed need?"
    use(FixedReader("hundred", -3.0, -3.0))
    assert not library.ask(question).answered
    use(FixedReader("hundred", 3.0, -3.0))
    answer = library.ask(question)
    assert answer.answered
    assert "Four hundred" in answer.citations[0].quote


def test_a_name_is_read_as_the_hits_say_it(library: Library, use):
    library.add(make_transcript(("Eve", "NVIDIA 的成功是因为软件做得好。"), title="Chips"))
    reader = use(KeepsQuestions())
    library.ask("英伟达为什么成功")
    assert "nvidia为什么成功" in reader.questions
    library.add(make_transcript(("Tom", "英伟达的成功也是运气。"), title="More chips"))
    reader = use(KeepsQuestions())
    library.ask("英伟达为什么成功")
    assert set(reader.questions) == {"英伟达为什么成功"}


def test_a_number_with_any_unit_answers_if_the_reader_is_very_sure_of_it(library: Library, use):
    library.add(
        make_transcript(
            ("Eve", "站里的水怎么分？"), ("Tom", "每人每天四十升，洗澡另算。"), title="Water"
        )
    )
    question = "站里每人每天能用多少水？"
    use(FixedReader("四十", 1.0, -6.0))
    assert not library.ask(question).answered
    use(FixedReader("四十", 2.0, -6.0))
    assert "四十升" in library.ask(question).citations[0].quote


def test_a_question_in_a_script_that_the_reader_does_not_know_is_not_read(library: Library, use):
    reader = use(FixedReader("roof", 6.0, 6.0))
    assert not library.ask("彼は車について何と言いましたか").answered
    assert reader.read == []


def relevance(*, near: float = 0.6, exact: float = 0.5, cosine: float = 0.3) -> Relevance:
    return Relevance(near, exact, 0.3, cosine, 3, 40)


def test_the_reader_raises_and_lowers_the_likelihood():
    said = relevance()
    assert 0.1 < said.likelihood < 0.9
    assert with_reading(said, -4.0) < said.likelihood < with_reading(said, 4.0)


def test_the_reader_raises_nothing_where_next_to_nothing_speaks_of_the_subject():
    faint = relevance(near=0.1, exact=0.0, cosine=0.0)
    assert 0 < faint.likelihood < 0.02
    assert with_reading(faint, 6.0) == faint.likelihood
    assert with_reading(faint, -6.0) < faint.likelihood
    near = relevance(exact=0.0)
    assert near.likelihood < with_reading(near, 6.0)


def test_what_lacks_a_name_stays_at_nothing():
    lacking = Relevance(0.9, 0.9, 0.9, 0.9, 3, 40, lacks_name=True)
    assert with_reading(lacking, 9.0) == 0.0
