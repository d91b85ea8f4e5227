"""Products of small matrices by one thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

_guard = threading.Lock()
_inside: list[list[int]] = []  # of each thread inside `one_core`: numbers of threads before


@contextmanager
def one_core() -> Iterator[None]:
    """Compute products in the thread that asks for them, in this process.

    Between products, the other threads of a BLAS library wait in a loop: for as small products as
    those of a search, that takes as much processor time as all else (docs/experiments/speed.md).
    """
    with _guard:
        before = [library.get_num_threads() for library in _libraries()]
        _inside.append(_inside[0] if _inside else before)
        _set([1] * len(before))
    try:
        yield
    finally:
        with _guard:
            before = _inside.pop()
            if not _inside:
                _set(before)


def _set(numbers: list[int]) -> None:
    for library, n_threads in zip(_libraries(), numbers, strict=True):
        # The public one does nothing in any thread but the first that has called it.
        set_threads: Callable[[int], None] = getattr(
            library, "_real_set_num_threads", library.set_num_threads
        )
        set_threads(n_threads)


@lru_cache(maxsize=1)
def _libraries() -> list[Any]:
    """NumPy's BLAS and others that have one number of threads for all who call them."""
    from threadpoolctl import ThreadpoolController  # late: it looks through all that is loaded

    libraries = ThreadpoolController().select(user_api="blas").lib_controllers
    return [one for one in libraries if getattr(one, "threading_layer", None) != "openmp"]
