from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.pointing.asking import answer_turn, ends_asking

TALK = make_transcript(
    ("Ann", "You wrote that the hard part of the oven is the PLC. Can you explain that for us?"),
    ("Bob", "A PLC is a small computer that opens the valves."),
    ("Ann", "We painted the oven green in June. And who repaired the blower of the oven?"),
    ("Cem", "Does it matter?"),
    ("Bob", "Mm."),
    ("Eve", "My cousin Ida did, on a Sunday."),
    ("Ann", "Is there a warranty?"),
    ("Ann", "Never mind, let us go on with the bread."),
    title="A bakery",
)


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("bakery")
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        library.add(TALK)
        yield library


def test_who_answers_neither_asks_back_nor_says_nothing():
    answer = answer_turn(TALK, TALK.turn(3))
    assert answer is not None
    assert answer.number == 6


def test_a_question_that_its_asker_drops_has_no_answer():
    assert answer_turn(TALK, TALK.turn(7)) is None


def test_a_turn_asks_where_the_talk_writes_question_marks_only_with_one():
    assert ends_asking("We did it. Do you agree?", TALK)
    assert not ends_asking("Their system speaks it, but there's a decent client.", TALK)


@pytest.mark.slow
def test_a_turn_that_only_asks_is_followed_to_its_answer(bakery: Library):
    first = bakery.ask("the blower of the oven, who repaired it?").citations[0]
    assert (first.turn, first.speaker) == (6, "Eve")
    assert first.hit.question is not None
    assert first.hit.question.turn == 3


@pytest.mark.slow
def test_a_turn_that_asks_is_quoted_where_it_tells_it_too(bakery: Library):
    assert bakery.ask("why is the oven painted green").citations[0].turn == 3


@pytest.mark.slow
def test_who_asks_for_a_definition_gives_none(bakery: Library):
    assert bakery.ask("what is the PLC").citations[0].turn == 2


OPEN = make_transcript(
    ("Olga", "The keys of the sauna. I need the list of keys. Who has it?"),
    ("Ken", "Somebody at the front desk perhaps, I don't know who."),
    ("Olga", "And may the interns use the sauna?"),
    ("Mia", "We can't say, we have to ask Lennart about the interns and the sauna."),
    ("Mia", "I painted the fence on Monday, because the rust was all over it."),
    ("Ken", "I drove the pony to the vet, it coughed."),
    ("Olga", "Lars, the stove used up all the coal before noon."),
    ("Lars", "Because the chimney was open, and it was a cold day."),
    ("Ken", "What's a flue, by the way? It's on the list of the sweep, flue of the stove."),
    ("Lars", "The pipe that takes the smoke out, it is in the wall."),
    ("Mia", "Will they build a second pool? There were rumours about a second pool."),
    ("Lars", "I can't talk about the second pool yet. Ask me in the autumn."),
    title="Club",
)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("club")
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        library.add(OPEN)
        yield library


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "turn"),
    [
        pytest.param("why did the stove use up all the coal?", 8, id="begins with because"),
        pytest.param("what is a flue", 10, id="asked for in between"),
    ],
)
def test_the_next_turn_answers(club: Library, question: str, turn: int):
    assert club.ask(question).citations[0].turn == turn


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "is_answered"),
    [
        pytest.param("who has the list of keys?", False, id="nobody knows who"),
        pytest.param("may the interns use the sauna?", False, id="they have to ask"),
        pytest.param("will there be a second pool?", False, id="they may not say"),
        pytest.param("why did Mia paint the fence?", True, id="her own reason"),
        pytest.param("why did Ken paint the fence?", False, id="somebody else did"),
    ],
)
def test_what_was_asked_and_left_open_is_refused(club: Library, question: str, is_answered: bool):
    assert club.ask(question).answered is is_answered
