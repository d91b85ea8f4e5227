"""What a reader finds in a file, and how it becomes turns."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..text.language import HAN
from ..text.printable import printable
from ..transcript import Link, Note, Turn

UNNAMED = "Speaker"  # who speaks where the file does not say

# A turn that goes on longer is cut, so that a citation's time is near its words.
_MAX_S = 120
_MAX_CHARS = 2000
_MAX_OVER = 1.5  # times as long, in wait for the end of a sentence
_SENTENCE_END = re.compile(r"[.。!！?？…][\"'”’」』)）\]]*$")
# Scripts without spaces (Korean has them), with their punctuation and the full-width forms.
_UNSPACED = f"[{HAN}\u3040-\u30ff\u3000-\u303f\uff00-\uffef]"
_EITHER = "“”‘’…—"  # punctuation of both, which goes by its neighbour
_TIGHT_BEFORE = re.compile(
    rf"[.,!?;:%)\]}}’”…]|['’](?:s|t|re|ve|ll|d|m)\b|n['’]t\b|[{_EITHER}]?{_UNSPACED}"
)
_TIGHT_AFTER = re.compile(rf"(?:(?<!\w)[(\[{{“‘$#@]|{_UNSPACED}[{_EITHER}]{{0,2}})$")
_CLOCK = re.compile(r"(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,15}(?:[.,]\d{1,20})?)s?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
# What meetings and transcribers put in brackets behind a name: roles, pronouns, how it is said.
_ADDITION = re.compile(
    r" ?[(（] ?(?:host|co-host|guest|me|external|unverified|主持人?|嘉宾|外部"
    r"|[^\s()（）@]+@[^\s()（）@]+"
    r"|(?:she|he|they|ze|xe)(?:\s*/\s*[a-z]{2,6}){1,2}|[她他]\s*/\s*[她他]的?"
    r"|(?:laugh|chuckl|giggl|smil|sigh|cough|cry|whisper|shout|sing)(?:ing|s|es|ter)|cries"
    r"|[大苦微]?笑|笑[着声]|叹气|咳嗽|哭) ?[)）]",
    re.I,
)
_KANA = "\u3040-\u30ff"
_WORD = re.compile(rf"[{HAN}{_KANA}]|[^\W{HAN}{_KANA}]+(?:['’][^\W{HAN}{_KANA}]+)*")
_MIN_WORDS = 5  # of what is taken for words in a field that is not known
# Marks that say which way a line runs, and others that take no room: nobody is called so.
INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*$")
_MAX_ADDRESS_LENGTH = 500  # characters


@dataclass(frozen=True, slots=True)
class Utterance:
    """A cue, a segment, a paragraph: as much as a file gives in one piece."""

    text: str
    speaker: str | None = None  # None: whoever spoke last speaks on
    start_s: float | None = None  # seconds from the start of the recording
    end_s: float | None = None
    opens_turn: bool = False  # known to be a new turn, even of the same speaker


@dataclass(frozen=True, slots=True)
class TimedLink:
    """A question and what answers it, by moments at which they are spoken."""

    question_s: float
    answers_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A file, read."""

    format: str  # “WebVTT”
    utterances: tuple[Utterance, ...]
    title: str | None = None
    date: str | None = None  # ISO 8601
    url: str | None = None  # where the recording can be heard
    notes: tuple[Note, ...] = ()
    links: tuple[TimedLink | Link, ...] = ()  # a Link where each utterance is a turn
    unread: tuple[Note, ...] = ()  # words of the file that the reader could not place


def printable_contents(contents: Contents) -> Contents:
    """The same without control characters (`printable.py`)."""

    def notes(given: Iterable[Note]) -> tuple[Note, ...]:
        return tuple(Note(note.line, printable(note.text)) for note in given)

    return replace(
        contents,
        utterances=tuple(
            replace(
                utterance,
                text=printable(utterance.text),
                speaker=utterance.speaker and (printable(utterance.speaker) or UNNAMED),
            )
            for utterance in contents.utterances
        ),
        title=contents.title and printable(contents.title),
        url=contents.url and printable(contents.url),
        notes=notes(contents.notes),
        unread=notes(contents.unread),
    )


def count_words(text: str) -> int:
    """Words of spaced writing and characters of Chinese and Japanese, without punctuation."""
    return len(_WORD.findall(text))


def words_in(text: str) -> list[str]:
    """The words that `count_words` counts, in lower case."""
    return _WORD.findall(text.lower())


def looks_like_words(text: str) -> bool:
    """Whether it may be something said: several words, and no address or id."""
    is_spaced = any(map(str.isspace, text)) or not text.isascii()
    return is_spaced and count_words(text) >= _MIN_WORDS


