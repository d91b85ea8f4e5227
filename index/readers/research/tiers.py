"""Tiers → utterances: what ELAN, EXMARaLDA and Praat write, a row of times and labels each.

A tier is what one person says, the same once more in words or sounds, or a remark about it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...errors import TranscriptError
from ...transcript import Note
from ..utterances import Contents, Utterance, count_words, join_text

_SAID = frozenset(
    "word words utterance utterances utt utts text txt tx transcription transcriptions transcript"
    " orth ortho orthography ort sentence sentences phrase phrases speech interval intervals"
    " segment segments turn turns token tokens tokenization tokenisation align ipu ipus spch"
    " orthographic default tier 内容 文本 转写 词 句子".split()
)
_ABOUT = frozenset(
    "phon phone phones phoneme phonemes phonetic phonetics phonetization phonology mau kas ipa"
    " syll syllable syllables syl momel intsint activity metainformation gloss glosses gl ge"
    " mb ps pos lemma lemmas morph morphemes translation translations ft fte free comment comments"
    " com note notes gesture gestures gaze event events noise noises tone tones break breaks pitch"
    " intonation silence silences topic topics code codes ref id laughter nv sup non-verbal"
    " 注释 翻译 备注 音素 音节 拼音".split()
)
_WHO = frozenset("speaker speakers spk who speakerid 说话人 发言人".split())
_SILENCE = re.compile(
    r"\s*(?:sil|sp|spn|silent|silence|pau|pause|sounding|<[\w:]{0,9}>|[#_\-–.…*+=]*"
    r"|\((?:\.+|\d+(?:[.,]\d+)?)\)|xxx?|静音)\s*",
    re.I,
)
_CUT = re.compile(r"[\s\-_@/:|.()]+|(?<=[a-z])(?=[A-Z])")
_LABEL = re.compile(r"\s*([^\W\d_][^:：\n]{0,39}?)\s*[:：]\s*(?=\S)")
_PAUSE_S = 0.7  # silence that ends an utterance in a tier of single words
_WORDS_EACH = 1.5  # mean words of a label; a tier of single words has fewer
_MOSTLY = 0.8
_MAX_NAMES = 4  # of a short talk in which each speaks once


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of a tier."""

    start_s: float | None
    end_s: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A row of labels in order of time.

    Attributes:
        speaker: who the file says is heard, None if only the tier's name may tell.
        is_about: the file says that the tier describes another one.
        line: where it begins in the file.
    """

    name: str
    labels: tuple[Label, ...]
    line: int
    speaker: str | None = None
    is_about: bool = False

    @property
    def n_words(self) -> int:
        return sum(count_words(label.text) for label in self.labels)

    @property
    def words_each(self) -> float:
        """Mean words of a label."""
        return self.n_words / len(self.labels)


@dataclass(frozen=True, slots=True)
class _Row:
    """A tier with what its name tells."""

    tier: Tier
    speaker: str | None
    is_about: bool


def read_tiers(tiers: Iterable[Tier], format: str) -> Contents:
    """The speech in tiers, in order of time; each other tier with words becomes an unread note.

    Raises: TranscriptError if no tier holds speech.
    """
    rows = [_row(tier) for tier in map(_without_silence, tiers) if tier.labels]
    who = next((row.tier for row in rows if _is_who(row.tier)), None)
    rows = [row for row in rows if row.tier is not who]
    said = _said(rows)
    if not said:
        raise TranscriptError(
            "none of its tiers holds words that anybody says; export the tiers with the words "
            "as text, a line “Name: words” for each utterance"
        )
    utterances = [utterance for row in said for utterance in _utterances(row)]
    if len({utterance.speaker for utterance in utterances}) == 1:
        utterances = _named_by(who, utterances) if who else _labelled(utterances)
    utterances.sort(key=lambda u: float("inf") if u.start_s is None else u.start_s)
    about = [row.tier for row in rows if row not in said]
    return Contents(
        format,
        tuple(utterances),
        unread=tuple(
            Note(tier.line, f"{tier.name}: {' '.join(label.text for label in tier.labels)}")
            for tier in about
            if tier.n_words
        ),
    )


def _without_silence(tier: Tier) -> Tier:
    labels = (
        replace(label, text=" ".join(label.text.split()))
        for label in tier.labels
        if not _SILENCE.fullmatch(label.text)
    )
    return replace(tier, labels=tuple(labels))


def _row(tier: Tier) -> _Row:
    """A tier's speaker and kind: “tx@Mara”, “Mara - words”, “Owen_phones”, “translation”."""
    words = [word for word in _CUT.split(tier.name) if word]
    kinds = [word for word in words if word.lower() in _SAID | _ABOUT]
    rest = " ".join(word for word in words if word not in kinds)
    # “Tier-1” and “Tier-2” are two people.
    is_kept = not kinds or rest.isdigit()
    name = (tier.name.strip() if is_kept else rest) or None
    is_about = tier.is_about or any(kind.lower() in _ABOUT for kind in kinds)
    return _Row(tier, tier.speaker or name, is_about)


