"""The page as a person meets it: headless Chromium, a real server, the real default model."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import INTERVIEW
from turnwise.rag import Library

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("gradio") is None, reason="the page needs gradio: pip install turnwise[page]"
    ),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

EVIL = "<img src=x onerror=\"document.title='run'\"> <b>b</b> &lt;i&gt; $$x^2$$ ![a](http://192.0.2.1/a.png) ${alert(1)} {{this}}"
SAID = unescape(EVIL)  # readers put entities back
EVIL_TALK = f"Mallory: What is a zebrafinch?\nTrent: A zebrafinch is {EVIL} and a bird.\nMallory: {EVIL} Oh."


@pytest.fixture(scope="module")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the library behind the page."""
    return tmp_path_factory.mktemp("page") / "library"


@pytest.fixture(scope="module")
def address(library_path: Path) -> Iterator[str]:
    """The address of a page over a library with the sample interview."""
    library = library_path
    turnwise = [sys.executable, "-c", "from turnwise.ui.cli import main; main()"]
    subprocess.run([*turnwise, "add", str(INTERVIEW), "--library", str(library)], check=True)
    command = [*turnwise, "chat", "--no-browser", "--port", "0", "--library", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        line = server.stdout.readline()
        assert line.startswith("Turnwise is at http://127.0.0.1:"), line
        yield line.split()[3]
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    """A fresh page in English; fails when it asks for anything outside of this machine."""
    yield from open_page(browser, address, "en-US")


@pytest.fixture
def chinese_page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    yield from open_page(browser, address, "zh-CN")


def open_page(browser: sync_api.Browser, address: str, locale: str) -> Iterator[sync_api.Page]:
    context = browser.new_context(locale=locale, viewport={"width": 1400, "height": 950})
    page = context.new_page()
    page.set_default_timeout(60_000)
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            request.url.startswith((address, "data:", "blob:")) or outside.append(request.url)
        ),
    )
    page.goto(address)
    page.wait_for_selector("#question textarea")
    yield page
    context.close()
    assert outside == []


