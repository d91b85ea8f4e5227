"""Speakers in the words of cues: “Alex: …”, “[ALEX] …”, “>> …”, “- …”, a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...speakers import is_placeholder
from ...text.language import HAN
from ..plain.labels.names import looks_like_a_name
from ..plain.labels.speaker_labels import speaker_labels
from ..plain.lines import Line, split_label
from ..utterances import UNNAMED, Utterance, join_text
from .cues import Cue, joined, plain, without_tags, worded_lines
from .voices import names_beside

_CHANGE = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
# The same mark inside a line; a spoken “>>” is written as “&#62;&#62;” (`writers`).
_CHANGE_INSIDE = re.compile(r"(?<=[^\s:：])\s+(?=(?:>|&gt;){2,9}\s)")
_TURN_MARK = re.compile(r"\[\s?SPEAKER[_ ]TURN\s?\]")  # of whisper.cpp, after the words
_OVERLAP = "//"  # before what another says meanwhile: “Mara: We lit it //Owen: When? // at dawn.”
_BRACKETED = re.compile(
    r"(?:\[\s*(?P<square>[^\[\]]{1,60}?)\s*\]|【\s*(?P<lenticular>[^【】]{1,60}?)\s*】"
    r"|[(（]\s*(?P<round>[^()（）]{1,60}?)\s*[)）]|<\s*(?P<angled>[^<>/]{1,60}?)\s*>"
    r"|\{\s*(?P<curly>[^{}\\]{1,60}?)\s*\})\s*[:：]?\s*(?P<rest>.*)"
)
# What brackets hold besides names: sounds, and remarks of the writer.
_SOUND = re.compile(
    r".*\b(?:music|appla|laugh|chuckl|giggl|sigh|cough|cry|crying|sob|whisper|shout|sing|song|silen"
    r"|inaudible|unintelligible|indistinct|unclear|crosstalk|overlap|noise|pause|break|beep|bleep"
    r"|cheer|clap|door|phone|ring|bell|clear|speak|foreign|static|background|blank|sound|audio"
    r"|video|record|translat|subtitle|caption|gasp|groan|sniff|breath|yell|scream|knock|thud"
    r"|click|buzz|bark|bird|wind|slam|creak|rustl|tick|splash|crash|clatter|explo|gun|shot|chatter|murmur|jingle|theme|tone|intro"
    r"|outro|instrumental|engine|horn|siren|footstep|no audio|typing|both|all).*"
    rf"|[{HAN}\s]*(?:音乐|音樂|掌声|掌聲|笑|静音|靜音|哭|叹|嘆|咳|铃|鈴|杂音|噪|听不清|聽不清|沉默|停顿|停頓|鼓掌"
    rf"|欢呼|歡呼|枪|背景|字幕|翻译|翻譯|无声|無聲|歌)[{HAN}\s]*|[{HAN}]+[声聲音]",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_SENTENCE_END = re.compile(r"[.!?。！？,，…]$")
# In a file that writes a dash before each speech, one dash in a cue changes the speaker.
_MIN_DASHED, _DASHED_SHARE = 3, 0.5  # cues that begin with one
_SPEECH_SHARE = 0.6  # of a label's places, which must have words behind them
_OWN_LINE_SHARE = 0.3  # of the cues, which have a name as their first line


def spoken(cues: Sequence[Cue]) -> tuple[list[Utterance], frozenset[str]]:
    """The utterances of the cues, and the ids and line ends that name their speakers."""
    beside = names_beside(cues)
    if not beside:
        return list(_labelled(_with_turn_marks(cues))), frozenset()
    utterances = [
        Utterance(
            joined(cue.lines),
            beside.get(cue.id or "") or beside.get(cue.beside or ""),
            cue.start_s,
            cue.end_s,
        )
        for cue in cues
    ]
    return utterances, frozenset(beside)


def with_names_in_words(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances of timed text, as they are if one has a speaker; else with the speakers that
    their words name."""
    if any(one.speaker for one in utterances) or any(one.start_s is None for one in utterances):
        return list(utterances)
    cues = [
        Cue(one.start_s or 0.0, one.end_s or one.start_s or 0.0, tuple(one.text.splitlines()))
        for one in utterances
    ]
    return list(_labelled(cues))


def _with_turn_marks(cues: Sequence[Cue]) -> list[Cue]:
    """Cues in which “[SPEAKER_TURN]” after the words is a “>>” before the next ones."""
    marked: list[Cue] = []
    is_next = False
    for cue in cues:
        lines: list[str] = []
        for line in cue.lines:
            parts = _TURN_MARK.split(line)
            for n, part in enumerate(parts):
                is_next = is_next or n > 0
                if part.strip():
                    lines.append(f">> {part}" if is_next else part)
                    is_next = False
        marked.append(replace(cue, lines=tuple(lines)))
    return marked


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a cue's line, with the mark of a change of speaker before it."""

    mark: str  # “>>”, “-” or nothing
    line: Line
    bracketed: str | None = None  # what stands in brackets at its beginning
    rest: str = ""  # after the brackets


