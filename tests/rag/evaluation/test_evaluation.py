from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SEED
from turnwise.index.errors import EvaluationError
from turnwise.rag import Answer, AskedQuestion, Hit, TranscriptReference
from turnwise.rag.evaluation import Evaluation, evaluate, read_set
from turnwise.rag.evaluation.answers import (
    holds_answer,
    quote_measures,
    share_of_words,
    text_measures,
)
from turnwise.rag.evaluation.matching import covered_turns, same_question, same_speaker
from turnwise.rag.evaluation.picture import draw
from turnwise.rag.evaluation.results import mean, mean_measures, query_measures
from turnwise.rag.evaluation.run import measure
from turnwise.rag.evaluation.sets import EvaluationQuery, EvaluationSet, GoldTurn

LONG = "the compiler decides how fast a model runs on a given machine"
GOLD = (
    GoldTurn("Alex", "And what do you think of compilers?"),
    GoldTurn("Yangqing", f"In my view {LONG}, and that is why we work on it."),
    GoldTurn("Alex", "对。"),
)


def hit(text: str, speaker: str, question: str | None = None) -> Hit:
    asked = None if question is None else AskedQuestion(1, "Alex", question)
    return Hit(
        rank=1,
        score=1.0,
        transcript=TranscriptReference("interview", "Interview", None),
        turn=1,
        speaker=speaker,
        text=text,
        quote=text,
        quote_start=0,
        start_s=None,
        url=None,
        question=asked,
    )


# -- which turns a hit covers


@pytest.mark.parametrize(
    ("text", "relevant", "expected"),
    [
        pytest.param(GOLD[1].text, {1}, {1}, id="the same"),
        pytest.param(GOLD[1].text.upper().replace(",", "，"), {1}, {1}, id="case and width"),
        pytest.param(LONG, {1}, {1}, id="a part of twelve words"),
        pytest.param("In my view the compiler", {1}, set(), id="a part of five words"),
        pytest.param(f"{GOLD[0].text} {GOLD[1].text}", {0, 1}, {0, 1}, id="more than the turn"),
        pytest.param("对", {2}, {2}, id="a short turn alone"),
        pytest.param("对对对，可是我想说的是别的事情，比如框架", {2}, set(), id="it in another"),
        pytest.param(f"{GOLD[1].text} 对。", {2}, {2}, id="it with its neighbour"),
        pytest.param("Nothing of this was said by anybody in the whole talk", {1}, set(), id="no"),
    ],
)
def test_a_hit_covers_the_turns_whose_words_it_shows(
    text: str, relevant: set[int], expected: set[int]
):
    assert covered_turns(text, None, GOLD, relevant) == expected


def test_a_shown_question_counts_if_the_query_looks_for_it():
    gold = (GoldTurn("Alex", "Why did you leave OpenCL behind at that time, after all the work?"),)
    assert covered_turns("It was slow.", gold[0].text, gold, {0}) == {0}
    assert covered_turns("It was slow.", None, gold, {0}) == set()


def test_names_and_questions_are_compared_as_people_do():
    assert same_speaker("Audrey Tang", "Tang")
    assert not same_speaker("Q1", "Q12")
    assert not same_speaker("", "Alex")
    assert same_question("Why did you leave?", "So, why did you leave? I wonder.")
    assert not same_question("Why did you leave?", "What is Julia good for, in your eyes?")


# -- measures


def test_the_measures_of_a_query_are_as_worked_out_by_hand():
    row = query_measures([set(), {4}, {4}, {5, 6}], frozenset({4, 5, 6, 9}), [frozenset({4, 5})])
    assert (row["hit@1"], row["hit@3"], row["MRR@10"]) == (0, 1, 0.5)
    assert (row["recall@3"], row["recall@5"], row["span_recall@3"]) == (0.25, 0.75, 1)
    assert query_measures([], frozenset({1}), [frozenset({1})])["nDCG@10"] == 0


