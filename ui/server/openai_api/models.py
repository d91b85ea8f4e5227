"""`GET /v1/models`, and `POST /v1/embeddings` with the one that embeds."""

from __future__ import annotations

import base64
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from ....rag import Library, UsageError
from . import results
from .asking import answering_models, embedding_model, no_model, now
from .requests import MAX_INPUTS, EmbeddingRequest


def model_routes(library: Library) -> APIRouter:
    """The routes over one library."""
    router = APIRouter()
    started = now()

    def models() -> list[results.ModelRecord]:
        embeds = embedding_model(library)
        records = [results.ModelRecord(id=embeds, created=started, name=embeds)] if embeds else []
        return [*answering_models(library, started), *records]

    @router.get("/models", response_model=results.ModelList)
    def list_models() -> Any:
        """What answers: the whole library, and each transcript; then what embeds."""
        return results.ModelList(data=models())

    @router.get("/models/{model:path}", response_model=results.ModelRecord)
    def show_model(model: str) -> Any:
        """One model."""
        known = {each.id: each for each in models()}
        if model not in known:
            raise no_model(model, list(known))
        return known[model]

    @router.post("/embeddings", response_model=results.EmbeddingList)
    def create_embeddings(wanted: EmbeddingRequest) -> Any:
        """Embeddings by the library's own model; inner products of them are cosines."""
        embedder, name = library.embedder, embedding_model(library) or ""
        if wanted.model != name:
            raise no_model(wanted.model, [name])
        texts = _texts(wanted.input)
        embeddings = embedder.embed(texts).astype("<f4")
        if wanted.dimensions not in (None, embeddings.shape[1]):
            raise UsageError(f"{name} has {embeddings.shape[1]} dimensions; leave out dimensions")
        n_tokens = sum(embedder.count_tokens(texts))
        as_text = wanted.encoding_format == "base64"
        data = [
            results.EmbeddingRecord(
                index=index,
                embedding=base64.b64encode(row.tobytes()).decode() if as_text else row.tolist(),
            )
            for index, row in enumerate(embeddings)
        ]
        usage = results.EmbeddingUsage(prompt_tokens=n_tokens, total_tokens=n_tokens)
        return JSONResponse(results.EmbeddingList(data=data, model=name, usage=usage).model_dump())

    return router


def _texts(given: str | list[str] | list[int] | list[list[int]]) -> list[str]:
    """The texts to embed. Raises UsageError for tokens, for none, and for too many."""
    texts = [given] if isinstance(given, str) else list(given)
    if any(not isinstance(text, str) for text in texts):
        raise UsageError(
            "input holds tokens of another model; send texts (in LangChain: "
            "check_embedding_ctx_length=False)"
        )
    if not 1 <= len(texts) <= MAX_INPUTS or not all(texts):
        raise UsageError(f"input holds {len(texts)} texts; send 1 to {MAX_INPUTS}, none empty")
    return [str(text) for text in texts]
