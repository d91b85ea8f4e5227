"""The retriever of LlamaIndex, with the real package."""

from __future__ import annotations

import asyncio

import pytest
from turnwise.rag import Library, UsageError

pytest.importorskip("llama_index.core", reason="llama-index-core is not installed")
from llama_index.core.schema import MetadataMode
from turnwise.rag.integrations.llama_index import TurnwiseRetriever

pytestmark = pytest.mark.slow  # the import takes seconds


def test_a_node_has_the_exchange_its_score_and_its_place(library: Library):
    (found,) = TurnwiseRetriever(library, k=1).retrieve("OpenCL")
    (hit,) = library.search("OpenCL", k=1)
    assert hit.question
    assert found.text == f"{hit.question.speaker}: {hit.question.text}\n{hit.speaker}: {hit.text}"
    assert found.score == hit.score
    assert found.node_id == found.metadata["address"] == hit.address
    assert found.metadata["speaker"] == hit.speaker
    assert found.metadata["asker"] == hit.question.speaker


def test_a_language_model_reads_title_and_words_but_no_scores(library: Library):
    (found,) = TurnwiseRetriever(library, k=1).retrieve("OpenCL")
    read = found.node.get_content(MetadataMode.LLM)
    assert found.text in read
    assert found.metadata["title"] in read
    assert "score" not in read


def test_asyncio_gets_the_same(library: Library):
    retriever = TurnwiseRetriever(library, k=3)
    expected = [each.node_id for each in retriever.retrieve("OpenCL")]
    assert len(expected) == 3
    assert [each.node_id for each in asyncio.run(retriever.aretrieve("OpenCL"))] == expected


def test_filters_and_errors_are_those_of_search(library: Library):
    retriever = TurnwiseRetriever(library, speakers=["Yangqing"], mode="lexical")
    assert {each.metadata["speaker"] for each in retriever.retrieve("CUDA")} == {"Yangqing"}
    with pytest.raises(UsageError, match="Nobody"):
        TurnwiseRetriever(library, speakers=["Nobody"]).retrieve("CUDA")
