from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import INTERVIEW
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from turnwise.index.models.lazy_unigram import LazyUnigram, pack_unigram
from turnwise.index.paths import bundled_model

FILE = bundled_model() / "tokenizer.json"
WORDS = "why NVIDIA ＮＶＩＤＩＡ succeeded 成功 英偉達 TensorFlow，不用 [UNK] [unk] e\u0301 ﬁ İ 🙂 \t ▁ カフェ ﷽".split(
    " "
)

_PIECES = [("a", -1.0), ("ab", -2.5), ("b", -9.0), ("bab", -3.0), ("[UNK]", 0.0), ("z", -40.0)]
SMALL = Tokenizer(Unigram(_PIECES, unk_id=4))
SMALL.add_special_tokens(["[UNK]"])


@pytest.fixture(scope="module")
def whole() -> Tokenizer:
    return Tokenizer.from_file(str(FILE))


@pytest.fixture(scope="module")
def lazy() -> LazyUnigram:
    packed = pack_unigram(FILE)
    assert packed
    return LazyUnigram(packed)


def ids(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    return [encoding.ids for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]


@pytest.mark.slow  # loads the bundled tokenizer
def test_a_transcript_gets_the_tokens_of_the_whole_tokenizer(lazy: LazyUnigram, whole: Tokenizer):
    lines = INTERVIEW.read_text("utf-8").splitlines()
    assert lazy.token_ids(lines) == ids(whole, lines)
    assert lazy.n_tokens == whole.get_vocab_size()


@pytest.mark.slow  # loads the bundled tokenizer
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=3)).map("".join), max_size=3))
def test_any_text_gets_the_tokens_of_the_whole_tokenizer(
    lazy: LazyUnigram, whole: Tokenizer, texts: list[str]
):
    assert lazy.token_ids(texts) == ids(whole, texts)


@given(st.text("abc[UNK] ", max_size=12))
def test_scores_and_unknown_characters_give_the_tokens_of_the_whole_tokenizer(
    tmp_path_factory: pytest.TempPathFactory, text: str
):
    file = tmp_path_factory.getbasetemp() / "tokenizer.json"
    SMALL.save(str(file))
    packed = pack_unigram(file)
    assert packed
    assert LazyUnigram(packed).token_ids([text]) == ids(SMALL, [text])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"model": {"type": "BPE"}}, id="another model"),
        pytest.param({"model": {"byte_fallback": True}}, id="bytes for unknown characters"),
        pytest.param({"model": {"unk_id": None}}, id="no unknown piece"),
        pytest.param({"model": {"type": None}}, id="of no type"),
        pytest.param({"added_tokens": None}, id="no token for it"),
        pytest.param({"added_tokens": [{"content": "[UNK]"}, {"content": "x"}]}, id="more tokens"),
        pytest.param(
            {"added_tokens": [{"content": "[UNK]", "single_word": True}]}, id="only as a word"
        ),
        pytest.param({"model": {"vocab": [*_PIECES, ("[UNK]", 0.0)]}}, id="it twice"),
    ],
)
def test_another_kind_of_tokenizer_is_not_packed(tmp_path: Path, change: dict[str, Any]):
    config = json.loads(SMALL.to_str())
    for key, value in change.items():
        config[key] = {**config[key], **value} if isinstance(value, dict) else value
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps(config), "utf-8")
    assert pack_unigram(file) is None
