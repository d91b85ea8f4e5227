"""What all views have in common: for people who use assistive technology, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsers import page_at
from conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("locale", "theme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_nothing_hinders_people_who_use_assistive_technology(
    served: Served, browser: Browser, locale: str, theme: str
):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    id = served.library.transcripts()[0].id
    for path in (
        "library",
        "look-up?term=framework",
        f"figures?transcript={id}",
        "figures",
        f"transcripts/{id}?turn=27&start=3&end=20",
        "transcripts",
    ):
        options = {"locale": locale, "color_scheme": theme, "bypass_csp": True}
        with page_at(browser, f"{served.address}{path}", **options) as page:
            page.wait_for_load_state("load")
            found = axe.run(page).response
            serious = [
                f"{path}: {each['id']}: {each['nodes'][0]['html']}"
                for each in found["violations"]
                if each["impact"] in ("serious", "critical")
            ]
            assert serious == []
            assert page.evaluate("document.documentElement.lang") == locale[:2]
