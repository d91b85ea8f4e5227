"""Split Chinese, English and mixed text into sentences, with punctuation or without."""

from .clauses import without_ends
from .spans import each_sentence, marked_spans, sentence_pieces, sentence_spans, split_long_span

__all__ = [
    "each_sentence",
    "marked_spans",
    "sentence_pieces",
    "sentence_spans",
    "split_long_span",
    "without_ends",
]
