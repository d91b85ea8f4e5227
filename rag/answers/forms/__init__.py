"""Answers in other forms than the best quotes: lists, overviews, facts of the talk, …"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ...answer import Answer
from ...understanding.query import Form
from .comparison import compare
from .question_list import list_questions
from .request import Request
from .small_talk import answer_small_talk
from .talk_facts import tell_talk_facts

# Each makes the answer, or None where the talks give none in this form: then search answers.
MAKERS: Mapping[Form, Callable[[Request], Answer | None]] = MappingProxyType(
    {
        "comparison": compare,
        "list": list_questions,
        "metadata": tell_talk_facts,
        "small_talk": answer_small_talk,
    }
)
