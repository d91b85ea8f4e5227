"""Turns → exchanges: which turn asks, and which turns answer it.

No model is needed: punctuation and words show a question, and the speakers' shares of the talk
show who asks. In an interview the guest's counter-questions do not open a new exchange.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from .text.fold import fold
from .text.length import text_length
from .text.sentences import sentence_spans
from .transcript import Exchange, Link, Turn

Role = Literal["host", "guest", "audience"]

# All patterns match folded text: lower case, Simplified Chinese, half-width punctuation.
_AUDIENCE = re.compile(
    r"(?:q|question|questioner|audience(?: member)?|提问者?|观众|听众|网友|问)\s*\d*"
)
_CHINESE_QUESTION = re.compile(
    r"什么|怎么|怎样|如何|哪|谁|多少|多久|几个|是否|有没有|是不是|能不能|会不会|可不可以|[吗呢]\s*[。,]?$"
    r"|请教|想问|请问|想知道|介绍一下|谈谈|讲一下|说说"
)
_ENGLISH_QUESTION = re.compile(
    r"(?:^|[,;]\s*|\b(?:and|so|but|well|then|okay|now)\b,?\s+)"
    r"(?:what|why|how|who|when|where|which|do|does|did|is|are|was|were|can|could|would|will|should|have|has|had)"
    r"\s+(?:\w+\s+){0,2}"
    r"(?:you|we|they|it|he|she|that|this|there|the|your|is|are|do|does|did|about|many|much|long)\b"
    r"|\b(?:tell us|tell me|talk about|walk us|can you|could you|i wonder|i'm curious)\b"
    r"|\b(?:let me ask|want to ask)\b"
)
_TAG_QUESTION = re.compile(
    r"(?:对吧|是吧|好吧|对吗|是吗|真的吗|对不对|是不是|right|okay|ok|you know|no|yes|isn't it"
    r"|really|sorry|pardon|huh|hm+)\s*\?$"
)
_LAST_SENTENCES = 3  # a turn asks if one of its last sentences asks
_MAX_BACKCHANNEL_LENGTH = 12  # characters: “对。”, “Yeah, right.”
_ANSWER_WITHIN = 5  # turns; MeetingQA: 98 % of answers begin within five sentences
_MAX_ANSWERS = 8  # turns of one answer; after more the talk has moved on


def link_exchanges(turns: Sequence[Turn], links: Sequence[Link] = ()) -> list[Exchange]:
    """Group the turns of a transcript into exchanges, in order.

    Every turn longer than “Yeah, right.” is in at least one exchange. A turn that answers one
    question and asks the next ends one exchange and begins the other. If nobody asks, each turn is
    an exchange without a question.

    Args:
        links: questions and answers that the file states; the others are inferred.
    """
    roles = speaker_roles(turns)
    linked = {number for link in links for number in (link.question, *link.answers)}
    exchanges = [Exchange(0, link.question, link.answers) for link in links]
    for is_linked, stretch in groupby(turns, key=lambda turn: turn.number in linked):
        if not is_linked:
            exchanges += _link_stretch(list(stretch), roles)
    exchanges.sort(key=lambda exchange: exchange.turns[0])
    return [replace(exchange, number=n) for n, exchange in enumerate(exchanges, start=1)]


def _link_stretch(turns: Sequence[Turn], roles: dict[str, Role]) -> list[Exchange]:
    """The exchanges of consecutive turns, not yet numbered."""
    exchanges: list[Exchange] = []
    position = 0
    while position < len(turns):
        if opens_exchange(turns, position, roles):
            answers, end = _answers(turns, position, roles)
            exchanges.append(Exchange(0, turns[position].number, answers))
            exchanges.extend(_asides(turns[position + 1 : end], answers))
            position = end
        else:
            exchanges.append(Exchange(0, None, (turns[position].number,)))
            position += 1
    return exchanges


def speaker_roles(turns: Sequence[Turn]) -> dict[str, Role]:
    """The roles of speakers, if they are clear: host, guest or audience.

    A name shows the audience (`Q3`, `观众`). A guest answers others' questions at length and asks
    few; a host asks. In a meeting without such a split nobody has a role.
    """
    asked: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    answered_length: Counter[str] = Counter()
    for previous, turn in zip([None, *turns[:-1]], turns, strict=True):
        spoken[turn.speaker] += 1
        if ends_in_question(turn.text):
            asked[turn.speaker] += 1
        if previous and previous.speaker != turn.speaker and ends_in_question(previous.text):
            answered[turn.speaker] += 1
            answered_length[turn.speaker] += text_length(turn.text)
    roles: dict[str, Role] = {s: "audience" for s in spoken if is_audience(s)}
    total = sum(answered_length.values())
    for speaker in spoken:
        if speaker in roles:
            continue
        asks = asked[speaker] / spoken[speaker]
        answers = answered_length[speaker] / total if total else 0
        if answered[speaker] > 1 and (answers >= 0.5 or (answers >= 0.2 and asks < 0.25)):
            roles[speaker] = "guest"
        elif asks >= 0.3 and answers < 0.2:
            roles[speaker] = "host"
    return (
        roles
        if "guest" in roles.values()
        else {s: role for s, role in roles.items() if role == "audience"}
    )


def is_audience(speaker: str) -> bool:
    """Whether a name means somebody in the audience: “Q3”, “观众”."""
    return _AUDIENCE.fullmatch(fold(speaker)) is not None


def opens_exchange(turns: Sequence[Turn], position: int, roles: dict[str, Role]) -> bool:
    """Whether this turn opens an exchange with a question.

    The audience always asks; others if their words ask. A guest's question counts only if another
    guest speaks next, since a question to the host is part of the guest's answer.
    """
    turn = turns[position]
    role = roles.get(turn.speaker)
    if is_backchannel(turn):
        return False
    if role == "guest":
        following = turns[position + 1].speaker if position + 1 < len(turns) else turn.speaker
        if following == turn.speaker or roles.get(following) != "guest":
            return False
    return role == "audience" or ends_in_question(turn.text)


def is_backchannel(turn: Turn) -> bool:
    """“对。”, “Yeah, right.”: a few letters that ask nothing."""
    return text_length(turn.text) <= _MAX_BACKCHANNEL_LENGTH and not ends_in_question(turn.text)


def asking_sentence(text: str) -> str:
    """The longest sentence that asks; if none does, the longest sentence."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    return max([s for s in sentences if ends_in_question(s)] or sentences, key=len)


