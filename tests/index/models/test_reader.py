from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper
from turnwise.index.errors import ModelError
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.models.places import Place
from turnwise.index.models.reader import (
    AROUND,
    KINDS,
    MAX_BEFORE,
    OUTPUT,
    ROWS,
    Reader,
    RowsAt,
    Tokens,
)
from turnwise.index.models.static import StaticEmbedder, tokenizer_digest
from turnwise.index.paths import bundled_model, bundled_transformer
from turnwise.index.reader_training.export import rows_at

pytestmark = pytest.mark.slow  # loads the bundled models

STATIC = load_embedder(STATIC_MODEL)
assert isinstance(STATIC, StaticEmbedder)


def write_tiny(folder: Path, rows: RowsAt | None = None, tokenizer: str | None = None) -> Reader:
    """A reader whose logit is the first number of the rows of all pieces, summed up."""
    given = [
        helper.make_tensor_value_info(ROWS, TensorProto.FLOAT, ["n_tokens", 384]),
        helper.make_tensor_value_info(KINDS, TensorProto.INT64, ["n_tokens"]),
        helper.make_tensor_value_info(AROUND, TensorProto.INT64, ["n_tokens"]),
    ]
    zero = helper.make_tensor("zero", TensorProto.INT64, [], [0])
    first = helper.make_tensor("first", TensorProto.INT64, [1], [0])
    graph = helper.make_graph(
        [
            helper.make_node("Equal", [AROUND, "zero"], ["is_piece"]),
            helper.make_node("Cast", ["is_piece"], ["counted"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [ROWS, "zero"], ["numbers"], axis=1),
            helper.make_node("Mul", ["numbers", "counted"], ["of_pieces"]),
            helper.make_node("ReduceSum", ["of_pieces"], ["sum"], keepdims=0),
            helper.make_node("Unsqueeze", ["sum", "first"], [OUTPUT]),
        ],
        "tiny",
        given,
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1])],
        [zero, first],
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


def test_question_and_place_are_one_text():
    assert Tokens.of([5, 6], [7], [8, 9]) == Tokens(
        [0, 5, 6, 0, 7, 0, 8, 9, 0], [0, 0, 0, 0, 1, 1, 2, 2, 2], [1, 0, 0, 2, 0, 2, 0, 0, 2]
    )


def test_a_place_with_nothing_before_it_has_no_part_for_it():
    assert Tokens.of([5], [], [8]) == Tokens([0, 5, 0, 8, 0], [0, 0, 0, 2, 2], [1, 0, 2, 0, 2])


def test_of_what_was_said_before_the_end_is_read():
    before = Tokens.of([], list(range(1, 91)), []).ids[2:-2]
    assert before == list(range(91 - MAX_BEFORE, 91))


def test_each_place_counts_by_itself(tmp_path: Path):
    reader = write_tiny(tmp_path)
    places = [Place("", "GPUs are fast."), Place("Why?", "天气很好"), Place("", "")]
    logits = reader.logits("How fast are GPUs?", places)
    assert len(set(logits)) == 3
    assert logits == [reader.logits("How fast are GPUs?", [place])[0] for place in places]
    assert reader.logits("How fast are GPUs?", []) == []


def test_a_question_mark_does_not_count(tmp_path: Path):
    reader, places = write_tiny(tmp_path), [Place("", "GPUs are fast.")]
    assert reader.logits("谁快？", places) == reader.logits("谁快", places)
    assert reader.logits("How fast?", places) != reader.logits("How", places)


def test_the_rows_are_those_of_the_bundled_transformer(tmp_path: Path):
    reader = write_tiny(tmp_path)
    at = rows_at(bundled_transformer() / "model.onnx")
    rows, factors = at.read(bundled_transformer() / "model.onnx")
    [ids] = STATIC.token_ids(["GPUs"])
    [logit] = reader.logits("GPUs", [Place("", "GPUs")])
    assert logit == pytest.approx(2 * float((rows[ids, 0] * factors[ids]).sum()), rel=1e-4)


def test_a_long_place_counts_by_its_first_tokens(tmp_path: Path):
    reader = write_tiny(tmp_path)
    long, longer = reader.logits("GPUs", [Place("", "one " * 80), Place("", "one " * 90)])
    assert long == longer


def test_a_reader_of_another_transformer_is_an_error(tmp_path: Path):
    at = rows_at(bundled_transformer() / "model.onnx")
    elsewhere = RowsAt(at.n_pieces, at.dim, at.rows, at.factors + 4, at.factors_digest)
    with pytest.raises(ModelError, match="trained with another transformer"):
        write_tiny(tmp_path, rows=elsewhere).logits("GPUs", [Place("", "GPUs")])


def test_a_reader_of_another_tokenizer_is_an_error(tmp_path: Path):
    with pytest.raises(ModelError, match="trained with another tokenizer"):
        write_tiny(tmp_path, tokenizer="other").logits("GPUs", [Place("", "GPUs")])


def test_a_damaged_reader_is_an_error(tmp_path: Path):
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Reader("r", tmp_path, STATIC, bundled_transformer()).logits("a", [Place("", "b")])