def to_turns(utterances: Iterable[Utterance]) -> tuple[Turn, ...]:
    """Turns of one speaker each; utterances without words are left out.

    Timed utterances of one speaker that follow each other are one turn, unless it grows long.
    """
    turns: list[Utterance] = []
    for utterance in utterances:
        text = utterance.text.strip()
        if not text:
            continue
        speaker = utterance.speaker and tidy_name(utterance.speaker)
        last = turns[-1] if turns else None
        if last and not utterance.opens_turn and _speaks_on(last, speaker, utterance):
            turns[-1] = replace(
                last,
                text=join_text([last.text, text]),
                end_s=last.end_s if utterance.end_s is None else utterance.end_s,
            )
        else:
            speaker = speaker or (last.speaker if last else UNNAMED)
            turns.append(replace(utterance, text=text, speaker=speaker))
    return tuple(
        Turn(number, turn.speaker or UNNAMED, turn.text, turn.start_s, turn.end_s)
        for number, turn in enumerate(turns, start=1)
    )


def to_links(links: Iterable[TimedLink | Link], turns: Sequence[Turn]) -> tuple[Link, ...]:
    """The turns in which questions and answers are spoken; those by number stay as they are.

    A question that is answered in its own turn, or only before it, gives no link. Turns of the
    same speakers between the first answer and the last are part of it.
    """
    found: dict[int, Link] = {}
    for link in links:
        if isinstance(link, Link):
            found.setdefault(link.question, link)
            continue
        question = _turn_at(link.question_s, turns)
        answers = [turn for moment in link.answers_s if (turn := _turn_at(moment, turns))]
        answers = [turn for turn in answers if question and turn.number > question.number]
        if not question or not answers:
            continue
        numbers = [turn.number for turn in answers]
        speakers = {turn.speaker for turn in answers}
        within = turns[min(numbers) - 1 : max(numbers)]
        spoken = tuple(turn.number for turn in within if turn.speaker in speakers)
        found.setdefault(question.number, Link(question.number, spoken))
    return tuple(found[number] for number in sorted(found))


def _turn_at(moment_s: float, turns: Sequence[Turn]) -> Turn | None:
    begun = [turn for turn in turns if turn.start_s is not None and turn.start_s <= moment_s]
    return max(begun, key=lambda turn: turn.start_s or 0, default=None)


def tidy_name(name: str) -> str:
    """A name without “(Host)”, “(she/her)”, “（笑）”, an e-mail address, marks and spare spaces.

    UNNAMED if nothing is left. Other brackets are part of it: “Speaker (Boston)”.
    """
    name = INVISIBLE.sub("", name)
    return _ADDITION.sub("", " ".join(name.split())).strip() or UNNAMED


def unescape(text: str) -> str:
    """Text with HTML's entities put back: “we&#39;re” → “we're”."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def join_text(pieces: Iterable[str]) -> str:
    """Runs of words as one: a space between Latin words, none beside Chinese or inside “it” “’s”.

    Chinese words after a web address stand apart from it, so that it ends there.

    >>> join_text(["我们用", "PyTorch"]), join_text(["we use", "it", "."])
    ('我们用PyTorch', 'we use it.')
    """
    joined: list[str] = []
    for piece in filter(None, pieces):
        is_tight = not joined or _TIGHT_AFTER.search(joined[-1][-3:]) or _TIGHT_BEFORE.match(piece)
        if is_tight and joined and _ends_address(joined[-1], piece):
            is_tight = False
        joined += [piece] if is_tight else [" ", piece]
    return "".join(joined)


def _ends_address(text: str, following: str) -> bool:
    """Whether Chinese words, not punctuation, follow a web address."""
    is_chinese = following[0].isalpha() and re.match(_UNSPACED, following) is not None
    return is_chinese and _ADDRESS.search(text[-_MAX_ADDRESS_LENGTH:]) is not None


def _speaks_on(last: Utterance, speaker: str | None, utterance: Utterance) -> bool:
    if speaker not in (None, last.speaker) or last.start_s is None or utterance.start_s is None:
        return False
    end_s = utterance.start_s if last.end_s is None else last.end_s
    length = max((end_s - last.start_s) / _MAX_S, len(last.text) / _MAX_CHARS)
    return length < 1 or (length < _MAX_OVER and not _SENTENCE_END.search(last.text))


def to_seconds(value: object, per_second: int = 1) -> float | None:
    """Seconds of a number, “1.5s” or “00:01:02.5”; None if it is none of these."""
    if isinstance(value, str):
        match = _CLOCK.fullmatch(value.strip())
        if not match:
            return None
        hours, minutes, seconds = match.groups()
        value = int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value / per_second if 0 <= value < 1e10 else None
