"""How much of the gold answer is in what is shown, and how long that is.

Where a set's answers are words of its transcripts, what is shown holds them or not; where they are
summaries, the share of their words says more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ...index.text.terms import content_terms
from ..answer import Answer, Hit


def quote_measures(answer: str, hits: Sequence[Hit], *, is_right: bool) -> dict[str, float]:
    """Of the first hit's quote; what does not exist holds nothing and has no length.

    Args:
        is_right: whether the first hit is of a gold turn.
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
    """Of the text of an answer; a refusal holds nothing, and its length does not count."""
    text = given.text if given.answered else ""
    row = {
        "answer in text": holds_answer(text, answer),
        "answer's words in text": share_of_words(text, answer),
    }
    return row | ({"text characters": len(text)} if given.answered else {})


def holds_answer(text: str, answer: str) -> float:
    """1 if the answer stands in the text, else 0: by letters and digits alone, NFKC, any case."""
    return float(_letters(answer) in _letters(text))


def share_of_words(text: str, answer: str) -> float:
    """Which share of the answer's content terms, each once, the text has: ROUGE-1 recall of those.

    1 for an answer without any.
    """
    wanted = set(content_terms(answer))
    return len(wanted.intersection(content_terms(text))) / len(wanted) if wanted else 1.0


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
