"""A browser for tests: headless Chromium, and pages that fail when they ask for another host."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, LocatorAssertions, Page

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; playwright must be installed."""
    from playwright.sync_api import sync_playwright  # late: most tests need none

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def expect(place: Locator) -> LocatorAssertions:
    """Assertions that wait: a page paints what comes into view a moment later."""
    from playwright.sync_api import expect  # late, as above

    return expect(place)


@contextmanager
def page_at(
    browser: Browser,
    address: str,
    *,
    within: str | None = None,
    also: str = "data:",
    **options: Any,
) -> Iterator[Page]:
    """A fresh page that shows an address; at the end it has asked no other host, and no script failed.

    Args:
        within: how all addresses that it asks for begin; None for any of its host.
        also: how other addresses begin that it may ask for.
        options: of the browser's context: locale, viewport, color_scheme.
    """
    context = browser.new_context(**({"locale": "en-US"} | options))
    page = context.new_page()
    page.set_default_timeout(30_000)
    within = within or f"http://{address.split('/')[2]}/"
    outside: list[str] = []
    failed: list[str] = []
    page.on(
        "request",
        lambda request: (
            request.url.startswith((within, "data:", "blob:", also)) or outside.append(request.url)
        ),
    )
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert outside == []
    assert failed == []
