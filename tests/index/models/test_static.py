from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from turnwise.index.errors import ModelError
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.models.static import StaticEmbedder, is_static_model
from turnwise.index.paths import bundled_model

TEXTS = [
    "Why is NVIDIA successful?",
    "为什么大家都用 TensorFlow，不用 Caffe2？",
    "臺灣的開源社群",
    "",
    "🙂",
    "x" * 5000,
    "ＦＵＬＬ　ＷＩＤＴＨ e\u0301",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A static model of three words in two dimensions, with int8 rows and a factor for each."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "north": 1, "east": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    rows = np.array([[0, 0], [0, 100], [50, 0]], dtype=np.int8)
    factors = np.array([1, 0.01, 0.08], dtype=np.float32)
    save_file({"embeddings": rows, "weights": factors}, tmp_path / "model.safetensors")
    kind = "sentence_transformers.models.StaticEmbedding"
    (tmp_path / "modules.json").write_text(json.dumps([{"path": "", "type": kind}]))
    return tmp_path


def test_an_embedding_is_the_mean_of_its_tokens_scaled_to_length_one(folder: Path):
    embeddings = load_embedder(str(folder)).embed(["north", "north east", "east up", ""])
    # north: (0, 1); east: (4, 0), so the mean of both is (2, 0.5), of length √4.25.
    expected = [[0, 1], [2 / 4.25**0.5, 0.5 / 4.25**0.5], [1, 0], [0, 0]]
    assert embeddings.dtype == np.float32
    np.testing.assert_allclose(embeddings, expected, atol=1e-6)


def test_tokens_are_counted_and_no_text_gives_no_row(folder: Path):
    embedder = load_embedder(str(folder))
    assert embedder.count_tokens(["north east", "up", ""]) == [2, 1, 0]
    assert embedder.count_tokens([]) == []
    assert embedder.embed([]).shape == (0, 2)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("kept", [None, slice(0), slice(20), slice(-1)])
def test_a_damaged_model_folder_is_an_error(folder: Path, name: str, kept: slice | None):
    data = (folder / name).read_bytes()
    (folder / name).unlink()
    if kept:
        (folder / name).write_bytes(data[kept])
    with pytest.raises(ModelError, match=r"cannot be loaded.*--model"):
        load_embedder(str(folder)).embed(["north"])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_rows_may_be_of_any_number_type(folder: Path, dtype: type[np.floating]):
    rows = np.array([[0, 0], [0, 1], [4, 0]], dtype=dtype)
    save_file({"embedding.weight": rows}, folder / "model.safetensors", {"format": "np"})
    [embedding] = load_embedder(str(folder)).embed(["north east"])
    np.testing.assert_allclose(embedding, [2 / 4.25**0.5, 0.5 / 4.25**0.5], atol=1e-6)


def test_rows_may_be_shared_between_tokens(folder: Path):
    tensors = {
        "embeddings": np.array([[0, 1], [4, 0]], dtype=np.float32),
        "mapping": np.array([0, 0, 1], dtype=np.int64),
    }
    save_file(tensors, folder / "model.safetensors")
    embeddings = load_embedder(str(folder)).embed(["north", "up", "east"])
    np.testing.assert_allclose(embeddings, [[0, 1], [0, 1], [1, 0]], atol=1e-6)


def test_weights_that_do_not_fit_the_tokenizer_are_an_error(folder: Path):
    save_file({"embeddings": np.zeros((2, 2), dtype=np.int8)}, folder / "model.safetensors")
    with pytest.raises(ModelError, match="2 rows and 2 factors for 3 tokens"):
        load_embedder(str(folder)).embed(["north"])


def test_a_tokenizer_file_may_leave_out_default_settings(folder: Path):
    file = folder / "tokenizer.json"
    config = json.loads(file.read_text())
    before = load_embedder(str(folder)).count_tokens(["north east"])
    del config["model"]["type"], config["added_tokens"]
    file.write_text(json.dumps(config))
    assert load_embedder(str(folder)).count_tokens(["north east"]) == before


def test_only_a_static_embedding_takes_the_fast_path(folder: Path):
    assert is_static_model(folder)
    modules = json.loads((folder / "modules.json").read_text())
    for more in ("Normalize", "Dense"):
        (folder / "modules.json").write_text(
            json.dumps([*modules, {"path": "1", "type": f"sentence_transformers.models.{more}"}])
        )
        assert is_static_model(folder) == (more == "Normalize")
    (folder / "modules.json").write_text("damaged")
    assert not is_static_model(folder)


@pytest.fixture(scope="module")
def reference():
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(bundled_model()))


@pytest.mark.slow
def test_the_bundled_model_gives_the_vectors_of_sentence_transformers(reference):
    ours = StaticEmbedder("bundled", bundled_model()).embed(TEXTS)
    theirs = reference.encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(ours, theirs, atol=1e-3)


@pytest.mark.slow  # loads the bundled model
def test_few_texts_are_tokenized_without_loading_the_whole_tokenizer():
    few, many = (StaticEmbedder("bundled", bundled_model()) for _ in range(2))
    many.count_tokens(["x" * 100_000])
    assert few.token_ids(TEXTS) == many.token_ids(TEXTS)
    assert "_tokenizer" in vars(many)
    assert "_tokenizer" not in vars(few)


@pytest.mark.slow
@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
def test_any_text_gets_the_vector_of_sentence_transformers(reference, texts: list[str]):
    ours = StaticEmbedder("bundled", bundled_model()).embed(texts)
    np.testing.assert_allclose(ours, reference.encode(texts), atol=1e-3)


@pytest.mark.slow  # loads the bundled model
@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        pytest.param(
            "Why is NVIDIA successful?",
            "The reason for NVIDIA's success",
            "I like to cook noodles",
            id="en",
        ),
        pytest.param("为什么搬家？", "我们搬家是因为房租太贵", "今天的天气很好", id="zh"),
        pytest.param(
            "Why was the rent too expensive?",
            "我们搬家是因为房租太贵",
            "今天的天气很好",
            id="en→zh",
        ),
        pytest.param(
            "英伟达为什么成功？",
            "The reason for NVIDIA's success",
            "I like to cook noodles",
            id="zh→en",
        ),
        pytest.param(
            "这个 framework 的优点是什么？",
            "這個框架有三個好處",
            "I like to cook noodles",
            id="mixed",
        ),
    ],
)
def test_the_bundled_model_embeds_similar_texts_nearer_than_others(
    question: str, near: str, far: str
):
    asked, right, wrong = load_embedder(STATIC_MODEL).embed([question, near, far])
    assert asked @ right > asked @ wrong + 0.2


def test_the_bundled_model_is_small_and_has_a_card():
    files = [path for path in bundled_model().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 40_000_000
    card = (bundled_model() / "README.md").read_text("utf-8")
    for heading in ("Data and licences", "Recipe", "Scores", "Limits"):
        assert f"## {heading}" in card


def test_the_fingerprint_is_the_hash_of_the_files(tmp_path: Path):
    copy = shutil.copytree(bundled_model(), tmp_path / "copy")
    assert load_embedder(str(copy)).fingerprint == load_embedder(STATIC_MODEL).fingerprint
