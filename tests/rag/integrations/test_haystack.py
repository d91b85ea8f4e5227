"""The component of Haystack, with the real package."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from turnwise.index.models.by_name import STATIC_MODEL
from turnwise.rag import Library

pytest.importorskip("haystack", reason="haystack-ai is not installed")
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from turnwise.rag.integrations.haystack import TurnwiseRetriever

pytestmark = pytest.mark.slow  # the import takes seconds


def test_a_document_has_the_exchange_its_score_and_its_place(library: Library):
    (document,) = TurnwiseRetriever(library).run("OpenCL", top_k=1)["documents"]
    (hit,) = library.search("OpenCL", k=1)
    assert hit.question
    assert document.content == (
        f"{hit.question.speaker}: {hit.question.text}\n{hit.speaker}: {hit.text}"
    )
    assert document.score == hit.score
    assert document.id == document.meta["address"] == hit.address
    assert document.meta["speaker"] == hit.speaker


def test_it_runs_in_a_pipeline_and_in_asyncio(library: Library):
    pipeline = Pipeline()
    pipeline.add_component("retriever", TurnwiseRetriever(library, top_k=2))
    pipeline.add_component("joiner", DocumentJoiner())
    pipeline.connect("retriever.documents", "joiner.documents")
    request = {"retriever": {"query": "OpenCL"}}
    documents = pipeline.run(request)["joiner"]["documents"]
    assert [each.meta["turn"] for each in documents] == [
        hit.turn for hit in library.search("OpenCL", k=2)
    ]
    assert asyncio.run(pipeline.run_async(request))["joiner"]["documents"] == documents


def test_a_pipeline_written_to_a_file_opens_the_library_again(tmp_path: Path):
    with Library.open(tmp_path / "talks", model=STATIC_MODEL) as library:
        pipeline = Pipeline()
        pipeline.add_component("retriever", TurnwiseRetriever(library, mode="lexical"))
        written = pipeline.dumps()
    read = Pipeline.loads(written, allowed_modules=["turnwise.*"]).get_component("retriever")
    assert (read.library.path, read.mode) == (tmp_path / "talks", "lexical")
    read.library.close()
