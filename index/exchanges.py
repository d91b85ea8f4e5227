"""Turns → exchanges: which turn asks, and which turns answer it.

No model is needed. Marks and words show a question (`text/asking.py`), and the speakers' shares of
the talk show who asks. A turn answers the question that it takes up: the one that names its
speaker, or shares its words, or is the nearest. In an interview the guest's counter-questions do
not open a new exchange.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

from .text.asking import asking_sentence, asks, only_asks
from .text.fold import fold
from .text.language import HAN
from .text.length import text_length
from .text.sentences import marked_spans
from .text.terms import content_terms
from .transcript import Exchange, Link, Turn

Role = Literal["host", "guest", "audience"]

# All patterns match folded text: lower case, Simplified Chinese, half-width punctuation.
_AUDIENCE = re.compile(
    r"(?:(?:an? |unknown |unidentified )?(?:audience(?: members?)?|questioner|listener|attendee"
    r"|person in (?:the )?audience)|question|q)\W*(?:\d+|[a-h]|one|two|three|four|five)?"
    r"|(?:(?:现场|台下|场下|在场|一?位)的?)?(?:观众|听众|网友|提问者?|问|学员|听友)(?:朋友|们|提问|问)?"
    r"\W*(?:\d+|[a-h]|[一二三四五六七八九十甲乙丙丁戊])?"
)
_MIN_MARKED = 0.02  # share of turns with a question mark from which on a transcript writes them
_MAX_BACKCHANNEL_LENGTH = 12  # characters: “对。”, “Yeah, right.”
_ANSWER_WITHIN = 5  # turns; MeetingQA: 98 % of answers begin within five sentences
_LAST_SENTENCES = 3  # of a turn, in which it may speak to somebody by name
_CHINESE_NAME = 3  # characters of a surname and a given name of two
_SHORT_NAME = 2  # letters; shorter ones are titles and initials
_HAND_OVER_LENGTH = 80  # characters at the end of a turn
_MAX_ANSWERS = 8  # turns of one answer; after more the talk has moved on
_MIN_SHARED = 0.5  # of a question's words, from which on a turn takes it up that need not
_TO_ALL = re.compile(
    r"\b(?:anyone|anybody|everyone|everybody|you all|you guys|(?:each|both|any) of you"
    r"|who (?:has|have|else|wants|here))\b|大家|各位|谁|哪位|你们|有没有人"
)
_YES = re.compile(r"(?:yeah|yes|yep|yup|right|no|nope|sure|exactly|对|是|好|有|没有?|嗯)\b")
_HANDS_OVER = re.compile(
    r"\b(?:over to you|go ahead|your turn|you're up|take it away|the floor|please|next)\b"
    r"|请|交给|轮到|先由|换"
)
# What stands before and after the name of somebody who is spoken to.
_BEFORE_NAME = (
    r"(?:^|[,.?!。]\s*|\b(?:and|so|but|perhaps|maybe|hey|thanks|you|now|okay),?\s+|请\s*)"
)
_AFTER_NAME = (
    r"\s*(?:[,?.!:。]|$|you\b|(?:do|can|could|what|how|why|did|are|is|have|would)\b|您|你"
    r"|说|讲|谈|分享|介绍|补充|报告|先生|小姐|老师|教授|委员)"
)


@dataclass(eq=False)  # one is itself: to compare the texts of all would take long
class _Asked:
    """A question on the way through the turns, and the turns that have answered it so far."""

    position: int
    turn: Turn
    answers: list[Turn] = field(default_factory=list)
    is_closed: bool = False  # the talk has moved on


def link_exchanges(turns: Sequence[Turn], links: Sequence[Link] = ()) -> list[Exchange]:
    """Group the turns of a transcript into exchanges, in order.

    Every turn longer than “Yeah, right.” is in at least one exchange. A turn that answers one
    question and asks the next is in both. A question that nobody takes up has no answers. If nobody
    asks, each turn is an exchange without a question.

    Args:
        links: questions and answers that the file states; the others are inferred.
    """
    roles = speaker_roles(turns)
    with_marks = writes_question_marks(turns)
    linked = {number for link in links for number in (link.question, *link.answers)}
    exchanges = [Exchange(0, link.question, link.answers) for link in links]
    for is_linked, stretch in groupby(turns, key=lambda turn: turn.number in linked):
        if not is_linked:
            exchanges += _link_stretch(list(stretch), roles, with_marks)
    exchanges.sort(key=lambda exchange: exchange.turns[0])
    return [replace(exchange, number=n) for n, exchange in enumerate(exchanges, start=1)]


def writes_question_marks(turns: Sequence[Turn]) -> bool:
    """Whether a transcript writes question marks; speech recognisers often leave them out."""
    n_marked = sum("?" in turn.text or "？" in turn.text for turn in turns)
    return n_marked > _MIN_MARKED * len(turns)


def _link_stretch(
    turns: Sequence[Turn], roles: Mapping[str, Role], with_marks: bool
) -> list[Exchange]:
    """The exchanges of consecutive turns, not yet numbered."""
    asked: list[_Asked] = []
    alone: list[Exchange] = []
    for position, turn in enumerate(turns):
        opens = opens_exchange(turns, position, roles, with_marks)
        question = None
        if not (opens and _only_opens(turn, asked, roles, with_marks)):
            question = _taken_up(turns, position, asked, None if opens else roles)
        if question:
            question.answers.append(turn)
        if opens:
            _close_answered(asked)
            asked.append(_Asked(position, turn))
        elif not is_backchannel(turn):
            if question is None:
                _close_answered(asked)
                alone.append(Exchange(0, None, (turn.number,)))
            _close_own(asked, turn)
        elif question is None and not (asked and not asked[-1].is_closed):
            alone.append(Exchange(0, None, (turn.number,)))
    return alone + [
        Exchange(0, one.turn.number, tuple(answer.number for answer in one.answers))
        for one in asked
    ]


def _only_opens(
    turn: Turn, asked: Sequence[_Asked], roles: Mapping[str, Role], with_marks: bool
) -> bool:
    """Whether a turn that asks answers nothing: it says nothing else, or follows a question of the
    audience, which does not answer itself, and neither does the host."""
    pair = [roles.get(turn.speaker), roles.get(asked[-1].turn.speaker)] if asked else []
    if "audience" in pair and set(pair) <= {"host", "audience"}:
        return True
    return only_asks(turn.text, with_marks=with_marks)


def _close_answered(asked: Sequence[_Asked]) -> None:
    """Let nobody go on with an answer: somebody asks, or comments. One that was cut off waits."""
    for question in asked[-_ANSWER_WITHIN:]:
        if question.answers and not _breaks_off(question.answers[-1].text):
            question.is_closed = True


def _close_own(asked: Sequence[_Asked], turn: Turn) -> None:
    """Close the answered questions of who speaks: the asker goes on."""
    _close_answered(
        [question for question in asked[-_ANSWER_WITHIN:] if question.turn.speaker == turn.speaker]
    )


def _taken_up(
    turns: Sequence[Turn],
    position: int,
    asked: Sequence[_Asked],
    roles: Mapping[str, Role] | None,
) -> _Asked | None:
    """The question that a turn answers, or None.

    Args:
        roles: None if the turn asks itself, so it adds to nobody's answer.
    """
    turn = turns[position]
    if _is_cut_off(turn) or not asked:
        return None
    latest = asked[-1]
    if latest.answers and not latest.is_closed and _goes_on_with(turn, latest, roles):
        return latest
    waiting = [
        question
        for question in asked[-_ANSWER_WITHIN:]
        if not question.answers
        and question.turn.speaker != turn.speaker
        and position - question.position <= _ANSWER_WITHIN
        and _may_begin(turns, position, question)
    ]
    return _best_of(waiting, asked, turn) if waiting else None


def _best_of(waiting: Sequence[_Asked], asked: Sequence[_Asked], turn: Turn) -> _Asked | None:
    """Of the questions without an answer the one that names the speaker, else the one whose words
    come again, else the latest, unless somebody else has asked since."""
    named = [question for question in waiting if addresses(question.turn.text, turn.speaker)]
    if named:
        return named[-1]
    if len(waiting) > 1 or waiting[0] is not asked[-1]:
        shared = {q.position: _share_of_words(q.turn, turn) for q in waiting}
        best = max(waiting, key=lambda q: (shared[q.position], q.position))
        if shared[best.position] >= _MIN_SHARED:
            return best
    since = asked[asked.index(waiting[-1]) + 1 :]
    return waiting[-1] if all(q.turn.speaker == turn.speaker for q in since) else None


def _goes_on_with(turn: Turn, question: _Asked, roles: Mapping[str, Role] | None) -> bool:
    """Whether a turn adds to an answer: more from who answers, or from another of those asked."""
    if turn.speaker == question.turn.speaker or len(question.answers) >= _MAX_ANSWERS:
        return False
    if is_backchannel(turn) and question.answers[-1].speaker != turn.speaker:
        return False
    answered = {answer.speaker for answer in question.answers}
    if turn.speaker in answered:
        return True
    return roles is not None and _joins_in(turn, question, answered, roles)


def _joins_in(
    turn: Turn, question: _Asked, answered: Collection[str], roles: Mapping[str, Role]
) -> bool:
    """Whether somebody adds to what others have answered, and does not only comment on it."""
    if roles.get(turn.speaker) in ("host", "audience"):
        return False
    if _TO_ALL.search(fold(asking_sentence(question.turn.text))):
        return True
    if any(addresses(question.turn.text, speaker) for speaker in answered):
        return False
    is_panel = (
        roles.get(turn.speaker) == "guest" and roles.get(question.turn.speaker, "guest") != "guest"
    )
    return is_panel or _share_of_words(question.turn, turn) >= _MIN_SHARED


def _may_begin(turns: Sequence[Turn], position: int, question: _Asked) -> bool:
    """Whether nobody else is asked by name who still comes to speak."""
    speaker = turns[position].speaker
    coming = {turn.speaker for turn in turns[position : question.position + _ANSWER_WITHIN + 1]}
    named = {name for name in coming if addresses(question.turn.text, name)}
    return not named - {question.turn.speaker} or speaker in named


def _share_of_words(question: Turn, turn: Turn) -> float:
    """The share of what a question asks about that a turn names, if that is two words or more."""
    words = set(content_terms(asking_sentence(question.text)))
    n_shared = len(words & set(content_terms(turn.text)))
    return n_shared / len(words) if n_shared > 1 else 0.0


def addresses(text: str, speaker: str) -> bool:
    """Whether the last sentences speak to somebody by name: “Marcus, …”, “…, Marcus?”, “请国栋”."""
    ending = _ending(text)
    return any(
        re.search(f"{_BEFORE_NAME}{re.escape(name)}(?={_AFTER_NAME})", ending)
        for name in _names(speaker)
        if name in ending
    )


@lru_cache(maxsize=4096)  # linking asks for several speakers
def _ending(text: str) -> str:
    """The last sentences, folded."""
    spans = marked_spans(text)[-_LAST_SENTENCES:]
    return fold(text[spans[0][0] :]) if spans else ""


@lru_cache(maxsize=1024)
def _names(speaker: str) -> tuple[str, ...]:
    """How somebody is called: the name, a first name, a Chinese given name; all folded."""
    folded = fold(speaker)
    if re.match(f"[{HAN}]", folded):
        return (folded, folded[1:]) if len(folded) == _CHINESE_NAME else (folded,)
    parts = [part for part in re.findall(r"[^\W\d_]+", folded) if len(part) > _SHORT_NAME]
    return tuple(dict.fromkeys((folded, *parts[:1])))


def speaker_roles(turns: Sequence[Turn]) -> dict[str, Role]:
    """The roles of speakers, if they are clear: host, guest or audience.

    A name shows the audience (`Q3`, `观众`). A guest answers others' questions at length and asks
    few; a host asks. In a meeting without such a split nobody has a role.
    """
    asked: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    answered_length: Counter[str] = Counter()
    with_marks = writes_question_marks(turns)
    previous: Turn | None = None
    previous_asks = False
    for turn in turns:
        spoken[turn.speaker] += 1
        turn_asks = asks(turn.text, with_marks=with_marks)
        if turn_asks:
            asked[turn.speaker] += 1
        if previous and previous.speaker != turn.speaker and previous_asks:
            answered[turn.speaker] += 1
            answered_length[turn.speaker] += text_length(turn.text)
        previous, previous_asks = turn, turn_asks
    roles: dict[str, Role] = {s: "audience" for s in spoken if is_audience(s)}
    total = sum(answered_length.values())
    for speaker in spoken:
        if speaker in roles:
            continue
        ask_share = asked[speaker] / spoken[speaker]
        answers = answered_length[speaker] / total if total else 0
        if answered[speaker] > 1 and (answers >= 0.5 or (answers >= 0.2 and ask_share < 0.25)):
            roles[speaker] = "guest"
        elif ask_share >= 0.3 and answers < 0.2:
            roles[speaker] = "host"
    return (
        roles
        if "guest" in roles.values()
        else {s: role for s, role in roles.items() if role == "audience"}
    )


def is_audience(speaker: str) -> bool:
    """Whether a name means somebody in the audience: “Q3”, “观众”."""
    return _AUDIENCE.fullmatch(fold(speaker)) is not None


def opens_exchange(
    turns: Sequence[Turn], position: int, roles: Mapping[str, Role], with_marks: bool
) -> bool:
    """Whether this turn opens an exchange: it asks, or hands over to who speaks next.

    The audience always asks; others if their words ask. A guest's question counts only if the turn
    says nothing else, or another guest or the one addressed by name speaks next; else it is part
    of the guest's answer.
    """
    turn = turns[position]
    role = roles.get(turn.speaker)
    if is_backchannel(turn):
        return False
    following = turns[position + 1].speaker if position + 1 < len(turns) else turn.speaker
    to_guest = following != turn.speaker and (
        roles.get(following) == "guest" or addresses(turn.text, following)
    )
    if role == "guest" and not to_guest and not only_asks(turn.text, with_marks=with_marks):
        return False
    if role == "audience" or asks(turn.text, with_marks=with_marks):
        return True
    return following != turn.speaker and _hands_over(turn.text, following)


def _hands_over(text: str, speaker: str) -> bool:
    ending = fold(text[-_HAND_OVER_LENGTH:])
    return _HANDS_OVER.search(ending) is not None and addresses(text, speaker)


def is_backchannel(turn: Turn) -> bool:
    """“对。”, “Yeah, right.”: a few letters that ask nothing."""
    return text_length(turn.text) <= _MAX_BACKCHANNEL_LENGTH and not asks(turn.text)


def _is_cut_off(turn: Turn) -> bool:
    """Whether the asker went on before this turn said anything: “The face…”."""
    return is_backchannel(turn) and _breaks_off(turn.text) and not _YES.match(fold(turn.text))


def _breaks_off(text: str) -> bool:
    return text.endswith(("…", "...", "—", "–", "-"))
