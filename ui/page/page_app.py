"""The page as an application: the chat at `/`, the transcripts that its frame shows."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# At import Gradio asks its makers for news unless this is set; we work offline.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles

from ...rag import Library
from .document_head import OwnHead
from .event_streams import EventStreams
from .guard import UPLOAD_PATH, RequestGuard, session_of
from .page import SCRIPTS, STYLES, THEME, TRANSLATIONS, build_page
from .reader.routes import reader_routes
from .uploads import Uploads


def create_page_app(library: Library) -> FastAPI:
    """The web application over one library: the page at `/`, transcripts under `/transcripts`."""
    uploads = Uploads()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(uploads.sweep_forever())
        try:
            yield
        finally:
            sweeping.cancel()
            uploads.close()

    app = FastAPI(
        title="Turnwise", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.add_middleware(OwnHead)
    app.add_middleware(EventStreams)
    app.add_middleware(RequestGuard, uploads=uploads)

    app.mount("/styles", StaticFiles(directory=STYLES))
    app.mount("/script", StaticFiles(directory=SCRIPTS))

    app.include_router(reader_routes(library))

    @app.post(UPLOAD_PATH)
    async def upload(request: Request) -> list[str]:
        return await uploads.receive(request, session_of(request.headers) or "")

    page = build_page(library, uploads)
    # Gradio checks the paths of files only if it believes that it launched the page.
    page.has_launched = True
    return gr.mount_gradio_app(
        app,
        page,
        path="",
        theme=THEME,
        i18n=TRANSLATIONS,
        footer_links=[],
        ssr_mode=False,
    )
