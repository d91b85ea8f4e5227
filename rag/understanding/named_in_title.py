"""Somebody whom only a title names: 周明 of “作家周明：山里”, whose speakers are 问 and 答."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...index.speakers import is_placeholder
from ...index.store.records import TranscriptInfo
from ...index.text.fold import fold
from .people import at_its_start
from .question import Question
from .rules.names import ANSWERING_SIDE, ASKING_SIDE, ASKS_IN_HEADING


def take_name_in_title(question: Question, infos: Sequence[TranscriptInfo]) -> Question:
    """The question with the answering side of the talk whose title has the name it asks about.

    This holds if one title has the name, and nobody in that talk is called by a name.
    """
    name = question.whose.unknown_name
    chosen = question.where.transcripts
    named = [
        info
        for info in infos
        if name and fold(name) in fold(info.title) and (chosen is None or info.id in chosen)
    ]
    if name is None or len(named) != 1 or not _answers(name, named[0]):
        return question
    answering = tuple(s for s in named[0].speakers if ANSWERING_SIDE.matches(fold(s)))
    whose = replace(
        question.whose,
        speakers=answering or None,
        of_guest=not answering,
        unknown_name=None,
        similar_name=None,
    )
    where = replace(question.where, transcripts=(named[0].id,))
    return replace(question, whose=whose, where=where, names=(*question.names, name))


def _answers(name: str, info: TranscriptInfo) -> bool:
    """Whether the talk has sides instead of names, and the title does not have this one ask."""
    sides = (ASKING_SIDE, ANSWERING_SIDE)
    is_nameless = all(
        is_placeholder(speaker) or any(side.matches(fold(speaker)) for side in sides)
        for speaker in info.speakers
    )
    return is_nameless and not ASKS_IN_HEADING.matches(fold(info.title), at_its_start(fold(name)))