def _is_who(tier: Tier) -> bool:
    """Whether the labels are names of speakers."""
    values = Counter(label.text for label in tier.labels)
    return tier.name.lower() in _WHO and len(tier.labels) > len(values)


def _said(rows: Sequence[_Row]) -> list[_Row]:
    """One row for each speaker: what is said, in the longest pieces."""
    by_speaker: dict[str | None, list[_Row]] = defaultdict(list)
    for row in rows:
        if not row.is_about and row.tier.n_words:
            by_speaker[row.speaker].append(row)
    best = [_longest(candidates) for candidates in by_speaker.values()]
    said: list[_Row] = []
    spans: set[tuple[float, float]] = set()
    # Who is heard exactly when others are is nobody: such a tier tells something of their speech.
    for row in sorted(best, key=lambda row: -round(math.log2(row.tier.words_each))):
        own = [_span(label) for label in row.tier.labels]
        if sum(span in spans for span in own) < _MOSTLY * len(own):
            said.append(row)
            spans.update(own)
    return said


def _longest(rows: Sequence[_Row]) -> _Row:
    """Of the tiers of one speaker that hold most of the words, that with the longest pieces."""
    most = max(row.tier.n_words for row in rows)
    full = [row for row in rows if row.tier.n_words * 2 >= most]
    return max(full, key=lambda row: row.tier.words_each)


def _span(label: Label) -> tuple[float, float]:
    start_s = label.start_s or 0.0
    return start_s, max(start_s, start_s if label.end_s is None else label.end_s)


def _utterances(row: _Row) -> list[Utterance]:
    """The labels of a row; single words are joined up to the next pause."""
    labels = list(row.tier.labels)
    if row.tier.words_each >= _WORDS_EACH:
        return [Utterance(label.text, row.speaker, label.start_s, label.end_s) for label in labels]
    groups: list[list[Label]] = [labels[:1]]
    for before, label in pairwise(labels):
        if _span(label)[0] - _span(before)[1] > _PAUSE_S:
            groups.append([])
        groups[-1].append(label)
    return [
        Utterance(
            join_text(label.text for label in group),
            row.speaker,
            group[0].start_s,
            group[-1].end_s,
        )
        for group in groups
    ]


def _named_by(who: Tier, utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with the speakers of the tier that names them, by their middle."""
    named: list[Utterance] = []
    place = 0
    for utterance in utterances:
        start_s = utterance.start_s or 0.0
        middle_s = (start_s + (utterance.end_s or start_s)) / 2
        while place + 1 < len(who.labels) and _span(who.labels[place])[1] <= middle_s:
            place += 1
        named.append(replace(utterance, speaker=who.labels[place].text))
    return named


def _labelled(utterances: Sequence[Utterance]) -> list[Utterance]:
    """“Mara: words” in nearly every utterance of the only tier: the speaker and the words."""
    labels = [_LABEL.match(utterance.text) for utterance in utterances]
    names = Counter(label[1] for label in labels if label)
    is_each = names.total() == len(utterances) > 1
    recurs = names.total() >= max(3, _MOSTLY * len(utterances), 2 * len(names))
    if not (is_each and len(names) <= _MAX_NAMES) and not recurs:
        return list(utterances)
    return [
        replace(utterance, speaker=label[1], text=utterance.text[label.end() :])
        if label
        else utterance
        for utterance, label in zip(utterances, labels, strict=True)
    ]
