from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from turnwise.index.errors import ModelError
from turnwise.index.models import by_name as models
from turnwise.index.models.by_name import load_embedder


@pytest.mark.slow  # loads the bundled model
def test_the_bundled_model_embeds_without_importing_torch():
    code = (
        "import sys; from turnwise.index.models.by_name import load_embedder; embedder = load_embedder();"
        "print(len(embedder.fingerprint), len(embedder.embed(['你好'])), 'torch' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["16", "1", "False"]


@pytest.mark.parametrize(
    ("model", "message"),
    [
        pytest.param("./no-such-folder", "there is no model folder", id="missing folder"),
        pytest.param("nobody/no-such-model", "not in the local cache", id="unknown hub name"),
    ],
)
def test_a_model_that_cannot_be_downloaded_is_an_error(model: str, message: str):
    with pytest.raises(ModelError, match=message):
        load_embedder(model)


def test_a_folder_without_a_model_is_an_error(tmp_path: Path):
    with pytest.raises(ModelError, match="holds no model"):
        load_embedder(str(tmp_path))


def test_a_missing_bundled_model_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(models, "bundled_model", lambda: tmp_path / "model")
    with pytest.raises(ModelError, match=r"bundled model is missing from .*model;"):
        load_embedder()


def test_the_bundled_model_is_loaded_once_and_shared():
    assert load_embedder() is load_embedder()