def ask(page: sync_api.Page, question: str, *, cards: int) -> None:
    """Ask, and wait until the answer with this many cards on the page in all has come."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    try:
        page.wait_for_function(f"document.querySelectorAll('.citation').length >= {cards}")
    except sync_api.TimeoutError:
        pytest.fail(f"no answer to {question!r}; the page shows:\n{page.inner_text('body')}")


def test_ask_read_the_answer_and_open_the_citation(page: sync_api.Page):
    ask(page, "what did he say about OpenCL", cards=1)
    chat = page.inner_text("#chat")
    assert "Yangqing, answering Q5:" in chat
    card = page.locator(".citation").first
    assert "Q5 asked:" in card.inner_text()
    assert "OpenCL" in card.locator("mark").inner_text()
    assert "\n" not in card.locator("footer").inner_text()  # those of the template do not show
    assert "2018-11-02" in card.inner_text()
    card.locator(".open-transcript").click()
    turn = page.frame_locator("#transcript-frame iframe").locator("#turn-27")
    turn.wait_for()
    assert "OpenCL" in turn.locator("mark").inner_text()
    assert turn.evaluate("element => element.getBoundingClientRect().top < innerHeight")


def test_a_follow_up_and_a_new_conversation(page: sync_api.Page):
    ask(page, "what did he say about OpenCL", cards=1)
    ask(page, "and HIP?", cards=2)
    assert "Understood as: what did he say about HIP" in page.inner_text("#chat")
    page.click("#new-chat")
    page.wait_for_function("document.querySelectorAll('.citation').length === 0")


def test_a_question_asked_while_another_is_answered_is_answered_too(page: sync_api.Page):
    questions = ["what did he say about OpenCL", "What is unframework?", "谁问了 Julia？"]
    for n, question in enumerate(questions, start=1):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        # Requests sent within milliseconds may reach a busy server in another order.
        page.wait_for_function(f"document.querySelectorAll('#chat .user-row').length === {n}")
    leads = ["answering Q5:", "answering Alex:", "Q1 问："]
    for lead in leads:
        page.wait_for_function(f"document.querySelector('#chat').innerText.includes('{lead}')")
    asked = page.locator("#chat .user-row").all_inner_texts()
    assert [text.strip() for text in asked] == questions
    chat = page.inner_text("#chat")
    places = [chat.index(lead) for lead in leads]
    assert places == sorted(places)


def test_a_refusal_shows_what_is_nearest_and_says_so(page: sync_api.Page):
    page.fill("#question textarea", "What did he say about the iPhone camera?")
    page.click("#ask")
    page.wait_for_function("document.querySelector('#chat').innerText.includes('Found nothing')")
    page.wait_for_selector(".related")
    assert "perhaps about something else" in page.inner_text(".related")
    assert page.locator(".citation").count() == 3
    assert page.locator(".citation .number").count() == 0


def test_an_example_question_is_asked_when_chosen(page: sync_api.Page):
    page.click("#chat >> text=What is unframework?")
    page.wait_for_selector(".citation")
    assert "Yangqing, answering Alex:" in page.inner_text("#chat")


def test_the_speaker_filter_limits_the_answer(page: sync_api.Page):
    page.click("#speakers input")
    page.click("#speakers >> li:has-text('Q5')")
    ask(page, "OpenCL", cards=1)
    assert page.locator(".citation header b").all_inner_texts() == ["Q5"]


def test_a_suggested_name_is_confirmed(page: sync_api.Page):
    page.get_by_role("tab", name="Library").click()
    page.wait_for_selector("#alias-choices label:has-text('Yangqing = 贾扬清')")
    page.click("#alias-choices label:has-text('Yangqing = 贾博士')")
    page.click("#same-person")
    page.wait_for_selector("#alias-choices label:has-text('Yangqing = 贾博士')", state="detached")
    assert "Yangqing = 贾扬清" in page.inner_text("#alias-choices")
    page.get_by_role("tab", name="Ask").click()
    ask(page, "贾博士怎么看 OpenCL", cards=1)
    assert page.locator(".citation header b").first.inner_text() == "Yangqing"


def test_the_page_speaks_chinese(chinese_page: sync_api.Page):
    assert "提问" in chinese_page.inner_text("#ask")
    ask(chinese_page, "他对 Julia 语言有什么看法？", cards=1)
    assert "Yangqing 回答 Q1：" in chinese_page.inner_text("#chat")
    assert "Q1 问：" in chinese_page.locator(".citation").first.inner_text()


def test_answers_are_judged_one_by_one(
    page: sync_api.Page, browser: sync_api.Browser, address: str, library_path: Path
):
    def wait_for(verdicts: Callable[[], dict[str, str]], expected: dict[str, str]) -> None:
        deadline = time.monotonic() + 20
        while verdicts() != expected and time.monotonic() < deadline:
            time.sleep(0.1)
        assert verdicts() == expected

    with Library.open(library_path) as library:

        def verdicts() -> dict[str, str]:
            return {one.question: one.verdict for one in library.feedback()}

        def judge(page: sync_api.Page, label: str, place: int) -> None:
            page.get_by_role("button", name=label, exact=True).nth(place).click()

        ask(page, "what did he say about OpenCL", cards=1)
        ask(page, "and HIP?", cards=2)
        page.wait_for_function("document.querySelectorAll('button[aria-label=Like]').length === 2")
        judge(page, "Like", 0)
        wait_for(verdicts, {"what did he say about OpenCL": "helpful"})
        judge(page, "Dislike", 1)
        both = {"what did he say about OpenCL": "helpful", "and HIP?": "wrong"}
        wait_for(verdicts, both)
        [record] = [one for one in library.feedback() if one.question == "and HIP?"]
        assert record.understood_as == "what did he say about HIP"
        assert record.citations[0].quote in page.inner_text("#chat")
        judge(page, "Disliked", 0)  # pressed again: taken back
        wait_for(verdicts, {"what did he say about OpenCL": "helpful"})
        for other in open_page(browser, address, "zh-CN"):  # another tab, with answers of its own
            ask(other, "他对 Julia 语言有什么看法？", cards=1)
            judge(other, "踩", 0)
            wait_for(verdicts, verdicts() | {"他对 Julia 语言有什么看法？": "wrong"})
        page.click("#new-chat")
        page.wait_for_function("document.querySelectorAll('.citation').length === 0")
        ask(page, "What is unframework?", cards=1)
        judge(page, "Like", 0)
        wait_for(verdicts, verdicts() | {"What is unframework?": "helpful"})
        assert len(library.feedback()) == 3


def test_an_uploaded_file_can_be_asked_and_its_text_stays_text(page: sync_api.Page, tmp_path: Path):
    (tmp_path / "finch.txt").write_text(EVIL_TALK, "utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "finch.speakers.json").write_text('{"Trent": "Trent Reed"}', "utf-8")
    page.get_by_role("tab", name="Library").click()
    page.set_input_files(
        "#upload input[type=file]",
        [tmp_path / name for name in ("finch.speakers.json", "finch.txt", "empty.txt")],
    )
    page.wait_for_function("document.querySelector('#report').innerText.includes('Added:')")
    assert "Added: finch (text, 3 turns, 0 notes)" in page.inner_text("#report")
    assert "empty.txt: the file is empty" in page.inner_text("#report")
    page.get_by_role("tab", name="Ask").click()
    ask(page, "What is a zebrafinch?", cards=1)
    card = page.locator(".citation").first
    assert SAID in card.inner_text()
    assert "Trent Reed" in card.inner_text()
    assert page.inner_text("#chat").count(SAID) == 2  # in the answer and in the card
    card.locator(".open-transcript").click()
    turn = page.frame_locator("#transcript-frame iframe").locator("#turn-2")
    turn.wait_for()
    assert SAID in turn.inner_text()
    assert page.title() == "Turnwise"


def test_how_a_file_is_read_can_be_put_right(
    page: sync_api.Page, library_path: Path, tmp_path: Path
):
    (tmp_path / "kiln.txt").write_text(
        f"Q: When did you build the kiln?\n\nA: In 2019, {EVIL}\n\nQ: Where?\n\nA: By the river.\n",
        "utf-8",
    )
    page.get_by_role("tab", name="Library").click()
    page.set_input_files("#upload input[type=file]", [tmp_path / "kiln.txt"])
    page.wait_for_selector("#reading-preview >> text=When did you build the kiln?")
    assert "onerror" in page.inner_text("#reading-preview")
    assert page.input_value("#reading-title textarea, #reading-title input") == "kiln"
    assert page.input_value("#reading-speakers textarea") == "Q = Q\nA = A\n"
    page.fill("#reading-title textarea, #reading-title input", "Kilns of the county")
    page.fill("#reading-date textarea, #reading-date input", "soon")
    page.fill("#reading-speakers textarea", "Q = Mara Quist\nA = Owen Pell")
    page.click("#reading-save")
    page.wait_for_selector("#reading-saved >> text=is not a date")
    page.fill("#reading-date textarea, #reading-date input", "2024-03-02")
    page.click("#reading-save")
    page.wait_for_selector("#reading-saved >> text=Saved: Kilns of the county")
    assert "Owen Pell" in page.inner_text("#reading-preview")
    with Library.open(library_path) as library:
        [info] = [info for info in library.transcripts() if info.date == "2024-03-02"]
    assert (info.title, info.speakers) == ("Kilns of the county", ("Mara Quist", "Owen Pell"))
    assert page.title() == "Turnwise"


def test_the_form_speaks_chinese(chinese_page: sync_api.Page, tmp_path: Path):
    (tmp_path / "yao.txt").write_text(
        "问：窑是什么时候建的？\n\n答：二〇一九年。\n\n问：在哪里？\n\n答：河边。\n", "utf-8"
    )
    chinese_page.get_by_role("tab", name="资料库").click()
    chinese_page.set_input_files("#upload input[type=file]", [tmp_path / "yao.txt"])
    chinese_page.wait_for_selector("#reading-preview >> text=窑是什么时候建的")
    assert "读得对吗" in chinese_page.inner_text("#reading")
    assert "保存" in chinese_page.inner_text("#reading-save")
