"""The reader as a person uses it: opened at a citation, searched, filtered, played."""

from __future__ import annotations

import math
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsers import expect, page_at
from conftest import Served, make_transcript
from hostile import EVIL
from live_server import serving
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles
from turnwise.index.transcript import TimeMark, Transcript, Turn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 700}


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a recording of ten seconds."""
    folder = tmp_path_factory.mktemp("media")
    with wave.open(str(folder / "talk.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(128 + int(20 * math.sin(n / 8)) for n in range(80_000)))
    app = Starlette()
    app.mount("/", StaticFiles(directory=folder))
    with serving(app) as address:
        yield f"{address}/talk.wav"


def interview(served: Served) -> str:
    return next(info.id for info in served.library.transcripts() if "贾扬清" in info.title)


def top(page: Page, selector: str) -> float:
    return page.locator(selector).evaluate("element => element.getBoundingClientRect().top")


def expect_text(page: Page, selector: str, text: str) -> None:
    page.wait_for_selector(f"{selector}:text-is('{text}')")


def test_a_citation_opens_with_its_question_above_it(served: Served, browser: Browser):
    address = f"{served.address}transcripts/{interview(served)}?turn=27&start=10&end=30#turn-27"
    for size in (WIDE, NARROW):
        with page_at(browser, address, viewport=size) as page:
            page.wait_for_selector("#turn-27.lit mark")
            bar = page.locator(".bar").evaluate("bar => bar.offsetHeight")
            assert bar <= top(page, "#turn-26") < top(page, "#turn-27 mark") < size["height"]
            assert "lit-question" in (page.get_attribute("#turn-26", "class") or "")


def test_a_question_far_above_is_repeated_at_its_answer(served: Served, browser: Browser):
    long = "It was a long way down to the river and back. " * 60
    talk = make_transcript(
        ("Ann", "Why did you leave the old kiln?"),
        ("Bo", f"{long}Then the roof fell in."),
        title="The kiln",
    )
    id = served.library.add(talk).added[0].id
    start = len(long)
    address = f"{served.address}transcripts/{id}?turn=2&start={start}&end={start + 22}"
    with page_at(browser, address, viewport=NARROW) as page:
        page.wait_for_selector("#turn-2.lit mark")
        assert 0 < top(page, "#turn-2 mark") < NARROW["height"]
        assert page.locator("#turn-2 .asked-above").is_visible()


def test_places_are_found_counted_and_stepped_through(served: Served, browser: Browser):
    address = f"{served.address}transcripts/{interview(served)}"
    with page_at(browser, address, viewport=WIDE) as page:
        page.keyboard.press("/")
        page.keyboard.type("ｏｐｅｎｃｌ")  # any width and case
        expect_text(page, "#find-count", "0 / 11")
        for key, count in [("Enter", "1 / 11"), ("Enter", "2 / 11"), ("Shift+Enter", "1 / 11"), ("Shift+Enter", "11 / 11")]:  # fmt: skip
            page.keyboard.press(key)
            expect_text(page, "#find-count", count)
        shown = page.evaluate("[...CSS.highlights.get('find-current')].map(String)")
        assert shown == ["OpenCL"]
        page.fill("#find", "zebrafinch")
        expect_text(page, "#find-count", "0 / 0")
        assert page.get_attribute("#find", "aria-invalid") == "true"


def test_only_the_chosen_speakers_are_shown(served: Served, browser: Browser):
    address = f"{served.address}transcripts/{interview(served)}"
    with page_at(browser, address, viewport=WIDE) as page:
        page.fill("#find", "OpenCL")
        page.click("#who summary")
        page.click("#who label:has-text('Q5')")
        expect(page.locator(".turn:visible header b")).to_have_text(["Q5"])
        expect_text(page, "#find-count", "0 / 4")
        page.keyboard.press("Escape")
        page.click(".outline a[href='#turn-4']")  # to a turn that is hidden: all are shown again
        page.wait_for_selector("#turn-4.lit")
        expect(page.locator(".turn:visible")).to_have_count(35)


def test_the_outline_is_always_in_reach(served: Served, browser: Browser):
    address = f"{served.address}transcripts/{interview(served)}?turn=27"
    with page_at(browser, address, viewport=WIDE) as page:
        page.wait_for_selector(".outline li.here a[href='#turn-26']")
        assert page.locator(".outline li.here").is_visible()
    with page_at(browser, address, viewport=NARROW) as page:
        assert not page.locator("#outline").is_visible()
        page.click("#outline-button")
        page.click(".outline a[href='#turn-4']")
        assert not page.locator("#outline").is_visible()
        page.wait_for_selector("#turn-4.lit")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_words_follow_the_recording(served: Served, browser: Browser, media: str):
    marks = tuple(TimeMark(6 * n, 4.0 + n) for n in range(3))
    turns = (
        Turn(1, "Ann", "Why did you leave?", 0.0, 3.5),
        Turn(2, "Bo", "first then…. after", 4.0, 8.0, marks=marks),
    )
    id = served.library.add(Transcript("Heard", turns, url=media)).added[0].id
    address = f"{served.address}transcripts/{id}"
    with page_at(browser, address, also=media, viewport=WIDE) as page:
        assert page.locator("audio").count() == 0
        page.evaluate("document.querySelector('#turn-2 button.time').click()")
        page.wait_for_selector("#turn-2.playing")
        while page.evaluate("document.querySelector('audio').currentTime") < 5:
            page.wait_for_timeout(50)
        page.evaluate("document.querySelector('audio').pause()")
        spoken = page.evaluate("[...CSS.highlights.get('spoken')].map(String)")
        assert spoken in (["first "], ["then…."])
        page.click("#turn-1 .turn-text")
        page.wait_for_selector("#turn-1.playing")


def test_youtube_loads_only_when_it_is_wanted(served: Served, browser: Browser):
    turns = (Turn(1, "Ann", "Where was it?", 0.0), Turn(2, "Bo", "By the old river.", 4.0))
    talk = Transcript("Seen", turns, url="https://youtu.be/abcdefghijk")
    id = served.library.add(talk).added[0].id
    player = "https://www.youtube-nocookie.com"
    address = f"{served.address}transcripts/{id}"
    with page_at(browser, address, also=player) as page:
        assert "www.youtube-nocookie.com" in page.inner_text("#load-player")
        assert page.locator("iframe").count() == 0
        page.click("#load-player")
        frame = page.wait_for_selector(f"iframe[src^='{player}/embed/abcdefghijk?']")
        assert frame is not None
        for origin, playing in ((player, "turn-2"), ("https://example.org", "turn-2")):
            page.evaluate(
                """([origin, seconds]) => dispatchEvent(new MessageEvent("message", {
                    origin, source: document.querySelector("iframe").contentWindow,
                    data: JSON.stringify({ info: { currentTime: seconds } }),
                }))""",
                [origin, 5.0 if origin == player else 0.0],
            )
            assert page.locator(".playing").get_attribute("id") == playing


def test_what_was_said_stays_text(served: Served, browser: Browser):
    talk = make_transcript((EVIL, f"Is it {EVIL}?"), (f"Bo {EVIL}", f"It is {EVIL}"), title=EVIL)
    id = served.library.add(replace(talk, url="javascript:alert(1)")).added[0].id
    with page_at(browser, f"{served.address}transcripts/{id}?turn=2", viewport=NARROW) as page:
        page.wait_for_selector("#turn-2.lit")
        page.fill("#find", "<img")
        expect_text(page, "#find-count", "0 / 2")
        assert page.title() != "run"
        assert page.locator("img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_theme_is_that_of_the_page(served: Served, browser: Browser):
    address = f"{served.address}transcripts/{interview(served)}"
    for scheme, is_dark in (("dark", True), ("light", False)):
        with page_at(browser, address, color_scheme=scheme) as page:
            assert page.evaluate("document.documentElement.classList.contains('dark')") is is_dark


def test_a_long_talk_opens_at_its_place(served: Served, browser: Browser, tmp_path: Path):
    turns = [
        (
            "Host" if n % 4 == 0 else "Guest",
            f"Why was it so, part {n}?"
            if n % 4 == 0
            else f"Because of the river and the kiln, part {n}. " * 3,
        )
        for n in range(1500)
    ]
    id = served.library.add(make_transcript(*turns, title="Long")).added[0].id
    with page_at(browser, f"{served.address}transcripts/{id}?turn=1402", viewport=WIDE) as page:
        page.wait_for_selector("#turn-1402.lit")
        page.wait_for_timeout(500)
        bar = page.locator(".bar").evaluate("bar => bar.offsetHeight")
        assert bar <= top(page, "#turn-1401") < top(page, "#turn-1402") < 400


def test_a_link_to_the_page_opens_the_reader(served: Served, browser: Browser):
    address = f"{served.address}?transcript={interview(served)}&turn=27"
    with page_at(browser, address, viewport=WIDE) as page:
        frame = page.frame_locator("iframe[name=transcript]")
        frame.locator("#turn-27.lit").wait_for()
        assert page.locator("iframe[name=transcript]").is_visible()