def test_an_interval_holds_the_mean_and_is_the_same_each_time():
    values = [0.0, 1.0] * 20
    one = mean(values)
    assert (one, one.n) == (mean(values), 40)
    assert one.low < one.value == 0.5 < one.high
    assert (mean([1.0]).low, mean([1.0]).high) == (1, 1)


def test_letters_and_digits_decide_whether_a_text_has_the_answer():
    assert holds_answer("共有“4 分钟”，然后", "４分钟。") == 1
    assert holds_answer("The Compiler, of course", "the compiler of course!") == 1
    assert holds_answer("4分", "4分钟") == 0


def test_the_share_of_an_answers_words_is_recall_of_content_terms():
    assert share_of_words("They wrote compilers.", "the compiler was written in Julia") == 1 / 3
    assert share_of_words("anything", "the") == 1


def test_quotes_and_texts_are_measured_by_answer_and_length():
    row = quote_measures("given machine", [hit(LONG, "Yangqing")], is_right=True)
    assert (row["answer in quote"], row["answer in right quote"]) == (1, 1)
    assert row["quote characters"] == len(LONG)
    assert quote_measures("given machine", [], is_right=False) == {
        "answer in quote": 0,
        "answer's words in quote": 0,
    }
    given = Answer("q", "q", True, "Yangqing: “a machine” [1]", ())
    assert text_measures("machine", given) == {
        "answer in text": 1,
        "answer's words in text": 1,
        "text characters": 25,
    }
    refused = Answer("q", "q", False, "Found nothing about the machine.", ())
    assert text_measures("machine", refused) == {"answer in text": 0, "answer's words in text": 0}


