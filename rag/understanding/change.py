"""Questions of how words changed in time: “how did his view of it change”, “他历年怎么看 CUDA”."""

from __future__ import annotations

from dataclasses import replace

from .folded_text import FoldedText, around
from .question import Question
from .rules.phrases import CHANGES_MIND, CHINESE_VIEW_CHANGES, OF_SAYING, SPAN_OF_TIME, VIEW_CHANGES


def take_change(question: Question) -> Question:
    """The question of what was said, where one asks how it changed in the course of time."""
    rest = without_change(question.rest)
    if rest is None:
        return question
    return replace(
        question,
        rest=FoldedText.of(rest) if rest else question.rest,
        wants=replace(question.wants, change=True),
    )


def without_change(question: FoldedText) -> str | None:
    """What was said, as a question, where one asks how it changed in the course of time.

    None for other questions: in “what did CUDA change” the change is the subject.
    """
    rest = question
    if match := VIEW_CHANGES.search(rest.folded):
        rest = FoldedText.of(rest.replaced(around(match, "view"), ""))
    rest = _without(rest, [match.span() for match in CHANGES_MIND.find_all(rest.folded)])
    views = list(CHINESE_VIEW_CHANGES.find_all(rest.folded))
    rest = _without(rest, [span for match in views for span in around(match, "view")])
    # A span of time is meant for what was said only where saying or thinking is spoken of.
    spans = list(SPAN_OF_TIME.find_all(rest.folded))
    if spans and OF_SAYING.matches(rest.folded):
        rest = _without(rest, [match.span() for match in spans])
    return None if rest.text == question.text else " ".join(rest.text.split())


def _without(text: FoldedText, spans: list[tuple[int, int]]) -> FoldedText:
    return FoldedText.of(text.replaced(spans, "")) if spans else text
