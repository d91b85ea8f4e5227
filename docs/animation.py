"""Take the animated pictures of the page for the READMEs: `make picture`.

Does in Chromium what a person does: asks, opens the citation, gives a speaker the whole name, asks
again. Each moment is one picture; Pillow puts them together. Needs playwright and Chromium
(`make browser`).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from picture import DOCS, chromium, samples_page
from PIL import Image
from playwright.sync_api import Browser, Page

SIZE = {"width": 1120, "height": 680}
_QUALITY = 70  # of WebP, 0 to 100
_KEYS_AT_A_TIME = 6


@dataclass(frozen=True, slots=True)
class Animation:
    """One animation: the page's language, the question, and the name to put right."""

    name: str
    locale: str
    question: str
    speaker: str
    new_name: str


ANIMATIONS = (
    Animation(
        "animation.webp", "en-US", "What did he say about OpenCL?", "Yangqing", "Yangqing Jia"
    ),
    Animation("animation.zh.webp", "zh-CN", "他对 Julia 语言有什么看法？", "Yangqing", "贾扬清"),
)


@dataclass(slots=True)
class Film:
    """The pictures of a page so far, with the milliseconds that each is shown."""

    page: Page
    pictures: list[Image.Image] = field(default_factory=list)
    shown_ms: list[int] = field(default_factory=list)

    def shoot(self, shown_ms: int) -> None:
        """Add the page as it is now."""
        data = self.page.screenshot(animations="disabled", caret="hide")
        self.pictures.append(Image.open(io.BytesIO(data)).convert("RGB"))
        self.shown_ms.append(shown_ms)

    def shoot_typing(self, text: str, write: Callable[[str], None]) -> None:
        """Add the page while a text is written."""
        for end in range(_KEYS_AT_A_TIME, len(text) + _KEYS_AT_A_TIME, _KEYS_AT_A_TIME):
            write(text[:end])
            self.shoot(130)

    def save(self, path: Path) -> None:
        first, *others = self.pictures
        options = {"duration": self.shown_ms, "loop": 0, "quality": _QUALITY, "method": 6}
        first.save(path, save_all=True, append_images=others, **options)


def main(folder: Path = DOCS) -> None:
    """Write both animations into the folder."""
    for animation in ANIMATIONS:  # each has a library of its own: a name is changed in it
        with samples_page() as address, chromium() as browser:
            film(animation, browser, address).save(folder / animation.name)


def film(told: Animation, browser: Browser, address: str) -> Film:
    """Ask, open the citation, put a name right, and ask again."""
    page = browser.new_page(locale=told.locale, viewport=SIZE)  # pyright: ignore[reportArgumentType]
    page.set_default_timeout(60_000)
    page.goto(address)
    page.locator(".suggestion").first.wait_for()
    taken = Film(page)
    question = page.locator("#question textarea")
    taken.shoot(900)
    taken.shoot_typing(told.question, question.fill)
    taken.shoot(400)
    question.press("Enter")
    while not page.locator(".citation .quote").count():
        taken.shoot(80)
    page.wait_for_selector(".next .suggestion")
    taken.shoot(1700)
    page.locator(".cite").first.click()
    reader = page.frame_locator("#transcript-frame iframe")
    reader.locator("mark").first.wait_for()
    page.wait_for_timeout(800)  # until the reader has scrolled to the place
    taken.shoot(2000)
    reader.locator("#who summary").dispatch_event("click")  # a click of Playwright scrolls
    taken.shoot(900)
    reader.locator(f".rename[data-name='{told.speaker}']").dispatch_event("click")
    reader.locator("#examples li").first.wait_for()
    taken.shoot(1500)
    taken.shoot_typing(told.new_name, reader.locator("#new-name").fill)
    taken.shoot(500)
    reader.locator("#rename [type=submit]").click()
    reader.locator(".toast").wait_for()
    page.wait_for_timeout(800)
    taken.shoot(1500)
    page.locator("[data-do=retry]").last.click()
    page.locator(".citation .speaker", has_text=told.new_name).first.wait_for()
    page.wait_for_selector(".next .suggestion")
    taken.shoot(2200)
    page.close()
    return taken


if __name__ == "__main__":
    main()
