from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from turnwise.ui.page_words import GROUPS, WORDS, word, words_of

VIEWS = ROOT / "ui" / "page" / "templates" / "views"
SCRIPTS = ROOT / "ui" / "page" / "script" / "views"
PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("key", WORDS)
def test_every_word_is_there_in_both_languages_with_the_same_values(key: str):
    texts = WORDS[key]
    assert set(texts) == {"en", "zh"}
    assert all(texts.values())
    assert Counter(PLACE.findall(texts["en"])) == Counter(PLACE.findall(texts["zh"]))


def test_a_key_of_several_groups_says_the_same():
    for key in WORDS:
        said = [group[key] for group in GROUPS.values() if key in group]
        assert all(texts == said[0] for texts in said), key


def test_values_are_filled_in():
    assert word("turn", "en", turn=3) == "turn 3"
    assert words_of("correct", "zh")["undo"] == "撤销"


def test_the_templates_and_scripts_say_only_what_is_there():
    used = {
        key
        for path in VIEWS.glob("*.html")
        for key in re.findall(r'word\("(\w+)"', path.read_text("utf-8"))
    }
    assert used
    assert used <= set(WORDS)
    assert said_in(SCRIPTS / "library.js", SCRIPTS / "adding.js") <= set(words_of("library", "en"))
    scripts = [
        SCRIPTS / f"{name}.js" for name in ("correcting", "renaming", "changes", "read_again")
    ]
    assert said_in(*scripts) <= set(words_of("correct", "en"))


def said_in(*scripts: Path) -> set[str]:
    return {
        key for script in scripts for key in re.findall(r'say\("(\w+)"', script.read_text("utf-8"))
    }
