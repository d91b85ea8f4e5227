"""Load an embedding model by name: a bundled one, a folder, or one from the model hub."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ..errors import ModelError
from ..paths import bundled_model, bundled_reader, bundled_transformer
from .embedder import Embedder
from .joined import JoinedEmbedder
from .reader import Reader
from .sentence_transformer import SentenceTransformerEmbedder
from .static import StaticEmbedder, is_static_model
from .transformer import Transformer

STATIC_MODEL = "turnwise-static-zh-en"
JOINED_MODEL = "turnwise-joined-zh-en"
READER = "turnwise-reader-zh-en"
DEFAULT_MODEL = JOINED_MODEL
_MODEL_FILES = ("modules.json", "config.json")  # every model folder has one of these
_TRANSFORMER_WEIGHT = 0.5  # data/eval/RESULTS.md#transformer-weight


def load_embedder(model: str = DEFAULT_MODEL) -> Embedder:
    """The embedder for a model; its weights load later.

    Args:
        model: the name of a bundled model (static, or joined with the transformer), a folder in
            sentence-transformers format, or a name on the model hub. The latter comes from the
            local cache, else it is downloaded.
    Raises: ModelError if there is no such model, or it cannot be downloaded.
    """
    if model == JOINED_MODEL:
        return _joined(model_folder(STATIC_MODEL), _bundled(bundled_transformer()))
    folder = model_folder(model)
    if model == STATIC_MODEL:
        return _static(folder)
    if is_static_model(folder):
        return StaticEmbedder(model, folder)
    return SentenceTransformerEmbedder(model, folder)


def model_folder(model: str) -> Path:
    """The folder of a model; downloads a model on the hub. Raises like `load_embedder`."""
    if model == STATIC_MODEL:
        return _bundled(bundled_model())
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not any((folder / name).is_file() for name in _MODEL_FILES):
            raise ModelError(
                f"{folder} holds no model (no {' or '.join(_MODEL_FILES)}); "
                "name the folder that holds one"
            )
        return folder.resolve()
    if folder.is_absolute() or model.startswith((".", "~")):
        raise ModelError(f"there is no model folder {folder}; check the path")
    return _hub_folder(model)


def _bundled(folder: Path) -> Path:
    if not folder.is_dir():
        raise ModelError(
            f"a bundled model is missing from {folder}; install Turnwise again, "
            "or name another model with --model"
        )
    return folder


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """The bundled reader, shared by all libraries; its weights load later. Raises ModelError if it
    is missing."""
    return Reader(READER, _bundled(bundled_reader()), _static(model_folder(STATIC_MODEL)))


@lru_cache(maxsize=1)
def _static(folder: Path) -> StaticEmbedder:
    """The static model, shared by all libraries and word comparison, so that it loads once."""
    return StaticEmbedder(STATIC_MODEL, folder)


@lru_cache(maxsize=1)
def _joined(static: Path, transformer: Path) -> Embedder:
    return JoinedEmbedder(
        JOINED_MODEL,
        _static(static),
        Transformer(JOINED_MODEL, transformer, static),
        weight=_TRANSFORMER_WEIGHT,
    )


def _hub_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except Exception:  # not in the cache
        if os.environ.get("HF_HUB_OFFLINE") == "1":
            raise ModelError(
                f"the model “{name}” is not in the local cache, and HF_HUB_OFFLINE=1 forbids "
                "downloading it; give a model folder instead"
            ) from None
    try:
        return Path(snapshot_download(name))
    except Exception as error:  # from the hub, the network or the disk
        raise ModelError(
            f"the model “{name}” is neither a folder nor could it be downloaded "
            f"({type(error).__name__}); check the name and the network, or give a model folder"
        ) from error
