"""Bounds of results: texts are cut, with a sign, and lists come in pages that say what is left out.

Turns and lists may be long, and the context of a language model is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, TypedDict, TypeVar

from pydantic import Field

from ..records import Record

MAX_PAGE_CHARS = 20_000  # of the JSON of the items of a page

Offset = Annotated[int, Field(ge=0, le=10_000_000, description="items to skip: next_offset")]
Limit = Annotated[int, Field(ge=1, le=100, description="items of a page, at most")]
Item = TypeVar("Item")
R = TypeVar("R", bound=Record)


class Page(Record):
    """A page of a list."""

    total: int = Field(description="items in all")
    next_offset: int | None = Field(description="offset of the next page; null on the last one")
    left_out: str | None = Field(description="what this page leaves out, and how to get it")


class PageFields(TypedDict):
    """The fields of `Page`."""

    total: int
    next_offset: int | None
    left_out: str | None


def page_of(
    items: Sequence[Item], offset: int, limit: int, as_record: Callable[[Item], R]
) -> tuple[list[R], PageFields]:
    """The records of a page, at most `limit` and of bounded size, and where the next one begins."""
    shown = fitting(as_record(item) for item in items[offset : offset + limit])
    following = offset + len(shown)
    n_after = max(0, len(items) - following)
    left_out = f"{n_after} of {len(items)} follow; ask again with offset={following}"
    return shown, {
        "total": len(items),
        "next_offset": following if n_after else None,
        "left_out": left_out if n_after else None,
    }


def fitting(records: Iterable[R], max_chars: int = MAX_PAGE_CHARS) -> list[R]:
    """The first records that fit into so many characters of JSON; at least one."""
    shown: list[R] = []
    for record in records:
        max_chars -= len(record.model_dump_json())
        if shown and max_chars < 0:
            break
        shown.append(record)
    return shown


def cut(text: str, max_chars: int) -> str:
    """The text, or its beginning and the number of characters that follow."""
    if len(text) <= max_chars:
        return text
    return f"{text[:max_chars]} … ({len(text) - max_chars:,} more characters)"
