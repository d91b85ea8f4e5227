"""Say by form what is right in a run on questions as people ask them (data/eval/asked-dev).

    python tests/benchmarks/score_asked.py SET RUN.json [--wrong]

RUN.json, which `asked.py` writes: {question id: {"answered", "text", "citations": [{"transcript",
"turn", "speaker", "text", "quote"}, …] in the order shown, "form" if known}}. `transcript` is the
file's name without its ending, `turn` counts from 0. A question that is missing was not answered.

A line of queries.jsonl has `id`, `query`, `lang`, `transcript`, `scope` (“transcript”, or “library”:
asked of all), `form`, `relevant` and `answerable`; and perhaps `history`, `answers`, `items`, `sides`,
`sufficient`, `elsewhere` and `must_not`. Turns count from 0; [transcript, turn] is one elsewhere.

| form | right if answered, and |
|---|---|
| fact, who, lookup, definition, opinion, explanation | the first citation is relevant, and one of `answers` is in the text or its quote |
| list | 0.8 of the items are cited, and half of the citations are relevant |
| tasks, decisions, open_questions | the same with 0.6 of the items, and one of `answers` |
| overview | half of the items are cited, briefly; or the first citation is sufficient |
| comparison | each side is cited, briefly |
| metadata | the text has all `answers` (a list within is alternatives), not only above a quotation |
| unanswerable (not answerable) | right if refused |
| small_talk | right if nothing is cited |

Briefly: at most 20 citations, and of at most half of the turns. `must_not` makes an answer wrong.
In the table, “w.refused” is the share of answerable questions that were refused (wrongly), and
“w.answered” the share of unanswerable ones that were answered.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from turnwise.rag.evaluation.matching import covered_turns, says
from turnwise.rag.evaluation.sets import GoldTurn

Place = tuple[str, int]  # transcript, turn from 0
Row = dict[str, Any]  # a line of queries.jsonl, an answer or a citation of a run
Measures = dict[str, float]

FORMS = (
    "fact", "who", "lookup", "definition", "opinion", "explanation", "list", "tasks", "decisions",
    "open_questions", "overview", "comparison", "metadata", "unanswerable", "small_talk",
)  # fmt: skip
MIN_RECALL = {"list": 0.8, "tasks": 0.6, "decisions": 0.6, "open_questions": 0.6}
MIN_RECALL_OF_AN_OVERVIEW = 0.5
MIN_PRECISION = 0.5
MAX_CITATIONS = 20  # of an overview or a comparison
MAX_SHARE_OF_TURNS = 0.5
COLUMNS = (
    "right", "first", "any", "answer", "recall", "precision", "sides", "w.refused", "w.answered", "form",
)  # fmt: skip

# “X, answering Y:” above a quotation, or before it: names people, and tells nothing of the talk.
_LABEL = re.compile(r"^[^\n“\"「]{1,80}[:：][ \t]*(?=$|[“\"「])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AskedSet:
    """Questions as people ask them, and the turns of the transcripts that they are about."""

    questions: tuple[Row, ...]
    turns: Mapping[str, tuple[GoldTurn, ...]]  # by name of the transcript


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    arguments = parser.parse_args()
    asked, run = read_asked(arguments.set), json.loads(arguments.run.read_text("utf-8"))
    print(table(asked, run))
    if arguments.wrong:
        print(*wrong(asked, run), sep="\n\n")


def read_asked(folder: Path) -> AskedSet:
    """The set in a folder with `queries.jsonl` and `turns/`."""
    turns = {
        path.name.removesuffix(".turns.jsonl"): tuple(
            GoldTurn(turn["speaker"], turn["text"]) for turn in _lines(path)
        )
        for path in (folder / "turns").glob("*.turns.jsonl")
    }
    return AskedSet(tuple(_lines(folder / "queries.jsonl")), turns)


def form_of(question: Row) -> str:
    """The form that a question counts under."""
    if question["form"] == "small_talk" or question["answerable"]:
        return question["form"]
    return "unanswerable"


def judge(asked: AskedSet, question: Row, answer: Row | None) -> Measures:
    """Measures from 0 to 1 of one answer, “right” among them; only those defined for its form."""
    answer = answer or {}
    form, answered = form_of(question), bool(answer.get("answered"))
    measures: Measures = {}
    if answer.get("form"):
        measures["form"] = float(answer["form"] == question["form"])
    if form == "small_talk":
        return measures | {"right": float(not answer.get("citations"))}
    if form == "unanswerable":
        return measures | {"right": float(not answered), "w.answered": float(answered)}
    measures["w.refused"] = float(not answered)
    if form == "metadata":
        fits = _tells_all(answer.get("text") or "", question["answers"])
    else:
        citations = answer.get("citations") or [] if answered else []  # a refusal cites nothing
        measures |= _measure_citations(asked, question, answer, citations)
        fits = _fits(form, measures, brief=_is_brief(asked, question, citations))
        fits = fits or _is_sufficient(asked, question, citations)
    forbidden = _says_any(answer.get("text") or "", question.get("must_not", ()))
    return measures | {"right": float(answered and fits and not forbidden)}


def table(asked: AskedSet, run: Mapping[str, Row]) -> str:
    """The means by form, language, scope and place in the conversation, and over all."""
    groups: dict[str, dict[str, list[Measures]]] = {
        "form": {form: [] for form in FORMS},
        "language": defaultdict(list, {language: [] for language in ("en", "zh", "mixed")}),
        "scope": defaultdict(list),
        "history": defaultdict(list),
        "all": defaultdict(list),
    }
    for question in asked.questions:
        measures = judge(asked, question, run.get(question["id"]))
        groups["form"][form_of(question)].append(measures)
        groups["language"][question["lang"]].append(measures)
        groups["scope"][question["scope"]].append(measures)
        history = "follow-up" if question.get("history") else "first question"
        groups["history"][history].append(measures)
        groups["all"]["all"].append(measures)
    head = "".join([f"{'':16}{'n':>6}", *(f"{name:>11}" for name in COLUMNS)])
    blocks = [
        "\n".join(_table_row(name, rows) for name, rows in group.items() if rows)
        for group in groups.values()
    ]
    return "\n\n".join([head, *blocks])


def wrong(asked: AskedSet, run: Mapping[str, Row]) -> list[str]:
    """A few lines for each question that is not right: the question, the gold and the answer."""
    told: list[str] = []
    for question in asked.questions:
        answer = run.get(question["id"]) or {}
        if judge(asked, question, answer)["right"]:
            continue
        earlier = "".join(f" ← {text}" for text in question.get("history", ()))
        cited = [(c.get("transcript"), c.get("turn")) for c in answer.get("citations") or []]
        text = " ".join((answer.get("text") or "").split())[:300]
        told.append(
            f"{question['id']} [{form_of(question)}] {question['query']}{earlier}\n"
            f"  gold {question['relevant']} {question.get('answers') or ''}\n"
            f"  {'answered' if answer.get('answered') else 'refused'} {text}\n  cites {cited}"
        )
    return told


def _measure_citations(
    asked: AskedSet, question: Row, answer: Row, citations: Sequence[Row]
) -> Measures:
    gold = _gold(question)
    covered = [_covered_places(asked, question, citation, gold) for citation in citations]
    texts = [f"{answer.get('text') or ''}\n{citation.get('quote') or ''}" for citation in citations]
    measures = {"first": float(bool(covered and covered[0])), "any": float(any(covered))}
    if question.get("answers"):
        text = texts[0] if texts else answer.get("text") or ""
        told = answer.get("answered") and _says_any(text, question["answers"])
        measures["answer"] = float(bool(told))
    if citations:
        measures["precision"] = fmean(map(bool, covered))
    if items := _items(question):
        measures["recall"] = fmean(
            any(
                places & _places(question, item["turns"])
                and (not item.get("answers") or _says_any(text, item["answers"]))
                for places, text in zip(covered, texts, strict=True)
            )
            for item in items
        )
    if sides := question.get("sides"):
        shown = set[Place]().union(*covered)
        measures["sides"] = fmean(bool(_places(question, side) & shown) for side in sides)
    return measures


def _fits(form: str, measures: Measures, *, brief: bool) -> bool:
    told = bool(measures.get("answer", 1))
    if form in MIN_RECALL:
        precise = measures.get("precision", 0) >= MIN_PRECISION
        return measures["recall"] >= MIN_RECALL[form] and precise and told
    if form == "overview":
        return brief and measures["recall"] >= MIN_RECALL_OF_AN_OVERVIEW
    if form == "comparison":
        return brief and measures["sides"] == 1
    return bool(measures["first"]) and told


def _is_brief(asked: AskedSet, question: Row, citations: Sequence[Row]) -> bool:
    n_turns = len(asked.turns[question["transcript"]])
    return len(citations) <= min(MAX_CITATIONS, n_turns * MAX_SHARE_OF_TURNS)


def _is_sufficient(asked: AskedSet, question: Row, citations: Sequence[Row]) -> bool:
    """Whether the first citation alone makes an overview right."""
    places = _places(question, question.get("sufficient", ()))
    if question["form"] != "overview" or not citations:
        return False
    return bool(_covered_places(asked, question, citations[0], _gold(question)) & places)


def _items(question: Row) -> list[Row]:
    """What a complete list has; each relevant turn is an item if the question does not say."""
    if question.get("items") or form_of(question) not in (*MIN_RECALL, "overview"):
        return question.get("items") or []
    return [{"turns": [turn]} for turn in question["relevant"]]


def _gold(question: Row) -> set[Place]:
    turns = [*question["relevant"], *question.get("elsewhere", ())]
    turns += [turn for side in question.get("sides", ()) for turn in side]
    return _places(question, turns)


def _places(question: Row, turns: Iterable[int | Sequence[Any]]) -> set[Place]:
    """The turns as places; a plain number is a turn of the question's transcript."""
    return {
        (question["transcript"], turn) if isinstance(turn, int) else (turn[0], turn[1])
        for turn in turns
    }


