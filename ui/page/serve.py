"""Serve the page and the transcripts over HTTP, to this machine only."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# At import Gradio asks its makers for news unless this is set; we work offline.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ...rag import Library, TurnwiseError, UsageError
from ..labels import label, preferred_language
from .event_streams import EventStreams
from .guard import UPLOAD_PATH, RequestGuard, session_of
from .page import STYLE, THEME, TRANSLATIONS, build_page
from .transcript_html import contents_page, transcript_page
from .uploads import Uploads

HOST = "127.0.0.1"
_SHUTDOWN_S = 1  # that running requests get to end
# A transcript page is text with our own style sheet; the browser loads nothing else.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
}


def create_app(library: Library) -> FastAPI:
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
    app.add_middleware(EventStreams)
    app.add_middleware(RequestGuard, uploads=uploads)
    # A web site that points its own host name at our address must not read the library.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])

    @app.get("/style.css")
    def style() -> FileResponse:
        return FileResponse(STYLE, media_type="text/css")

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
        server_name=HOST,
        theme=THEME,
        css_paths=STYLE,
        i18n=TRANSLATIONS,
        footer_links=[],
        ssr_mode=False,
    )


class _Server(uvicorn.Server):
    """Ends without a traceback for each request that it cancels."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def serve(library: Library, *, port: int, open_browser: bool) -> None:
    """Serve the page until interrupted; its address goes to stdout.

    Args:
        port: 0 takes a free one.
    Raises: TurnwiseError if the port is taken.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        raise TurnwiseError(
            f"port {port} cannot be used ({error.strerror}); choose another: turnwise chat --port 0"
        ) from error
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    app = create_app(library)
    # A tab holds a connection for as long as it is open; Ctrl+C must not wait for it.
    server = _Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_SHUTDOWN_S)
    )
    # Load the model while the reader looks at the page, not after the first question.
    threading.Thread(target=library.load_model, daemon=True).start()
    listener.listen()
    sys.stdout.write(f"Turnwise is at {address} (end it with Ctrl+C)\n")
    sys.stdout.flush()
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    server.run(sockets=[listener])
