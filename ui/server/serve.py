"""Run the server until it is interrupted."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from ...rag import Library, TurnwiseError

SHUTDOWN_S = 5  # that running requests get to end


class _Server(uvicorn.Server):
    """Ends without a traceback for each request that it cancels, and with 0 when told to end."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if sig == signal.SIGTERM:  # uvicorn would raise it again at the end, and die of it
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def serve(app: ASGIApp, library: Library, *, host: str, port: int, open_browser: bool) -> None:
    """Serve an application over a library until interrupted; its address goes to stdout.

    Args:
        host: the address of this machine to listen on.
        port: 0 takes a free one.
    Raises: TurnwiseError if the port is taken, or the host is no address of this machine.
    """
    listener = bind(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}/"
    # A tab holds a connection for as long as it is open; Ctrl+C must not wait for it.
    server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_S))
    load_meanwhile(library)  # while the reader looks at the page, not after the first question
    listener.listen()
    sys.stdout.write(f"Turnwise is at {address} (end it with Ctrl+C)\n")
    sys.stdout.flush()
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    server.run(sockets=[listener])


def load_meanwhile(library: Library) -> threading.Thread:
    """Load the models in a thread of its own, which is returned. What fails is told at the first
    question, and after Ctrl+C the library may be closed before they are loaded."""

    def load() -> None:
        with suppress(Exception):
            library.load_model()

    # Python waits for it at the end: were it a daemon, onnxruntime would abort the process.
    thread = threading.Thread(target=load)
    thread.start()
    return thread


def bind(host: str, port: int) -> socket.socket:
    """A socket at an address of this machine; port 0 takes a free one. Raises as `serve`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The event loop sends at once only if the protocol is named; else an answer to a connection
    # that is used again waits 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise TurnwiseError(
            f"port {port} of {host} cannot be used ({error.strerror}); choose another: --port 0"
        ) from error
    return listener
