"""What is right by form (tests/benchmarks/score_asked.py), and the sets data/eval/asked-dev…."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from turnwise.index.readers import read_path
from turnwise.rag.evaluation.matching import says
from turnwise.rag.evaluation.sets import GoldTurn

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from asked import ask_all
from score_asked import FORMS, AskedSet, form_of, judge, read_asked, table, wrong

SETS = [
    ROOT / "data" / "eval" / name
    for name in ("asked-dev", *(f"asked-dev{n}" for n in (2, 3, 4, 5)))
]
TURNS = (
    GoldTurn("Ann", "When do we ship the new index, and who writes the notes?"),
    GoldTurn("Bob", "We ship it on Friday, and I write the notes until Thursday."),
    GoldTurn("Cid", "I would rather wait; the disk is nearly full, at 2012 gigabytes."),
    GoldTurn("Ann", "预算还没有定，下次再说。"),
    GoldTurn("Bob", "Fine. Then I order a larger disk today, and Cid moves the old files."),
    GoldTurn("Cid", "Yes, I move the files tomorrow morning before the meeting begins."),
)


def question(form: str, relevant: list[int], **more: Any) -> dict[str, Any]:
    base = {"id": "q1", "query": "?", "lang": "en", "transcript": "talk", "scope": "transcript"}
    return {**base, "form": form, "relevant": relevant, "answerable": True, **more}


def cite(*turns: int, quote: str = "") -> list[dict[str, Any]]:
    return [{"transcript": "talk", "turn": n, "text": TURNS[n].text, "quote": quote} for n in turns]


def answer(*turns: int, text: str = "", quote: str = "") -> dict[str, Any]:
    return {"answered": True, "text": text, "citations": cite(*turns, quote=quote)}


REFUSAL = {"answered": False, "text": "Nobody speaks of it.", "citations": cite(1)}
FACT = question("fact", [1], answers=["Friday", "周五"])
LIST = question("list", [0, 1, 2, 4, 5], items=[{"turns": [n]} for n in (0, 1, 2, 4, 5)])
TASKS = question("tasks", [1, 4, 5], items=[{"turns": [1]}, {"turns": [4, 5]}])
WITH_STRING = question("tasks", [4], items=[{"turns": [4], "answers": ["a larger disk"]}])
OVERVIEW = question("overview", [1, 2, 3, 4], sufficient=[3])
COMPARISON = question("comparison", [1, 2], sides=[[1], [2]])
METADATA = question("metadata", [], answers=["Ann", ["3", "three"]])
NEVER = question("fact", [1], must_not=["on Monday"])
UNANSWERABLE = question("fact", [], answerable=False)
SMALL_TALK = question("small_talk", [], answerable=False)

CASES = [
    pytest.param(FACT, answer(1, quote="We ship it on Friday"), True, id="fact: in the quote"),
    pytest.param(FACT, answer(1, text="Friday"), True, id="fact: in the text"),
    pytest.param(FACT, answer(1, quote="I write the notes"), False, id="fact: not said"),
    pytest.param(FACT, answer(2, 1, text="Friday"), False, id="fact: cited second"),
    pytest.param(FACT, REFUSAL, False, id="fact: refused"),
    pytest.param(FACT, None, False, id="fact: missing from the run"),
    pytest.param(LIST, answer(0, 1, 2, 4), True, id="list: four of five"),
    pytest.param(LIST, answer(0, 1, 2), False, id="list: three of five"),
    pytest.param(TASKS, answer(1, 5), True, id="tasks: any turn of an item will do"),
    pytest.param(TASKS, answer(1, 0, 2, 5), True, id="tasks: half of the citations are relevant"),
    pytest.param(TASKS, answer(1, 0, 2, 3, 5), False, id="tasks: too many others"),
    pytest.param(WITH_STRING, answer(4, quote="I order a larger disk"), True, id="item: its words"),
    pytest.param(WITH_STRING, answer(4, quote="Fine."), False, id="item: other words"),
    pytest.param(OVERVIEW, answer(1, 2), True, id="overview: half"),
    pytest.param(OVERVIEW, answer(1, 0), False, id="overview: a quarter"),
    pytest.param(OVERVIEW, answer(0, 1, 2, 4), False, id="overview: over half of the turns"),
    pytest.param(OVERVIEW, answer(3), True, id="overview: one that is sufficient"),
    pytest.param(COMPARISON, answer(1, 2), True, id="comparison: both sides"),
    pytest.param(COMPARISON, answer(1), False, id="comparison: one side"),
    pytest.param(COMPARISON, answer(0, 1, 2, 3), False, id="comparison: over half of the turns"),
    pytest.param(METADATA, answer(text="Ann and two more: three people"), True, id="metadata"),
    pytest.param(METADATA, answer(text="Ann:\n“There are 3.”"), False, id="metadata: a label"),
    pytest.param(METADATA, answer(text="Ann, since 2013"), False, id="metadata: part of a number"),
    pytest.param(NEVER, answer(1, text="on Monday"), False, id="what must not be said"),
    pytest.param(UNANSWERABLE, REFUSAL, True, id="unanswerable: refused"),
    pytest.param(UNANSWERABLE, answer(1), False, id="unanswerable: answered"),
    pytest.param(SMALL_TALK, answer(text="You can ask about …"), True, id="small talk"),
    pytest.param(SMALL_TALK, answer(1), False, id="small talk: a citation"),
]


@pytest.mark.parametrize(("asked", "given", "right"), CASES)
def test_the_form_says_what_is_right(asked: dict[str, Any], given: Any, right: bool):
    measures = judge(AskedSet((asked,), {"talk": TURNS}), asked, given)
    assert measures["right"] == right


def test_a_citation_counts_by_its_words_if_its_turn_is_another():
    asked_set = AskedSet((FACT,), {"talk": TURNS})
    shifted = {"transcript": "talk", "turn": 2, "text": TURNS[1].text, "quote": "on Friday"}
    given = {"answered": True, "text": "", "citations": [shifted]}
    assert judge(asked_set, FACT, given)["first"] == 1
    elsewhere = {**given, "citations": [{**shifted, "transcript": "another talk"}]}
    assert judge(asked_set, FACT, elsewhere)["first"] == 0


def test_the_table_counts_each_question_under_its_form_and_language():
    chinese = {**UNANSWERABLE, "id": "q2", "lang": "zh", "scope": "library", "history": ["?"]}
    asked_set = AskedSet((FACT, chinese), {"talk": TURNS})
    run = {"q1": answer(1, text="Friday"), "q2": answer(1)}
    rows = {
        line.split()[0]: line.split()[-9:] for line in table(asked_set, run).splitlines() if line
    }
    assert rows["fact"][:4] == ["fact", "1", "1.000", "1.000"]
    assert rows["unanswerable"] == ["unanswerable", "1", "0.000", "1.000"]
    assert rows["zh"][:3] == ["zh", "1", "0.000"]
    assert rows["all"][1:3] == ["2", "0.500"]
    assert [text.split()[0] for text in wrong(asked_set, run)] == ["q2"]


@pytest.mark.parametrize(
    "path",
    sorted(path for folder in SETS for path in (folder / "transcripts").iterdir()),
    ids=lambda path: path.stem,
)
def test_the_gold_turns_are_those_that_the_readers_find(path: Path):
    gold = read_asked(path.parent.parent).turns[path.stem]
    (transcript,) = read_path(path).transcripts
    assert [(t.speaker, t.text) for t in transcript.turns] == [(t.speaker, t.text) for t in gold]
    assert transcript.date


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_questions_of_a_set_agree_with_its_turns(folder: Path):
    asked_set = read_asked(folder)
    assert len({q["id"] for q in asked_set.questions}) == len(asked_set.questions)
    assert {form_of(q) for q in asked_set.questions} >= {*FORMS} - {"lookup"}
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    assert meta["n_queries"] == len(asked_set.questions)
    assert {name: told["turns"] for name, told in meta["transcripts"].items()} == {
        name: len(turns) for name, turns in asked_set.turns.items()
    }
    for asked in asked_set.questions:
        turns = asked_set.turns[asked["transcript"]]
        named = [turn for item in asked.get("items", ()) for turn in item["turns"]]
        named += [turn for side in asked.get("sides", ()) for turn in side]
        assert set(named) <= set(asked["relevant"]) <= set(range(len(turns))), asked["id"]
        if form_of(asked) in ("unanswerable", "small_talk"):
            assert not asked["relevant"], asked["id"]
        elif asked["form"] != "metadata":
            assert asked["relevant"], asked["id"]
            gold = "\n".join(f"{turns[n].speaker}\n{turns[n].text}" for n in asked["relevant"])
            assert all(says(gold, text) for text in asked.get("answers", ())), asked["id"]


@pytest.mark.slow
def test_a_small_set_is_asked_and_scored(tmp_path: Path):
    for folder in ("transcripts", "turns"):
        (tmp_path / folder).mkdir()
    lines = [f"{turn.speaker}: {turn.text}" for turn in TURNS]
    (tmp_path / "transcripts" / "talk.txt").write_text("\n".join(lines), "utf-8")
    turns = [json.dumps({"speaker": turn.speaker, "text": turn.text}) for turn in TURNS]
    (tmp_path / "turns" / "talk.turns.jsonl").write_text("\n".join(turns), "utf-8")
    asked = {**FACT, "query": "When do we ship the new index?"}
    everywhere = {**UNANSWERABLE, "id": "q2", "query": "水獭吃什么？", "scope": "library"}
    queries = [json.dumps(row) for row in (asked, everywhere)]
    (tmp_path / "queries.jsonl").write_text("\n".join(queries), "utf-8")

    asked_set = read_asked(tmp_path)
    run = ask_all(asked_set, tmp_path / "transcripts")
    assert run["q1"]["citations"][0]["transcript"] == "talk"
    assert judge(asked_set, asked_set.questions[0], run["q1"])["first"] == 1
    assert not run["q2"]["answered"]
