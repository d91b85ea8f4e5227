"""data/eval/RESULTS.md agrees with the code, with the sets that lie beside it, and with its own table."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from turnwise.rag.evaluation import Evaluation, Measure

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from now_table import END, START, replace_table, retrieval_sets, table

RESULTS = (ROOT / "data" / "eval" / "RESULTS.md").read_text("utf-8")
DECISIONS = re.findall(r'^\| <a id="([^"]+)">.*?\| `([^`]+)` \| ([^|]+) \|', RESULTS, re.M)
WITH_VALUE = [
    pytest.param(*place.split(":"), value.strip(), id=anchor)
    for anchor, place, value in DECISIONS
    if ":" in place and value.strip() != "–"
]
SETS = sorted(path.parent.name for path in (ROOT / "data" / "eval").glob("*/meta.json"))


@pytest.mark.parametrize(("file", "name", "value"), WITH_VALUE)
def test_a_decision_gives_the_value_in_the_code(file: str, name: str, value: str):
    assert _constants(ROOT / file)[name] == float(value)


@pytest.mark.parametrize(("place"), [place for _, place, _ in DECISIONS])
def test_a_decision_names_a_place_in_the_code(place: str):
    file, _, name = place.partition(":")
    assert (ROOT / file).exists()
    assert not name or name in _constants(ROOT / file)


def test_a_comment_that_names_a_decision_finds_its_row():
    anchors = {anchor for anchor, _, _ in DECISIONS}
    named: set[str] = set()
    for path in [*ROOT.glob("index/**/*.py"), *ROOT.glob("rag/**/*.py")]:
        for _, more in re.findall(r"(RESULTS\.md)(#.*)", path.read_text("utf-8")):
            named |= set(re.findall(r"#([\w-]+)", more))
    assert named
    assert named <= anchors


@pytest.mark.parametrize("name", SETS)
def test_each_set_is_described(name: str):
    legend = RESULTS.partition("## Sets")[2]
    assert f"\n| {name} |" in legend


def test_sets_of_questions_as_people_ask_them_have_no_row_in_the_table():
    names = {folder.name for folder in retrieval_sets(ROOT / "data" / "eval")}
    asked = {"asked-dev", *(f"asked-dev{n}" for n in range(2, 11))}
    assert set(SETS) - names == asked


def test_the_table_has_a_row_for_each_language_if_there_are_several():
    whole = {"hit@1": Measure(0.5, 0.25, 0.75, 20), "MRR@10": Measure(0.625, 0.5, 0.75, 20)}
    english = {"hit@1": Measure(1.0, 1.0, 1.0, 8), "MRR@10": Measure(1.0, 1.0, 1.0, 8)}
    evaluation = Evaluation("talks", "hybrid", whole, by_language={"en": english, "zh": whole})
    assert table([evaluation]).splitlines()[2:4] == [
        "| talks | 20 | 0.500 [0.25–0.75] | – | 0.625 [0.50–0.75] | – | – |",
        "| – en queries | 8 | 1.000 [1.00–1.00] | – | 1.000 [1.00–1.00] | – | – |",
    ]


def test_a_new_table_takes_the_place_of_the_old_one():
    text = f"before\n{START}\nold\n{END}\nafter\n"
    assert replace_table(text, "new") == f"before\n{START}\nnew\n{END}\nafter\n"


def _constants(path: Path) -> dict[str, object]:
    """The numbers that a module gives a name to."""
    values_by_name: dict[str, object] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(target, ast.Tuple) else [node.value]  # pyright: ignore
            for name, value in zip(names, values, strict=True):
                if isinstance(name, ast.Name):
                    values_by_name[name.id] = (
                        value.value if isinstance(value, ast.Constant) else None
                    )
    return values_by_name
