"""What a person does with the chat, in headless Chromium over a real server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import expect
from chat_page import (
    IN_A_BROWSER,
    address,
    ask,
    chinese_page,
    library_path,
    mounted,
    open_page,
    page,
    send,
    served,
    sync_api,
)
from conftest import make_transcript
from turnwise.rag import Library
from turnwise.ui.page.colours import speaker_colour

pytestmark = IN_A_BROWSER
OPENCL = "what did he say about OpenCL"
IN_2018 = "What did Yangqing say about CUDA in the 2018 interview?"
_LINKED = """addresses => import(new URL("script/dom.js", document.baseURI))
    .then(dom => addresses.filter(dom.webAddress))"""
_COLOUR = """name => import(new URL("script/colours.js", document.baseURI))
    .then(colours => colours.speakerColour(name))"""
CHIPS = "#chat .reply .chip bdi"


def count(page: sync_api.Page, selector: str, n: int) -> None:
    """Wait until so many elements are there."""
    page.wait_for_function(
        "([selector, n]) => document.querySelectorAll(selector).length === n", arg=[selector, n]
    )


def answered(page: sync_api.Page, n: int) -> None:
    """Wait until so many questions are answered."""
    count(page, ".reply .tools:not([hidden])", n)


def copied(page: sync_api.Page) -> str:
    page.wait_for_selector("#chat-status >> text=Copied.")
    return page.evaluate("navigator.clipboard.readText()")


def test_a_number_in_the_answer_opens_its_card_and_lights_the_place(page: sync_api.Page):
    ask(page, OPENCL, cards=1)
    page.get_by_role("button", name="Citation 1: Yangqing, turn 27").click()
    assert "lit" in (page.locator(".citation").first.get_attribute("class") or "")
    reader = page.frame_locator("#transcript-frame iframe")
    assert "OpenCL" in (reader.locator("#turn-27 mark").text_content() or "")
    page.get_by_role("button", name="Back").click()
    assert not page.locator("#transcript-frame iframe").is_visible()
    card = page.locator(".citation").first
    card.get_by_role("button", name="whole turn").click()
    card.locator(".turn").nth(2).wait_for()
    expect(card.locator(".turn b")).to_have_text(["Q5", "Yangqing", "Q6"])
    assert "OpenCL" in card.locator(".turn.quoted mark").inner_text()


def test_an_answer_is_stopped_and_asked_again(page: sync_api.Page):
    page.route("**/v1/ask", lambda route: None)  # it does not come
    send(page, OPENCL)
    page.wait_for_selector("#stop:not([hidden])")
    page.keyboard.press("Escape")
    page.wait_for_selector(".notes >> text=Stopped.")
    page.unroute("**/v1/ask")
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_selector(".citation")
    count(page, ".reply", 1)


def test_an_edited_question_takes_the_place_of_what_came_after(page: sync_api.Page):
    ask(page, OPENCL, cards=1)
    ask(page, "and HIP?", cards=2)
    page.locator(".user-row").first.hover()
    page.get_by_role("button", name="Edit").first.click()
    page.fill(".editing textarea", "What is unframework?")
    page.click("text=Ask this")
    count(page, ".reply", 1)
    page.wait_for_selector("#chat >> text=answering Alex:")
    expect(page.locator(".asked")).to_have_text(["What is unframework?"])


def test_an_answer_is_copied_with_its_citations_and_its_link_asks_again(
    page: sync_api.Page, browser: sync_api.Browser, address: str
):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, IN_2018, cards=1)
    page.get_by_role("button", name="Copy", exact=True).click()
    text = copied(page)
    assert "[1]" in text
    assert re.search(r"\[1\] Yangqing: “.+” \(.+ · 2018-11-02 · turn \d+ · turnwise:", text)
    page.wait_for_selector("#chat-status:empty", state="attached")
    page.get_by_role("button", name="Copy link").click()
    link = copied(page)
    assert link.startswith(f"{address}?ask=")
    for other in open_page(browser, address, "en-US", link.removeprefix(address)):
        other.wait_for_selector(".citation")
        expect(other.locator(".asked")).to_have_text([IN_2018])
        other.reload()  # does not ask once more
        other.wait_for_selector(".citation")
        count(other, ".reply", 1)


def test_what_was_understood_is_shown_and_can_be_taken_away(page: sync_api.Page):
    ask(page, IN_2018, cards=1)
    chips = page.locator(CHIPS).all_inner_texts()
    assert chips[0] == "Yangqing"
    assert chips[1].endswith("2018-11-02")
    page.get_by_role("button", name="Without: Yangqing").click()
    count(page, CHIPS, 1)
    answered(page, 1)
    page.locator(".chips button", has_text="×").first.click()
    count(page, CHIPS, 0)


def test_a_conversation_outlives_a_reload_and_a_restart_of_the_server(
    browser: sync_api.Browser, library_path: Path, address: str
):
    with served(library_path) as own:
        pages = open_page(browser, own, "en-US")
        page = next(pages)
        ask(page, OPENCL, cards=1)
        page.reload()
        page.wait_for_selector(".citation")
        expect(page.locator(".asked")).to_have_text([OPENCL])
    send(page, "and HIP?")  # the server has ended
    page.wait_for_selector(".error >> text=Turnwise does not answer")
    with served(library_path, port=int(own.rstrip("/").rpartition(":")[2])):
        page.get_by_role("button", name="Ask again").last.click()
        count(page, ".citation", 2)
        assert "Understood as: what did he say about HIP" in page.inner_text("#chat")
        assert next(pages, None) is None


def test_nothing_that_was_said_is_obeyed(browser: sync_api.Browser, tmp_path: Path):
    evil = "<img src=x onerror=\"document.title='run'\"> ![a](http://192.0.2.1/a.png) [b](javascript:alert(1)) \u202eabc {{this}} ${alert(1)} 🧪"
    talk = make_transcript(
        (f"Q {evil}", f"What is a zebrafinch? {evil}"),
        (f"Tr {evil}", f"A zebrafinch is a small bird of Australia, {evil} and it sings. " * 2),
        (
            f"Q {evil}",
            f"What do wild zebrafinches of Australia eat in the dry winter months? {evil}",
        ),
        (
            f"Tr {evil}",
            "It eats the seeds of grasses, and " + "very" * 200 + " little else at all.",
        ),
        title=f"Birds {evil}",
    )
    with Library.open(tmp_path / "library") as library:
        library.add(talk, url="https://example.org/<b>")
        [id] = [info.id for info in library.transcripts()]
        library.edit_transcript(id, tags=[evil[:30]])
    with served(tmp_path / "library") as own:
        for page in open_page(browser, own, "en-US", viewport={"width": 360, "height": 800}):
            page.click("#open-filters")
            for box in page.locator("#filters input[type=checkbox]").all():
                box.check()
            page.click("#open-filters")
            ask(page, f"What is a zebrafinch? {evil}"[:90], cards=1)
            answered(page, 1)
            page.locator("[data-do=around]").first.click()
            page.locator(".around .turn").first.wait_for()
            page.wait_for_selector(".next .suggestion")
            assert evil.replace("\u202e", "") in page.inner_text(".around").replace("\u202e", "")
            assert page.locator("#chat img, #chat script, #chat a[href^=javascript]").count() == 0
            page.click("#open-history")
            assert "zebrafinch" in page.inner_text("#conversations")
            assert page.title() == "Turnwise"
            assert (
                page.evaluate(_LINKED, ["javascript:alert(1)", "data:text/html,x", "http://["])
                == []
            )
            assert page.evaluate(_LINKED, ["https://example.org/a"]) == ["https://example.org/a"]
            assert page.evaluate(_COLOUR, evil) == speaker_colour(evil)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_conversations_are_searched_renamed_deleted_and_exported(
    page: sync_api.Page, tmp_path: Path
):
    ask(page, OPENCL, cards=1)
    page.click("#new-chat")
    ask(page, "What is unframework?", cards=1)
    titles = page.locator(".open-chat")
    expect(titles).to_have_text(["What is unframework?", OPENCL])
    page.fill("#history-search", "heterogeneous")  # stands in an answer
    expect(titles).to_have_text([OPENCL])
    page.fill("#history-search", "")
    page.get_by_role("button", name=f"Rename: {OPENCL}").click(force=True)
    page.locator("#conversations input").fill("Chips <b>")
    page.keyboard.press("Enter")
    assert set(titles.all_inner_texts()) == {"Chips <b>", "What is unframework?"}
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    written = Path(download.value.path()).read_text("utf-8")
    assert "# Chips \\<b\\>" in written
    assert "[1] **Yangqing**" in written
    assert "turnwise:" in written
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))["conversations"]
    assert {each["replies"][0]["answer"]["citations"][0]["speaker"] for each in kept} == {
        "Yangqing"
    }
    page.get_by_role("button", name="Delete: Chips <b>").click(force=True)
    expect(titles).to_have_text(["What is unframework?"])
    page.click("#chat-status >> text=Undo")
    titles.filter(has_text="Chips <b>").click()
    count(page, ".reply", 1)
    expect(page.locator(".asked")).to_have_text([OPENCL])


def test_another_browser_sees_nothing_of_a_conversation(
    page: sync_api.Page, browser: sync_api.Browser, address: str
):
    ask(page, OPENCL, cards=1)
    for other in open_page(browser, address, "en-US"):
        other.wait_for_selector(".suggestion")
        assert other.locator(".open-chat").count() == 0


def test_dates_narrow_the_answer(page: sync_api.Page):
    page.click("#open-filters")
    page.fill("#filters input[type=date] >> nth=0", "2019-01-01")
    page.click("#open-filters")
    assert "from 2019-01-01" in page.inner_text("#chosen")
    send(page, OPENCL)
    answered(page, 1)
    assert page.locator(".citation .number").count() == 0
    page.locator("#chat").get_by_role("button", name="Without: from 2019-01-01").click()
    page.wait_for_selector(".citation .number")


def test_the_keyboard_alone_is_enough(page: sync_api.Page):
    area = page.locator("#question textarea")
    page.locator("#tabs button[role=tab]").first.focus()
    page.keyboard.press("/")
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two / three")
    assert area.input_value() == "one\ntwo / three"
    area.fill(OPENCL)
    page.keyboard.press("Enter")
    page.wait_for_selector(".cite")
    page.locator(".cite").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-reader=open] iframe")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-reader=open]", state="detached")
    assert page.evaluate("document.activeElement.className") == "cite"


def test_a_question_goes_on_from_what_was_asked_next(page: sync_api.Page):
    ask(page, OPENCL, cards=1)
    suggestion = page.locator(".next .suggestion").first
    text = suggestion.inner_text()
    suggestion.click()
    answered(page, 2)
    assert page.locator(".asked").last.inner_text() == text


def test_language_and_theme_are_switched_and_nothing_is_lost(page: sync_api.Page):
    ask(page, OPENCL, cards=1)
    page.locator(".open-transcript").first.click()
    frame = page.frame_locator("#transcript-frame iframe")
    frame.locator("#turn-27 mark").wait_for()
    page.fill("#question textarea", "half a ques")
    page.get_by_role("button", name="中文").click()
    page.wait_for_selector("#ask >> text=提问")
    page.get_by_role("tab", name="资料库").wait_for()
    page.wait_for_selector(".citation >> text=Q5 问：")
    assert page.input_value("#question textarea") == "half a ques"
    page.get_by_role("button", name="切换浅色和深色").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(17, 21, 31)"
    frame.locator("html.dark #turn-27 mark").wait_for()
    page.get_by_role("tab", name="查词").click()
    view = page.frame_locator("#look-up-view iframe")
    view.locator("input[name=term]").fill("OpenCL")
    view.locator("input[name=term]").press("Enter")
    view.locator("mark").first.wait_for()
    page.reload()
    page.wait_for_selector("body.dark >> text=提问", state="attached")
    view.locator("mark").first.wait_for()
    assert frame.locator("#turn-27 mark").is_visible()


def test_a_question_written_before_the_page_is_ready_is_asked(page: sync_api.Page):
    held: list[sync_api.Route] = []
    page.route("**/assets/index-*.js", lambda route: [held.append(route)])  # Gradio does not come
    page.goto(page.url, wait_until="commit")
    page.locator("#opening").get_by_text("Look up").wait_for()
    page.locator("#opening textarea").press_sequentially(OPENCL)
    page.keyboard.press("Enter")
    held[0].continue_()
    page.wait_for_selector(".citation")
    assert page.locator("#opening").count() == 0


@pytest.mark.parametrize("width", [360, 768, 2560])
def test_nothing_is_wider_than_the_window(browser: sync_api.Browser, address: str, width: int):
    for page in open_page(browser, address, "en-US", viewport={"width": width, "height": 800}):
        ask(page, OPENCL, cards=1)
        send(page, "x" * 500)
        answered(page, 2)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if width == 360:
            page.click("#open-history")
            page.locator(".open-chat").click()
            page.locator(".open-transcript").first.click()
            page.frame_locator("#transcript-frame iframe").locator("mark").wait_for()
            page.get_by_role("button", name="Back").click()
            assert page.locator("#question textarea").is_visible()


@pytest.fixture
def empty_page(browser: sync_api.Browser, tmp_path: Path) -> Iterator[sync_api.Page]:
    with served(tmp_path / "empty") as own:
        yield from open_page(browser, own, "en-US")


def test_an_empty_library_teaches_and_adds_the_samples(empty_page: sync_api.Page):
    empty_page.wait_for_selector("#chat >> text=No transcript yet")
    empty_page.click("#add-samples")
    empty_page.click("#chat .suggestion >> text=What is unframework?")
    empty_page.wait_for_selector(".citation")


@pytest.mark.parametrize(("locale", "theme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_nothing_hinders_people_who_use_assistive_technology(
    browser: sync_api.Browser, address: str, locale: str, theme: str
):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def serious(page: sync_api.Page) -> list[str]:
        found = axe.run(page).response
        assert len(found["passes"]) > 10
        return [
            f"{each['id']}: {[node['html'] for node in each['nodes']]}"
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]

    for page in open_page(browser, address, locale, color_scheme=theme):
        page.wait_for_selector(".suggestion")
        assert serious(page) == []
        ask(page, OPENCL, cards=1)
        page.click("#open-filters")
        page.locator("#filters input[type=checkbox]").first.check()
        assert serious(page) == []
        page.click("#open-filters")
        page.locator(".cite").first.click()
        page.frame_locator("#transcript-frame iframe").locator("mark").wait_for()
        assert serious(page) == []


def test_it_says_while_the_model_loads_and_when_one_is_missing(page: sync_api.Page):
    page.route("**/readyz", lambda route: None)
    page.reload()
    page.wait_for_selector("#model-state >> text=The model is loading")
    page.unroute("**/readyz")
    page.route("**/readyz", lambda route: route.fulfill(status=503, json={"detail": "gone"}))
    page.reload()
    page.wait_for_selector("#model-state >> text=A model is missing")
    page.unroute("**/readyz")
    ask(page, OPENCL, cards=1)
    page.wait_for_selector("#model-state:empty", state="attached")


def test_a_verdict_is_thanked_for_and_may_have_a_reason(page: sync_api.Page, library_path: Path):
    ask(page, "What is unframework?", cards=1)
    first, second = page.locator(".tools button:visible").all()[:2]
    assert (first.inner_text().strip(), second.inner_text().strip()) == ("Helpful", "Wrong")
    second.click()
    page.wait_for_selector("text=Thank you. What is wrong?")
    page.fill(".reason input", "It is about <b>another</b> thing")
    page.click(".reason button")
    page.wait_for_selector("#chat-status >> text=Thank you.")
    with Library.open(library_path) as library:
        [kept] = [each for each in library.feedback() if each.question == "What is unframework?"]
    assert (kept.verdict, kept.comment) == ("wrong", "It is about <b>another</b> thing")
    page.reload()
    page.wait_for_selector("[data-do=wrong][aria-pressed=true]")


def test_it_works_under_a_prefix(browser: sync_api.Browser, library_path: Path):
    with Library.open(library_path) as library, mounted(library, "/talks") as own:
        for page in open_page(browser, own, "en-US"):
            ask(page, OPENCL, cards=1)
            page.locator(".cite").click()
            page.frame_locator("#transcript-frame iframe").locator("mark").wait_for()
