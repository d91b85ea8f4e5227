"""The models that a library is opened with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from ..index.errors import UsageError
from ..index.models.embedder import Embedder

if TYPE_CHECKING:
    from .language_models import LanguageModel
    from .search.ranking.rerank import Reranker


class ModelOptions(TypedDict, total=False):
    """The keyword arguments of `Library.open`, which says what they mean."""

    model: str | None
    embedder: Embedder | None
    rerank: str | None
    reranker: Reranker | None
    llm: str | None
    language_model: LanguageModel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenModels:
    """Each model by its name, or as an object, or not at all. Raises UsageError for both."""

    model: str | None = None
    embedder: Embedder | None = None
    rerank: str | None = None
    reranker: Reranker | None = None
    llm: str | None = None
    language_model: LanguageModel | None = None

    def __post_init__(self) -> None:
        for name, given_object in (
            ("model", "embedder"),
            ("rerank", "reranker"),
            ("llm", "language_model"),
        ):
            if getattr(self, name) is not None and getattr(self, given_object) is not None:
                raise UsageError(
                    f"both {name}={getattr(self, name)!r} and {given_object} are given; leave out "
                    f"{given_object} to load the model by its name, or {name} to use your own"
                )
