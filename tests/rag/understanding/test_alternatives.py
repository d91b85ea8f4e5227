import re

import pytest
from turnwise.index.text.fold import fold
from turnwise.rag.understanding.rules import RULES
from turnwise.rag.understanding.rules.alternatives import alternatives
from turnwise.rag.understanding.rules.rule import NAME, Rule

QUESTIONS = [fold(text) for rule in RULES for text in rule.examples + rule.counterexamples]


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("who|(?:a|b)|谁", ["who", "(?:a|b)", "谁"]),
        (r"[|)]\||\(", [r"[|)]\|", r"\("]),
        ("", [""]),
    ],
)
def test_a_pattern_is_split_into_its_alternatives(pattern: str, parts: list[str]):
    assert [one.pattern for one in alternatives(pattern)] == parts


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bwho\s+spoke\b", [{"spoke"}, {"who"}]),
        ("colou?r", [{"colo"}]),  # a letter that may be missing ends the word, and so does one
        ("ab{0,2}cd", [{"cd"}]),
        ("who{2,}", [{"who"}]),
        ("(?:who|what)+ did", [{" did"}, {"who", "what"}]),
        ("(?:who|.*)did", [{"did"}]),  # a group that may match anything
        ("(?:who)?谁", [{"谁"}]),
        ("(?:the (?:talk|call)|会)", [{"the ", "会"}]),
        (r"(?<!no )(?!never)\u8c01[a-z]x", []),  # what may stand around it, and no words
        ("(?P<when>early)?(?(when)late|(?!))", []),
    ],
)
def test_an_alternative_needs_the_words_that_each_match_has(pattern: str, needs: list[set[str]]):
    [one] = alternatives(pattern)
    assert sorted(map(sorted, one.needs)) == sorted(map(sorted, needs))


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.meaning)
def test_a_rule_holds_exactly_where_its_whole_pattern_matches(rule: Rule):
    whole = re.compile(rule.pattern.replace(NAME, "alex"))
    for question in QUESTIONS:
        expected = [match.span() for match in whole.finditer(question)]
        assert rule.matches(question, "alex") == bool(expected)
        first = rule.search(question, "alex")
        assert (first and first.span()) == (expected[0] if expected else None)
