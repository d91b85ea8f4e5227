from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from turnwise.rag import Hit, Library, Transcript
from turnwise.rag.search.near_duplicates import says_the_same
from turnwise.ui.cli.output import print_answer, print_hits

MOVED = "We moved the whole factory to Dresden because the river kept flooding our old halls."
MOVED_ZH = "我们把整个工厂搬到了德累斯顿，因为那条河总是淹没我们的旧厂房，损失太大了。"
TALK = f"Ann: Why did you move the factory?\nBob: {MOVED}\nAnn: And the staff?\nBob: Most of the staff came along after a year of talks.\n"
SUBTITLES = f"""1
00:00:01,000 --> 00:00:03,000
Ann: Why did you move the factory?

2
00:00:04,000 --> 00:00:09,000
Bob: {MOVED}

3
00:00:10,000 --> 00:00:11,000
Ann: And the staff?

4
00:00:12,000 --> 00:00:15,000
Bob: Most of the staff came along after a year of talks.
"""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param("we moved the whole factory to dresden, because the river kept flooding our old halls", True, id="spelling"),
        pytest.param(MOVED + " So it went.", True, id="a little more"),
        pytest.param(MOVED + " It took us two years, and most of the staff came along.", False, id="much more"),
        pytest.param(MOVED.replace("Dresden", "Dresdner"), True, id="misheard"),
        pytest.param("The river kept flooding the villages, so the people built new dams and locks.", False, id="other words"),
        pytest.param("", False, id="nothing"),
    ],
)  # fmt: skip
def test_near_duplicates_differ_in_a_few_letters_or_a_little_length(other: str, same: bool):
    assert says_the_same(MOVED, other) == same
    assert says_the_same(other, MOVED) == same


def test_traditional_and_simplified_are_the_same_words():
    assert says_the_same(
        MOVED_ZH, "我們把整個工廠搬到了德累斯頓,因為那條河總是淹沒我們的舊廠房,損失太大了"
    )


def test_texts_with_different_numbers_are_not_near_duplicates():
    assert not says_the_same(
        "In that year we sold 120 machines, most of them to customers in Poland and in Spain.",
        "In that year we sold 130 machines, most of them to customers in Poland and in Spain.",
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_near_duplication_is_symmetric(text: str, other: str):
    assert says_the_same(text, other) == says_the_same(other, text)


@given(st.text("ab 对。是, 19", max_size=60))
def test_short_turns_are_never_near_duplicates(text: str):
    assert says_the_same(text, text) == (sum(c.isalnum() for c in text) >= 20)


@given(
    st.lists(st.sampled_from("我们 工厂 moved because Dresden, 2018 。 why".split()), min_size=20),
    st.sampled_from(["upper", "title", "commas"]),
)
def test_case_width_and_punctuation_do_not_matter_for_near_duplicates(
    words: list[str], spelling: str
):
    text = " ".join(words)
    if sum(c.isalnum() for c in text) < 20:
        return
    other = {"upper": text.upper(), "title": text.title(), "commas": ", ".join(words)}[spelling]
    assert says_the_same(text, text)
    assert says_the_same(text, other)


def added(library: Library, tmp_path: Path, *files: tuple[str, str]) -> list[Transcript]:
    for name, text in files:
        (tmp_path / name).write_text(text, "utf-8")
        library.add(tmp_path / name)
    return [library.transcript(info.id) for info in library.transcripts()]


@pytest.fixture
def twice(tmp_path: Path, embedder: BigramEmbedder):
    """A library with one talk as text and as subtitles, which have other ids."""
    with Library.open(tmp_path / "twice", embedder=embedder) as library:
        text, subtitles = added(library, tmp_path, ("notes.txt", TALK), ("show.srt", SUBTITLES))
        assert text.id != subtitles.id
        yield library


def titles(hit: Hit) -> list[str]:
    return [transcript.title for transcript in hit.also_in]


def test_a_talk_in_two_formats_gives_each_hit_once(twice: Library):
    hits = twice.search("why did the factory move to Dresden", k=5)
    assert [hit.text for hit in hits].count(MOVED) == 1
    assert [(hit.transcript.title, titles(hit)) for hit in hits] == [("show", ["notes"])] * 2
    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].to_dict()["also_in"] == [hits[0].also_in[0].to_dict()]


