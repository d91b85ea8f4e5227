from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.models.places import Place
from turnwise.index.models.reader import ANSWER, QUESTION, Reader
from turnwise.index.models.static import StaticEmbedder
from turnwise.index.paths import bundled_model
from turnwise.index.reader_training.export import export_reader
from turnwise.index.reader_training.groups import Group, make_groups, windows
from turnwise.index.reader_training.network import DIM, Network
from turnwise.index.reader_training.recipe import measures
from turnwise.index.reader_training.start import load_start
from turnwise.index.reader_training.training import judge, pairs_of, train
from turnwise.index.reader_training.written_talks import Question, WrittenTalk
from turnwise.index.transcript import Turn

pytestmark = pytest.mark.slow  # the import of torch takes seconds

SPOKEN = [
    ("Ann", "Welcome. How many engineers worked on the compiler?"),
    ("Bob", "Twelve engineers worked on it, all of them in one room above the bakery."),
    ("Ann", "Nice, twelve is a lot. What did the customers say about the price?"),
    (
        "Bob",
        "They found the price of the compiler too high. " + "We talked about it for days. " * 30,
    ),
    ("Ann", "When will the next version of the compiler appear?"),
    ("Bob", "It will appear in the spring of next year."),
    ("Ann", "Thank you for the talk about the compiler."),
]
QUESTIONS = (
    Question("size of the team", (11,), "Twelve engineers", None),
    Question("was the compiler too expensive?", (13, 12), "the price of the compiler", None),
    Question("release date", (15,), "in the spring", None),
    Question("who wrote the parser of the compiler?", (), "", 11),
)
STATIC = load_embedder(STATIC_MODEL)
assert isinstance(STATIC, StaticEmbedder)


@pytest.fixture(scope="module")
def talk() -> WrittenTalk:
    """A part of a talk: its turns begin at 10."""
    turns = tuple(Turn(n, *turn) for n, turn in enumerate(SPOKEN, start=10))
    return WrittenTalk("one", turns, QUESTIONS, None)


def test_windows_are_whole_sentences_in_order():
    text = "One sentence that is rather long, as people speak. " * 12
    cut = [text[start:end] for start, end in windows(text)]
    assert len(cut) == 2
    assert " ".join(cut) == text.strip()
    assert list(windows("对。")) == [(0, 2)]


def test_the_places_of_a_group_are_of_turns_that_answer_and_of_others(talk: WrittenTalk):
    team, price, release, parser = make_groups([talk], STATIC, seed=0)
    assert team.answers == (True, False, False, False)
    assert team.places[0].text.startswith("Bob: Twelve engineers")
    assert price.answers == (True, True, False, False, False)
    assert price.places[0].text.startswith("Bob: They found the price")
    assert release.places[0].text.startswith("Bob: It will appear")
    assert parser.answers == (False,) * 4
    assert parser.places[0].text.startswith("Bob: Twelve engineers")  # the nearest by its author
    for group in (team, price, release):
        wrong = {
            p.text for p, answers in zip(group.places, group.answers, strict=True) if not answers
        }
        assert group.places[0].text not in wrong


def test_a_place_has_what_was_said_before_it(talk: WrittenTalk):
    team, *_ = make_groups([talk], STATIC, seed=0, held_out=True)
    assert team.places[0].before == "Ann: Welcome. How many engineers worked on the compiler?"


def test_what_follows_an_answer_is_often_a_wrong_place(talk: WrittenTalk):
    after = "Ann: Nice, twelve is a lot."
    drawn = [make_groups([talk], STATIC, seed=seed)[0] for seed in range(20)]
    assert sum(any(p.text.startswith(after) for p in g.places[1:]) for g in drawn) > 4
    for group in drawn:
        assert len(set(group.places)) == len(group.places) == 4


def test_padding_changes_no_logit():
    torch.manual_seed(0)
    network = Network().eval()
    torch.nn.init.normal_(network.like[2].weight)
    rows, kinds = torch.randn(1, 8, DIM), torch.tensor([[QUESTION] * 3 + [ANSWER] * 5])
    padded = torch.cat([rows, torch.randn(1, 3, DIM)], dim=1)
    with_padding = network(
        padded, torch.cat([kinds, kinds[:, :3]], dim=1), torch.arange(11)[None] < 8
    )
    torch.testing.assert_close(network(rows, kinds), with_padding, atol=1e-4, rtol=1e-4)


