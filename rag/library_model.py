"""The embedding model of a library: the one that made its embeddings."""

from __future__ import annotations

import shlex

from ..index.errors import ModelError
from ..index.folder import LibraryFolder
from ..index.models.by_name import DEFAULT_MODEL, load_embedder
from ..index.models.embedder import Embedder


class LibraryModel:
    """Loads the embedding model at first need, and again after another process changed it."""

    def __init__(self, folder: LibraryFolder, *, name: str | None, embedder: Embedder | None):
        """
        Args:
            name: a sentence-transformers name or folder; None for the model that made the library,
                or the default model for a new library.
            embedder: takes the place of a model by name.
        """
        self._folder = folder
        self._name = name
        self._given = embedder
        self._loaded: Embedder | None = None

    def embedder(self) -> Embedder:
        """The model. Raises ModelError if it cannot be loaded, or did not make the embeddings."""
        embedder = self.present()
        self.check(embedder)
        return embedder

    def present(self) -> Embedder:
        """The model as it is now; an earlier version of it may have made the embeddings.

        Raises: ModelError if it cannot be loaded.
        """
        stored = self._stored()
        embedder = self._given or self._loaded
        is_stale = stored and embedder and stored[1] != embedder.fingerprint
        if embedder is None or (is_stale and not self._given and not self._name):
            name = self._name or (stored[0] if stored else DEFAULT_MODEL)
            embedder = self._loaded = self._load(name)
        return embedder

    def check(self, embedder: Embedder) -> None:
        """Raises ModelError if another model made the library's embeddings."""
        name, fingerprint = self._stored() or (embedder.name, embedder.fingerprint)
        if fingerprint == embedder.fingerprint:
            return
        if name == embedder.name:
            problem = (
                f"the model “{name}” has changed since this library was made with it "
                f"({fingerprint}, now {embedder.fingerprint})"
            )
            remedy = "embed it again"
        else:
            problem = f"this library was made with the model “{name}”, not with “{embedder.name}”"
            remedy = "open it without naming a model, or embed it again"
        raise ModelError(
            f"{self._folder.path}: {problem}; {remedy}: turnwise doctor --rebuild "
            f"--model {shlex.quote(embedder.name)} --library {shlex.quote(str(self._folder.path))}"
        )

    def change_to(self, embedder: Embedder) -> None:
        """Use another model from now on; the library has been embedded with it."""
        self._name, self._given, self._loaded = None, None, embedder

    def _stored(self) -> tuple[str, str] | None:
        """Name and fingerprint of the model that made the embeddings; None if there are none."""
        with self._folder.reading():
            return self._folder.store.model

    def _load(self, name: str) -> Embedder:
        try:
            return load_embedder(name)
        except ModelError as error:
            if self._name or name == DEFAULT_MODEL:
                raise
            raise ModelError(
                f"{self._folder.path}: the model that made this library cannot be loaded any "
                f"more: {error}; or embed the library with the bundled model: turnwise doctor "
                f"--rebuild --model {DEFAULT_MODEL}"
            ) from error
