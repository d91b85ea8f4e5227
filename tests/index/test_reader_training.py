from __future__ import annotations

import gzip
import json
import random
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import torch
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.models.static import StaticEmbedder
from turnwise.index.paths import bundled_model, bundled_transformer
from turnwise.index.reader_training.bundled import load_bundled
from turnwise.index.reader_training.conversations import Conversation, read_conversations
from turnwise.index.reader_training.export import export_reader, rows_at
from turnwise.index.reader_training.exported import Place, Reader
from turnwise.index.reader_training.groups import Group, make_groups, windows
from turnwise.index.reader_training.reader import ANSWER, DIM, Together
from turnwise.index.reader_training.recipe import measures, read_groups
from turnwise.index.reader_training.texts import place_tokens, question_tokens
from turnwise.index.reader_training.training import judge, train
from turnwise.index.reader_training.wording import stands_alone, third_person, wordings
from turnwise.index.transcript import Turn

pytestmark = pytest.mark.slow  # the import of torch takes seconds

SPOKEN = [
    ("Ann", "Welcome. How many engineers worked on the compiler?"),
    ("Bob", "Twelve engineers worked on it."),
    ("Ann", "Nice, twelve is a lot. What did the customers say about the price?"),
    ("Bob", "They found the price of the compiler too high."),
    ("Ann", "When will the next version of the compiler appear?"),
    ("Bob", "It will appear in the spring of next year."),
    ("Ann", "Thank you for the talk about the compiler."),
]


def conversation(name: str, spoken: list[tuple[str, str]] = SPOKEN) -> Conversation:
    turns = tuple(Turn(n, *turn) for n, turn in enumerate(spoken, start=1))
    return Conversation(name, "talks", "en", turns)


def test_conversations_are_read_without_turns_that_have_no_words(tmp_path: Path):
    entry = {"id": "changelog/jsparty/1", "language": "en", "turns": [["A", "Hi."], ["B", " "]]}
    with gzip.open(tmp_path / "transcripts.x.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
    [read] = read_conversations(tmp_path)
    assert read.family == "changelog/jsparty"
    assert read.turns == (Turn(1, "A", "Hi."),)
    assert list(read_conversations(tmp_path, exclude=["jsparty/1"])) == []


def test_a_folder_without_conversations_is_an_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="holds no conversations"):
        list(read_conversations(tmp_path))


def test_about_one_conversation_in_twenty_is_held_out():
    held_out = sum(conversation(f"archive-tw/{n}").is_held_out for n in range(1000))
    assert 20 <= held_out <= 80


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        pytest.param("How many engineers worked on the compiler?", True, id="says about what"),
        pytest.param("Why?", False, id="too short"),
        pytest.param("Why did they do that?", False, id="leans on what was said before"),
        pytest.param("The compiler was written by engineers, right?", False, id="a tag"),
        pytest.param("Tell us about the compiler.", False, id="no question mark"),
        pytest.param("編譯器花了多少工程師？", True, id="Chinese"),
        pytest.param("那他怎麼了？", False, id="Chinese that leans"),
    ],
)
def test_questions_that_stand_alone(question: str, *, alone: bool):
    assert stands_alone(question) == alone


def test_a_question_to_somebody_becomes_one_about_them():
    assert third_person("do you like your team?", "Ann Lee") == "does Ann like Ann's team?"
    assert third_person("您覺得你們的團隊怎麼樣？", "唐鳳") == "唐鳳覺得唐鳳的團隊怎麼樣？"


def test_a_question_has_a_plain_wording_and_a_further_one():
    def mix(text: str, share: float) -> str:
        return f"mixed {text}"

    seen = {
        wordings("So how many engineers did you have?", "Ann", mix, random.Random(n))[1]
        for n in range(30)
    }
    assert len(seen) > 2
    assert any(text.startswith("mixed") for text in seen)


def test_windows_are_whole_sentences_in_order():
    text = "One sentence that is rather long, as people speak. " * 12
    cut = list(windows(text))
    assert len(cut) == 2
    assert " ".join(cut) == text.strip()
    assert list(windows("对。")) == ["对。"]


@pytest.fixture(scope="module")
def groups() -> list[Group]:
    static = load_embedder(STATIC_MODEL)
    assert isinstance(static, StaticEmbedder)
    talks = [conversation("one"), conversation("two", [*SPOKEN[4:], *SPOKEN[:4]])]
    return make_groups(talks, static, lambda text, share: text, seed=0)