def test_measures_say_how_often_the_right_place_is_first_and_what_is_refused():
    group = Group("q", (Place("", "a"),) * 2, (True, False))
    nothing = Group("q", (Place("", "a"),) * 2, (False, False))
    logits = [np.array([2.0, 1.0]), np.array([0.0, 1.0]), np.array([-1.0, -2.0])]
    assert measures(logits, [group, group, nothing]) == (
        "English: right first 0.500 of 2, area 0.500, questions 1.000, refused 1.000 of 1"
    )


def save_bert(folder: Path, n_heads: int = 12) -> BertModel:
    """A BERT with random weights, and a Unigram tokenizer that knows few pieces."""
    torch.manual_seed(0)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁the", "▁Caffe", "▁com", "piler", "数据", "库"]
    bert = BertModel(
        BertConfig(
            vocab_size=len(pieces),
            hidden_size=DIM,
            num_hidden_layers=7,
            num_attention_heads=n_heads,
            intermediate_size=4 * DIM,
            max_position_embeddings=256,
        )
    ).eval()
    for norm in (m for m in bert.modules() if isinstance(m, torch.nn.LayerNorm)):
        torch.nn.init.normal_(norm.weight, 1, 0.1)
    bert.save_pretrained(folder)
    tokenizer = Tokenizer(models.Unigram([(piece, -1.0) for piece in pieces], unk_id=3))
    special = {"cls_token": "<s>", "sep_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(folder)
    return bert


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BertModel]:
    folder = tmp_path_factory.mktemp("bert")
    return folder, save_bert(folder)


def test_the_network_begins_as_the_first_layers_of_a_bert(bert: tuple[Path, BertModel]):
    folder, model = bert
    network, _ = load_start(folder, bundled_model())
    ids = torch.tensor([[0, 5, 6, 2]])
    tokens = network.norm(
        model.embeddings.word_embeddings(ids) + network.positions[:4] + network.kinds[ANSWER]
    )
    for layer in network.layers:
        tokens = layer(tokens, None)
    sixth = model(ids, output_hidden_states=True).hidden_states[6]
    torch.testing.assert_close(tokens, sixth, atol=1e-4, rtol=1e-4)


def test_a_piece_begins_with_the_rows_of_the_pieces_that_it_is_cut_into(
    bert: tuple[Path, BertModel],
):
    folder, model = bert
    _, pieces = load_start(folder, bundled_model())
    rows = model.embeddings.word_embeddings.weight

    def row(text: str) -> torch.Tensor:
        [[number]] = STATIC.token_ids([text])
        return pieces[number]

    torch.testing.assert_close(row("the"), rows[4])
    torch.testing.assert_close(row("caffe"), rows[5])  # known with a capital
    torch.testing.assert_close(row("compiler"), (rows[6] + rows[7]) / 2 * 2**0.25)
    torch.testing.assert_close(row("数据库"), (rows[8] + rows[9]) / 2 * 2**0.25)
    torch.testing.assert_close(row("天气"), rows[3])
    torch.testing.assert_close(pieces[-2:], rows[[0, 2]])


def test_a_model_of_another_size_is_an_error(tmp_path: Path):
    save_bert(tmp_path, n_heads=6)
    with pytest.raises(ValueError, match="384 dimensions and 6 heads; the reader begins as a bert"):
        load_start(tmp_path, bundled_model())


def test_a_trained_reader_is_written_and_read_as_it_was_trained(
    talk: WrittenTalk, bert: tuple[Path, BertModel], tmp_path: Path
):
    groups = make_groups([talk], STATIC, seed=0)
    pairs = pairs_of(groups, STATIC)
    _, alike = load_start(bert[0], bundled_model())
    pieces = torch.randn(alike.shape, generator=torch.Generator().manual_seed(0))

    def trained(work: Path) -> Network:
        network, _ = load_start(bert[0], bundled_model())
        return train(
            network, pieces, pairs, work, epochs=20, batch_size=4, learning_rate=2e-4, seed=0
        )

    network = trained(tmp_path)
    judged = judge(network, pieces, pairs)
    assert all(logits[0] > logits[-1] for logits in judged[:3])  # it learns these few by heart
    again = judge(trained(tmp_path), pieces, pairs)  # from the last checkpoint: nothing is left
    np.testing.assert_allclose(list(chain(*judged)), list(chain(*again)), rtol=1e-3)
    export_reader(network, pieces, bundled_model(), tmp_path / "reader")
    reader = Reader("tiny", tmp_path / "reader", STATIC)
    logits = reader.logits(groups[0].question, groups[0].places)
    np.testing.assert_allclose(logits, judged[0], atol=0.5, rtol=0.1)
