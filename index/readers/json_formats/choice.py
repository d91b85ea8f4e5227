"""Choose what to read where a JSON file holds the same talk several times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..utterances import Utterance, words_in
from .meaning.names import is_about_speech
from .meaning.people import find_people
from .meaning.stretches import Stretches, stretches_of
from .repeats import Heard
from .speech import Speech
from .structure.level import Level

_MAX_LEVELS = 40  # levels compared: those with most words
_MAX_STRETCHES = 40  # levels tried as stretches
_ABOUT_SPEECH = 0.1  # weight of a list such as “comments”
_ALONE = 0.5  # weight of one text without speakers and times
_TOKENS = 0.99  # weight of single words: sentences that say the same are better
_MAX_SHARED = 0.5  # share of a list's utterances that may repeat the main list
_MAX_DRIFT = 20  # words by which two lists of the same talk may differ before they meet again
_RUN = 3  # words that show where an utterance begins in a list of timed words


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lists that are read: the main one, others that continue it, and what they say."""

    main: Speech
    others: tuple[Speech, ...]
    utterances: tuple[Utterance, ...]


def choose(top: Level) -> Chosen | None:
    """Choose the richest list of utterances and those that continue it; None without any."""
    people = find_people(top)
    levels = [level for level in top.inner() if level.records]
    speeches = [speech for level in levels if (speech := Speech(level, people)).keys]
    speeches = sorted((s for s in speeches if s.n_words), key=lambda s: -s.n_words)[:_MAX_LEVELS]
    if not speeches:
        return None
    inside = {
        inner.level
        for speech in speeches
        if speech.times and not speech.times[0] and len(speech.records) > 1
        for inner in speech.token_levels
    }  # single words of sentences that have times themselves
    worded = {speech.level for speech in speeches}
    n_words = speeches[0].n_words
    wordless = [level for level in levels if level not in worded][:_MAX_STRETCHES]
    found = (stretches_of(level, people, n_words) for level in wordless)
    stretches = max(filter(None, found), key=lambda s: len(s.names), default=None)
    speeches = [speech for speech in speeches if speech.level not in inside]
    main = max(speeches, key=lambda speech: _weight(speech, stretches))
    if stretches and len(main.names) < 2 and main.has_times:
        main = replace(main, stretches=stretches)
    others = _continuations(main, speeches)
    return Chosen(main, others, _utterances(main, others, speeches))


def _weight(speech: Speech, stretches: Stretches | None) -> float:
    """How good a list is: its words, counted more if it has speakers and times."""
    n_names = len(speech.names)
    if n_names < 2 and stretches and speech.has_times:
        n_names = 2
    is_alone = len(speech.records) == 1 and not n_names and not speech.has_times
    richness = 1 + 2 * (n_names > 1) + (n_names == 1) + speech.has_times
    for holds, factor in (
        (is_about_speech(speech.level.path), _ABOUT_SPEECH),
        (is_alone, _ALONE),
        (speech.are_tokens, _TOKENS),
    ):
        richness *= factor if holds else 1
    return speech.n_words * richness


def _continuations(main: Speech, speeches: Sequence[Speech]) -> tuple[Speech, ...]:
    """Lists of the same fields as the main one that say something else."""
    heard = Heard(text for _, text in _said(main))
    others: list[Speech] = []
    for speech in speeches:
        if speech is main or speech.level is main.level or _fields(speech) != _fields(main):
            continue
        texts = [text for _, text in _said(speech)]
        is_new = sum(map(heard.holds, texts)) <= _MAX_SHARED * len(texts)
        if is_new and not is_about_speech(speech.level.path):
            others.append(speech)
            heard = Heard(text for s in (main, *others) for _, text in _said(s))
    return tuple(others)


def _said(speech: Speech) -> list[tuple[int, str]]:
    return [(number, utterance.text) for number, utterance in speech.said]


def _fields(speech: Speech) -> tuple[object, ...]:
    """The names of the fields that tell the words and the speaker, or the words and the time."""
    speakers = tuple(key.rpartition(".")[2] for up, key in speech.speakers.keys if not up)
    return (speech.keys[0].rpartition(".")[2], speakers, speech.has_times, speech.are_tokens)


def _utterances(
    main: Speech, others: Sequence[Speech], speeches: Sequence[Speech]
) -> tuple[Utterance, ...]:
    """What is said in the lists, in order of time, or else of the file."""
    said = main.said if main.has_times else _with_times(main, speeches)
    if others:
        parts = [[u for _, u in speech.said] for speech in (main, *others)]
        said = sorted((pair for speech in (main, *others) for pair in speech.said), key=_number)
        if _share_a_clock(parts):
            said = sorted(said, key=lambda pair: pair[1].start_s or 0)
    return tuple(utterance for _, utterance in said)


def _number(pair: tuple[int, Utterance]) -> int:
    return pair[0]


def _share_a_clock(parts: Sequence[Sequence[Utterance]]) -> bool:
    """Whether the times of all lists count from the same moment.

    They do if no two lists overlap in time, or no two have a speaker in common.
    """
    if any(utterance.start_s is None for part in parts for utterance in part):
        return False
    ranges = sorted((min(u.start_s or 0 for u in p), max(u.start_s or 0 for u in p)) for p in parts)
    names = [{utterance.speaker for utterance in part} for part in parts]
    is_apart = all(a[1] <= b[0] for a, b in pairwise(ranges))
    return is_apart or sum(map(len, names)) == len(set[str | None]().union(*names))


def _with_times(main: Speech, speeches: Sequence[Speech]) -> list[tuple[int, Utterance]]:
    """The utterances with the times of another list that holds the same words."""
    timed = next((s for s in speeches if s.has_times and s.are_tokens), None)
    if timed is None:
        return main.said
    starts: list[float | None] = []
    words: list[str] = []
    for record, text in zip(timed.records, timed.texts, strict=True):
        of_token = words_in(text)
        words += of_token
        starts += [timed.span(record)[0]] * len(of_token)
    place = 0
    said: list[tuple[int, Utterance]] = []
    for number, utterance in main.said:
        own = words_in(utterance.text)
        run = own[:_RUN]
        begins = (
            place + drift
            for step in range(_MAX_DRIFT)
            for drift in ((0,) if not step else (step, -step))
            if place + drift >= 0 and words[place + drift : place + drift + len(run)] == run
        )
        begin = next(begins, None) if run else None
        start_s = None if begin is None else starts[begin]
        place = (place if begin is None else begin) + len(own)
        said.append((number, replace(utterance, start_s=start_s)))
    return said