def made_up_hits(query: EvaluationQuery, gold: tuple[GoldTurn, ...]) -> list[Hit]:
    """Eight hits, among them whole turns, halves, and turns with the next one."""
    rng = random.Random(query.id)
    hits: list[Hit] = []
    for _ in range(8):
        i = rng.randrange(len(gold))
        if rng.random() < 0.4 and query.relevant:
            i = min(query.relevant)
        text, kind = gold[i].text, rng.randrange(4)
        shown = [
            text,
            text[: len(text) // 2],
            f"{text} {gold[(i + 1) % len(gold)].text}",
            text.upper().replace("，", ","),
        ][kind]
        asked = rng.choice([None, max(0, i - 1), query.question_turn])
        hits.append(hit(shown, gold[i].speaker, None if asked is None else gold[asked].text))
    return hits


def test_measures_agree_with_the_scorer_of_the_sets():
    """The expected numbers are what the sets' own scorer gives for the same hits."""
    evaluation_set = read_set(SEED)
    gold = evaluation_set.turns["interview"]
    rows = [
        measure(query, made_up_hits(query, gold), evaluation_set, {"interview": "interview"})
        for query in evaluation_set.queries
        if query.relevant
    ]
    found = {name: round(one.value, 4) for name, one in mean_measures(rows).items()}
    expected = {"hit@1": 0.375, "hit@3": 0.75, "hit@5": 0.875, "hit@10": 1.0, "MRR@10": 0.5776}
    expected |= {"nDCG@10": 0.6801, "recall@3": 0.75, "span_recall@5": 0.875}
    expected |= {"speaker": 0.9375, "question": 0.9091}
    assert {name: found[name] for name in expected} == expected


# -- whole sets


@pytest.fixture(scope="module")
def evaluations() -> list[Evaluation]:
    return evaluate(read_set(SEED), ["hybrid", "dense", "lexical"])


@pytest.mark.slow
def test_the_sample_interview_is_found(evaluations: list[Evaluation]):
    hybrid = evaluations[0]
    assert [e.variant for e in evaluations] == ["hybrid", "dense", "lexical"]
    assert hybrid.measures["hit@1"].value >= 0.85
    assert hybrid.measures["hit@5"].value >= 0.97
    assert hybrid.measures["question"].value == hybrid.measures["speaker"].value == 1
    assert hybrid.measures["refusal recall"].n == 4
    assert set(hybrid.by_language) == {"en", "mixed", "zh"}
    assert hybrid.by_kind == {}
    assert not hybrid.differing_turns


@pytest.mark.slow
def test_results_are_read_back_from_json(evaluations: list[Evaluation]):
    for evaluation in evaluations:
        plain = json.loads(json.dumps(evaluation.to_dict()))
        assert Evaluation.from_dict(plain) == evaluation


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bars.png", "bars.svg"])
def test_a_picture_is_drawn(evaluations: list[Evaluation], tmp_path: Path, name: str):
    draw(evaluations, tmp_path / name)
    head = (tmp_path / name).read_bytes()[:200]
    assert head.startswith(b"\x89PNG") or b"<svg" in head or b"<?xml" in head
    with pytest.raises(EvaluationError, match="cannot be written"):
        draw(evaluations, tmp_path / "missing" / name)


# -- bad input


@pytest.fixture
def write_set(tmp_path: Path) -> Callable[..., Path]:
    def write(**files: str) -> Path:
        folder = tmp_path / "set"
        for part in ("transcripts", "turns"):
            (folder / part).mkdir(parents=True)
        contents = {
            "meta": '{"scope": "corpus"}',
            "talk": "Alex: Why?\nBob: So.\n",
            "turns": '{"speaker": "Alex", "text": "Why?"}\n{"speaker": "Bob", "text": "So."}\n',
            "queries": '{"id": "1", "query": "why", "transcript": "talk", "relevant": [1]}\n',
        } | files
        (folder / "meta.json").write_text(contents["meta"], "utf-8")
        (folder / "transcripts" / "talk.txt").write_text(contents["talk"], "utf-8")
        (folder / "turns" / "talk.turns.jsonl").write_text(contents["turns"], "utf-8")
        (folder / "queries.jsonl").write_text(contents["queries"], "utf-8")
        return folder

    return write


def test_answers_and_filters_of_a_query_are_used(write_set: Callable[..., Path]):
    query = '{"id": "1", "query": "why", "transcript": "talk", "relevant": [1], "answer": "So"'
    [found] = evaluate(read_set(write_set(queries=query + ', "filters": {"speakers": ["Bob"]}}')))
    assert found.measures["answer in right quote"].value == 1
    assert found.measures["quote characters"].value == 3


def test_a_set_with_only_required_fields_is_read(write_set: Callable[..., Path]):
    found = read_set(write_set())
    assert isinstance(found, EvaluationSet)
    assert (found.name, found.queries[0].relevant) == ("set", {1})


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"meta": "{"}, r"meta\.json: it is damaged"),
        ({"meta": "{}"}, r'meta\.json: it must say "scope"'),
        ({"queries": ""}, r"queries\.jsonl: it holds no queries"),
        ({"queries": "{}"}, r"queries\.jsonl: line 1 lacks id, query, transcript, relevant"),
        ({"queries": "\n["}, r"queries\.jsonl: line 2 is damaged"),
        (
            {"queries": '{"id": "7", "query": "", "transcript": "talk", "relevant": [2]}'},
            r"query 7 names turns \[2\] of talk, which do not exist",
        ),
        (
            {
                "queries": '{"id": "7", "query": "", "transcript": "talk", "relevant": [],'
                ' "filters": {"transcripts": ["other"]}}'
            },
            "query 7 has unknown filters, or its filters name missing transcripts",
        ),
        ({"turns": '{"speaker": "Alex"}'}, r"talk\.turns\.jsonl: line 1 lacks text"),
    ],
)
def test_a_damaged_set_is_refused(
    write_set: Callable[..., Path], files: dict[str, str], message: str
):
    with pytest.raises(EvaluationError, match=message):
        read_set(write_set(**files))


def test_a_folder_without_a_set_is_refused(tmp_path: Path):
    with pytest.raises(EvaluationError, match=r"meta\.json: cannot be read"):
        read_set(tmp_path)
