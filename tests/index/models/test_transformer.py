from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from turnwise.index.errors import ModelError
from turnwise.index.models.static import StaticEmbedder
from turnwise.index.models.transformer import MAX_TOKENS, Transformer
from turnwise.index.paths import bundled_model, bundled_transformer

pytestmark = pytest.mark.slow  # loads the bundled models

TEXTS = ["他为什么离开谷歌？", "Why did he leave Google?", "天气 weather", "", "word " * 500]
STATIC = StaticEmbedder("static", bundled_model())
TRANSFORMER = Transformer("bundled", bundled_transformer(), bundled_model())


def embed(texts: list[str]):
    return TRANSFORMER.embed_tokens(STATIC.token_ids(texts))


def test_embeddings_have_unit_length():
    embeddings = embed(TEXTS)
    assert embeddings.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, rtol=1e-5)
    assert embed([]).shape == (0, embeddings.shape[1])


def test_a_text_has_the_same_embedding_in_any_batch():
    alone = [embed([text])[0] for text in TEXTS]
    np.testing.assert_array_equal(embed(TEXTS), alone)


def test_the_same_question_in_the_other_language_is_nearest():
    ours = ["他为什么离开谷歌？", "谁创立了这家公司？", "编译器有多快？"]
    theirs = ["Why did he leave Google?", "Who founded the company?", "How fast is the compiler?"]
    cosines = embed(ours) @ embed(theirs).T
    assert np.argmax(cosines, axis=1).tolist() == [0, 1, 2]


def test_the_first_tokens_of_a_long_text_count():
    (ids,) = STATIC.token_ids(["one two three " * 200])
    long, cut = TRANSFORMER.embed_tokens([ids, ids[:MAX_TOKENS]])
    np.testing.assert_array_equal(long, cut)


def test_the_bundled_transformer_is_small_and_has_a_card():
    files = [path for path in bundled_transformer().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 40e6
    card = (bundled_transformer() / "README.md").read_text("utf-8")
    assert all(heading in card for heading in ("## Data", "## Recipe", "## Scores", "## Limits"))


def test_a_damaged_model_is_an_error(tmp_path: Path):
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Transformer("copy", tmp_path, bundled_model()).embed_tokens([[1]])


def test_a_transformer_beside_a_model_with_another_tokenizer_is_an_error(tmp_path: Path):
    shutil.copytree(bundled_model(), tmp_path / "other")
    with (tmp_path / "other" / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(ModelError, match=r"trained with another tokenizer than that of .*other"):
        Transformer("other", bundled_transformer(), tmp_path / "other").embed_tokens([[1]])
