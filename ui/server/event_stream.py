"""Server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import json

EVENT_STREAM = "text/event-stream"


def as_event(name: str | None, data: object) -> str:
    """One event with JSON as its data; None leaves out the name."""
    text = json.dumps(data, ensure_ascii=False)  # holds no line break
    return f"event: {name}\ndata: {text}\n\n" if name else f"data: {text}\n\n"
