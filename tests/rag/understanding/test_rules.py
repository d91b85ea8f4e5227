from __future__ import annotations

import re

import pytest
from turnwise.index.text.fold import fold
from turnwise.rag.understanding.people import at_its_start
from turnwise.rag.understanding.rules import RULES
from turnwise.rag.understanding.rules.rule import NAME, Rule
from turnwise.rag.understanding.rules.sayings import ANSWERS_TO, ASKS, SAYS

ALEX = at_its_start("alex")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.meaning)
def test_a_rule_holds_for_its_examples_and_for_no_counterexample(rule: Rule):
    missed = [text for text in rule.examples if not rule.matches(fold(text), ALEX)]
    wrong = [text for text in rule.counterexamples if rule.matches(fold(text), ALEX)]
    assert (missed, wrong) == ([], [])


def test_each_rule_says_what_no_other_says():
    assert len({rule.meaning for rule in RULES}) == len(RULES)
    assert {*ASKS, *SAYS, *ANSWERS_TO} <= set(RULES)


@pytest.mark.parametrize(("examples", "counterexamples"), [((), ("no",)), (("yes",), ())])
def test_a_rule_without_examples_or_counterexamples_cannot_be_made(
    examples: tuple[str, ...], counterexamples: tuple[str, ...]
):
    with pytest.raises(ValueError, match="the rule “agrees” lacks examples or counterexamples"):
        Rule("agrees", "yes", examples, counterexamples)


def test_rules_read_folded_text():
    """No rule names a character that folding takes away, such as a Traditional one."""
    for rule in RULES:
        letters = re.sub(r"\\.|\(\?P<\w+>", "", rule.pattern).replace(NAME, "")
        letters = re.sub(r"[^\u4e00-\u9fff\u3000-\u303f]+", " ", letters)
        assert fold(letters) == letters, rule.meaning
