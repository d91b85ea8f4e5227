"""What others say inside somebody's words: “… //S00: In spring. // And who helped?”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..text.fold import fold
from ..transcript import Link
from .utterances import Contents, Utterance, tidy_name

_NAME = r"(?P<name{n}>[^\s:：/\[\]()（）【】][^:：/\[\]()（）【】\n]{{0,40}}?)\s*[:：]\s*"
_INSIDE = re.compile(
    "|".join(
        (
            rf"//\s*{_NAME.format(n=1)}(?P<words1>[^/\n]{{1,400}}?)\s*(?://|$)",
            rf"\[\s*{_NAME.format(n=2)}(?P<words2>[^\[\]\n]{{1,400}}?)\s*\]",
            rf"[(（]\s*{_NAME.format(n=3)}(?P<words3>[^()（）\n]{{1,400}}?)\s*[)）]",
            rf"【\s*{_NAME.format(n=4)}(?P<words4>[^【】\n]{{1,400}}?)\s*】",
        )
    )
)
_KINDS = (1, 2, 3, 4)


def with_overlaps(contents: Contents) -> Contents:
    """The contents with what others say inside an utterance as utterances of theirs.

    They are named there as they are elsewhere in the file, or by their initials or first name, if
    these are one speaker's only. A file that links its turns by number stays as it is.
    """
    speakers = {tidy_name(one.speaker): None for one in contents.utterances if one.speaker}
    if len(speakers) < 2 or any(isinstance(link, Link) for link in contents.links):
        return contents
    names = _names(list(speakers))
    utterances = tuple(
        part for utterance in contents.utterances for part in _parts(utterance, names)
    )
    return replace(contents, utterances=utterances)


def _names(speakers: Sequence[str]) -> dict[str, str]:
    """How a speaker may be called → the speaker."""
    short = [(short, speaker) for speaker in speakers for short in _short_names(speaker)]
    counts = Counter(name for name, _ in short)
    names = {name: speaker for name, speaker in short if counts[name] == 1}
    return names | {fold(speaker): speaker for speaker in speakers}


def _short_names(speaker: str) -> set[str]:
    words = fold(speaker).split()
    if len(words) < 2 or not all(map(str.isalpha, words)):
        return set()
    return {words[0], "".join(word[0] for word in words)}


def _parts(utterance: Utterance, names: Mapping[str, str]) -> Iterator[Utterance]:
    """The utterance, cut where others speak."""
    speaker, text = utterance.speaker, utterance.text
    done = 0
    for match in _INSIDE.finditer(text):
        kind = next(n for n in _KINDS if match[f"name{n}"])
        name = names.get(fold(match[f"name{kind}"]))
        if name is None or speaker is None or name == tidy_name(speaker):
            continue
        if text[done : match.start()].strip():
            yield _piece(utterance, done, match.start())
        yield _piece(replace(utterance, speaker=name), *match.span(f"words{kind}"))
        done = match.end()
    if done == 0:
        yield utterance
    elif text[done:].strip():
        yield _piece(utterance, done, len(text))


def _piece(utterance: Utterance, start: int, end: int) -> Utterance:
    """Characters [start, end) of an utterance, with the time that falls to them."""
    said = utterance.text[start:end]
    text = said.strip()
    start += len(said) - len(said.lstrip())
    start_s, end_s, n = utterance.start_s, utterance.end_s, len(utterance.text)
    begun = [mark for mark in utterance.marks if mark.offset < end]
    n_before = sum(mark.offset <= start for mark in begun)
    if n_before:
        marks = tuple(
            replace(mark, offset=max(0, mark.offset - start)) for mark in begun[n_before - 1 :]
        )
        ends_s = marks[-1].end_s
        return replace(utterance, text=text, marks=marks, start_s=marks[0].start_s, end_s=ends_s)
    if start_s is None or end_s is None or not 0 <= start_s <= end_s:
        return replace(utterance, text=text, marks=())
    per_char = (end_s - start_s) / n
    return replace(
        utterance,
        text=text,
        marks=(),
        start_s=round(start_s + start * per_char, 3),
        end_s=round(start_s + end * per_char, 3),
    )
