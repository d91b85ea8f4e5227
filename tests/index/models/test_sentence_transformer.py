from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from turnwise.index.errors import ModelError
from turnwise.index.models.by_name import load_embedder
from turnwise.index.models.sentence_transformer import SentenceTransformerEmbedder


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random two-layer BERT with a tokenizer of single characters, saved to disk."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    letters = "abcdefghijklmnopqrstuvwxyz你好为什么搬走"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"))
    fast = BertTokenizerFast(tokenizer_object=tokenizer._tokenizer)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    fast.save_pretrained(folder / "bert")
    BertModel(config).save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    pooling = Pooling(transformer.get_embedding_dimension())
    SentenceTransformer(modules=[transformer, pooling]).save(str(folder / "model"))
    return folder / "model"


@pytest.mark.slow
def test_any_sentence_transformers_folder_embeds_to_unit_length(tiny_model: Path):
    embedder = load_embedder(str(tiny_model))
    assert isinstance(embedder, SentenceTransformerEmbedder)
    embeddings = embedder.embed(["abc", "你好 why", "xyz"])
    assert embeddings.shape == (3, 16)
    assert embeddings.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, rtol=1e-5)


@pytest.mark.slow
def test_tokens_are_counted_by_the_models_tokenizer(tiny_model: Path):
    embedder = load_embedder(str(tiny_model))
    assert embedder.count_tokens(["abc", "你好", ""]) == [3, 2, 0]
    assert embedder.count_tokens([]) == []


@pytest.mark.slow
def test_the_fingerprint_changes_with_the_files(tiny_model: Path, tmp_path: Path):
    copy = shutil.copytree(tiny_model, tmp_path / "copy")
    assert load_embedder(str(copy)).fingerprint == load_embedder(str(tiny_model)).fingerprint
    config = copy / "modules.json"
    config.write_text(json.dumps([*json.loads(config.read_text()), {}]))
    assert load_embedder(str(copy)).fingerprint != load_embedder(str(tiny_model)).fingerprint


@pytest.mark.slow
def test_a_damaged_model_folder_is_an_error(tiny_model: Path, tmp_path: Path):
    copy = shutil.copytree(tiny_model, tmp_path / "copy")
    for weights in copy.rglob("*.safetensors"):
        weights.write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_embedder(str(copy)).embed(["abc"])
