"""What tests of the chat share: a real server with the real default model, and pages that show it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from browsers import CHROMIUM, page_at
from conftest import INTERVIEW
from live_server import serving
from turnwise.rag import Library

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

IN_A_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("gradio") is None, reason="the page needs gradio: pip install turnwise[page]"
    ),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the library behind the page."""
    return tmp_path_factory.mktemp("page") / "library"


@pytest.fixture(scope="module")
def address(library_path: Path) -> Iterator[str]:
    """The address of a page over a library with the sample interview."""
    with Library.open(library_path) as library:
        library.add(INTERVIEW)
    with served(library_path) as address:
        yield address


@contextmanager
def served(library: Path, port: int = 0) -> Iterator[str]:
    """The address of a page over a library, as long as the block lasts."""
    from turnwise.ui.server import create_app  # late: gradio takes seconds

    with (
        Library.open(library) as opened,
        serving(create_app(opened, with_page=True, private_addresses=True), port) as address,
    ):
        yield f"{address}/"


@contextmanager
def mounted(library: Library, prefix: str) -> Iterator[str]:
    """The address of a page inside another application, as long as the block lasts."""
    import uvicorn
    from fastapi import FastAPI
    from turnwise.ui.server import create_app

    app = FastAPI()
    app.mount(prefix, create_app(library, with_page=True))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}{prefix}/"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    """A fresh page in English; fails when it asks for anything outside of this machine."""
    yield from open_page(browser, address, "en-US")


@pytest.fixture
def chinese_page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    yield from open_page(browser, address, "zh-CN")


def open_page(
    browser: sync_api.Browser, address: str, locale: str, query: str = "", **options: Any
) -> Iterator[sync_api.Page]:
    options = {"locale": locale, "viewport": {"width": 1400, "height": 950}} | options
    with page_at(browser, address + query, within=address, **options) as page:
        page.set_default_timeout(60_000)
        page.wait_for_selector("#question textarea")
        yield page


def ask(page: sync_api.Page, question: str, *, cards: int) -> None:
    """Ask, and wait until the answer is whole, with this many cards on the page in all."""
    send(page, question)
    try:
        page.wait_for_function(f"document.querySelectorAll('.citation').length >= {cards}")
        page.wait_for_function(
            "!document.querySelector('[data-state=waiting], [data-state=coming]')"
        )
    except sync_api.TimeoutError:
        pytest.fail(f"no answer to {question!r}; the page shows:\n{page.inner_text('body')}")


def send(page: sync_api.Page, question: str) -> None:
    """Write a question and press Enter."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
