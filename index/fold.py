"""Spelling variants made equal, for comparing and indexing; never for showing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from opencc import OpenCC


def fold(text: str) -> str:
    """Full-width to half-width (NFKC), lower case, Traditional to Simplified Chinese.

    The length may change: offsets into the result do not fit the original.
    """
    return _to_simplified().convert(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
