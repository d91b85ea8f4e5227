from __future__ import annotations

import json

import pytest
from conftest import INTERVIEW, SEED, make_transcript
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.exchanges import is_audience, is_backchannel, link_exchanges, speaker_roles
from turnwise.index.readers import read_transcript
from turnwise.index.transcript import Link, Turn

LONG = "Well, we tried several things over the years and this is what came of them in the end."


def link(*turns: tuple[str, str]) -> list[tuple[int | None, tuple[int, ...]]]:
    exchanges = link_exchanges(make_transcript(*turns).turns)
    assert [exchange.number for exchange in exchanges] == list(range(1, len(exchanges) + 1))
    return [(exchange.question_turn, exchange.answers) for exchange in exchanges]


def test_every_question_of_the_sample_interview_is_linked_to_its_answer():
    exchanges = link_exchanges(read_transcript(INTERVIEW).turns)
    asked = {
        answer: exchange.question_turn for exchange in exchanges for answer in exchange.answers
    }
    queries = [
        json.loads(line) for line in (SEED / "queries.jsonl").read_text("utf-8").splitlines()
    ]
    gold = {
        query["relevant"][0] + 1: query["question_turn"] + 1
        for query in queries
        if query.get("question_turn") is not None
    }
    assert {turn: asked[turn] for turn in gold} == gold


def test_the_sample_interview_has_a_host_a_guest_and_an_audience():
    roles = speaker_roles(read_transcript(INTERVIEW).turns)
    assert roles["Yangqing"] == "guest"
    assert roles["Alex"] == "host"
    assert {roles[name] for name in roles if name.startswith("Q")} == {"audience"}


def test_a_question_is_answered_by_the_turn_after_it():
    assert link(("A", "Why did you leave?"), ("B", LONG), ("A", "And when?"), ("B", LONG)) == [
        (1, (2,)),
        (3, (4,)),
    ]


def test_the_asker_may_interrupt():
    assert link(("A", "为什么搬走？"), ("B", LONG), ("A", "嗯。"), ("B", LONG)) == [(1, (2, 4))]


def test_an_answer_that_was_cut_off_waits_for_the_rest():
    turns = [("A", "And face visors?"), ("B", "The face…"), ("A", "Yes, those."), ("B", LONG)]
    assert link(*turns) == [(1, (4,))]


def test_several_people_may_answer():
    assert link(("A", "Who has seen it?"), ("B", LONG), ("C", LONG)) == [(1, (2, 3))]


def test_a_question_that_nobody_answers_stays_without_an_answer():
    assert link(
        ("Q1", "Is it like MPI?"), ("Q2", "What does Facebook do in hardware?"), ("B", LONG)
    ) == [(1, ()), (2, (3,))]


def test_an_answer_that_asks_back_is_an_answer_and_a_question():
    assert link(("A", "Do you agree?"), ("B", f"{LONG} What do you think?"), ("A", LONG)) == [
        (1, (2,)),
        (2, (3,)),
    ]


def test_the_guest_does_not_open_an_exchange():
    turns = [("Host", "What is it?"), ("Guest", f"{LONG} Why is that? Nobody knows.")] * 3
    assert link(*turns) == [(1, (2,)), (3, (4,)), (5, (6,))]


def test_a_guest_may_ask_another_guest():
    turns = [("Host", "What is it?"), ("Ann", LONG), ("Host", "And you?"), ("Bob", LONG)] * 2
    asked = [("Ann", "Bob, why do you say so?"), ("Bob", f"{LONG} Because of that.")]
    assert link(*turns, *asked)[-1] == (9, (10,))


def test_right_at_the_end_of_a_sentence_is_not_a_question():
    assert link(("A", f"{LONG} Right?"), ("B", LONG)) == [(None, (1,)), (None, (2,))]


def test_without_questions_every_turn_stands_alone():
    assert link(("A", LONG), ("B", LONG)) == [(None, (1,)), (None, (2,))]