def test_the_terminal_names_the_other_transcript(twice: Library):
    out = Console(file=io.StringIO(), width=120)
    print_hits(twice.search("factory Dresden", k=1), out)
    print_answer(twice.ask("why did the factory move to Dresden"), out)
    assert out.file.getvalue().count("also in: notes") == 2  # pyright: ignore


def test_of_two_near_duplicates_the_one_with_times_is_shown(twice: Library):
    assert twice.search("factory Dresden", k=1)[0].start_s == 4


def test_of_two_near_duplicates_the_one_with_the_speakers_name_is_shown(
    tmp_path: Path, embedder: BigramEmbedder
):
    unnamed = SUBTITLES.replace("Ann:", "Speaker 1:").replace("Bob:", "Speaker 2:")
    with Library.open(tmp_path / "unnamed", embedder=embedder) as library:
        added(library, tmp_path, ("show.srt", unnamed), ("notes.txt", TALK))
        hit = library.search("factory Dresden", k=1)[0]
    assert (hit.speaker, hit.start_s, titles(hit)) == ("Bob", None, ["show"])


def test_an_answer_does_not_cite_the_same_words_twice(twice: Library):
    answer = twice.ask("why did the factory move to Dresden")
    assert answer.text.count(MOVED) == 1
    assert titles(answer.citations[0].hit) == ["notes"]


def test_a_near_duplicate_makes_room_for_the_next_hit(twice: Library):
    twice.add(make_transcript(("Cid", "Another factory in Dresden makes chocolate all year long.")))
    hits = twice.search("why did the river make you move the factory to Dresden", k=2)
    assert [hit.text == MOVED for hit in hits] == [True, False]
    assert [hit.rank for hit in hits] == [1, 2]


@pytest.mark.slow
def test_other_places_are_named_among_many_other_hits(twice: Library):
    for n in range(30):
        text = f"In Dresden the factory number {n} burnt down, and the factory in Dresden reopened."
        twice.add(make_transcript(("Cid", text), title=f"Fire {n}"))
    hits = twice.search("what happened to Bob's halls, staff, river and factory in Dresden?", k=3)
    assert all(len(hit.also_in) == 1 for hit in hits if hit.speaker == "Bob")


def test_filters_choose_which_near_duplicate_is_shown(twice: Library):
    notes = twice.find_transcript("notes").id
    hit = twice.search("factory Dresden", k=1, transcripts=[notes])[0]
    assert (hit.transcript.id, hit.also_in) == (notes, ())


@pytest.mark.parametrize("text", ["Yes.", "对。", "That is right."])
def test_short_turns_are_hits_of_their_own(tmp_path: Path, embedder: BigramEmbedder, text: str):
    with Library.open(tmp_path / "short", embedder=embedder) as library:
        for title in ("One", "Two"):
            talk = (("Ann", "Did you sell the old factory in the end?"), ("Bob", text))
            library.add(make_transcript(*talk, ("Ann", f"{title}."), title=title))
        hits = library.search("did you sell the factory", k=5)
    assert [hit.text for hit in hits].count(text) == 2
    assert all(hit.also_in == () for hit in hits)


def test_words_said_twice_in_one_talk_are_two_hits(tmp_path: Path, embedder: BigramEmbedder):
    talk: Sequence[tuple[str, str]] = [
        ("Ann", "Why did you move?"), ("Bob", MOVED), ("Ann", "Once more, why?"), ("Bob", MOVED),
    ]  # fmt: skip
    with Library.open(tmp_path / "again", embedder=embedder) as library:
        library.add(make_transcript(*talk))
        hits = library.search("why did you move the factory", k=5)
    assert [hit.text for hit in hits].count(MOVED) == 2


def test_a_question_put_to_two_people_is_two_hits(tmp_path: Path, embedder: BigramEmbedder):
    asked = "What would you tell somebody who builds a first factory today?"
    one = make_transcript(("Ann", asked), ("Bob", MOVED), title="One")
    two = make_transcript(
        ("Ann", asked), ("Cid", "Start small and keep the books clean."), title="Two"
    )
    with Library.open(tmp_path / "asked", embedder=embedder) as library:
        library.add(one)
        library.add(two)
        hits = library.search("who asked about a first factory?", k=5)
    assert {hit.transcript.title for hit in hits if hit.text == asked} == {"One", "Two"}