def _covered_places(
    asked: AskedSet, question: Row, citation: Row, gold: Collection[Place]
) -> set[Place]:
    """The gold places of a citation: by its turns if the words agree, else by its words."""
    name = str(citation.get("transcript") or question["transcript"])
    turns = asked.turns.get(name, ())
    wanted = {number for transcript, number in gold if transcript == name}
    text = citation.get("text") or citation.get("quote") or ""
    numbers = citation.get("turn")
    numbers = [] if numbers is None else numbers if isinstance(numbers, list) else [numbers]
    named = {
        number
        for number in numbers
        if 0 <= number < len(turns)
        and (not text or len(numbers) > 1 or _same_words(text, turns[number].text))
    }
    if not named and text:
        return {(name, number) for number in covered_turns(text, None, turns, wanted)}
    return {(name, number) for number in named & wanted}


def _same_words(text: str, other: str) -> bool:
    return says(text, other) or says(other, text)


def _says_any(text: str, strings: Iterable[str]) -> bool:
    return any(says(text, string) for string in strings)


def _tells_all(text: str, answers: Iterable[str | list[str]]) -> bool:
    told = _LABEL.sub("", text)
    return all(_says_any(told, [a] if isinstance(a, str) else a) for a in answers)


def _table_row(name: str, rows: Sequence[Measures]) -> str:
    cells = [f"{name:16}{len(rows):>6}"]
    for column in COLUMNS:
        values = [row[column] for row in rows if column in row]
        cells.append(f"{fmean(values):>11.3f}" if values else " " * 11)
    return "".join(cells).rstrip()


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
