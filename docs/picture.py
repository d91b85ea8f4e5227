"""Take pictures of the chat page in both languages: `make picture`.

Adds the sample transcripts to a library in a temporary folder, serves the page, asks a question
in Chromium and opens the citation. Needs playwright and Chromium (`make browser`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

DOCS = Path(__file__).parent
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ATTEMPTS, _ANSWER_TIMEOUT_MS = 3, 20_000
_TURNWISE = (sys.executable, "-c", "from turnwise.ui.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the page's language, and the question to ask."""

    name: str
    locale: str
    question: str


PICTURES = (
    Picture("picture.png", "en-US", "What did Audrey Tang say about soap?"),
    Picture("picture.zh.png", "zh-CN", "research 和 production 的矛盾是什么？"),
)


def main(folder: Path = DOCS) -> None:
    """Write both pictures into the folder."""
    with samples_page() as address, chromium() as browser:
        for picture in PICTURES:
            take(picture, browser, address, folder)


def take(picture: Picture, browser: Browser, address: str, folder: Path) -> None:
    """Ask the question, open the first citation and write the picture."""
    size = {"width": 1280, "height": 860}
    page = browser.new_page(locale=picture.locale, viewport=size)  # pyright: ignore[reportArgumentType]
    page.set_default_timeout(60_000)
    page.goto(address)
    _ask(page, picture.question)
    page.locator(".citation .open-transcript").first.click()
    page.frame_locator("#transcript-frame iframe").locator("mark").first.wait_for()
    page.wait_for_timeout(1000)  # until the last animation has ended
    page.evaluate("document.querySelector('#chat .user-row')?.scrollIntoView(); scrollTo(0, 0)")
    path = folder / picture.name
    page.screenshot(path=path)
    page.close()
    with Image.open(path) as screenshot:  # 256 colours take a third of the room
        screenshot.convert("RGB").quantize(256).save(path, optimize=True)


def _ask(page: Page, question: str) -> None:
    """Ask, and wait for the answer; again if the page was not listening yet."""
    for _ in range(_ATTEMPTS):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        with suppress(TookTooLong):
            page.locator(".citation").first.wait_for(timeout=_ANSWER_TIMEOUT_MS)
            return


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the program ends if there is none."""
    executable = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        sys.exit("No Chromium on this machine; install it with: make browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def samples_page() -> Iterator[str]:
    """The address of a page over a library of the sample transcripts."""
    with tempfile.TemporaryDirectory() as folder:
        library = ("--library", folder)
        subprocess.run([*_TURNWISE, "add", "--samples", *library], check=True, capture_output=True)
        command = [*_TURNWISE, "chat", "--no-browser", "--port", "0", *library]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            try:
                for line in server.stdout:
                    if "http://" in line:
                        yield next(word for word in line.split() if word.startswith("http://"))
                        break
            finally:
                server.terminate()  # else leaving the block would wait for it


if __name__ == "__main__":
    main()
