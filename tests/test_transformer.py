from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from turnwise.index.errors import ModelError
from turnwise.index.models import load_embedder
from turnwise.index.paths import bundled_transformer
from turnwise.index.torch_embedder import SentenceTransformerEmbedder
from turnwise.index.transformer_embedder import TransformerEmbedder

TEXTS = ["他为什么离开谷歌？", "Why did he leave Google?", "天气 weather", "", "word " * 500]
EMBEDDER = TransformerEmbedder("bundled", bundled_transformer())


def test_embeddings_have_unit_length():
    embeddings = EMBEDDER.embed(TEXTS)
    assert embeddings.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, rtol=1e-5)
    assert EMBEDDER.embed([]).shape == (0, embeddings.shape[1])


def test_a_text_is_embedded_the_same_whatever_stands_beside_it():
    alone = [EMBEDDER.embed([text])[0] for text in TEXTS]
    np.testing.assert_array_equal(EMBEDDER.embed(TEXTS), alone)


def test_the_same_question_in_the_other_language_is_nearest():
    ours = ["他为什么离开谷歌？", "谁创立了这家公司？", "编译器有多快？"]
    theirs = ["Why did he leave Google?", "Who founded the company?", "How fast is the compiler?"]
    cosines = EMBEDDER.embed(ours) @ EMBEDDER.embed(theirs).T
    assert np.argmax(cosines, axis=1).tolist() == [0, 1, 2]


def test_a_folder_with_an_onnx_file_is_a_model():
    by_folder = load_embedder(str(bundled_transformer()))
    np.testing.assert_array_equal(by_folder.embed(TEXTS), EMBEDDER.embed(TEXTS))


@pytest.mark.parametrize("beside", ["modules.json", "config.json"])
def test_a_model_for_torch_with_an_onnx_file_beside_it_is_read_by_torch(
    beside: str, tmp_path: Path
):
    (tmp_path / "model.onnx").touch()
    (tmp_path / beside).write_text("[]")
    assert isinstance(load_embedder(str(tmp_path)), SentenceTransformerEmbedder)


def test_an_onnx_file_that_gives_something_else_is_an_error(tmp_path: Path):
    copy = shutil.copytree(bundled_transformer(), tmp_path / "copy")
    content = (copy / "model.onnx").read_bytes()
    renamed = content.replace(b"sentence_embedding", b"last_hidden_states")
    (copy / "model.onnx").write_bytes(renamed)
    with pytest.raises(ModelError, match="gives last_hidden_states, not sentence_embedding"):
        load_embedder(str(copy)).embed(["text"])


def test_tokens_are_counted_beyond_where_a_text_is_cut():
    assert EMBEDDER.count_tokens(["猫", "", "cat " * 300]) == [1, 0, 300]


def test_the_name_of_a_special_token_in_a_text_is_text():
    assert EMBEDDER.count_tokens(["[SEP]"])[0] > 1


def test_the_bundled_transformer_is_small_and_has_a_card():
    files = [path for path in bundled_transformer().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 40e6
    card = (bundled_transformer() / "README.md").read_text("utf-8")
    assert all(heading in card for heading in ("## Data", "## Recipe", "## Scores", "## Limits"))


@pytest.mark.parametrize("damaged", ["model.onnx", "tokenizer.json"])
def test_a_damaged_model_is_an_error(damaged: str, tmp_path: Path):
    copy = shutil.copytree(bundled_transformer(), tmp_path / "copy")
    (copy / damaged).write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        TransformerEmbedder("copy", copy).embed(["text"])