@pytest.mark.parametrize("question", ["這個語言怎麼樣？", "这个语言怎么样", "tell us about Caffe."])
def test_questions_are_known_in_every_script_and_without_a_mark(question: str):
    assert link(("A", question), ("B", LONG)) == [(1, (2,))]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "Q1"]),
            st.sampled_from(["嗯。", LONG, f"{LONG} Why?", "Why?"]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_longer_turn_is_in_an_exchange_and_answers_follow_their_question(
    turns: list[tuple[str, str]],
):
    transcript = make_transcript(*turns)
    exchanges = link_exchanges(transcript.turns)
    covered = {number for exchange in exchanges for number in exchange.turns}
    assert {t.number for t in transcript.turns if len(t.text) > 12} <= covered
    for exchange in exchanges:
        assert list(exchange.turns) == sorted(set(exchange.turns))
        if exchange.question_turn is not None:
            asker = transcript.turn(exchange.question_turn).speaker
            assert all(transcript.turn(answer).speaker != asker for answer in exchange.answers)


def test_links_of_the_file_are_kept_and_the_rest_is_inferred():
    turns = make_transcript(
        ("A", "Please say something of frameworks."),
        ("B", "They will become one, slowly and surely."),
        ("B", "And hardware will not."),
        ("A", "What comes next?"),
        ("B", "A compiler for all of them, I believe."),
    ).turns
    exchanges = link_exchanges(turns, [Link(1, (2, 3))])
    assert [(e.number, e.question_turn, e.answers) for e in exchanges] == [
        (1, 1, (2, 3)),
        (2, 4, (5,)),
    ]


def test_a_full_chinese_sentence_is_no_backchannel():
    talk = make_transcript(
        ("主持人", "这个框架开源了吗？"),
        ("李雷", "没有，我们没有开源这个框架，以后可能会。"),
        ("主持人", "我听说你们去年换了芯片"),
        ("李雷", "换了，换成了自己做的芯片，便宜很多。"),
        ("主持人", "我们没有开源这个框架。"),
    )
    assert [is_backchannel(turn) for turn in talk.turns] == [False] * 5
    exchanges = link_exchanges(talk.turns)
    assert {n for exchange in exchanges for n in exchange.turns} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("text", ["对。", "对对对。", "好的好的", "Yeah, right.", "Okay.", "嗯……"])
def test_a_few_letters_are_a_backchannel(text: str):
    assert is_backchannel(Turn(1, "A", text))


def test_an_answer_begins_within_five_turns():
    """Turns of the asker before it are part of the question; after five, somebody else's words are
    no answer any more."""
    late = [("Host", f"And one more remark about the weather, number {n}.") for n in range(6)]
    talk = make_transcript(
        ("Host", "How many ducks live there?"), *late, ("Guest", "Forty of them, I think.")
    )
    answers = [e.answers for e in link_exchanges(talk.turns) if e.question_turn == 1]
    assert answers == [()]


@pytest.mark.parametrize(
    "request_to_bob",
    [
        "Bob, tell us about the campaign.",
        "Okay. Bob, over to you.",
        "That was the plan of the summer. Please go ahead, Bob.",
    ],
)
def test_a_request_by_name_opens_an_exchange_with_who_is_named(request_to_bob: str):
    assert link(("Ann", request_to_bob), ("Bob Lee", LONG)) == [(1, (2,))]


def test_a_request_to_somebody_else_than_the_next_speaker_opens_none():
    assert link(("Ann", "That is done. Bob, over to you."), ("Cid", LONG)) == [
        (None, (1,)),
        (None, (2,)),
    ]


@pytest.mark.parametrize("hands_over", ["先请国栋说一下后端。", "我们时间不多，先请国栋。"])
def test_a_chinese_request_names_who_speaks_next(hands_over: str):
    assert link(("主持人", hands_over), ("李国栋", "后端上周已经全部重写完了，正在测试。")) == [
        (1, (2,))
    ]


def test_a_question_back_is_no_answer_and_the_answer_follows_it():
    turns = [
        ("Ann", "Does it plan anything for phones?"),
        ("Bob", "What do you mean by phones?"),
        ("Ann", "The ones that people carry with them all day."),
        ("Bob", LONG),
    ]
    assert link(*turns) == [(1, (4,)), (2, (3,))]


def test_an_answer_is_to_the_question_that_it_takes_up():
    turns = [
        ("Ann", "How many ducks live in the harbour?"),
        ("Cid", "When does the ferry leave?"),
        ("Bob", "Some forty ducks live there, in the harbour behind the church."),
    ]
    assert link(*turns) == [(1, (3,)), (2, ())]


def test_who_is_asked_by_name_answers():
    turns = [
        ("Ann", "Cid, how many ducks live there?"),
        ("Bob", "That is a good question, and a hard one too."),
        ("Cid", "Forty of them, as far as I could count."),
    ]
    assert link(*turns) == [(1, (3,)), (None, (2,))]


def test_a_comment_on_an_answer_answers_nobody():
    turns = [
        ("Ann", "How many ducks live there?"),
        ("Bob", LONG),
        ("Cid", "The weather was fine in those years, that is what I remember."),
    ]
    assert link(*turns) == [(1, (2,)), (None, (3,))]


def test_the_guests_of_a_panel_answer_one_after_the_other():
    turns = [("Host", "What is it?"), ("Ann", LONG), ("Host", "And why?"), ("Bob", LONG)] * 2
    panel = [("Host", "Where does it lead?"), ("Ann", LONG), ("Bob", LONG)]
    by_name = [("Host", "Ann, where does it end?"), ("Ann", LONG), ("Bob", LONG)]
    assert link(*turns, *panel)[-1] == (9, (10, 11))
    assert link(*turns, *by_name)[-2:] == [(9, (10,)), (None, (11,))]


def test_the_host_who_closes_a_talk_answers_nobody():
    turns = [("Host", "What is it?"), ("Guest", LONG)] * 3
    closing = [("Q1", "Does it run on a phone?"), ("Guest", LONG), ("Host", f"Thanks. {LONG}")]
    assert link(*turns, *closing)[-2:] == [(7, (8,)), (None, (9,))]


def test_questions_are_known_in_a_transcript_without_punctuation():
    turns = [
        ("A", "okay so how long did it take to write the first version"),
        ("B", "two months and then some more for the tests i know what it takes"),
        ("A", "那后来你们有没有遇到什么问题"),
        ("B", "遇到过不少问题不过什么都解决了"),
    ]
    assert link(*turns) == [(1, (2,)), (3, (4,))]


def test_an_answer_has_eight_turns_at_most():
    replies = [(f"Guest {n % 2}", f"This is reply number {n} of a long talk.") for n in range(12)]
    talk = make_transcript(("Host", "Does anyone know how many ducks live there?"), *replies)
    [answers] = [e.answers for e in link_exchanges(talk.turns) if e.question_turn == 1]
    assert len(answers) == 8


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("观众一", True),
        ("觀眾二", True),
        ("听众A", True),
        ("现场观众", True),
        ("台下的观众 3", True),
        ("Audience member 2", True),
        ("Unknown Questioner", True),
        ("Q3", True),
        ("Quinn", False),
        ("问道", False),
        ("观众席设计师", False),
    ],
)
def test_who_is_of_the_audience(name: str, *, is_one: bool):
    assert is_audience(name) == is_one
