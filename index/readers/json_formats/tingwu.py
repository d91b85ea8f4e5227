"""Links between questions and answers, which 通义听悟 writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from ..utterances import TimedLink, to_seconds
from .fields import Json, is_list_of, objects_in

_MAX_NODES = 10_000  # nodes visited to find paragraphs


def tingwu_links(data: Json) -> tuple[TimedLink, ...]:
    """The links in 通义听悟's 问答回顾, which gives ids of sentences that ask and that answer."""
    begins: dict[object, float] = {}
    for paragraph in _find_list(data, "Paragraphs", "Words") or ():
        for word in objects_in(paragraph.get("Words")):
            start_s = to_seconds(word.get("Start"), 1000)
            if start_s is not None:
                begins.setdefault(str(word.get("SentenceId")), start_s)

    def moments(ids: Json) -> tuple[float, ...]:
        listed = ids if isinstance(ids, list) else []
        return tuple(begins[str(id)] for id in listed if str(id) in begins)

    links: list[TimedLink] = []
    for pair in _find_list(data, "QuestionsAnsweringSummary", "Question") or ():
        asked = moments(pair.get("SentenceIdsOfQuestion"))
        answered = moments(pair.get("SentenceIdsOfAnswer"))
        if asked and answered:
            links.append(TimedLink(min(asked), answered))
    return tuple(links)


def _find_list(data: Json, key: str, field: str) -> list[Json] | None:
    """The first list under `key`, at any depth, whose objects have `field`; None without one."""
    queue = deque([data])
    for _ in range(_MAX_NODES):
        if not queue:
            break
        node = queue.popleft()
        if isinstance(node, Mapping):
            if is_list_of(value := node.get(key), field):
                return value
            queue.extend(value for value in node.values() if isinstance(value, Mapping))
    return None
