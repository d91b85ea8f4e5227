"""Answers in other forms than the best quotes: lists, overviews, facts of the talk, …"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ...answer import Answer
from ...understanding.query import Form
from .comparison import compare
from .lists import make_list
from .request import Request
from .small_talk import answer_small_talk
from .talk_facts import tell_talk_facts
from .whole_talk.decisions import list_decisions
from .whole_talk.open_questions import list_open_questions
from .whole_talk.overview import give_overview
from .whole_talk.tasks import list_tasks

# Each makes the answer, or None where the talks give none in this form: then search answers.
MAKERS: Mapping[Form, Callable[[Request], Answer | None]] = MappingProxyType(
    {
        "comparison": compare,
        "metadata": tell_talk_facts,
        "list": make_list,
        "overview": give_overview,
        "tasks": list_tasks,
        "decisions": list_decisions,
        "open_questions": list_open_questions,
        "small_talk": answer_small_talk,
    }
)
