"""The records that every reader returns, and how utterances become turns."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..text.language import HAN
from ..text.printable import printable
from ..transcript import Link, Note, TimeMark, Turn

UNNAMED = "Speaker"  # the speaker where the file names nobody

# A longer turn is cut, to keep a citation's time close to its words.
_MAX_S = 120
_MAX_CHARS = 2000
_MAX_OVER = 1.5  # factor by which a turn may exceed these to finish its sentence
# A single word has its own time where it comes after a pause or a sentence, or after so long.
_PAUSE_S = 0.3
_MAX_UNMARKED_S = 1.5
_SENTENCE_END = re.compile(r"[.。!！?？…][\"'”’」』)）\]]*$")
# Scripts without spaces (not Korean), with their punctuation and full-width forms.
_UNSPACED = f"[{HAN}\u3040-\u30ff\u3000-\u303f\uff00-\uffef]"
_EITHER = "“”‘’…—"  # punctuation of both scripts; its neighbour decides about the space
_TIGHT_BEFORE = re.compile(
    rf"[.,!?;:%)\]}}’”…]|['’](?:s|t|re|ve|ll|d|m)\b|n['’]t\b|[{_EITHER}]?{_UNSPACED}"
)
_TIGHT_AFTER = re.compile(rf"(?:(?<!\w)[(\[{{“‘$#@]|{_UNSPACED}[{_EITHER}]{{0,2}})$")
_CLOCK = re.compile(r"(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,15}(?:[.,]\d{1,20})?)s?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
# What meeting tools and transcribers put in brackets after a name: role, pronouns, manner.
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
# A word of a recogniser that times each: up to four Chinese characters, or a run without spaces.
_WORD_ALONE = re.compile(rf"\s*(?:[{HAN}{_KANA}]{{1,4}}|[^\s{HAN}{_KANA}]+)[^\w\s]*\s*")
_MAX_CLOSING = 12  # characters of a sentence's end with quotes and brackets
_MIN_WORDS = 5  # for a text in an unknown field to count as speech
# Marks of writing direction and zero-width characters, which belong to no name.
INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*$")
_MAX_ADDRESS_LENGTH = 500  # characters


@dataclass(frozen=True, slots=True)
class Utterance:
    """One piece of speech as the file has it: a cue, a segment, a paragraph."""

    text: str
    speaker: str | None = None  # None: the last speaker goes on
    start_s: float | None = None  # seconds from the start of the recording
    end_s: float | None = None
    opens_turn: bool = False  # starts a new turn even if the speaker stays the same
    marks: tuple[TimeMark, ...] = ()  # of its words, where it is one piece of several times


@dataclass(frozen=True, slots=True)
class TimedLink:
    """A question and its answers, given by times at which they are spoken."""

    question_s: float
    answers_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reader returns for a file."""

    format: str  # “WebVTT”
    utterances: tuple[Utterance, ...]
    title: str | None = None
    date: str | None = None  # ISO 8601
    url: str | None = None  # where the recording can be heard
    notes: tuple[Note, ...] = ()
    links: tuple[TimedLink | Link, ...] = ()  # a Link if each utterance is a turn
    unread: tuple[Note, ...] = ()  # words that the reader could not place


def printable_contents(contents: Contents) -> Contents:
    """The contents without control characters (`printable.py`)."""

    def printable_notes(notes: Iterable[Note]) -> tuple[Note, ...]:
        return tuple(replace(note, text=printable(note.text)) for note in notes)

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
        notes=printable_notes(contents.notes),
        unread=printable_notes(contents.unread),
    )


def count_words(text: str) -> int:
    """Count words, and in Chinese and Japanese characters; punctuation does not count."""
    return len(_WORD.findall(text))


def words_in(text: str) -> list[str]:
    """The words that `count_words` counts, in lower case."""
    return _WORD.findall(text.lower())


def looks_like_words(text: str) -> bool:
    """Whether the text may be speech: several words, and not an address or id."""
    is_spaced = any(map(str.isspace, text)) or not text.isascii()
    return is_spaced and count_words(text) >= _MIN_WORDS


def to_turns(utterances: Iterable[Utterance]) -> tuple[Turn, ...]:
    """Join utterances into turns of one speaker each; empty utterances are dropped.

    Consecutive timed utterances of one speaker become one turn, up to a maximum length. Its marks
    keep their times; words that are timed one by one have a mark where a sentence begins, after a
    pause, and every 1.5 seconds.
    """
    turns: list[Utterance] = []
    for utterance in utterances:
        text = utterance.text.strip()
        if not text:
            continue
        speaker = utterance.speaker and tidy_name(utterance.speaker)
        last = turns[-1] if turns else None
        if last and not utterance.opens_turn and _speaks_on(last, speaker, utterance):
            joined = join_text([last.text, text])
            turns[-1] = replace(
                last,
                text=joined,
                end_s=last.end_s if utterance.end_s is None else utterance.end_s,
                marks=last.marks + _own_marks(utterance, at=len(joined) - len(text)),
            )
        else:
            speaker = speaker or (last.speaker if last else UNNAMED)
            marks = _own_marks(utterance, at=0)
            turns.append(replace(utterance, text=text, speaker=speaker, marks=marks))
    return tuple(
        Turn(
            number,
            turn.speaker or UNNAMED,
            turn.text,
            turn.start_s,
            turn.end_s,
            marks=_without_words(turn.marks, turn.text),
        )
        for number, turn in enumerate(turns, start=1)
    )


