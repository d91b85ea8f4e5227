from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.transcript import Transcript, Turn
from turnwise.rag import Library
from turnwise.rag.search.near_words import WordVectors
from turnwise.rag.search.query_terms import Subject
from turnwise.rag.search.ranking.late_interaction import score_by_words
from turnwise.rag.search.ranking.retrieve import SearchMode

VECTORS = WordVectors(BigramEmbedder())
FILLER = "那一年我们搬到了乡下，在河边租了一个院子，每天早上走路去学校。"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library", embedder=BigramEmbedder()) as library:
        yield library


def scores(
    library: Library,
    *answers: str,
    words: tuple[str, ...],
    few_words_do: bool = True,
    vectors: WordVectors = VECTORS,
    every: int = 1,
) -> list[float]:
    """The score of each of these answers to a question, or of one in `every` of them."""
    turns: list[Turn] = []
    for answer in answers:
        turns.append(Turn(len(turns) + 1, "Ann", "然后呢？"))
        turns.append(Turn(len(turns) + 1, "Bo", answer))
    library.add(Transcript("Talk", tuple(turns)))
    store = library._folder.store
    scores_by_id = score_by_words(
        [exchange.id for exchange in store.exchanges()][::every],
        subject=Subject(" ".join(words), dict.fromkeys(words, 2.0), greatest_rarity=2.0),
        store=store,
        vectors=vectors,
        few_words_do=few_words_do,
    )
    return list(scores_by_id.values())


@pytest.mark.slow  # loads the bundled model
def test_the_answer_that_says_all_of_it_in_another_language_scores_best(library: Library):
    one, other, neither = scores(
        library,
        FILLER * 5 + "编译器决定模型在手机上跑得有多快。" + FILLER * 5,
        FILLER * 5 + "编译器是另外一个小组写的，我不太了解。" + FILLER * 5,
        FILLER * 6,
        words=("compiler", "phone"),
        vectors=WordVectors(load_embedder(STATIC_MODEL)),
    )
    assert 1 >= one > other > neither >= 0


def test_words_far_from_each_other_count_less_than_those_of_one_stretch(library: Library):
    together, apart = scores(
        library,
        "预算和编译器都谈过了。" + FILLER * 20,
        "预算谈过了。" + FILLER * 20 + "编译器也谈过了。",
        words=("预算", "编译器"),
    )
    assert together > apart


def test_words_just_before_an_exchange_count_too(library: Library):
    before, after = scores(
        library, FILLER * 9 + "编译器我们写了两年。", "对，" + FILLER * 9, words=("编译器",)
    )
    assert before == after > 0


def test_words_of_the_answer_that_is_read_next_do_not_count(library: Library):
    silent, says_it = scores(
        library, FILLER * 9, FILLER * 9, "编译器我们写了两年。", words=("编译器",), every=2
    )
    assert 0 == silent < says_it


def test_a_short_answer_counts_less_unless_few_words_do(tmp_path: Path):
    answers = ("编译器，对。", "编译器，对。" + FILLER * 9)
    with Library(tmp_path / "any", embedder=BigramEmbedder()) as library:
        short, full = scores(library, *answers, words=("编译器",))
        assert short == full > 0
    with Library(tmp_path / "full", embedder=BigramEmbedder()) as library:
        short, full = scores(library, *answers, words=("编译器",), few_words_do=False)
        assert 0 < short < full


def test_a_query_without_a_subject_scores_nothing(library: Library):
    assert scores(library, FILLER, words=()) == []


@pytest.mark.slow  # loads the bundled model
@pytest.mark.parametrize("mode", ["hybrid", "dense"])
def test_a_name_in_pinyin_finds_whom_the_talk_names_in_characters(tmp_path: Path, mode: SearchMode):
    turns = [
        Turn(n, "Bo", f"{FILLER}后来{name}去了广州，在那里住了很多年。")
        for n, name in enumerate(["梁廷枏", "潘仕成", "伍崇曜"], start=1)
    ]
    with Library(tmp_path / "library") as library:
        library.add(Transcript("Talk", tuple(turns)))
        [first, *_] = library.search("Where did Pan Shicheng go?", mode=mode)
    assert (first.turn, "潘仕成" in first.quote) == (2, True)


@pytest.mark.slow  # loads the bundled model
def test_a_word_that_nearly_all_answers_say_tells_little(library: Library):
    common, rare, *_ = scores(
        library,
        FILLER * 8 + "编译器在河边。" + FILLER * 8,
        FILLER * 8 + "鸭子在河边。" + FILLER * 8,
        FILLER * 8 + "编译器在学校。" + FILLER * 8,
        FILLER * 8 + "编译器在乡下。" + FILLER * 8,
        words=("compiler", "ducks"),
        vectors=WordVectors(load_embedder(STATIC_MODEL)),
    )
    assert rare > 2 * common  # each says one of two words; in the library both are as rare
