"""A library as a component of Haystack 3; needs the extra `haystack`."""

from __future__ import annotations

from typing import Any, Unpack

from haystack import Document, component, default_to_dict

from ..answer import Hit
from ..library import Library
from ..search.filters import FilterOptions
from ..search.ranking.retrieve import SearchMode
from .documents import metadata_of, text_of


@component
class TurnwiseRetriever:
    """Retrieves exchanges; the arguments and errors are those of `Library.search`.

    A document's content is the question and the turn that answers it; its id is the address.
    A pipeline that is written to a file keeps the path of the library, and opens it when it is
    read, with the model that made the library.
    """

    def __init__(
        self,
        library: Library,
        *,
        top_k: int = 10,
        mode: SearchMode = "hybrid",
        **filters: Unpack[FilterOptions],
    ):
        self.library = library
        self.top_k = top_k
        self.mode: SearchMode = mode
        self.filters = filters

    @component.output_types(documents=list[Document])
    def run(self, query: str, top_k: int | None = None) -> dict[str, list[Document]]:
        """The documents for a query, best first; `top_k` in place of the component's own."""
        k = self.top_k if top_k is None else top_k
        hits = self.library.search(query, k=k, mode=self.mode, **self.filters)
        return {"documents": [_document(hit) for hit in hits]}

    @component.output_types(documents=list[Document])
    async def run_async(self, query: str, top_k: int | None = None) -> dict[str, list[Document]]:
        """As `run`, without holding the event loop."""
        k = self.top_k if top_k is None else top_k
        hits = await self.library.asearch(query, k=k, mode=self.mode, **self.filters)
        return {"documents": [_document(hit) for hit in hits]}

    def to_dict(self) -> dict[str, Any]:
        return default_to_dict(
            self, library=str(self.library.path), top_k=self.top_k, mode=self.mode, **self.filters
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TurnwiseRetriever:
        options = dict(data["init_parameters"])
        return cls(Library.open(options.pop("library")), **options)


def _document(hit: Hit) -> Document:
    metadata = metadata_of(hit)
    return Document(id=hit.address, content=text_of(hit), meta=metadata, score=hit.score)
