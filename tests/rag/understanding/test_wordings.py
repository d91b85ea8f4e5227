"""Many ways to ask for each form (tests/data/wordings.tsv, written for this project)."""

from __future__ import annotations

import csv
from itertools import groupby

import pytest
from conftest import ROOT
from turnwise.rag.understanding.understand import understand

PEOPLE = ("Ann", "Bob", "唐鳳", "老王", "小李")
with (ROOT / "tests" / "data" / "wordings.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
FORMS = {
    form: [row["question"] for row in rows]
    for form, rows in groupby(ROWS, key=lambda row: row["form"])
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_understood_in_many_wordings(form: str):
    others = ("fact", "statements") if form == "statements" else (form,)
    forms = {
        question: understand(question, known_speakers=PEOPLE).wants.form for question in FORMS[form]
    }
    assert [question for question, found in forms.items() if found not in others] == []
