"""OpenAI's API over a library: chat completions, responses, models, embeddings."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from ....rag import Library
from ..access import requires
from .chat import chat_routes
from .errors import ERRORS
from .models import model_routes
from .responses import response_routes


def openai_routes(library: Library, *, with_page: bool) -> APIRouter:
    """The routes that the client of OpenAI calls, under `/v1`.

    Args:
        with_page: whether the page shows transcripts; else citations link to the API.
    """
    router = APIRouter(
        prefix="/v1", tags=["openai"], responses=ERRORS, dependencies=[Depends(requires("read"))]
    )
    router.include_router(chat_routes(library, with_page=with_page))
    router.include_router(response_routes(library, with_page=with_page))
    router.include_router(model_routes(library))
    return router
