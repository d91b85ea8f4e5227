"""Join tokens with times, such as single words, to sentences of one speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf

from ...utterances import UNNAMED, Utterance, join_text, marks_of

_MAX_WORDS = 1.5  # of a token, on average
_MIN_TOKENS = 3  # of which some may have two words
_MIN_SPACED = 0.2  # share of tokens with a space of their own where spaces are written
_MAX_PAUSE_S = 1.0  # a longer pause ends a sentence
_SENTENCE_END = re.compile(r"[.?!。？！…][\"'”’」』)）]*$")


def are_tokens(counts: Sequence[int]) -> bool:
    """Whether texts with these numbers of words are single words rather than sentences."""
    counts = [count for count in counts if count]
    max_words = _MAX_WORDS if len(counts) >= _MIN_TOKENS else 1
    return len(counts) > 1 and sum(counts) <= max_words * len(counts)


def writes_spaces(texts: Iterable[str]) -> bool:
    """Whether the tokens bring their own spaces, so that they are joined as they are."""
    texts = [text for text in texts if text]
    spaced = sum(text[0].isspace() or text[-1].isspace() for text in texts)
    return spaced > _MIN_SPACED * len(texts) or any(text.isspace() for text in texts)


def timed(words: Iterable[Utterance], start_s: float | None = None) -> Iterator[Utterance]:
    """Give words without a time, such as punctuation, the end of the word before.

    Args:
        start_s: the time of words before the first timed one.
    """
    for word in words:
        if word.start_s is not None:
            start_s = word.start_s if word.end_s is None else word.end_s
            yield word
        else:
            yield replace(word, start_s=start_s, end_s=start_s)


def sentences(
    words: Iterable[Utterance], *, is_spaced: bool = False, max_pause_s: float = inf
) -> Iterator[Utterance]:
    """Join the words of one speaker up to the end of a sentence or a pause.

    A word without a speaker has the one of the word before. Words without times are one text.

    Args:
        is_spaced: the words bring their own spaces.
        max_pause_s: after a longer pause a word without a speaker has an unnamed one.
    """
    held: list[Utterance] = []
    for word in words:
        speaker = word.speaker
        if held and speaker is None:
            is_late = _pause_s(held[-1], word) > max_pause_s
            speaker = UNNAMED if is_late else held[-1].speaker
        spoken = replace(word, speaker=speaker)
        if held and spoken.text.strip() and _ends(held, spoken):
            yield _together(held, is_spaced)
            held = []
        held.append(spoken)
    if held:
        yield _together(held, is_spaced)


def _ends(held: Sequence[Utterance], word: Utterance) -> bool:
    """Whether a sentence ends before the word."""
    last = held[-1]
    if word.speaker != last.speaker:
        return True
    if last.start_s is None or word.start_s is None or not re.search(r"\w", word.text):
        return False
    spoken = next((w.text.rstrip() for w in reversed(held) if w.text.strip()), "")
    return _pause_s(last, word) > _MAX_PAUSE_S or _SENTENCE_END.search(spoken) is not None


def _pause_s(last: Utterance, word: Utterance) -> float:
    end_s = last.start_s if last.end_s is None else last.end_s
    return 0.0 if end_s is None or word.start_s is None else word.start_s - end_s


def _together(words: Sequence[Utterance], is_spaced: bool) -> Utterance:
    texts = [word.text for word in words]
    text = "".join(texts) if is_spaced else join_text(text.strip() for text in texts)
    text = text.strip()
    marks = marks_of(words, text)
    return Utterance(text, words[0].speaker, words[0].start_s, words[-1].end_s, marks=marks)
