"""What shows that a sentence is a task, a decision, …, and how much each mark counts."""

from __future__ import annotations

from ....understanding.rules.speech import advice, decisions, favours, left_open, tasks, wording
from .sentences import Mark

_ABOUT_THE_PRESENT = (decisions.CHOSE_ONCE, wording.TELLS_THE_PAST, decisions.PROPOSES_FIRMLY)
TASK_MARKS = (
    Mark(tasks.PROMISES, 2.5, is_needed=True),
    Mark(tasks.ASKS_TO_ACT, 2.5, is_needed=True),
    Mark(tasks.ASSIGNS, 2.0, is_needed=True),
    Mark(tasks.WE_WILL, 1.5, is_needed=True),
    Mark(tasks.PLANS, 2.0, is_needed=True),
    Mark(tasks.TELLS_TO_ACT, 1.0, is_needed=True),
    Mark(tasks.OFFERS, 2.0, is_needed=True),
    Mark(tasks.WE_COULD, 1.0, is_needed=True),
    Mark(favours.TAKES_ON, 2.0, is_needed=True, tells_alone=True),
    Mark(favours.ASKS_A_FAVOUR, 2.0, is_needed=True, tells_alone=True),
    Mark(favours.WISHES, -3.0),
    Mark(favours.REPORTS, -3.0),
    Mark(tasks.HAS_DEADLINE, 1.0),
    Mark(tasks.RECAPS, 1.0),
    Mark(wording.RESERVES, -0.5),
    Mark(tasks.DENIES_OR_ASKS, -1.5),
    Mark(wording.IS_ASKED, -0.5),
    Mark(wording.TELLS_THE_PAST, -1.5),
    Mark(wording.SPEAKS_OF_SPEAKING, -3.0),
)
DECISION_MARKS = (
    Mark(decisions.DECIDES, 3.0, is_needed=True),
    Mark(decisions.CHINESE_DECIDES, 2.5, is_needed=True),
    Mark(decisions.PROPOSES_FIRMLY, 2.0, is_needed=True),
    Mark(decisions.CHANGES, 1.0, is_needed=True),
    Mark(decisions.SETTLES, 1.5, is_needed=True),
    Mark(decisions.CONSENTS, 2.0, is_needed=True, tells_alone=True),
    Mark(decisions.CHOSE_ONCE, 1.0, is_needed=True, tells_alone=True),
    Mark(left_open.POSTPONES, 2.0, is_needed=True),
    Mark(decisions.ASSENTS_FIRST, 0.5),
    Mark(tasks.RECAPS, 1.0),
    Mark(wording.RESERVES, -0.5),
    Mark(wording.IS_ASKED, -2.5),
    Mark(wording.TELLS_THE_PAST, -2.0),
    Mark(left_open.LEAVES_OPEN, -1.0),
    Mark(wording.SPEAKS_OF_SPEAKING, -3.0),
)
OPEN_MARKS = (
    Mark(left_open.LEAVES_OPEN, 2.0, is_needed=True),
    Mark(left_open.POSTPONES, 2.0, is_needed=True),
    Mark(left_open.LEAVES_HANGING, 2.0, is_needed=True, tells_alone=True),
    Mark(left_open.EVADES, 1.5, is_needed=True, tells_alone=True),
    Mark(left_open.DOES_NOT_KNOW, 1.5, is_needed=True),
    Mark(wording.ASKS_NOTHING, -2.0),
    Mark(tasks.RECAPS, 0.5),
    Mark(wording.TELLS_THE_PAST, -1.5),
    Mark(wording.SPEAKS_OF_SPEAKING, -1.0),
)
# Of one person, who tells how they chose: “then we said enough”.
OWN_DECISION_MARKS = (
    *(mark for mark in DECISION_MARKS if mark.rule not in _ABOUT_THE_PRESENT),
    Mark(decisions.CHOSE_ONCE, 2.5, is_needed=True, tells_alone=True),
)
ADVICE_MARKS = (
    Mark(advice.RECOMMENDS, 2.5, is_needed=True),
    Mark(advice.ADVISES, 1.5, is_needed=True),
    Mark(wording.IS_ASKED, -1.5),
    Mark(wording.TELLS_THE_PAST, -0.5),
    Mark(wording.SPEAKS_OF_SPEAKING, -1.0),
)