def ends_in_question(text: str) -> bool:
    """Whether one of the last sentences asks something other than “right?”."""
    spans = sentence_spans(text)[-_LAST_SENTENCES:]
    return any(_asks(fold(text[start:end])) for start, end in spans)


def _asks(sentence: str) -> bool:
    if _TAG_QUESTION.match(sentence):
        return False
    return bool(
        "?" in sentence or _CHINESE_QUESTION.search(sentence) or _ENGLISH_QUESTION.search(sentence)
    )


def _answers(
    turns: Sequence[Turn], asked: int, roles: dict[str, Role]
) -> tuple[tuple[int, ...], int]:
    """The numbers of the turns that answer `turns[asked]`, and the position to go on from."""
    asker = turns[asked]
    answers: list[int] = []
    end = asked + 1
    for position in range(asked + 1, len(turns)):
        turn = turns[position]
        if len(answers) >= _MAX_ANSWERS or (not answers and position - asked > _ANSWER_WITHIN):
            break
        if turn.speaker == asker.speaker:
            if answers and not is_backchannel(turn):
                break  # the asker goes on: a new exchange
        elif opens_exchange(turns, position, roles):
            if not answers and not _is_fellow_asker(turn, asker, roles):
                return (turn.number,), position  # it answers, then asks: go on from it
            break
        elif not _is_cut_off(turn):
            answers.append(turn.number)
            end = position + 1
    return tuple(answers), end


def _is_cut_off(turn: Turn) -> bool:
    """Whether the asker went on before this turn said anything: “The face…”."""
    return is_backchannel(turn) and turn.text.endswith(("…", "...", "—", "–", "-"))


def _asides(turns: Sequence[Turn], answers: Sequence[int]) -> list[Exchange]:
    """The asker's own turns inside an exchange, without “嗯。”, as exchanges of their own."""
    spoken = [turn for turn in turns if turn.number not in answers and not is_backchannel(turn)]
    return [Exchange(0, None, (turn.number,)) for turn in spoken]


def _is_fellow_asker(turn: Turn, asker: Turn, roles: dict[str, Role]) -> bool:
    """Whether both ask one after the other: two of the audience, or host and audience."""
    return turn.speaker in roles and asker.speaker in roles
