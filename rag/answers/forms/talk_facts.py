"""Answer “who took part?”, “when was it?” and “how long is it?” from what is stored of a talk."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ....index.exchanges import Role, speaker_roles
from ....index.text.clock import clock
from ....index.text.fold import fold
from ....index.text.language import ReplyLanguage
from ...answer import Answer
from ...reading.figures import SpeakerFigures, count_speakers
from ...reading.talk import Talk
from ...understanding.query import TalkFact
from ..messages import listing, message, shorten
from .request import Request
from .whole_talk.talks import MAX_TALKS, description_of, meant

_MAX_SPEAKERS = 30
_TIME = r"(\d{1,2}):(\d\d)"
_FROM_TO = re.compile(rf"{_TIME}\s*(?:-|–|—|~|～|至|到|to)\s*{_TIME}(?!:)")
_WHO_IS_THERE = re.compile(
    r"^\W*(?:attendees|participants|present|guests?|参会|與會|与会|出席|參加|参加|嘉宾|嘉賓)[^:：]{0,8}[:：]",
    re.IGNORECASE,
)


def tell_talk_facts(request: Request) -> Answer | None:
    """The facts of the talk that a question asks for; a refusal if the file does not tell.

    Of several talks those of the five newest stand under their titles, unless the question says
    which it means.
    """
    talks = list(request.talks())
    named = meant(request)
    if 0 < len(named) < min(len(talks), MAX_TALKS):
        talks = named
    facts = request.query.wants.talk_facts
    speakers = request.query.whose.speakers
    if "hosts" in facts and speakers:  # who interviewed them
        talks = [talk for talk in talks if set(speakers) & set(talk.transcript.speakers)]
    if not talks or not _are_described(request, talks):
        return None
    if facts == ("transcripts",):
        return request.answer(_list_of_talks(request, talks))
    shown = sorted(talks, key=lambda talk: talk.transcript.date or "", reverse=True)[:MAX_TALKS]
    told = [_facts_of(request, talk) for talk in shown]
    paragraphs = [
        message(key, request.query.language, **values) for key, values in _sums(request, talks)
    ]
    paragraphs += ["\n".join(lines) for lines, _ in told]
    if n_more := len(talks) - len(shown):
        paragraphs.append(message("talk_more", request.query.language, count=n_more))
    text = "\n\n".join(paragraphs)
    if any(is_known for _, is_known in told):
        return request.answer(text)
    return request.refuse(text)


def _are_described(request: Request, talks: Sequence[Talk]) -> bool:
    """Whether one of the words by which the question says which talk it means is said there:
    “who was on the festival call?” asks nothing of a talk that does not speak of a festival."""
    words = description_of(request)
    texts = (
        fold("\n".join([talk.transcript.title, *(turn.text for turn in talk.transcript.turns)]))
        for talk in talks
    )
    return not words or any(word in text for text in texts for word in words)


def _facts_of(request: Request, talk: Talk) -> tuple[list[str], bool]:
    """Lines on one talk, and whether the file tells any of it."""
    lines: list[str] = []
    is_known = False
    for fact in request.query.wants.talk_facts:
        told = _TELL[fact](request, talk) if fact in _TELL else []
        is_known = is_known or bool(told)
        lines += told or [_say(request, talk, f"talk_no_{fact}")]
    return lines, is_known


def _say(request: Request, talk: Talk, key: str, **values: object) -> str:
    title = message("one_transcript", request.query.language, title=talk.transcript.title)
    return message(key, request.query.language, title=title, **values)


def _sums(request: Request, talks: Sequence[Talk]) -> list[tuple[str, dict[str, object]]]:
    """The numbers of all talks together, if there are several."""
    if len(talks) < 2:
        return []
    speakers = ("talk_all_speakers", len({n for talk in talks for n in talk.transcript.speakers}))
    turns = ("talk_all_turns", sum(len(talk.transcript.turns) for talk in talks))
    questions = ("talk_all_questions", sum(len(_askers(request, talk)) for talk in talks))
    sums: dict[TalkFact, tuple[str, int]] = {
        "speakers": speakers,
        "participants": speakers,
        "turns": turns,
        "questions": questions,
    }
    asked = [sums[fact] for fact in request.query.wants.talk_facts if fact in sums]
    return [(key, {"count": count, "talks": len(talks)}) for key, count in dict.fromkeys(asked)]


def _participants(request: Request, talk: Talk) -> list[str]:
    transcript = talk.transcript
    names = transcript.speakers
    language = request.query.language
    lines = [
        _say(
            request,
            talk,
            "talk_participants",
            count=len(names),
            names=listing(list(names[:_MAX_SPEAKERS]), language),
        )
    ]
    lines += _shares(request, talk)[1:]
    lines += [
        message("talk_noted", language, note=shorten(note.text, 200))
        for note in transcript.notes
        if _WHO_IS_THERE.match(note.text)
    ]
    return lines


def _who_leads(request: Request, talk: Talk) -> list[str]:
    return _in_role(request, talk, "host", "talk_hosts")


def _who_is_interviewed(request: Request, talk: Talk) -> list[str]:
    return _in_role(request, talk, "guest", "talk_guests")


def _in_role(request: Request, talk: Talk, role: Role, key: str) -> list[str]:
    """Who has a role in the talk; everybody, where it does not show who."""
    names = [name for name, own in _clear_roles(talk).items() if own == role]
    if not names:
        return _participants(request, talk)
    return [_say(request, talk, key, names=listing(names, request.query.language))]


def _shares(request: Request, talk: Talk) -> list[str]:
    """Who spoke most, then each speaker with turns and share of the words, most first."""
    language, roles = request.query.language, _clear_roles(talk)
    speakers = count_speakers(talk)
    first = speakers[0]
    values = {"speaker": first.name, "share": _percent(first), "turns": first.n_turns}
    lines = [_say(request, talk, "talk_most", **values)]
    for speaker in speakers[:_MAX_SPEAKERS]:
        role = f"talk_{roles[speaker.name]}" if speaker.name in roles else "talk_no_role"
        values = {"speaker": speaker.name, "share": _percent(speaker), "turns": speaker.n_turns}
        key = "talk_speaker" if speaker.n_turns > 1 else "talk_speaker_of_one"
        lines.append(message(key, language, role=message(role, language), **values))
    return lines


def _percent(speaker: SpeakerFigures) -> int:
    return round(100 * speaker.share)


def _clear_roles(talk: Talk) -> dict[str, Role]:
    """The speakers' roles where one guest is interviewed; in a meeting nobody has one."""
    roles = speaker_roles(talk.transcript.turns)
    is_interview = list(roles.values()).count("guest") == 1
    return roles if is_interview else {}


