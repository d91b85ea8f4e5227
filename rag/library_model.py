"""The embedding model of a library: the one that made its embeddings, and no other."""

from __future__ import annotations

import shlex

from ..index.errors import ModelError
from ..index.folder import LibraryFolder
from ..index.models.by_name import DEFAULT_MODEL, load_embedder
from ..index.models.embedder import Embedder


class LibraryModel:
    """Loads the model when it is first needed, and again when another process changed it."""

    def __init__(self, folder: LibraryFolder, *, name: str | None, embedder: Embedder | None):
        """
        Args:
            name: a sentence-transformers name or folder; None for the one that the library was made
                with, and for a new library the default one.
            embedder: in place of a model by name.
        """
        self._folder = folder
        self._name = name
        self._given = embedder
        self._loaded: Embedder | None = None

    def embedder(self) -> Embedder:
        """The model. Raises ModelError if it cannot be had, or the embeddings are another's."""
        embedder = self.present()
        self.check(embedder)
        return embedder

    def present(self) -> Embedder:
        """The model as it is now, which may be another version than made the embeddings.

        Raises: ModelError if it cannot be had.
        """
        stored = self._stored()
        embedder = self._given or self._loaded
        is_stale = stored and embedder and stored[1] != embedder.fingerprint
        if embedder is None or (is_stale and not self._given and not self._name):
            name = self._name or (stored[0] if stored else DEFAULT_MODEL)
            embedder = self._loaded = self._load(name)
        return embedder

    def check(self, embedder: Embedder) -> None:
        """Raises ModelError if the library's embeddings are another model's."""
        name, fingerprint = self._stored() or (embedder.name, embedder.fingerprint)
        if fingerprint == embedder.fingerprint:
            return
        if name == embedder.name:
            problem = (
                f"the model “{name}” has changed since this library was made with it "
                f"({fingerprint}, now {embedder.fingerprint})"
            )
            remedy = "embed it anew"
        else:
            problem = f"this library was made with the model “{name}”, not with “{embedder.name}”"
            remedy = "open it without naming a model, or embed it anew"
        raise ModelError(
            f"{self._folder.path}: {problem}; {remedy}: turnwise doctor --rebuild "
            f"--model {shlex.quote(embedder.name)} --library {shlex.quote(str(self._folder.path))}"
        )

    def change_to(self, embedder: Embedder) -> None:
        """Go on with another model, with which the library has been embedded anew."""
        self._name, self._given, self._loaded = None, None, embedder

    def _stored(self) -> tuple[str, str] | None:
        """Name and fingerprint of the model that made the embeddings; None while there are none."""
        with self._folder.guard:
            return self._folder.store.model

    def _load(self, name: str) -> Embedder:
        try:
            return load_embedder(name)
        except ModelError as error:
            if self._name or name == DEFAULT_MODEL:
                raise
            raise ModelError(
                f"{self._folder.path}: this library was made with a model that is not there any "
                f"more: {error}; or embed the library anew with the bundled model: turnwise doctor "
                f"--rebuild --model {DEFAULT_MODEL}"
            ) from error
