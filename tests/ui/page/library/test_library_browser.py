"""The library as a person uses it: adding, sorting, changing, removing, undoing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsers import expect, page_at
from conftest import Served
from hostile import EVIL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
TALK = "Mara: When did you build the kiln?\n\nOwen: In 2019, by the river.\n\nMara: Who helped?\n\nOwen: Nobody.\n"


@pytest.fixture
def page(served: Served, browser: Browser) -> Iterator[Page]:
    address = f"{served.address}library"
    with page_at(browser, address, viewport={"width": 1280, "height": 900}) as page:
        yield page


def titles(page: Page) -> list[str]:
    return page.locator("tbody tr:visible td.title a").all_inner_texts()


def remove_others(served: Served) -> None:
    for info in served.library.transcripts():
        if "贾扬清" not in info.title:
            served.library.remove(info.id)


def test_files_are_added_with_progress_and_appear_at_once(page: Page, tmp_path: Path):
    (tmp_path / "kiln.txt").write_text(TALK + "\n[applause]\n", "utf-8")
    (tmp_path / "kiln.speakers.json").write_text('{"Owen": "Owen Pell"}', "utf-8")
    (tmp_path / "empty.txt").touch()
    page.click("#add-button")
    page.set_input_files(
        "#files", [tmp_path / n for n in ("kiln.speakers.json", "kiln.txt", "empty.txt")]
    )
    page.wait_for_selector("#job-list li[data-state=done]:has-text('kiln: ')")
    failed = page.locator("#job-list li[data-state=failed]")
    failed.wait_for()
    assert "empty.txt: the file is empty" in failed.inner_text()
    page.wait_for_selector("tbody tr[data-title=kiln]")
    assert "Owen Pell" in page.inner_text("tbody tr[data-title=kiln]")
    assert page.inner_text("#all-text") == "2 of 2 files"
    assert page.locator("#job-list progress").count() == 0


def test_pasted_text_is_added(page: Page, served: Served):
    page.click("#add-button")
    page.fill("#paste-text", "Ivo: Where is the bridge?\nMei: Behind the mill.")
    page.fill("#paste-name", "The bridge")
    page.fill("#new-tags", "rivers, 桥")
    page.click("#paste button")
    row = page.locator("tbody tr:has-text('The bridge')")
    row.wait_for()
    expect(row.locator(".tag")).to_have_text(["rivers", "桥"])
    assert "The bridge" in [info.title for info in served.library.transcripts()]


def test_an_address_that_is_none_says_so(page: Page):
    page.click("#add-button")
    page.fill("#address-url", "http://127.0.0.1:9/none.txt")
    page.click("#address button")
    page.wait_for_selector("#job-list li[data-state=failed] .problem")


def test_what_waits_can_be_cancelled(page: Page, served: Served, tmp_path: Path):
    for n in range(12):
        lines = (f"Ann: Question {n} {m}?\nBo: Answer {n} {m}." for m in range(60))
        (tmp_path / f"many-{n}.txt").write_text("\n".join(lines), "utf-8")
    page.click("#add-button")
    page.set_input_files("#files", sorted(tmp_path.glob("many-*.txt")))
    page.click("#cancel-all")
    page.wait_for_selector("#all-text:text-is('12 of 12 files')")
    assert page.locator("#job-list li[data-state=cancelled]").count() > 0
    remove_others(served)


def test_the_table_sorts_filters_and_selects(page: Page, served: Served):
    from conftest import make_transcript

    remove_others(served)
    for title, date, n in (("Zebra", "2024-01-01", 2), ("alpha", None, 4)):
        turns = [("Ann", f"Is it {title} {m}?") for m in range(n)]
        served.library.add(make_transcript(*turns, title=title, date=date))
    page.reload()
    page.click("th.n_turns button")
    assert [t.split()[0] for t in titles(page)] == ["Zebra", "alpha", "Facebook"]
    page.click("th.n_turns button")
    assert titles(page)[-1] == "Zebra"
    assert page.get_attribute("th.n_turns", "aria-sort") == "descending"
    page.click("th.date button")
    assert titles(page)[-1] == "alpha"  # without a date: last
    page.fill("#filter", "ANN zeb")
    assert titles(page) == ["Zebra"]
    assert page.inner_text("#count") == "1 of 3"
    page.check("#select-all")
    assert page.inner_text("#selected-count") == "1 selected"
    page.fill("#filter", "nobody")
    assert page.locator("#nothing-passes").is_visible()
    assert not page.locator("#selection").is_visible()


def test_title_date_address_and_tags_are_put_right(page: Page, served: Served):
    remove_others(served)
    page.reload()
    page.click("tbody tr .menu summary")
    page.click("tbody tr button.edit")
    page.fill("#edit [name=date]", "soon")
    page.click("#edit [type=submit]")
    page.wait_for_selector("#edit .problem:visible")
    page.fill("#edit [name=date]", "2018-11-03")
    page.fill("#edit [name=url]", "https://example.org/talk.mp3")
    page.fill("#edit [name=tags]", "AI, 访谈")
    page.click("#edit [type=submit]")
    page.wait_for_selector("tbody .tag:has-text('访谈')")
    [info] = served.library.transcripts()
    assert (info.date, info.url) == ("2018-11-03", "https://example.org/talk.mp3")
    assert info.tags == ("AI", "访谈")
    page.click("tbody .tag:has-text('访谈')")
    assert page.input_value("#filter") == "访谈"


def test_what_was_removed_comes_back(page: Page, served: Served):
    remove_others(served)
    page.reload()
    title = titles(page)[0]
    page.click("tbody tr .menu summary")
    page.click("tbody tr button.remove")
    page.wait_for_selector(".toast")
    assert served.library.transcripts() == []
    assert not page.locator("#table").is_visible()
    page.click(".toast button")
    page.wait_for_selector("tbody tr")
    assert titles(page) == [title]
    assert len(served.library.transcripts()) == 1


def test_names_of_one_person_are_confirmed(page: Page, served: Served):
    page.click("#one-person summary")
    page.click("#one-person li:has-text('贾博士') button")
    page.wait_for_selector("#one-person li:has-text('贾博士')", state="detached")
    [yangqing] = [s for s in served.library.speaker_details() if s.name == "Yangqing"]
    assert "贾博士" in yangqing.aliases


def test_files_are_downloaded(page: Page):
    page.click("tbody tr .menu summary")
    with page.expect_download() as download:
        page.click("tbody tr a:has-text('txt')")
    assert "OpenCL" in Path(download.value.path()).read_text("utf-8")


def test_a_hostile_file_stays_text(page: Page, served: Served, tmp_path: Path):
    name = "".join(c for c in EVIL if c not in '/\\\u202e\u202c"')[:80]
    (tmp_path / f"{name}.txt").write_text(f"Ann: Is it {EVIL}?\nBo: {EVIL}\n", "utf-8")
    page.click("#add-button")
    page.set_input_files("#files", [tmp_path / f"{name}.txt"])
    page.wait_for_selector("#job-list li[data-state=done]")
    page.wait_for_selector("tbody tr:nth-child(2)")
    assert page.locator("img").count() == 0
    assert page.title() == "Library"
    remove_others(served)


def test_a_transcript_opens_in_the_reader_beside_the_table(served: Served, browser: Browser):
    with page_at(browser, served.address, viewport={"width": 1400, "height": 900}) as page:
        page.get_by_role("tab", name="Library").click()
        library = page.frame_locator("#library-view iframe")
        library.locator("tbody td.title a").first.click()
        page.frame_locator("iframe[name=transcript]").locator("#turn-1").wait_for()
        assert page.locator("iframe[name=transcript]").is_visible()


def test_a_transcript_opens_before_the_scripts_of_the_table_are_there(
    served: Served, browser: Browser
):
    with page_at(browser, served.address, viewport={"width": 1400, "height": 900}) as page:
        page.route("**/views/*.js*", lambda route: route.abort())
        page.get_by_role("tab", name="Library").click()
        link = page.frame_locator("#library-view iframe").locator("tbody td.title a").first
        link.click()
        page.frame_locator("iframe[name=transcript]").locator("#turn-1").wait_for()
        page.locator("[data-act=close-reader]:visible").click()
        expect(page.locator("iframe[name=transcript]")).to_be_hidden()


def test_the_table_speaks_chinese_and_fits_a_telephone(served: Served, browser: Browser):
    options = {"locale": "zh-CN", "viewport": {"width": 390, "height": 800}}
    with page_at(browser, f"{served.address}library", **options) as page:
        assert page.inner_text("h1") == "资料库"
        page.wait_for_selector("#one-person:has-text('同一个人')")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_added_is_in_the_other_views_at_once(served: Served, browser: Browser):
    with page_at(browser, served.address, viewport={"width": 1400, "height": 900}) as page:
        page.get_by_role("tab", name="Figures").click()
        figures = page.frame_locator("#figures-view iframe")
        figures.locator("#which select").wait_for()
        page.get_by_role("tab", name="Library").click()
        library = page.frame_locator("#library-view iframe")
        library.locator("#add-button").click()
        library.locator("#paste-text").fill("Ivo: Where is the ferry?\nMei: It left at noon.")
        library.locator("#paste-name").fill("The ferry")
        library.locator("#paste button").click()
        library.locator("tbody tr:has-text('The ferry')").wait_for()
        page.get_by_role("tab", name="Figures").click()
        figures.locator("option:has-text('The ferry')").wait_for(state="attached")
        served.library.remove(served.library.find_transcript("The ferry").id)