def _turns(request: Request, talk: Talk) -> list[str]:
    speakers = request.filters.speakers or request.query.whose.speakers
    if not speakers:
        return [_say(request, talk, "talk_turns", count=len(talk.transcript.turns))]
    spoken = sum(turn.speaker in speakers for turn in talk.transcript.turns)
    who = listing(list(speakers), request.query.language)
    return [_say(request, talk, "talk_turns_of", count=spoken, speaker=who)]


def _askers(request: Request, talk: Talk) -> list[str]:
    """Who asks each question of a talk, of those that the question names."""
    speakers = request.filters.speakers or request.query.whose.speakers
    numbers = [e.question_turn for e in talk.exchanges if e.question_turn is not None]
    askers = [talk.transcript.turn(number).speaker for number in numbers]
    return [name for name in askers if not speakers or name in speakers]


def _questions(request: Request, talk: Talk) -> list[str]:
    language, askers = request.query.language, _askers(request, talk)
    lines = [_say(request, talk, "talk_questions", count=len(askers))]
    for name, count in Counter(askers).most_common(_MAX_SPEAKERS):
        lines.append(message("talk_asker", language, speaker=name, count=count))
    return lines


def _date(request: Request, talk: Talk) -> list[str]:
    written = talk.transcript.date
    if written is None:
        return []
    values = {"date": written, "in_words": _in_words(written, request.query.language)}
    return [_say(request, talk, "talk_date", **values)]


def _in_words(written: str, language: ReplyLanguage) -> str:
    """“2018-11-02” as “2 November 2018”, 2018年11月2日."""
    day = datetime.date.fromisoformat(written)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def _duration(request: Request, talk: Talk) -> list[str]:
    turns = talk.transcript.turns
    starts = [turn.start_s for turn in turns if turn.start_s is not None]
    ends = [turn.end_s for turn in turns if turn.end_s is not None]
    noted = next(filter(None, (_FROM_TO.search(note.text) for note in talk.transcript.notes)), None)
    lines: list[str] = []
    if starts and max(starts + ends) > 0:
        start, end = min(starts), max(starts + ends)
        values = {"minutes": _minutes(end - start, request.query.language), "start": clock(start)}
        lines.append(_say(request, talk, "talk_duration", end=clock(end), **values))
    if noted:
        hour, minute, hour_after, minute_after = map(int, noted.groups())
        minutes = (60 * (hour_after - hour) + minute_after - minute) % (24 * 60)
        values = {"minutes": _minutes(60 * minutes, request.query.language)}
        lines.append(_say(request, talk, "talk_noted_times", times=noted[0], **values))
    return lines


def _minutes(seconds: float, language: ReplyLanguage) -> str:
    """“42 minutes”, “1 hour 5 minutes”, “38 seconds”."""
    if seconds < 60:
        return message("seconds", language, count=round(seconds))
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [("hours", hours), ("minutes", minutes)]
    shown = [message(unit, language, count=count) for unit, count in parts if count]
    return ("" if language == "zh" else " ").join(shown)


def _title(request: Request, talk: Talk) -> list[str]:
    return [_say(request, talk, "talk_title")]


def _source(request: Request, talk: Talk) -> list[str]:
    transcript = talk.transcript
    lines: list[str] = []
    if transcript.url:
        lines.append(_say(request, talk, "talk_url", url=transcript.url))
    if transcript.source:
        lines.append(_say(request, talk, "talk_file", file=transcript.source))
    return lines


def _list_of_talks(request: Request, talks: Sequence[Talk]) -> str:
    language = request.query.language
    lines = [message("talk_all_transcripts", language, count=len(talks))]
    for talk in talks[:_MAX_SPEAKERS]:
        parts = [talk.transcript.date, listing(list(talk.transcript.speakers[:6]), language)]
        about = " · ".join(part for part in parts if part)
        lines.append(_say(request, talk, "talk_line", about=about))
    if n_more := len(talks[_MAX_SPEAKERS:]):
        lines.append(message("talk_more", language, count=n_more))
    return "\n".join(lines)


_TELL: Mapping[TalkFact, Callable[[Request, Talk], list[str]]] = MappingProxyType(
    {
        "participants": _participants,
        "hosts": _who_leads,
        "guests": _who_is_interviewed,
        "speakers": _participants,
        "shares": _shares,
        "turns": _turns,
        "questions": _questions,
        "date": _date,
        "duration": _duration,
        "title": _title,
        "source": _source,
    }
)
