"""Correcting as a person does it: words, speakers, turns, names; history and undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from browsers import page_at
from chat_page import sync_api
from conftest import Served, make_transcript
from hostile import EVIL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@contextmanager
def reading(served: Served, browser: Browser, title: str) -> Iterator[tuple[Page, str]]:
    """The reader over a talk of its own; with the talk's id."""
    talk = make_transcript(
        ("Ann", f"Why did you leave the {title}?"),
        ("Bo", "It was far too lowd for us there. So we moved to the river."),
        ("Bo", "That was in May, after the flood had gone."),
        ("Cy", "I remember it well, it was cold."),
        title=title,
    )
    id = served.library.add(talk).added[0].id
    address = f"{served.address}transcripts/{id}"
    with page_at(browser, address, viewport={"width": 1280, "height": 800}) as page:
        yield page, id


def pencil(page: Page, turn: int) -> None:
    """Open the correction of a turn. The page may be read again just then: the click is lost."""
    page.hover(f"#turn-{turn}")
    page.click(f"#turn-{turn} .pencil")
    with suppress(sync_api.TimeoutError):
        page.wait_for_selector("#correct[open]", timeout=10_000)
        return
    page.click(f"#turn-{turn} .pencil")
    page.wait_for_selector("#correct[open]")


def open_history(page: Page) -> None:
    page.click("#more summary")
    page.click("#history-button")


def turns(served: Served, id: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in served.library.transcript(id).turns]


def test_words_are_corrected_found_at_once_and_undone(served: Served, browser: Browser):
    with reading(served, browser, "mill") as (page, id):
        pencil(page, 2)
        page.fill("#correct-text", "It was far too loud for us there. So we moved to the river.")
        page.click("#save-words")
        page.wait_for_selector("#turn-2.lit:has-text('far too loud')")
        assert served.library.lookup("loud", transcripts=[id]).mentions
        page.click(".toast button")
        page.wait_for_selector("#turn-2.lit:has-text('far too lowd')")
        assert not served.library.lookup("loud", transcripts=[id]).mentions


def test_a_range_of_turns_goes_to_another_speaker(served: Served, browser: Browser):
    with reading(served, browser, "kiln") as (page, id):
        pencil(page, 2)
        page.fill("#move-speaker", "Dee")
        page.fill("#last-turn", "3")
        page.click("#move")
        page.wait_for_selector("#turn-3 header:has-text('Dee')")
        assert [speaker for speaker, _ in turns(served, id)] == ["Ann", "Dee", "Dee", "Cy"]


def test_a_turn_is_split_at_the_cursor_and_joined_again(served: Served, browser: Browser):
    with reading(served, browser, "bridge") as (page, id):
        before = turns(served, id)
        pencil(page, 2)
        page.locator("#correct-text").evaluate("area => area.setSelectionRange(33, 33)")
        page.click("#split")
        page.wait_for_selector("#turn-5")
        assert turns(served, id)[1][1] == "It was far too lowd for us there."
        pencil(page, 2)
        page.click("#join")
        page.wait_for_selector("#turn-5", state="detached")
        page.wait_for_load_state()  # the reader is read again
        assert [text for _, text in turns(served, id)] == [text for _, text in before]
        pencil(page, 3)
        assert page.is_disabled("#join")  # somebody else speaks next


def test_a_speaker_is_renamed_by_what_they_say(served: Served, browser: Browser):
    with reading(served, browser, "tower") as (page, id):
        page.click("#turn-3 .number")
        page.click("#who summary")
        page.click("#who .rename[data-name=Bo]")
        page.wait_for_selector("#examples li:has-text('after the flood')")
        page.fill("#new-name", "Bo Pell")
        page.click("#rename [type=submit]")
        page.wait_for_selector("#turn-3.lit header:has-text('Bo Pell')")  # where one was reading
        assert served.library.transcript(id).speakers == ("Ann", "Bo Pell", "Cy")
        page.click(".toast button")
        page.wait_for_selector("#turn-2 header bdi:text-is('Bo')")


def test_two_speakers_become_one(served: Served, browser: Browser):
    with reading(served, browser, "harbour") as (page, id):
        page.click("#who summary")
        page.click("#who .rename[data-name=Cy]")
        page.fill("#new-name", "Bo")
        page.click("#rename [type=submit]")
        page.wait_for_selector("#turn-4 header:has-text('Bo')")
        assert served.library.transcript(id).speakers == ("Ann", "Bo")


def test_the_history_shows_before_and_after_and_takes_back(served: Served, browser: Browser):
    with reading(served, browser, "garden") as (page, id):
        before = turns(served, id)
        served.library.edit_turn(id, 4, f"I remember {EVIL}")
        served.library.move_turns(id, [3], "Dee")
        page.reload()
        open_history(page)
        page.wait_for_selector("#changes li:nth-child(2)")
        first = page.locator("#changes li").first
        assert first.locator("del").inner_text() == "Bo"
        assert first.locator("ins").inner_text() == "Dee"
        assert "document.title" in page.locator("#changes li").nth(1).inner_text()
        assert page.locator("img").count() == 0
        page.locator("#changes li").nth(1).locator("button").click()
        page.wait_for_selector("#turn-4.lit:has-text('it was cold')")
        open_history(page)
        page.wait_for_selector("#changes li:nth-child(3)")
        page.locator("#changes li").nth(1).locator("button").click()
        page.wait_for_selector("#turn-3.lit header:has-text('Bo')")
        assert turns(served, id) == before


def test_what_was_corrected_meanwhile_is_not_overwritten(served: Served, browser: Browser):
    with reading(served, browser, "orchard") as (page, id):
        served.library.edit_turn(id, 2, "Somebody else was faster than this.")
        pencil(page, 2)
        page.fill("#correct-text", "Late.")
        page.click("#save-words")
        page.wait_for_selector("#correct .problem:visible")
        assert "read it again" in page.inner_text("#correct .problem")
        assert turns(served, id)[1][1] == "Somebody else was faster than this."
