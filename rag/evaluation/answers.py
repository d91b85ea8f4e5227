"""Measure how much of the gold answer the shown text has, and how long the text is.

If a set's answers are words of its transcripts, the text contains them or not. If they are
summaries, the share of their words says more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ...index.text.terms import content_terms
from ..answer import Answer, Hit


def quote_measures(answer: str, hits: Sequence[Hit], *, is_right: bool) -> dict[str, float]:
    """Measures of the first hit's quote; without a hit 0, and no length.

    Args:
        is_right: whether the first hit covers a gold turn.
    """
    quote = hits[0].quote if hits else ""
    row = {
        "answer in quote": holds_answer(quote, answer),
        "answer's words in quote": share_of_words(quote, answer),
    }
    if is_right:
        row["answer in right quote"] = row["answer in quote"]
    return row | ({"quote characters": len(quote)} if hits else {})


def text_measures(answer: str, given: Answer) -> dict[str, float]:
    """Measures of an answer's text; 0 for a refusal, whose length does not count."""
    text = given.text if given.answered else ""
    row = {
        "answer in text": holds_answer(text, answer),
        "answer's words in text": share_of_words(text, answer),
    }
    return row | ({"text characters": len(text)} if given.answered else {})


def holds_answer(text: str, answer: str) -> float:
    """1 if the text contains the answer, else 0; compares letters and digits, NFKC, any case."""
    return float(_letters_and_digits(answer) in _letters_and_digits(text))


def share_of_words(text: str, answer: str) -> float:
    """The share of the answer's distinct content terms that the text has: their ROUGE-1 recall.

    1 for an answer without content terms.
    """
    wanted = set(content_terms(answer))
    return len(wanted.intersection(content_terms(text))) / len(wanted) if wanted else 1.0


def _letters_and_digits(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
