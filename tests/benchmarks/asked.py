"""Ask the questions of a set as people ask them, and say by form what is right.

    python tests/benchmarks/asked.py SET [--out RUN.json] [--only FORM] [--wrong]

Adds the set's transcripts to a library in a temporary folder and asks each question: of its own
transcript or of all (`scope`), after the earlier questions in `history`. RUN.json is as
`score_asked.py` describes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from score_asked import FORMS, AskedSet, Row, form_of, read_asked, table, wrong
from turnwise.rag import Answer, Library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--out", type=Path, help="where to write the answers")
    parser.add_argument("--only", choices=FORMS, help="ask only questions of this form")
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    arguments = parser.parse_args()
    asked = read_asked(arguments.set)
    if arguments.only:
        questions = tuple(q for q in asked.questions if form_of(q) == arguments.only)
        asked = replace(asked, questions=questions)
    run = ask_all(asked, arguments.set / "transcripts")
    if arguments.out:
        arguments.out.write_text(json.dumps(run, ensure_ascii=False, indent=1), "utf-8")
    print(table(asked, run))
    if arguments.wrong:
        print(*wrong(asked, run), sep="\n\n")


def ask_all(asked: AskedSet, transcripts: Path) -> dict[str, Row]:
    """The answers to all questions, by question id."""
    with tempfile.TemporaryDirectory() as folder, Library(folder) as library:
        ids: dict[str, str] = {}
        for path in sorted(transcripts.iterdir()):
            ids[path.stem] = library.add(path).added[0].id
        names = {id: name for name, id in ids.items()}
        run: dict[str, Row] = {}
        for question in asked.questions:
            of_one = question["scope"] == "transcript"
            answer = library.ask(
                question["query"],
                history=question.get("history", ()),
                transcripts=(ids[question["transcript"]],) if of_one else None,
            )
            run[question["id"]] = shown(answer, names)
        return run


def shown(answer: Answer, names: dict[str, str]) -> Row:
    """What the scorer reads of an answer; `names` are the transcripts' names by id."""
    form = getattr(answer, "form", None)
    row: Row = {
        "answered": answer.answered,
        "text": answer.text,
        "citations": [
            {
                "transcript": names[citation.transcript.id],
                "turn": citation.turn - 1,
                "speaker": citation.speaker,
                "text": citation.hit.text,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
    }
    return row if form is None else row | {"form": str(getattr(form, "value", form))}


if __name__ == "__main__":
    main()
