"""Seconds of a recording, as a reader sees them; and days."""

from __future__ import annotations

from datetime import date

from ..errors import UsageError, check_text


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss or m:ss."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def read_date(day: str | None) -> str | None:
    """A day as ISO 8601. Raises UsageError if it is none."""
    try:
        return None if day is None else date.fromisoformat(check_text(day, "a date")).isoformat()
    except ValueError:
        raise UsageError(f"“{day}” is not a date; write it like 2018-11-02") from None
