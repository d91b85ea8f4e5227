"""The page as an application: the chat at `/`, the transcripts that its frame shows."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

# At import Gradio asks its makers for news unless this is set; we work offline.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from ...rag import Library, UsageError, message
from ..labels import LABELS, label, preferred_language
from .chat.routes import chat_routes
from .document_head import SCRIPTS, STYLES, OwnHead
from .event_streams import EventStreams
from .guard import UPLOAD_PATH, RequestGuard, session_of
from .page import THEME, TRANSLATIONS, build_page
from .reader.transcript_html import contents_page, transcript_page
from .uploads import Uploads

# A transcript page is text with our own style sheet; the browser loads nothing else.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
}

_FRESH = {"Cache-Control": "no-cache"}  # the browser asks whether its copy is still right


class _Files(StaticFiles):
    """Our own style sheets and scripts."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(_FRESH)
        return response


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

    app.include_router(chat_routes(library))

    @app.get("/script/labels.js")
    def labels(request: Request) -> Response:
        language = preferred_language(request.headers)
        words = {key: texts[language] for key, texts in LABELS.items()}
        words["asked_by"] = message("asking", language, speaker="{speaker}")
        script = f"export const LABELS = {json.dumps(words, ensure_ascii=False)};\n"
        return Response(script, media_type="text/javascript", headers=_FRESH)

    @app.get("/favicon.ico")
    def icon() -> FileResponse:
        return FileResponse(STYLES / "icon.svg", media_type="image/svg+xml")

    @app.get("/manifest.json")
    def manifest() -> dict[str, object]:
        drawn = {"src": "styles/icon.svg", "sizes": "any", "type": "image/svg+xml"}
        return {"name": "Turnwise", "icons": [drawn], "start_url": "./", "display": "standalone"}

    app.mount("/styles", _Files(directory=STYLES))
    app.mount("/script", _Files(directory=SCRIPTS))

    @app.get("/transcripts")
    def contents(request: Request) -> HTMLResponse:
        language = preferred_language(request.headers)
        infos = library.transcripts()
        text = label("frame_empty" if infos else "empty", language)
        return HTMLResponse(contents_page(infos, text), headers=_HEADERS)

    @app.get("/transcripts/{id}")
    def transcript(
        request: Request, id: str, turn: int | None = None, start: int = 0, end: int = 0
    ) -> HTMLResponse:
        try:
            page = transcript_page(
                library.transcript(id),
                library.outline(id),
                preferred_language(request.headers),
                turn=turn,
                start=start,
                end=end,
            )
        except UsageError as error:
            raise HTTPException(404, str(error)) from error
        return HTMLResponse(page, headers=_HEADERS)

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
