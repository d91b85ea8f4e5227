from __future__ import annotations

import json
import math
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import INTERVIEW, BigramEmbedder, make_transcript
from turnwise.index.errors import ModelError
from turnwise.index.models.by_name import STATIC_MODEL
from turnwise.rag import Library
from turnwise.rag.search.ranking.rerank import (
    Candidate,
    CrossEncoderReranker,
    load_reranker,
    rerank,
)
from turnwise.rag.search.ranking.retrieve import RankedExchange


class WordReranker:
    """Prefers texts with one word; a token is a character."""

    name = "words"

    def __init__(self, word: str, max_tokens: int = 1000):
        self.word = word
        self.max_tokens = max_tokens
        self.texts: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        self.texts = list(texts)
        return [float(self.word in text) for text in texts]


def candidate(id: int, score: float, *pieces: str) -> Candidate:
    cosines = tuple(1 / (n + 1) for n in range(len(pieces)))  # the first is the nearest
    return Candidate(RankedExchange(id, score), pieces, cosines)


def test_the_first_exchanges_are_reordered_and_the_rest_follows():
    found = [candidate(1, 0.9, "ducks"), candidate(2, 0.7, "geese"), candidate(3, 0.6, "a swan")]
    ranking = [*(one.ranked for one in found), RankedExchange(4, 0.5)]
    reordered = rerank("birds", ranking, found, WordReranker("swan"))
    assert reordered == [
        RankedExchange(3, 0.9), RankedExchange(1, 0.7), RankedExchange(2, 0.6), RankedExchange(4, 0.5),
    ]  # fmt: skip


def test_an_empty_ranking_stays_empty():
    assert rerank("birds", [], [], WordReranker("swan")) == []


def test_a_long_exchange_is_cut_to_what_is_nearest_in_its_order():
    # 5 of the query and 8 special tokens leave 12: “nearest” and one more of 4.
    found = [
        Candidate(RankedExchange(1, 0.9), ("much too long", "far", "nearest"), (0.5, 0.2, 0.9))
    ]
    reranker = WordReranker("swan", max_tokens=25)
    rerank("birds", [found[0].ranked], found, reranker)
    assert reranker.texts == ["far\nnearest"]


@pytest.mark.parametrize("scores", [[math.nan], [1.0, 2.0], []])
def test_scores_that_are_not_numbers_are_refused(scores: list[float]):
    reranker = WordReranker("swan")
    reranker.score = lambda query, texts: scores
    found = [candidate(1, 0.9, "ducks")]
    with pytest.raises(ModelError, match="“words” did not give a number for each text"):
        rerank("birds", [found[0].ranked], found, reranker)


def test_a_library_asks_the_reranker(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "library", embedder=embedder) as plain:
        plain.add(INTERVIEW)
        before = plain.search("OpenCL", k=8)
    reranker = WordReranker("横空出世")
    with Library.open(plain.path, embedder=embedder, reranker=reranker) as library:
        hits = library.search("OpenCL", k=8)
        library.add(make_transcript(("Ann", "Hm?"), ("Bob", "Hm.")))  # too short for a passage
        assert library.search("Hm")
    assert before[0].turn == 27
    assert hits[0].question
    assert "横空出世" in hits[0].question.text
    assert [hit.turn for hit in hits[1:3]] == [27, before[1].turn]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_an_embedding_model_is_not_a_reranker(tmp_path: Path):
    with pytest.raises(ModelError, match=r"is not a reranker.*bge-reranker-v2-m3"):
        Library.open(tmp_path / "library", rerank=STATIC_MODEL)
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("./no-such-folder", "there is no model folder", id="missing folder"),
        pytest.param("nobody/no-such-reranker", "not in the local cache", id="offline"),
    ],
)
def test_a_reranker_that_cannot_be_downloaded_is_an_error(name: str, message: str):
    with pytest.raises(ModelError, match=message):
        load_reranker(name)


def save_cross_encoder(folder: Path, *, n_labels: int = 1) -> Path:
    """A random two-layer BERT that reads pairs of texts, with a tokenizer of single characters."""
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    letters = "abcdefghijklmnopqrstuvwxyz你好为什么搬走"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    (folder / "words.txt").write_text("\n".join(words), "utf-8")
    tokenizer = BertWordPieceTokenizer(str(folder / "words.txt"))
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        num_labels=n_labels,
        initializer_range=0.5,  # else all texts score about the same
    )
    fast = BertTokenizerFast(tokenizer_object=tokenizer._tokenizer, model_max_length=64)
    fast.save_pretrained(folder)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def tiny_reranker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("reranker"))


@pytest.mark.slow
def test_any_cross_encoder_folder_scores_pairs(tiny_reranker: Path):
    reranker = load_reranker(str(tiny_reranker))
    texts = ["abc", "你好 why", "long " * 200]
    scores = reranker.score("why", texts)
    assert len(scores) == 3
    assert all(0 < score < 1 for score in scores)
    assert len(set(scores)) == 3
    assert scores[0] == pytest.approx(reranker.score("why", ["abc"])[0], abs=1e-5)
    assert reranker.count_tokens(["abc", "你好", ""]) == [3, 2, 0]
    assert reranker.max_tokens == 64


@pytest.mark.slow
def test_a_reranker_saved_by_sentence_transformers_is_recognised(
    tiny_reranker: Path, tmp_path: Path
):
    from sentence_transformers import CrossEncoder

    CrossEncoder(str(tiny_reranker)).save_pretrained(str(tmp_path / "saved"))
    saved = load_reranker(str(tmp_path / "saved"))
    assert saved.score("why", ["abc"]) == pytest.approx(
        load_reranker(str(tiny_reranker)).score("why", ["abc"]), abs=1e-5
    )


@pytest.mark.slow
def test_a_library_searches_with_a_cross_encoder(
    tiny_reranker: Path, tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(
        tmp_path / "library", embedder=embedder, rerank=str(tiny_reranker)
    ) as library:
        library.add(INTERVIEW)
        library.load_model()
        hits = library.search("OpenCL 为什么", k=10)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert library.search("OpenCL 为什么", k=10) == hits
        for citation in library.ask("what did he say about OpenCL").citations:
            assert citation.verified


@pytest.mark.slow
def test_a_damaged_reranker_is_an_error(tiny_reranker: Path, tmp_path: Path):
    copy = shutil.copytree(tiny_reranker, tmp_path / "copy")
    (copy / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(ModelError, match=r"cannot be loaded.*--rerank"):
        load_reranker(str(copy)).score("why", ["abc"])


@pytest.mark.slow
def test_a_classifier_is_not_a_reranker(tmp_path: Path):
    classifier = CrossEncoderReranker("three", save_cross_encoder(tmp_path, n_labels=3))
    with pytest.raises(ModelError, match="sorts texts into 3 classes"):
        classifier.score("why", ["abc"])


def test_an_encoder_without_a_head_is_not_a_reranker(tmp_path: Path):
    (tmp_path / "config.json").write_text(json.dumps({"architectures": ["BertModel"]}), "utf-8")
    with pytest.raises(ModelError, match="is not a reranker"):
        load_reranker(str(tmp_path))
