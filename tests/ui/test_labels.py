from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest
from conftest import ROOT
from turnwise.index.text.language import ReplyLanguage
from turnwise.rag import clock
from turnwise.rag.answers.messages import MESSAGES, listing
from turnwise.ui.labels import LABELS, preferred_language
from turnwise.ui.page_words import WORDS

TEXTS = LABELS | MESSAGES


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def without_names_of_fields(text: str) -> str:
    parts = [(literal, name) for literal, name, _, _ in Formatter().parse(text)]
    return "".join(literal + ("" if name is None else "{}") for literal, name in parts).casefold()


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_the_same(key: str):
    assert set(TEXTS[key]) == {"en", "zh"}
    assert fields(TEXTS[key]["en"]) == fields(TEXTS[key]["zh"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_sentence_stands_twice_in_the_tables(language: ReplyLanguage):
    texts = [entry[language] for table in (LABELS, MESSAGES) for entry in table.values()]
    counts = Counter(map(without_names_of_fields, texts))
    assert [text for text, n in counts.items() if n > 1] == []


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("zh-CN,zh;q=0.9", "zh"), ("ZH", "zh"), ("en-GB,zh", "en"), ("", "en")],
)
def test_the_page_speaks_the_language_that_the_browser_prefers(
    accepted: str, language: ReplyLanguage
):
    assert preferred_language({"accept-language": accepted} if accepted else {}) == language


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (751.9, "12:31"), (3723, "1:02:03")])
def test_a_time_is_shown_as_hours_minutes_and_seconds(seconds: float, shown: str):
    assert clock(seconds) == shown


def test_names_in_a_row_are_joined_as_the_language_does():
    assert listing(["Alex", "Q1", "Q2"], "en") == "Alex, Q1 and Q2"
    assert listing(["Alex", "Q1"], "zh") == "Alex、Q1"


def test_every_word_is_used():
    files = [path for path in (ROOT / "ui").rglob("*") if path.suffix in (".py", ".html", ".js")]
    tables = {"labels.py", "chat_labels.py", "page_words.py"}
    used = "\n".join(path.read_text("utf-8") for path in files if path.name not in tables)
    families = set(re.findall(r"\b([a-z]+_)\$?\{", used))  # “kind_{kind}”
    unused = [
        key
        for key in LABELS | WORDS
        if not re.search(rf"\b{key}\b", used) and not key.startswith(tuple(families))
    ]
    assert unused == []
