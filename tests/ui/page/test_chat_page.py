"""The chat as a person meets it: headless Chromium, a real server, the real default model."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

from browsers import expect
from chat_page import (
    IN_A_BROWSER,
    address,
    ask,
    chinese_page,
    library_path,
    open_page,
    page,
    send,
    sync_api,
)
from turnwise.rag import Library

pytestmark = IN_A_BROWSER

EVIL = "<img src=x onerror=\"document.title='run'\"> <b>b</b> &lt;i&gt; $$x^2$$ ![a](http://192.0.2.1/a.png) ${alert(1)} {{this}}"
SAID = unescape(EVIL)  # readers put entities back
EVIL_TALK = f"Mallory: What is a zebrafinch?\nTrent: A zebrafinch is {EVIL} and a bird.\nMallory: {EVIL} Oh."


def test_ask_read_the_answer_and_open_the_citation(page: sync_api.Page):
    ask(page, "what did he say about OpenCL", cards=1)
    chat = page.inner_text("#chat")
    assert "Yangqing, answering Q5:" in chat
    card = page.locator(".citation").first
    assert "Q5 asked:" in card.inner_text()
    assert "OpenCL" in card.locator("mark").inner_text()
    assert "2018-11-02" in card.inner_text()
    card.locator(".open-transcript").click()
    turn = page.frame_locator("#transcript-frame iframe").locator("#turn-27")
    turn.wait_for()
    assert "OpenCL" in (turn.locator("mark").text_content() or "")
    sync_api.expect(turn).to_be_in_viewport()


def test_a_follow_up_and_a_new_conversation(page: sync_api.Page):
    ask(page, "what did he say about OpenCL", cards=1)
    ask(page, "and HIP?", cards=2)
    assert "Understood as: what did he say about HIP" in page.inner_text("#chat")
    page.click("#new-chat")
    page.wait_for_function("document.querySelectorAll('.citation').length === 0")


def test_a_question_asked_while_another_is_answered_is_answered_too(page: sync_api.Page):
    questions = ["what did he say about OpenCL", "What is unframework?", "谁问了 Julia？"]
    for question in questions:
        send(page, question)
    leads = ["answering Q5:", "answering Alex:", "Q1 问："]
    for lead in leads:
        page.wait_for_function(f"document.querySelector('#chat').innerText.includes('{lead}')")
    asked = page.locator("#chat .asked").all_inner_texts()
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
    page.click("#open-filters")
    page.locator("#filters label", has_text="Q5").click()
    assert "Q5" in page.inner_text("#chosen")
    ask(page, "OpenCL", cards=1)
    expect(page.locator(".citation header b")).to_have_text(["Q5"])


def test_the_page_speaks_chinese(chinese_page: sync_api.Page):
    assert chinese_page.inner_text("#ask") == "提问"
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
        judge(page, "Helpful", 0)
        wait_for(verdicts, {"what did he say about OpenCL": "helpful"})
        judge(page, "Wrong", 1)
        both = {"what did he say about OpenCL": "helpful", "and HIP?": "wrong"}
        wait_for(verdicts, both)
        [record] = [one for one in library.feedback() if one.question == "and HIP?"]
        assert record.understood_as == "what did he say about HIP"
        assert record.citations[0].quote in page.inner_text("#chat")
        judge(page, "Wrong", 1)  # pressed again: taken back
        wait_for(verdicts, {"what did he say about OpenCL": "helpful"})
        for other in open_page(browser, address, "zh-CN"):  # another tab, with answers of its own
            ask(other, "他对 Julia 语言有什么看法？", cards=1)
            judge(other, "不对", 0)
            wait_for(verdicts, verdicts() | {"他对 Julia 语言有什么看法？": "wrong"})
        page.click("#new-chat")
        page.wait_for_function("document.querySelectorAll('.citation').length === 0")
        ask(page, "What is unframework?", cards=1)
        judge(page, "Helpful", 0)
        wait_for(verdicts, verdicts() | {"What is unframework?": "helpful"})
        assert len(library.feedback()) == 3