@pytest.mark.slow
def test_the_first_place_of_a_group_answers_and_the_others_do_not(groups: list[Group]):
    answers = {"Twelve", "They found", "It will appear"}
    for group in groups:
        assert group.kinds[0] == "answer"
        assert any(group.places[0].text.startswith(answer) for answer in answers)
        same_talk = [
            place.text
            for place, kind in zip(group.places, group.kinds, strict=True)
            if kind in ("same talk", "comment")
        ]
        assert group.places[0].text not in same_talk


@pytest.mark.slow
def test_most_wrong_places_answer_other_questions(groups: list[Group]):
    kinds = [kind for group in groups for kind in group.kinds]
    others = kinds.count("other question") + kinds.count("other question elsewhere")
    assert others > len(kinds) / 2
    assert all(group.kinds[1] not in ("answer", "other question") for group in groups)


def test_the_tokens_of_a_place_say_what_was_asked_and_what_answers():
    assert question_tokens([5, 6], 100).ids == (100, 5, 6, 101)
    place = place_tokens([7], [8, 9], 100)
    assert place.ids == (100, 7, 101, 8, 9, 101)
    assert place.kinds == [1, 1, 1, 2, 2, 2]
    assert place_tokens([], [8], 100).ids == (100, 101, 8, 101)
    assert len(place_tokens(range(90), range(90), 100).ids) == 24 + 80 + 3


@pytest.mark.slow
def test_padding_changes_no_logit():
    torch.manual_seed(0)
    model = Together().eval()
    question, place = torch.randn(1, 4, DIM), torch.randn(1, 6, DIM)
    kinds = torch.full((1, 6), ANSWER)
    alone = model((question, place), (question, place), kinds)

    def padded(tokens: torch.Tensor) -> torch.Tensor:
        return torch.cat([tokens, torch.randn(1, 3, DIM)], dim=1)

    masks = tuple(torch.arange(n + 3)[None] < n for n in (4, 6))
    texts = padded(question), padded(place)
    with_padding = model(texts, texts, torch.full((1, 9), ANSWER), masks)
    torch.testing.assert_close(alone, with_padding)


def test_measures_say_how_many_wrong_places_are_refused():
    group = Group("c", "f", "en", ("q",), (Place("", "a"),) * 3, ("answer", "same talk", "random"))
    said = measures([np.array([0.9, 0.2, 0.95])] * 4, [group] * 4)
    assert said == "en: area 0.500, first 0.00, random 0.00, same talk 1.00"


@pytest.mark.slow
def test_the_frozen_layers_are_those_of_the_bundled_transformer():
    """Read back from int8 they give the file's own outputs, but for its int8 arithmetic."""
    apart = load_bundled(bundled_transformer())
    at = rows_at(bundled_transformer() / "model.onnx")
    rows, factors = at.read(bundled_transformer() / "model.onnx")
    assert (at.n_pieces + 2, at.dim) == tuple(apart.pieces.weight.shape)
    np.testing.assert_allclose(
        rows[:50] * factors[:50, None], apart.pieces.weight[:50].numpy(), rtol=1e-5
    )


@pytest.mark.slow
def test_a_trained_reader_is_written_and_read_as_it_was_trained(
    groups: list[Group], tmp_path: Path
):
    static = load_embedder(STATIC_MODEL)
    assert isinstance(static, StaticEmbedder)
    apart = load_bundled(bundled_transformer())
    texts, rows = read_groups(groups, static, apart, tmp_path / "read.npy")

    def trained(work: Path) -> Together:
        return train(texts, rows, work, epochs=40, batch_size=4, learning_rate=1e-3, seed=0)

    model = trained(tmp_path)
    judged = judge(model, texts, rows)
    assert np.mean([p[0] == p.max() for p in judged]) > 0.7  # it learns these few by heart
    again = judge(trained(tmp_path), texts, rows)  # from the last checkpoint: nothing is left
    np.testing.assert_allclose(list(chain(*judged)), list(chain(*again)), rtol=1e-4)
    export_reader(apart, model, bundled_model(), bundled_transformer(), tmp_path / "reader")
    reader = Reader("tiny", tmp_path / "reader", static, bundled_transformer())
    answers = reader.answers(groups[0].questions[0], groups[0].places)
    np.testing.assert_allclose(answers, judged[0], atol=0.05)