def marks_of(pieces: Iterable[Utterance], text: str) -> tuple[TimeMark, ...]:
    """The marks of a text that was joined of timed pieces, such as words, in their order."""
    marks: list[TimeMark] = []
    done = 0
    for piece in pieces:
        words = piece.text.strip()
        offset = text.find(words, done)
        if words and offset >= 0:
            done = offset + len(words)
            if piece.start_s is not None:
                marks.append(TimeMark(offset, piece.start_s, piece.end_s))
    return tuple(marks)


def marks_in(listed: object) -> tuple[TimeMark, ...]:
    """The marks in JSON, as far as they are whole and in order: `Turn.to_dict()["marks"]`."""
    marks: list[TimeMark] = []
    for mark in listed if isinstance(listed, list) else ():
        if not isinstance(mark, dict):
            continue
        offset, start_s = mark.get("offset"), to_seconds(mark.get("start_s"))
        latest = marks[-1].offset if marks else -1
        if isinstance(offset, int) and offset > latest and start_s is not None:
            marks.append(TimeMark(offset, start_s, to_seconds(mark.get("end_s"))))
    return tuple(marks)


def _own_marks(utterance: Utterance, *, at: int) -> tuple[TimeMark, ...]:
    """The marks of an utterance whose words begin at an offset of a turn."""
    if utterance.marks:
        n_leading = len(utterance.text) - len(utterance.text.lstrip())
        marks = (replace(m, offset=max(0, m.offset - n_leading)) for m in utterance.marks)
    elif utterance.start_s is not None:
        marks = (TimeMark(0, utterance.start_s, utterance.end_s),)
    else:
        marks = ()
    return tuple(
        TimeMark(
            at + mark.offset,
            round(mark.start_s, 3),
            None if mark.end_s is None else round(max(mark.start_s, mark.end_s), 3),
        )
        for mark in marks
        if mark.offset < len(utterance.text)
    )


def _without_words(marks: Sequence[TimeMark], text: str) -> tuple[TimeMark, ...]:
    """The marks of a turn, those of single words joined; none if there is only one."""
    kept: list[TimeMark] = []
    for n, mark in enumerate(marks):
        end = marks[n + 1].offset if n + 1 < len(marks) else len(text)
        if (
            kept
            and _WORD_ALONE.fullmatch(text, mark.offset, end)
            and _goes_on(kept[-1], mark, text)
        ):
            kept[-1] = replace(kept[-1], end_s=mark.end_s)
        else:
            kept.append(mark)
    return tuple(kept) if len(kept) > 1 else ()


def _goes_on(last: TimeMark, mark: TimeMark, text: str) -> bool:
    """Whether a word comes within a sentence, soon after the last mark and without a pause."""
    ended_s = mark.start_s if last.end_s is None else last.end_s
    said = text[max(0, mark.offset - _MAX_CLOSING) : mark.offset].rstrip()
    return (
        mark.start_s - ended_s < _PAUSE_S
        and mark.start_s - last.start_s < _MAX_UNMARKED_S
        and not _SENTENCE_END.search(said)
    )


def to_links(links: Iterable[TimedLink | Link], turns: Sequence[Turn]) -> tuple[Link, ...]:
    """Turn timed links into links between turn numbers; a Link stays as it is.

    A question answered only in its own turn or earlier gives no link. Turns of the answering
    speakers between the first and the last answer belong to the answer.
    """
    links_by_question: dict[int, Link] = {}
    for link in links:
        if isinstance(link, Link):
            links_by_question.setdefault(link.question, link)
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
        links_by_question.setdefault(question.number, Link(question.number, spoken))
    return tuple(links_by_question[number] for number in sorted(links_by_question))


def _turn_at(moment_s: float, turns: Sequence[Turn]) -> Turn | None:
    turns_begun = [turn for turn in turns if turn.start_s is not None and turn.start_s <= moment_s]
    return max(turns_begun, key=lambda turn: turn.start_s or 0, default=None)


def tidy_name(name: str) -> str:
    """Remove “(Host)”, “(she/her)”, “（笑）”, e-mail addresses, marks and extra spaces from a name.

    UNNAMED if nothing is left. Other brackets stay: “Speaker (Boston)”.
    """
    name = INVISIBLE.sub("", name)
    return _ADDITION.sub("", " ".join(name.split())).strip() or UNNAMED


def unescape(text: str) -> str:
    """Decode HTML entities: “we&#39;re” → “we're”."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def join_text(pieces: Iterable[str]) -> str:
    """Join pieces of text: with a space between Latin words, without one next to Chinese or “’s”.

    A space also separates a web address from Chinese words after it, so that the address ends.

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
    """Whether `text` ends in a web address and Chinese words (not punctuation) follow."""
    is_chinese = following[0].isalpha() and re.match(_UNSPACED, following) is not None
    return is_chinese and _ADDRESS.search(text[-_MAX_ADDRESS_LENGTH:]) is not None


def _speaks_on(last: Utterance, speaker: str | None, utterance: Utterance) -> bool:
    if speaker not in (None, last.speaker) or last.start_s is None or utterance.start_s is None:
        return False
    end_s = utterance.start_s if last.end_s is None else last.end_s
    length = max((end_s - last.start_s) / _MAX_S, len(last.text) / _MAX_CHARS)
    return length < 1 or (length < _MAX_OVER and not _SENTENCE_END.search(last.text))


def to_seconds(value: object, per_second: int = 1) -> float | None:
    """Parse a number, “1.5s” or “00:01:02.5” as seconds; None if it is none of these."""
    if isinstance(value, str):
        match = _CLOCK.fullmatch(value.strip())
        if not match:
            return None
        hours, minutes, seconds = match.groups()
        value = int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value / per_second if 0 <= value < 1e10 else None
