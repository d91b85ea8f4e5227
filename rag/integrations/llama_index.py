"""A library as a retriever of LlamaIndex; needs the extra `llama-index`."""

from __future__ import annotations

from typing import Unpack

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from ..answer import Hit
from ..library import Library
from ..search.filters import FilterOptions
from ..search.ranking.retrieve import SearchMode
from .documents import metadata_of, text_of

# A language model reads these; the others are for programs.
_FOR_MODELS = {"title", "date"}


class TurnwiseRetriever(BaseRetriever):
    """Retrieves exchanges; the arguments and errors are those of `Library.search`.

    A node's text is the question and the turn that answers it; its id is the address.
    """

    def __init__(
        self,
        library: Library,
        *,
        k: int = 10,
        mode: SearchMode = "hybrid",
        **filters: Unpack[FilterOptions],
    ):
        super().__init__()
        self._library = library
        self._k = k
        self._mode: SearchMode = mode
        self._filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = query_bundle.query_str
        hits = self._library.search(query, k=self._k, mode=self._mode, **self._filters)
        return [_node(hit) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = query_bundle.query_str
        hits = await self._library.asearch(query, k=self._k, mode=self._mode, **self._filters)
        return [_node(hit) for hit in hits]


def _node(hit: Hit) -> NodeWithScore:
    metadata = metadata_of(hit)
    node = TextNode(
        id_=hit.address,
        text=text_of(hit),
        metadata=metadata,
        excluded_llm_metadata_keys=[key for key in metadata if key not in _FOR_MODELS],
    )
    return NodeWithScore(node=node, score=hit.score)
