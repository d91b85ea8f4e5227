"""What chat programs ask beside the person's questions: a title, tags, follow-up questions.

Open WebUI sends such tasks to the model of the chat, as one message that begins with “### Task:”,
says which JSON it wants, and ends with the chat. They are no questions about transcripts.
"""

from __future__ import annotations

import json
import re

from ....rag import Library, example_questions, shorten

_TASK = "### Task:"
_WANTED = re.compile(r'JSON format:\s*\{\s*"(title|tags|follow_ups|queries)"')
_CHAT = re.compile(r"<chat_history>(.*)</chat_history>", re.DOTALL)
_ASKED = re.compile(r'^USER:[\s"]*(.+?)"*$', re.MULTILINE)
_MAX_TITLE = 60  # characters
_MAX_FOLLOW_UPS = 3


def reply_to_task(library: Library, text: str) -> str | None:
    """The JSON that a chat program's task asks for; None if the text is no such task."""
    wanted = _WANTED.search(text) if text.startswith(_TASK) else None
    chat = _CHAT.search(text)
    if wanted is None or chat is None:
        return None
    asked = [question.strip() for question in _ASKED.findall(chat[1])]
    reply = {wanted[1]: _REPLIES[wanted[1]](library, asked)}
    return json.dumps(reply, ensure_ascii=False)


def _title(_: Library, asked: list[str]) -> str:
    return shorten(asked[0], _MAX_TITLE) if asked else "Turnwise"


def _follow_ups(library: Library, asked: list[str]) -> list[str]:
    return [q for q in example_questions(library) if q not in asked][:_MAX_FOLLOW_UPS]


def _nothing(*_: object) -> list[str]:
    return []


# By the field that a task asks for.
_REPLIES = {"title": _title, "follow_ups": _follow_ups, "tags": _nothing, "queries": _nothing}