def _labelled(cues: Sequence[Cue]) -> Iterator[Utterance]:
    """Utterances of cues that mark the speaker in their text."""
    split = [
        [_part(cue, text) for line in worded_lines(cue) for text in _spoken_parts(line)]
        for cue in cues
    ]
    in_brackets = _names_in_brackets(split)
    own_lines = _names_on_own_lines(split)
    split = [_with_names(parts, in_brackets, own_lines) for parts in split]
    openings = [
        part.line
        for parts in split
        for i, part in enumerate(parts)
        if i == 0 or part.mark == ">>" or parts[0].line.label  # the second speaker in a cue
    ]
    compound = _compound_names(openings)
    known = [line.label for line in compound.values() if line.label]
    known += [*in_brackets, *own_lines]
    names = speaker_labels([compound.get(line, line) for line in openings], known)
    n_dashed = sum(part.mark == "-" for parts in split for part in parts[:1])
    all_dashed = n_dashed >= max(_MIN_DASHED, _DASHED_SHARE * len(split))
    for cue, parts in zip(cues, split, strict=True):
        has_dashes = all_dashed or sum(part.mark == "-" for part in parts) > 1
        pieces: list[tuple[Utterance, list[str]]] = []  # each with its lines
        for part in parts:
            line = compound.get(part.line, part.line)
            changes = part.mark == ">>" or (part.mark == "-" and has_dashes)
            if line.label in names:
                pieces.append((Utterance("", line.label, cue.start_s, cue.end_s), [line.rest]))
            elif changes or not pieces:
                speaker = UNNAMED if changes else None
                utterance = Utterance("", speaker, cue.start_s, cue.end_s, opens_turn=changes)
                pieces.append((utterance, [line.text]))
            else:
                pieces[-1][1].append(line.text)
        for utterance, texts in pieces:
            yield replace(utterance, text=join_text(texts))


def _names_in_brackets(split: Iterable[Sequence[_Part]]) -> set[str]:
    """What stands in brackets before words again and again, and is no sound: “[MARA] …”."""
    counts: Counter[str] = Counter()
    with_words: Counter[str] = Counter()
    for parts in split:
        for n, part in enumerate(parts):
            if part.bracketed:
                counts[part.bracketed] += 1
                with_words[part.bracketed] += bool(part.rest) or n + 1 < len(parts)
    names = {
        label
        for label, count in counts.items()
        if _is_somebody(label) and with_words[label] >= _SPEECH_SHARE * count
    }
    n_named = sum(counts[label] for label in names)
    come_again = len(names) > 1 and n_named > len(names)
    return names if come_again or n_named > 2 or any(map(is_placeholder, names)) else set()


def _is_somebody(label: str) -> bool:
    if is_placeholder(label.rstrip("? ")):
        return True
    is_written_so = _CAPITAL.match(label) is not None and looks_like_a_name(label)
    return is_written_so and not _SOUND.fullmatch(label)


def _names_on_own_lines(split: Sequence[Sequence[_Part]]) -> set[str]:
    """First lines of cues that come again and again above words, and look like names."""
    firsts: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for parts in split:
        for n, part in enumerate(parts):
            below = parts[1] if n == 0 and len(parts) > 1 else None
            is_above = below is not None and not (part.mark or below.mark or below.line.label)
            (firsts if is_above else elsewhere)[part.line.text] += 1
    names = {
        text
        for text in firsts
        if not elsewhere[text]
        and _CAPITAL.match(text)
        and not _SENTENCE_END.search(text)
        and (is_placeholder(text) or looks_like_a_name(text))
    }
    n_named = sum(firsts[name] for name in names)
    come_again = n_named > len(names) and len(names) <= max(2, n_named / 2)
    return names if come_again and n_named >= _OWN_LINE_SHARE * len(split) else set()


def _with_names(parts: Sequence[_Part], in_brackets: set[str], own_lines: set[str]) -> list[_Part]:
    """The parts with the names that stand in brackets or on lines of their own as labels."""
    named: list[_Part] = []
    for n, part in enumerate(parts):
        text = part.line.text
        if part.bracketed in in_brackets:
            label, rest = part.bracketed or "", part.rest
            label = UNNAMED if label.endswith("?") else label  # whisper.cpp: “(speaker ?)”
        elif n == 0 and text in own_lines and len(parts) > 1:
            label, rest = text, ""
        else:
            named.append(part)
            continue
        line = Line(part.line.number, text, label, rest, has_colon=True)
        named.append(replace(part, line=line))
    return named


def _compound_names(lines: Sequence[Line]) -> dict[Line, Line]:
    """Lines whose speaker's name contains a colon: “Room 3: Boston: …”, with the full label.

    A label is the first half of a name if the same second label always follows it.
    """
    compound: dict[Line, Line] = {}
    by_label: dict[str, list[tuple[Line, Line]]] = {}
    for line in lines:
        if line.label:
            by_label.setdefault(line.label, []).append((line, split_label(line.number, line.rest)))
    for label, labelled in by_label.items():
        seconds = {second.label for _, second in labelled}
        if (
            len(labelled) > 1
            and len(seconds) == 1
            and all(second.has_colon for _, second in labelled)
            and not any(_OVERLAP in (second.label or "") for _, second in labelled)
        ):
            for line, second in labelled:
                compound[line] = replace(second, label=f"{label}: {second.label}", text=line.text)
    return compound


def _spoken_parts(line: str) -> list[str]:
    """The line, cut before each “>>” between spaces."""
    return [plain(part) for part in _CHANGE_INSIDE.split(without_tags(line))]


def _part(cue: Cue, text: str) -> _Part:
    """Cut off the mark of a change of speaker, and see what stands in brackets behind it."""
    mark = _CHANGE.match(text)
    text = text[mark.end() :] if mark else text
    line = split_label(cue.line, text)
    if not line.has_colon:  # a time inside a cue is speech
        line = Line(cue.line, text)
    kind = "" if mark is None else ">>" if mark[0].startswith(">") else "-"
    found = _BRACKETED.fullmatch(text)
    if not found:
        return _Part(kind, line)
    label = next(filter(None, found.group(*_BRACKETS)), None)
    return _Part(kind, line, label, found["rest"])


_BRACKETS = ("square", "lenticular", "round", "angled", "curly")
