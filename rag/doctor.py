"""Is everything there that Turnwise needs, and is a library in order?"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ..index.errors import TurnwiseError
from ..index.folder import LibraryFolder
from ..index.models import DEFAULT_MODEL, load_embedder

_PACKAGES = ("turnwise", "faiss-cpu", "tantivy", "sentence-transformers", "torch", "gradio")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str  # what was found; for a failed check also how to mend it

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def diagnose(library: Path) -> list[Check]:
    """Look at the installation, the model and a library folder. Nothing is changed but a missing
    library folder made, and search indexes that are behind brought up to date."""
    return [*_check_packages(), *_check_library(library)]


def _check_packages() -> Iterator[Check]:
    from importlib.metadata import PackageNotFoundError, version  # late: takes a while

    yield Check("python", True, platform.python_version())
    for package in _PACKAGES:
        try:
            yield Check(package, True, version(package))
        except PackageNotFoundError:
            mend = (
                'pip install "turnwise[page]"' if package == "gradio" else f"pip install {package}"
            )
            yield Check(package, False, f"not installed; run: {mend}")


def _check_library(path: Path) -> Iterator[Check]:
    try:
        folder = LibraryFolder(path)
    except TurnwiseError as error:
        yield Check("library", False, str(error))
        return
    with folder.guard:
        store = folder.store
        n_transcripts = len(store.transcripts())
        yield Check(
            "library",
            True,
            f"{path}: {n_transcripts} transcripts, {store.count_exchanges()} exchanges, "
            f"{store.count_passages()} passages, revision {store.revision}",
        )
        yield _check_model(store.model)
        revision = folder.indexes().revision
        yield Check(
            "search indexes",
            revision == store.revision,
            f"at revision {revision}"
            if revision == store.revision
            else f"at revision {revision}, behind; run: turnwise doctor --rebuild",
        )
    folder.close()


def _check_model(made_with: tuple[str, str] | None) -> Check:
    name, fingerprint = made_with or (DEFAULT_MODEL, None)
    try:
        embedder = load_embedder(name)
    except TurnwiseError as error:
        return Check("embedding model", False, str(error))
    if fingerprint not in (None, embedder.fingerprint):
        return Check(
            "embedding model",
            False,
            f"{name} has changed since the library was made ({fingerprint}, now "
            f"{embedder.fingerprint}); run: turnwise doctor --rebuild --model {name}",
        )
    return Check("embedding model", True, f"{name} ({embedder.fingerprint})")
