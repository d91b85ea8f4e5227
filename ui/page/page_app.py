"""The page as an application: the chat at `/`, the transcripts that its frame shows."""

from __future__ import annotations

import json
import os
from typing import Any

# At import Gradio asks its makers for news unless this is set; we work offline.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles

from ...rag import Library, message
from ..labels import LABELS, preferred_language
from .chat.routes import chat_routes
from .document import SCRIPTS, STYLES, OwnDocument
from .figures.routes import figure_routes
from .guard import RequestGuard
from .library.routes import library_routes
from .lookup.routes import lookup_routes
from .page import THEME, TRANSLATIONS, build_page
from .reader.routes import reader_routes

_FRESH = {"Cache-Control": "no-cache"}  # the browser asks whether its copy is still right


class _Files(StaticFiles):
    """Our own style sheets and scripts."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(_FRESH)
        return response


def create_page_app(library: Library) -> FastAPI:
    """The web application over one library: the page at `/`, transcripts under `/transcripts`."""
    app = FastAPI(title="Turnwise", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(OwnDocument)
    app.add_middleware(RequestGuard)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)

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

    for routes in (reader_routes, library_routes, lookup_routes, figure_routes):
        app.include_router(routes(library))

    page = build_page()
    return gr.mount_gradio_app(
        app,
        page,
        path="",
        theme=THEME,
        i18n=TRANSLATIONS,
        footer_links=[],
        ssr_mode=False,
    )
