"""The retriever of LangChain, with the real package."""

from __future__ import annotations

import asyncio

import pytest
from turnwise.rag import Library, UsageError

pytest.importorskip("langchain_core", reason="langchain-core is not installed")
from langchain_core.runnables import RunnableLambda
from turnwise.rag.integrations.langchain import TurnwiseRetriever

pytestmark = pytest.mark.slow  # the import takes seconds


def test_a_document_has_the_exchange_and_says_where_it_stands(library: Library):
    (document,) = TurnwiseRetriever(library=library, k=1).invoke("OpenCL")
    (hit,) = library.search("OpenCL", k=1)
    assert hit.question
    assert document.page_content == (
        f"{hit.question.speaker}: {hit.question.text}\n{hit.speaker}: {hit.text}"
    )
    assert document.id == document.metadata["address"] == hit.address
    assert library.passage(str(document.id)).quote == document.metadata["quote"]
    wanted = {
        "speaker": hit.speaker,
        "question": hit.question.text,
        "asker": hit.question.speaker,
        "turn": hit.turn,
        "start_s": hit.start_s,
        "url": hit.url,
        "transcript_id": hit.transcript.id,
        "title": hit.transcript.title,
        "date": hit.transcript.date,
        "score": hit.score,
    }
    assert wanted.items() <= document.metadata.items()


def test_asyncio_and_batches_get_the_same(library: Library):
    retriever = TurnwiseRetriever(library=library, k=3)
    expected = retriever.invoke("OpenCL")
    assert len(expected) == 3
    assert asyncio.run(retriever.ainvoke("OpenCL")) == expected
    assert retriever.batch(["OpenCL", "OpenCL"]) == [expected, expected]


def test_filters_and_errors_are_those_of_search(library: Library):
    retriever = TurnwiseRetriever(library=library, speakers=["Yangqing"], mode="lexical")
    assert {each.metadata["speaker"] for each in retriever.invoke("CUDA")} == {"Yangqing"}
    with pytest.raises(UsageError, match="Nobody"):
        TurnwiseRetriever(library=library, speakers=["Nobody"]).invoke("CUDA")


def test_it_is_a_step_of_a_chain(library: Library):
    chain = TurnwiseRetriever(library=library, k=1) | RunnableLambda(
        lambda documents: documents[0].metadata["speaker"]
    )
    assert chain.invoke("what did he say about OpenCL") == "Yangqing"
