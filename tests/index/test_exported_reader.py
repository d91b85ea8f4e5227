from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from turnwise.index.errors import ModelError
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.models.static import StaticEmbedder, tokenizer_digest
from turnwise.index.paths import bundled_model, bundled_transformer
from turnwise.index.reader_training.export import rows_at
from turnwise.index.reader_training.exported import INPUTS, OUTPUT, Place, Reader, RowsAt

pytestmark = pytest.mark.slow  # loads the bundled models

STATIC = load_embedder(STATIC_MODEL)
assert isinstance(STATIC, StaticEmbedder)


def write_tiny(folder: Path, rows: RowsAt | None = None, tokenizer: str | None = None) -> Reader:
    """A reader whose logit is the product of the mean rows of question and answer."""
    given = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [f"n_{n}", 384]) for n in INPUTS]
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["question", "axes"], ["first"], keepdims=0),
            helper.make_node("ReduceMean", ["answer", "axes"], ["second"], keepdims=0),
            helper.make_node("Mul", ["first", "second"], ["both"]),
            helper.make_node("ReduceSum", ["both"], ["sum"], keepdims=0),
            helper.make_node("Unsqueeze", ["sum", "axes"], [OUTPUT]),
        ],
        "tiny",
        given,
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1])],
        [helper.make_tensor("axes", TensorProto.INT64, [1], [0])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    rows = rows or rows_at(bundled_transformer() / "model.onnx")
    properties = {
        "tokenizer": tokenizer or tokenizer_digest(bundled_model()),
        "rows": json.dumps(asdict(rows)),
    }
    helper.set_model_props(model, properties)
    folder.mkdir(exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    return Reader("tiny", folder, STATIC, bundled_transformer())


def test_each_place_has_a_probability_whatever_places_stand_beside_it(tmp_path: Path):
    reader = write_tiny(tmp_path)
    places = [Place("", "GPUs are fast."), Place("Why?", "天气很好"), Place("", "")]
    answers = reader.answers("How fast are GPUs?", places)
    assert [0 <= p <= 1 for p in answers] == [True] * 3
    assert answers == [reader.answers("How fast are GPUs?", [place])[0] for place in places]
    assert reader.answers("How fast are GPUs?", []) == []


def test_the_rows_are_those_of_the_bundled_transformer(tmp_path: Path):
    reader = write_tiny(tmp_path)
    at = rows_at(bundled_transformer() / "model.onnx")
    rows, factors = at.read(bundled_transformer() / "model.onnx")
    [ids] = STATIC.token_ids(["GPUs"])
    mean = (rows[ids] * factors[ids, None]).mean(axis=0)
    [answer] = reader.answers("GPUs", [Place("", "GPUs")])
    assert answer == pytest.approx(1 / (1 + np.exp(-mean @ mean)), rel=1e-4)


def test_a_long_place_counts_by_its_first_tokens(tmp_path: Path):
    reader = write_tiny(tmp_path)
    long, longer = reader.answers("GPUs", [Place("", "one " * 80), Place("", "one " * 90)])
    assert long == longer


def test_a_reader_of_another_transformer_is_an_error(tmp_path: Path):
    at = rows_at(bundled_transformer() / "model.onnx")
    elsewhere = RowsAt(at.n_pieces, at.dim, at.rows, at.factors + 4, at.factors_digest)
    with pytest.raises(ModelError, match="trained with another transformer"):
        write_tiny(tmp_path, rows=elsewhere).answers("GPUs", [Place("", "GPUs")])


def test_a_reader_of_another_tokenizer_is_an_error(tmp_path: Path):
    with pytest.raises(ModelError, match="trained with another tokenizer"):
        write_tiny(tmp_path, tokenizer="other").answers("GPUs", [Place("", "GPUs")])


def test_a_damaged_reader_is_an_error(tmp_path: Path):
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Reader("r", tmp_path, STATIC, bundled_transformer()).answers("a", [Place("", "b")])
