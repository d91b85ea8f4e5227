"""What speech recognisers leave in their words: tags, and spaces between Chinese characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..text.language import HAN
from .utterances import Contents, Utterance

# “<|zh|><|HAPPY|>” (SenseVoice), “<|0.00|>” (Whisper), “[_TT_50]”, “[BLANK_AUDIO]” (whisper.cpp).
_TOKEN = r"<\|[^|<>\n]{0,40}\|>|\[_[A-Z]{2,6}_?\d{0,6}\]|\[\s*BLANK_AUDIO\s*\]"
# In words only: in a whole file these may be markup.
_WORD_TOKEN = (
    rf"(?:{_TOKEN}|</?(?:unk|s|pad|sil|blank|bos|eos|sos|mask|nospeech|spoken_noise)>"
    r"|\[(?:UNK|PAD|CLS|SEP|MASK|SIL)\])"
)


def _removable(token: str, flags: int = 0) -> re.Pattern[str]:
    """Tokens, with the spaces of one side."""
    tokens = rf"(?:{token})(?:[ \t]*(?:{token}))*"
    return re.compile(rf"(?<!\S){tokens}[ \t]*|{tokens}", flags)


_TAG = _removable(_TOKEN)
_WORD_TAG = _removable(_WORD_TOKEN, re.IGNORECASE)
_SCRIPT = rf"{HAN}\u3040-\u30ff\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
# A tab, a wide space or several spaces part columns.
_BETWEEN = re.compile(rf"(?<=[{_SCRIPT}])[ \u00a0](?=[{_SCRIPT}])")
_PAIR = re.compile(rf"(?<=[{HAN}])([ \u00a0]?)(?=[{HAN}])")
# Spaces between words or characters; between clauses, as in many subtitles, stands every sixth.
_SPACED_SHARE = 0.4
_MIN_PAIRS = 15  # of Chinese characters
_MAX_SAMPLE = 100_000  # characters that decide


def without_tags(text: str) -> str:
    """A file's text without the tags that no file has for another reason: “<|zh|>”, “[_TT_50]”."""
    return _TAG.sub("", text) if "|>" in text or "[" in text else text


def is_spaced(texts: Iterable[str]) -> bool:
    """Whether Chinese is written with spaces between its words or characters (“我 们 用 它”)."""
    n_pairs = n_spaced = 0
    for text in texts:
        spaces = _PAIR.findall(text[:_MAX_SAMPLE])
        n_pairs += len(spaces)
        n_spaced += sum(map(bool, spaces))
        if n_pairs > _MAX_SAMPLE:
            break
    return n_pairs >= _MIN_PAIRS and n_spaced >= _SPACED_SHARE * n_pairs


def join_characters(text: str) -> str:
    """The text without spaces between Chinese characters; those around Latin words stay.

    >>> join_characters("我 们 用 PyTorch 训 练 。")
    '我们用 PyTorch 训练。'
    """
    return _BETWEEN.sub("", text)


def tidy_words(contents: Contents) -> Contents:
    """The contents without recognisers' tags in the words and spaces between characters."""
    utterances = [_without(_WORD_TAG, utterance) for utterance in contents.utterances]
    if is_spaced(utterance.text for utterance in utterances):
        utterances = [
            replace(joined, speaker=joined.speaker and join_characters(joined.speaker))
            for joined in (_without(_BETWEEN, utterance) for utterance in utterances)
        ]
    return replace(contents, utterances=tuple(utterances))


def _without(pattern: re.Pattern[str], utterance: Utterance) -> Utterance:
    """An utterance without what a pattern matches; its marks stay with their words."""
    places = [match.span() for match in pattern.finditer(utterance.text)]
    if not places:
        return utterance
    text = pattern.sub("", utterance.text)
    starts = [start for start, _ in places]
    removed = [0]
    for start, end in places:
        removed.append(removed[-1] + end - start)
    marks = tuple(
        replace(mark, offset=_after(mark.offset, places, starts, removed))
        for mark in utterance.marks
    )
    return replace(utterance, text=text, marks=marks)


def _after(
    offset: int, places: Sequence[tuple[int, int]], starts: Sequence[int], removed: Sequence[int]
) -> int:
    """An offset after the places are removed, `removed[n]` characters in the first n."""
    n = bisect_right(starts, offset)
    over = max(0, places[n - 1][1] - offset) if n else 0
    return offset - removed[n] + over
