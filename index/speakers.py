"""Names of speakers: which are somebody's, and which only stand for one."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"(?:unknown |unidentified )?(?:speaker|spk|participant|voice)[\s_-]*(?:\d{1,3}|[a-z])?"
    r"|(?:发言人|说话人|講者|讲者|發言人|說話人|发言者|演讲者)\s*\d{0,3}|(?:unknown|未知)(?:发言人|说话人)?",
    re.IGNORECASE,
)


def is_placeholder(name: str) -> bool:
    """“Speaker 1”, “SPEAKER_00”, “发言人 1”: a label of a machine, which a user can name."""
    return _PLACEHOLDER.fullmatch(name.strip()) is not None
