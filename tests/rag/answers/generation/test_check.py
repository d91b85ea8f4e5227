from __future__ import annotations

import pytest
from conftest import BigramEmbedder, make_transcript
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.transcript import Transcript
from turnwise.rag.answer import AskedQuestion, Hit, TranscriptReference
from turnwise.rag.answers.generation.check import check_sentence, split_sentences
from turnwise.rag.search.near_words import WordVectors, bundled_vectors

TALK = make_transcript(
    ("Ann", "How many ducks live on the lake, and why do they stay in winter?"),
    ("Bob", "About 40 ducks live there. They stay, because the lake doesn't freeze."),
    ("Eve", "我觉得鸭子喜欢这个湖，因为冬天水不结冰。"),
    title="Birds",
    date="2024-05-01",
)


def hit(turn: int, question: int | None = 1) -> Hit:
    said = TALK.turn(turn)
    asked = TALK.turn(question) if question else None
    return Hit(
        rank=turn,
        score=0.5,
        transcript=TranscriptReference.to(TALK),
        turn=turn,
        speaker=said.speaker,
        text=said.text,
        quote=said.text,
        quote_start=0,
        start_s=None,
        url=None,
        question=AskedQuestion(asked.number, asked.speaker, asked.text) if asked else None,
    )


SOURCES = [hit(2), hit(3)]


def stored(id: str) -> Transcript:
    assert id == TALK.id
    return TALK


def check(sentence: str, vectors: WordVectors | None = None) -> tuple[str, tuple[int, ...]] | None:
    vectors = vectors or WordVectors(BigramEmbedder())
    checked = check_sentence(sentence, SOURCES, stored, vectors)
    return checked and (checked.text, checked.cited)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One [1]. Two [2].", ["One [1].", "Two [2]."]),
        ("One. [1] Two. [2]", ["One. [1]", "Two. [2]"]),
        ("One. [1][2] Two. [1, 2]", ["One. [1][2]", "Two. [1, 2]"]),
        ("一。[1]二。【2】", ["一。[1]", "二。【2】"]),
        ("He said “A b. C d.” [1] Then he left. [2]", ["He said “A b. C d.” [1]", "Then he left. [2]"]),
        ("He said “A b. C d” and left [1]. Two [2].", ["He said “A b. C d” and left [1].", "Two [2]."]),
        ("“Why? How?” he asked [1]. Two [2].", ["“Why? How?” he asked [1].", "Two [2]."]),
        ("He said “A b. C d [1]\nTwo [2].", ["He said “A b. C d [1]", "Two [2]."]),
        ("- One [1]\n- Two [2]", ["- One [1]", "- Two [2]"]),
        ("", []),
    ],
    ids=["inside", "behind", "several", "full-width", "whole quotation", "quotation", "asked", "open", "list", "empty"],
)  # fmt: skip
def test_a_sentence_goes_with_its_citations(text: str, sentences: list[str]):
    spans = split_sentences(text, is_whole=True)
    assert [text[start:end] for start, end in spans] == sentences


@given(st.text(alphabet='ab .。？[]12“”"\n【】', max_size=40), st.data())
def test_sentences_that_are_done_do_not_change_while_more_comes(text: str, data: st.DataObject):
    cut = data.draw(st.integers(0, len(text)))
    done = split_sentences(text[:cut], is_whole=False)
    more = split_sentences(text, is_whole=True)
    assert all(start < end for start, end in more)
    assert more[: len(done)] == done


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Bob says that about 40 ducks live on the lake [1].", "Bob says that about 40 ducks live on the lake."),
        ("Bob says that the ducks stay because the lake doesn't freeze. [1]", "Bob says that the ducks stay because the lake doesn't freeze."),
        ("Bob said “About 40 ducks live there.” [1]", "Bob said “About 40 ducks live there.”"),
        ("Ann asked “How many ducks live on the lake” [1].", "Ann asked “How many ducks live on the lake”."),
    ],
    ids=["words", "citation behind", "quotation", "its question"],
)  # fmt: skip
def test_a_sentence_that_the_sources_support_is_kept(sentence: str, text: str):
    checked = check(sentence)
    assert checked is not None
    assert checked[0] == text


@pytest.mark.slow  # loads the bundled model
@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Eve thinks that ducks like the lake, because the water does not freeze in winter [2].", "Eve thinks that ducks like the lake, because the water does not freeze in winter."),
        ("Bob 说湖里大约有 40 只鸭子 [1]。", "Bob 说湖里大约有 40 只鸭子。"),
    ],
    ids=["English of Chinese", "Chinese of English"],
)  # fmt: skip
def test_a_sentence_supported_in_another_language_is_kept(sentence: str, text: str):
    checked = check(sentence, bundled_vectors())
    assert checked is not None
    assert checked[0] == text


@pytest.mark.slow  # loads the bundled model
@pytest.mark.parametrize(
    "sentence",
    [
        "The stock market fell after the central bank raised its interest rates [1].",
        "央行加息之后股市大幅下跌了 [2]。",
    ],
    ids=["English", "Chinese"],
)
def test_a_sentence_about_something_else_is_refused_by_the_bundled_vectors(sentence: str):
    assert check(sentence, bundled_vectors()) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Bob says that about 40 ducks live on the lake.",
        "Bob says that about 40 ducks live on the lake [7].",
        "Bob says that about 50 ducks live on the lake [1].",
        "Bob said “About 40 geese live there” [1].",
        "Bob said “冬天水不结冰” [1].",
        "Ann said “About 40 ducks live there” [1].",
        "Bob said “About 40 ducks … doesn't freeze” [1].",
        "Eve says that about 40 ducks live on the lake [1].",
        "The stock market fell after the central bank raised its interest rates [1].",
        "央行加息之后股市大幅下跌了 [2]。",
        "Bob said “About 40 ducks live there [1].",
        "Bob says that it is about birds [1].",
        "[1]",
        "",
    ],
    ids=[
        "no citation", "no such source", "another number", "another word", "another speaker's words",
        "its words put into the asker's mouth", "stitched",
        "another speaker", "something else", "something else in Chinese", "half a quotation", "only the heading of the source", "a citation alone",
        "nothing",
    ],
)  # fmt: skip
def test_a_sentence_that_the_sources_do_not_support_is_refused(sentence: str):
    assert check(sentence) is None


def test_citations_of_missing_sources_are_removed():
    checked = check("About 40 ducks live on the lake, says Bob [1, 9][0][2][1].")
    assert checked == ("About 40 ducks live on the lake, says Bob.", (0, 1))


def test_a_quotation_that_differs_in_punctuation_is_corrected():
    checked = check("Bob said “they stay because the lake doesn’t freeze” [1].")
    assert checked == ("Bob said “They stay, because the lake doesn't freeze”.", (0,))


def test_numbers_may_be_written_with_other_digits():
    assert check("Bob says that about ４０ ducks live on the lake [1].")


@given(st.sampled_from(TALK.turn(2).text.split()), st.characters(categories=["Ll"]))
def test_any_changed_letter_in_a_quotation_is_caught(word: str, letter: str):
    changed = TALK.turn(2).text.replace(word, letter + word)
    assert check(f"Bob said “{changed}” [1].") is None
