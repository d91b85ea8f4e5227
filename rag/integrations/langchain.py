"""A library as a retriever of LangChain; needs the extra `langchain`."""

from __future__ import annotations

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from ..answer import Hit
from ..library import Library
from ..search.filters import FilterOptions
from ..search.ranking.retrieve import SearchMode
from .documents import metadata_of, text_of


class TurnwiseRetriever(BaseRetriever):
    """Retrieves exchanges; the arguments and errors are those of `Library.search`.

    A document's text is the question and the turn that answers it; its id is the address.
    """

    library: Library
    k: int = 10
    mode: SearchMode = "hybrid"
    speakers: list[str] | None = None
    transcripts: list[str] | None = None
    tags: list[str] | None = None
    after: str | None = None
    before: str | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = self.library.search(query, k=self.k, mode=self.mode, **self._filters())
        return [_document(hit) for hit in hits]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = await self.library.asearch(query, k=self.k, mode=self.mode, **self._filters())
        return [_document(hit) for hit in hits]

    def _filters(self) -> FilterOptions:
        return {
            "speakers": self.speakers,
            "transcripts": self.transcripts,
            "tags": self.tags,
            "after": self.after,
            "before": self.before,
        }


def _document(hit: Hit) -> Document:
    return Document(id=hit.address, page_content=text_of(hit), metadata=metadata_of(hit))
