from __future__ import annotations

import pytest
from conftest import Make


def test_nobody_is_credited_with_the_words_of_another(library_of: Make):
    turns = [
        ("Marcus", "What did Farida do before?"),
        ("Elena", "She built the Kafka pipelines there, so she knows Kafka very well."),
    ]
    library = library_of(*turns)
    answer = library.ask("Did Marcus mention Kafka?")
    by_elena = library.ask("Did Elena mention Kafka?")
    assert not answer.answered
    assert "Elena spoke of it: turn 2" in answer.text
    assert [citation.speaker for citation in by_elena.citations] == ["Elena"]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Obama", "(Nobody called “Obama” speaks in these transcripts.)"),
        ("Boby", "(Nobody called “Boby” speaks in these transcripts; did you mean Bobby?)"),
    ],
)
def test_a_name_that_no_speaker_has_is_named_above_the_answer(
    library_of: Make, name: str, note: str
):
    turns = [("Ann", "The lettuce grows slowly."), ("Bobby", "Lettuce needs much water.")]
    library = library_of(*turns)
    answer = library.ask(f"What did {name} say about lettuce?")
    assert answer.text.startswith(f"{note}\n\n")


def test_two_people_are_both_found_in_one_exchange(library_of: Make):
    turns = [
        ("Priya", "What about PgBouncer?"),
        ("Dmitri", "PgBouncer adds one more thing to operate."),
        ("Elena", "PgBouncer would keep the connections low."),
    ]
    library = library_of(*turns)
    answer = library.ask("What do Elena and Dmitri think of PgBouncer?")
    one = library.search("What does Elena think of PgBouncer?")
    assert sorted(citation.speaker for citation in answer.citations) == ["Dmitri", "Elena"]
    assert [hit.speaker for hit in one] == ["Elena"]


@pytest.mark.parametrize(
    ("sentence", "is_whole"),
    [
        ("We talked for a while. ", True),
        ("We talked for a very long while about many other things that day. ", False),
        ("后来我们谈了别的。", True),
        ("后来我们又谈了很久，说的都是那天的别的事情。", False),
    ],
)
def test_a_short_turn_is_quoted_whole(library_of: Make, sentence: str, is_whole: bool):
    text = f"The checkout ran out of connections. {sentence * 6}It was down for an hour.".strip()
    library = library_of(("Elena", text))
    [hit] = library.search("checkout")
    assert (hit.quote == text) == is_whole


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "周国栋提到过普洱茶吗",
            "（没有直接说到这一点的话；以下最接近。）\n\n周国栋 回答 李晴：\n",
        ),
        ("周国栋提到过天心村吗", "周国栋 回答 李晴：\n"),
        ("周国栋对普洱茶怎么看", "周国栋 回答 李晴：\n"),
    ],
)
def test_a_similar_word_is_not_passed_off_as_mentioned(library_of: Make, question: str, note: str):
    turns = [
        ("李晴", "有人说以前的茶更好喝，您怎么看？"),
        ("周国栋", "以前的茶我喝过一次，在天心村。老茶没有传说的那么好。"),
    ]
    library = library_of(*turns)
    assert library.ask(question).text.startswith(note)


def test_a_refusal_of_more_does_not_name_others(library_of: Make):
    turns = [("Ann", "The lettuce grows slowly here."), ("Bob", "Lettuce needs water every day.")]
    library = library_of(*turns)
    asked = "What did Ann say about lettuce?"
    assert [c.speaker for c in library.ask(asked).citations] == ["Ann"]
    more = library.ask("What else did she say?", history=[asked])
    assert not more.answered
    assert more.text.startswith("Found nothing more about this")


def test_who_said_something_may_have_said_it_while_asking(library_of: Make):
    library = library_of(
        (
            "Q8",
            "We wrote loops for ten years, and it was slow work on every machine that we had. "
            "For that the GPU is a perfect match, and it grew in a few years to what it is now. "
            "Nobody thought that it could be done by a company so small and so young. "
            "So what does your company do in hardware?",
        ),
        ("Bob", "We write software and buy what others build, also a GPU or two."),
    )
    assert library.ask("Who said the GPU is a perfect match?").citations[0].speaker == "Q8"
    assert library.ask("What did Bob say about the GPU?").citations[0].speaker == "Bob"
    assert library.ask("What does the company do in hardware?").citations[0].speaker == "Bob"
