"""Look up as a person uses it: a term, a filter, a mention in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsers import page_at
from conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def test_a_term_is_looked_up_and_read_in_its_place(served: Served, browser: Browser):
    with page_at(browser, served.address, viewport={"width": 1400, "height": 900}) as page:
        page.get_by_role("tab", name="Look up").click()
        view = page.frame_locator("#look-up-view iframe")
        view.locator("#term").fill("opencl")
        view.locator("#term").press("Enter")
        view.locator(".chip:has-text('Q5')").click()
        view.locator(".count:has-text('Mentions: 4')").wait_for()
        view.locator(".tick").first.click()
        reader = page.frame_locator("iframe[name=transcript]")
        reader.locator("#turn-26.lit mark").wait_for()
        assert reader.locator("#turn-26 mark").inner_text() == "OpenCL"
        view.locator(".chip[aria-label='Remove the filter Q5']").click()
        view.locator(".lines a").last.click()
        reader.locator(".lit mark").wait_for()


def test_it_fits_a_telephone(served: Served, browser: Browser):
    size = {"width": 360, "height": 700}
    with page_at(browser, f"{served.address}look-up?term=framework", viewport=size) as page:
        assert page.locator(".lines a").count() > 10
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
