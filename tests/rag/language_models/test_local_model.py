"""Chat models of transformers, made by the tests: real weights, a real tokenizer, tiny."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import INTERVIEW, BigramEmbedder
from tiny_chat_model import TEMPLATE, make_chat_model
from turnwise.index.errors import LanguageModelError
from turnwise.rag import Library
from turnwise.rag.language_models import load_language_model
from turnwise.rag.language_models.language_model import ContextTooLongError, Message

SAYS = "Yangqing 说：“目前好像没有太多vendor在热心推OpenCL这个方向” [1]。"
MESSAGES: Sequence[Message] = (
    {"role": "system", "content": "Answer briefly."},
    {"role": "user", "content": "他怎么看 OpenCL？"},
)
NO_SYSTEM = (
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
)


def test_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path):
    with pytest.raises(LanguageModelError, match="there is no model folder"):
        load_language_model(str(tmp_path / "none"))


def test_a_name_that_is_not_in_the_cache_is_refused_offline(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(LanguageModelError, match="“no/such-model” is not in the local cache"):
        load_language_model("no/such-model")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_chat_model(tmp_path_factory.mktemp("chat"), SAYS)


@pytest.mark.slow
def test_a_local_model_writes_piece_by_piece(folder: Path):
    pieces = list(load_language_model(str(folder)).stream(MESSAGES, max_tokens=200))
    assert "".join(pieces) == SAYS
    assert len([piece for piece in pieces if piece]) > 3


@pytest.mark.slow
def test_a_local_model_writes_at_most_max_tokens(folder: Path):
    model = load_language_model(str(folder))
    few = "".join(model.stream(MESSAGES, max_tokens=5))
    assert few
    assert few != SAYS
    assert SAYS.startswith(few)


@pytest.mark.slow
def test_closing_an_answer_stops_it_and_the_next_can_begin(folder: Path):
    model = load_language_model(str(folder))
    first = model.stream(MESSAGES, max_tokens=8000)
    next(first)
    first.close()
    assert "".join(model.stream(MESSAGES, max_tokens=200)) == SAYS


@pytest.mark.slow
def test_a_conversation_that_does_not_fit_is_refused(folder: Path):
    long: list[Message] = [{"role": "user", "content": "鸭子" * 3000}]
    with pytest.raises(
        ContextTooLongError, match=r"tokens and 200 to write do not fit into the 8,192"
    ):
        list(load_language_model(str(folder)).stream(long, max_tokens=200))


@pytest.mark.slow
def test_a_model_without_a_system_role_gets_one_message(tmp_path: Path):
    folder = make_chat_model(tmp_path, "Yes.", template=NO_SYSTEM + TEMPLATE)
    assert "".join(load_language_model(str(folder)).stream(MESSAGES, max_tokens=20)) == "Yes."


@pytest.mark.slow
def test_thoughts_that_the_template_begins_are_not_part_of_the_answer(tmp_path: Path):
    says = "They ask of ducks.</think>Yes."
    folder = make_chat_model(tmp_path, says, template=TEMPLATE + "<think>\n")
    pieces = load_language_model(str(folder)).stream(MESSAGES, max_tokens=30)
    assert "".join(pieces).startswith("<think>")


@pytest.mark.slow
def test_a_model_without_a_chat_template_is_refused(tmp_path: Path):
    model = load_language_model(str(make_chat_model(tmp_path, "Yes.", template=None)))
    with pytest.raises(LanguageModelError, match="has no chat template"):
        list(model.stream(MESSAGES, max_tokens=20))


@pytest.mark.slow
def test_a_folder_with_another_model_is_refused(tmp_path: Path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(LanguageModelError, match="cannot be loaded as a language model"):
        load_language_model(str(tmp_path)).load()


@pytest.mark.slow
def test_a_library_answers_with_a_local_model(
    folder: Path, tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "library", embedder=embedder, llm=str(folder)) as library:
        library.add(INTERVIEW)
        library.load_model()
        answer = library.ask("他怎么看 OpenCL？")
    assert answer.text == f"{SAYS[: SAYS.index(' [1]')]}。 [1]"
    assert answer.model == str(folder)
    assert answer.citations[0].turn == 27
