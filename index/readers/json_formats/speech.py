"""A level of a JSON file as utterances: who says what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from math import inf

from ..utterances import (
    UNNAMED,
    Utterance,
    count_words,
    join_text,
    looks_like_words,
    marks_of,
    words_in,
)
from .fields import Json, text_of
from .meaning.names import may_be_text, text_rank, time_kind
from .meaning.people import People, Speakers, above, ancestor, speakers_of
from .meaning.stretches import Stretches
from .meaning.times import MAX_LENGTH_S, NO_SPAN, Span, Times, times_of
from .meaning.tokens import are_tokens, sentences, timed, writes_spaces
from .structure.level import Level, Record

_MAX_PAUSE_S = 2.0  # a longer pause may change the speaker
_MAX_LINES = 4  # of a caption
_MAX_LINE = 8  # words on average of the lines of a caption; paragraphs have more
_MIN_SPEECH = 0.5  # share of the values of an unknown field that look like words
_MAX_UP = 6  # lists further out in which a time may stand
_MIN_RECAP = (2, 8)  # texts, and their words, that the last one repeats
# Values of fields that mark what is not speech as it was at last recognised.
_UNWANTED = (("is_final", False), ("isFinal", False), ("translation_status", "translation"))


@dataclass(frozen=True)
class Speech:
    """The records of a level that hold words."""

    level: Level
    people: People
    stretches: Stretches | None = None  # of another list, where this one has no speakers

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The fields with the words, the best first; empty if the records hold none."""
        keys = self.level.names()
        named = [(rank, key) for key in keys if (rank := text_rank(key)) is not None]
        named = [(rank, key) for rank, key in named if any(map(_text, self.level.values(key)))]
        if named:
            return tuple(key for _, key in sorted(named, key=lambda pair: pair[0]))
        is_list = len(self.level.records) > 1 and (
            self.speakers.keys or any(time_kind(key) for key in keys)
        )
        speech: dict[str, int] = {}
        for key in filter(may_be_text, keys if is_list else ()):
            texts = [text for value in self.level.values(key) if (text := _text(value))]
            if sum(map(looks_like_words, texts)) >= max(_MIN_SPEECH * len(texts), 1):
                speech[key] = sum(map(len, texts))
        return (max(speech, key=lambda key: speech[key]),) if speech else ()

    def text(self, record: Record) -> str:
        """The words of a record, with their spaces; in some files the field's name varies."""
        texts = [text for key in self.keys if (text := _text(record.fields.get(key)))]
        return next((text for text in texts if text.strip()), texts[0] if texts else "")

    def _with_inner(self, record: Record) -> str:
        """The words of a record, or the single words inside it."""
        words = self.inner.get(record.number, ())
        return self.text(record).strip() or " ".join(word.text for word in words)

    @cached_property
    def records(self) -> list[Record]:
        """The records that count: not drafts, translations, or what the last one repeats."""
        records = self.level.records
        for key, unwanted in _UNWANTED:
            values = self.level.values(key)
            if any(value != unwanted for value in values):
                records = [r for r in records if r.fields.get(key) != unwanted]
        lists = list(_by_parent(records))
        groups = lists if len(lists) > 1 else [[record] for record in records]
        words = [words_in(" ".join(map(self._with_inner, group))) for group in groups]
        is_recap = len(groups) > 1 and words[-1] == [w for group in words[:-1] for w in group]
        is_long = len(groups) > _MIN_RECAP[0] and len(words[-1]) >= _MIN_RECAP[1]
        has_own = any(self.text(record).strip() for record in groups[-1] if record in records)
        return (
            groups[-1] if words and words[-1] and is_recap and (is_long or not has_own) else records
        )

    @cached_property
    def texts(self) -> list[str]:
        """The words of each record."""
        return [self.text(record) for record in self.records]

    @cached_property
    def counts(self) -> list[int]:
        """How many words each record has."""
        return [count_words(text) for text in self.texts]

    @cached_property
    def n_words(self) -> int:
        """How many words there are."""
        return sum(self.counts)

    @cached_property
    def are_tokens(self) -> bool:
        """Whether the records are single words."""
        return are_tokens(self.counts) and not self.token_levels

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks."""
        return speakers_of(self.level, self.people)

    @cached_property
    def names(self) -> set[str]:
        """The names of all speakers."""
        own = (self.speakers.of(record) for record in self.records)
        inner = (word.speaker for words in self.inner.values() for word in words)
        return {name for name in (*own, *inner) if name and name != UNNAMED}

    @cached_property
    def times(self) -> tuple[int, Times] | None:
        """How many lists further out the times stand, and the times; None without times."""
        for up in range(_MAX_UP):
            holder = above(self.level, up)
            if up and len(holder.records) < 2:
                return None
            if times := times_of(holder, self.n_words):
                return up, self._from_the_start(times, up)
        return None

    def _from_the_start(self, times: Times, up: int) -> Times:
        """Times that count from the start of the recording, not from a date or a sentence."""
        starts = [start for start, _ in times.spans.values() if start is not None]
        if times.is_dated and starts:
            first, last = min(starts), max(starts)
            if last - first > MAX_LENGTH_S:  # a chat
                return Times({}, is_dated=True, first_s=first)
            spans = {n: _shifted(span, -first) for n, span in times.spans.items()}
            return Times(spans, is_dated=True, first_s=first)
        return self._with_offsets(times, up)

    def _with_offsets(self, times: Times, up: int) -> Times:
        """Add the start of the sentence where the times of its words count from it."""
        holder = above(self.level, up + 1)
        if len(holder.records) < 2 or holder is above(self.level, up):
            return times
        outer = times_of(holder, self.n_words)
        if outer is None or outer.is_dated:
            return times
        offsets: dict[int, float] = {}
        n_before = n_later = 0
        for record in above(self.level, up).records:
            parent = ancestor(record, 1)
            start, begin = times.of(record)[0], outer.of(parent)[0] if parent else None
            if parent is not None and start is not None and begin:
                n_later += 1
                n_before += start < begin - 0.01
                offsets[record.number] = begin
        if not n_later or n_before < 0.5 * n_later:
            return times
        return Times({n: _shifted(span, offsets.get(n, 0.0)) for n, span in times.spans.items()})

    def speaker(self, record: Record) -> str | None:
        """Who speaks a record; None if the file does not say."""
        if self.stretches is not None:
            return self.stretches.speaker_at(self.span(record))
        return self.speakers.of(record)

    def span(self, record: Record) -> Span:
        """The start and the end of a record in seconds; None where the file has none."""
        if self.times is None:
            return NO_SPAN
        up, times = self.times
        holder = ancestor(record, up)
        return times.of(holder) if holder else NO_SPAN

    @cached_property
    def has_times(self) -> bool:
        """Whether any record has a time."""
        return any(self.span(record) != NO_SPAN for record in self.records)

    @cached_property
    def token_levels(self) -> list[Speech]:
        """The lists of single words inside the records."""
        children = self.level.children.values()
        inner = [Speech(level, self.people, self.stretches) for level in children]
        inner = [speech for speech in inner if speech.keys]
        return [s for s in inner if s.are_tokens or max(s.counts, default=0) <= 1]

    @cached_property
    def inner(self) -> dict[int, list[Utterance]]:
        """The single words inside each record, by its number, with speakers of their own."""
        words: dict[int, list[Utterance]] = {}
        for speech in self.token_levels:
            is_own = self.stretches or any(not up for up, _ in speech.speakers.keys)
            for group in _by_parent(speech.records):
                parent = group[0].parent
                if parent is not None and parent.number not in words:
                    words[parent.number] = [
                        Utterance(
                            speech.text(token),
                            speech.speaker(token) if is_own else None,
                            *speech.span(token),
                        )
                        for token in group
                    ]
        return words

    # -- utterances

    @cached_property
    def said(self) -> list[tuple[int, Utterance]]:
        """What is said, with the number of the record that begins it, in the order of speech."""
        spoken = list(self._tokens() if self.are_tokens else self._sentences())
        if self.has_times and (self.speakers.are_tracks or self._is_list_each):
            spoken = _without_echoes(sorted(spoken, key=lambda pair: pair[1].start_s or 0))
        return spoken

    @property
    def _is_list_each(self) -> bool:
        """Whether each of several speakers has a list of their own."""
        names = [{self.speaker(record) for record in group} for group in _by_parent(self.records)]
        return len(names) > 1 and sum(map(len, names)) == len(set[str | None]().union(*names))

    @property
    def _max_pause_s(self) -> float:
        """Podcasting 2.0 names a speaker only where another one begins."""
        return inf if self.keys[0] == "body" else _MAX_PAUSE_S

    def _tokens(self) -> Iterator[tuple[int, Utterance]]:
        """Sentences of the single words; words of different lists are not joined."""
        is_spaced = writes_spaces(self.texts)
        for group in _by_parent(self.records):
            words = [Utterance(self.text(r), self.speaker(r), *self.span(r)) for r in group]
            words = timed(word for word in words if word.text)
            joined = sentences(words, is_spaced=is_spaced, max_pause_s=self._max_pause_s)
            first = group[0].number
            yield from ((first + place, sentence) for place, sentence in enumerate(joined))

    def _sentences(self) -> Iterator[tuple[int, Utterance]]:
        """The records' words; after a long pause one without a speaker is not the last one's."""
        latest_s: float | None = None  # end of the last words
        heading: str | None = None  # the speaker whom a record without words announces
        for record, text in zip(self.records, self.texts, strict=True):
            for utterance in self._of_record(record, text):
                pause_s = (utterance.start_s or 0) - (inf if latest_s is None else latest_s)
                is_new = utterance.speaker is None and pause_s > self._max_pause_s
                speaker = (heading or UNNAMED) if is_new else (utterance.speaker or heading)
                yield record.number, replace(utterance, speaker=speaker)
                if not utterance.text.strip():
                    heading = utterance.speaker
                else:
                    latest_s, heading = utterance.end_s, None

    def _of_record(self, record: Record, text: str) -> Iterator[Utterance]:
        """The record's own words, or the words inside it if two people speak them."""
        speaker, span = self.speaker(record), self.span(record)
        words = self.inner.get(record.number, [])
        names = {word.speaker for word in words if word.speaker not in (None, UNNAMED)}
        if len(names) > 1 or (words and not text):
            if words[0].speaker is None:
                words = [replace(words[0], speaker=speaker), *words[1:]]
            is_spaced = writes_spaces(word.text for word in words)
            yield from sentences(timed(words, span[0]), is_spaced=is_spaced)
            return
        if names and speaker in (None, UNNAMED):
            speaker = names.pop()
        if self.times and self.times[1].are_ends and words and words[0].start_s is not None:
            span = (words[0].start_s, span[1])
        text = text.strip()
        yield Utterance(text, speaker, *span, marks=marks_of(words, text))


