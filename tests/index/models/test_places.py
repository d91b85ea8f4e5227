from __future__ import annotations

from turnwise.index.models.places import Place, place_of
from turnwise.index.text.length import text_length
from turnwise.index.transcript import Turn

TURNS = [
    Turn(1, "Ann", "The power supply burned out on Sunday. I could smell it."),
    Turn(2, "Bob", "Again?"),
    Turn(3, "Ann", "Yes. A new one is nineteen hundred. It takes five days."),
]


def words(text: str) -> tuple[int, int]:
    start = TURNS[2].text.index(text)
    return start, start + len(text)


def test_a_place_has_what_was_said_before_it_with_names():
    assert place_of(TURNS, 2, *words("A new one is nineteen hundred.")) == Place(
        "Ann: The power supply burned out on Sunday. I could smell it.\nBob: Again?\nAnn: Yes.",
        "Ann: A new one is nineteen hundred.",
    )


def test_nothing_is_before_the_first_words():
    assert place_of(TURNS, 0, 0, 37) == Place("", "Ann: The power supply burned out on Sunday")


def test_a_turn_without_a_name_has_none():
    assert place_of([Turn(1, "", "Hello."), Turn(2, "", "Hi.")], 1, 0, 3) == Place("Hello.", "Hi.")


def test_the_question_that_is_answered_comes_first_unless_it_was_just_said():
    asked = "What does it cost?"
    assert place_of(TURNS, 2, 0, 4, asked).before.startswith(asked + "\nAnn: The power")
    assert place_of(TURNS, 2, 0, 4, "Again?") == place_of(TURNS, 2, 0, 4)


def test_of_much_that_was_said_only_the_end_is_read():
    long = [
        Turn(1, "Ann", "old " * 99 + "new " * 30),
        Turn(2, "Bob", "长" * 300),
        Turn(3, "", "Yes"),
    ]
    after_english = place_of(long, 1, 0, 3).before
    assert after_english.endswith("new")
    assert text_length(after_english) < 220
    after_chinese = place_of(long, 2, 0, 3).before
    assert 150 < text_length(after_chinese) < 220
    assert "new" not in after_chinese
