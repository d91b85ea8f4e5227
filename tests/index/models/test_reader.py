from __future__ import annotations

from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper
from turnwise.index.errors import ModelError
from turnwise.index.models.by_name import STATIC_MODEL, load_embedder
from turnwise.index.models.places import Place
from turnwise.index.models.reader import IDS, KINDS, MAX_BEFORE, OUTPUT, Reader, Tokens
from turnwise.index.models.static import StaticEmbedder, tokenizer_digest
from turnwise.index.paths import bundled_model, bundled_reader

pytestmark = pytest.mark.slow  # loads the bundled models

STATIC = load_embedder(STATIC_MODEL)
assert isinstance(STATIC, StaticEmbedder)


def write_tiny(folder: Path, tokenizer: str | None = None) -> Reader:
    """A reader whose logit is the sum of the token ids, and of their kinds."""
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n_tokens"])
        for name in (IDS, KINDS)
    ]
    graph = helper.make_graph(
        [
            helper.make_node("Add", [IDS, KINDS], ["both"]),
            helper.make_node("Cast", ["both"], ["numbers"], to=TensorProto.FLOAT),
            helper.make_node("ReduceSum", ["numbers"], ["sum"], keepdims=1),
            helper.make_node("Identity", ["sum"], [OUTPUT]),
        ],
        "tiny",
        given,
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(model, {"tokenizer": tokenizer or tokenizer_digest(bundled_model())})
    folder.mkdir(exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    return Reader("tiny", folder, STATIC)


def test_question_and_place_are_one_text():
    assert Tokens.of([5, 6], [7], [8, 9]) == Tokens(
        [-2, 5, 6, -1, 7, -1, 8, 9, -1], [0, 0, 0, 0, 1, 1, 2, 2, 2]
    )


def test_a_place_with_nothing_before_it_has_no_part_for_it():
    assert Tokens.of([5], [], [8]) == Tokens([-2, 5, -1, 8, -1], [0, 0, 0, 2, 2])


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


def test_the_tokens_are_those_of_the_static_model(tmp_path: Path):
    [ids] = STATIC.token_ids(["GPUs"])
    [logit] = write_tiny(tmp_path).logits("GPUs", [Place("", "GPUs")])
    special, kinds = -2 - 1 - 1, 2 * (len(ids) + 1)
    assert logit == 2 * sum(ids) + special + kinds


def test_a_long_place_counts_by_its_first_tokens(tmp_path: Path):
    reader = write_tiny(tmp_path)
    long, longer = reader.logits("GPUs", [Place("", "one " * 80), Place("", "one " * 90)])
    assert long == longer


def test_a_reader_of_another_tokenizer_is_an_error(tmp_path: Path):
    with pytest.raises(ModelError, match="trained with another tokenizer"):
        write_tiny(tmp_path, tokenizer="other").logits("GPUs", [Place("", "GPUs")])


def test_a_damaged_reader_is_an_error(tmp_path: Path):
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Reader("r", tmp_path, STATIC).logits("a", [Place("", "b")])


def test_the_bundled_reader_is_small_and_has_a_card():
    files = [path for path in bundled_reader().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 40e6
    assert "license: apache-2.0" in (bundled_reader() / "README.md").read_text("utf-8")