def _by_parent(records: Sequence[Record]) -> Iterator[list[Record]]:
    """The records of each list."""
    for _, group in groupby(records, key=lambda record: id(record.parent)):
        yield list(group)


def _shifted(span: Span, by_s: float) -> Span:
    start, end = span
    return (None if start is None else start + by_s, None if end is None else end + by_s)


def _without_echoes(spoken: Sequence[tuple[int, Utterance]]) -> list[tuple[int, Utterance]]:
    """Without words that two channels hold at the same time."""
    heard: set[tuple[str, float | None]] = set()
    kept: list[tuple[int, Utterance]] = []
    for number, utterance in spoken:
        key = (utterance.text, utterance.start_s)
        if utterance.start_s is None or key not in heard:
            kept.append((number, utterance))
        heard.add(key)
    return kept


def _text(value: Json) -> str:
    """The words of a field: a string, or its lines or paragraphs."""
    if isinstance(value, list):
        parts = [text for item in value if (text := text_of(item))]
        is_short = sum(map(count_words, parts)) <= _MAX_LINE * len(parts)
        has_labels = any(re.match(r".{1,40}[:：]", part) for part in parts)
        is_lines = is_short and len(parts) <= _MAX_LINES and not has_labels
        return join_text(parts) if is_lines else "\n\n".join(parts)
    return text_of(value, strip=False)
