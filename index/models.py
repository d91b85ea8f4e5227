"""The embedding model by its name: the bundled one, a folder, or one from the model hub."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from .embedder import Embedder
from .errors import ModelError
from .paths import bundled_model
from .static_embedder import StaticEmbedder, is_static_model
from .torch_embedder import SentenceTransformerEmbedder

DEFAULT_MODEL = "turnwise-static-zh-en"


def load_embedder(model: str = DEFAULT_MODEL) -> Embedder:
    """The embedder for a model, without loading its weights yet.

    Args:
        model: the name of the bundled model, a folder in sentence-transformers format, or a name
            on the model hub, which is taken from the local cache, else downloaded.
    Raises: ModelError if there is no such model, or it cannot be had.
    """
    folder = model_folder(model)
    if model == DEFAULT_MODEL:
        return _bundled(folder)
    if is_static_model(folder):
        return StaticEmbedder(model, folder)
    return SentenceTransformerEmbedder(model, folder)


def model_folder(model: str) -> Path:
    """Where a model's files are; one on the hub is downloaded first. Raises as `load_embedder`."""
    if model == DEFAULT_MODEL:
        folder = bundled_model()
        if not folder.is_dir():
            raise ModelError(
                f"the bundled embedding model is missing from {folder}; install Turnwise again, "
                "or name another model with --model"
            )
        return folder
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise ModelError(
                f"{folder} holds no model (no modules.json or config.json); "
                "name the folder that holds one"
            )
        return folder.resolve()
    if folder.is_absolute() or model.startswith((".", "~")):
        raise ModelError(f"there is no model folder {folder}; check the path")
    return _hub_folder(model)


@lru_cache(maxsize=1)
def _bundled(folder: Path) -> Embedder:
    """One for all libraries, and for comparing words, so that it is loaded once."""
    return StaticEmbedder(DEFAULT_MODEL, folder)


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
    except Exception as error:  # the hub's, the network's or the disk's
        raise ModelError(
            f"the model “{name}” is neither a folder nor could it be downloaded "
            f"({type(error).__name__}); check the name and the network, or give a model folder"
        ) from error
