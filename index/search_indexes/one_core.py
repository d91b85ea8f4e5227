"""Products of small matrices by one thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_guard = threading.Lock()
_inside: list[Any] = []  # one for each thread inside `one_core`; the first ends the limit


@contextmanager
def one_core() -> Iterator[None]:
    """Compute products in the thread that asks for them, in this process.

    Between products, the other threads of a BLAS library wait in a loop: for as small products as
    those of a search, that takes as much processor time as all else (docs/experiments/speed.md).
    """
    with _guard:
        _inside.append(_inside[0] if _inside else _libraries().limit(limits=1))
    try:
        yield
    finally:
        with _guard:
            limit = _inside.pop()
            if not _inside:
                limit.restore_original_limits()


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    import faiss  # late, as NumPy is by then: only what is loaded is found
    from threadpoolctl import ThreadpoolController

    del faiss
    return ThreadpoolController().select(user_api="blas")
