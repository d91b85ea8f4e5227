from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_info
from turnwise.index.search_indexes.one_core import one_core


def n_threads() -> set[int]:
    """The number of threads of NumPy's products; FAISS's library has one for each thread."""
    return {
        library["num_threads"]
        for library in threadpool_info()
        if library["user_api"] == "blas" and library.get("threading_layer") != "openmp"
    }


def test_products_inside_have_one_thread_and_afterwards_as_many_as_before():
    np.ones((2, 2)) @ np.ones((2, 2))
    before = n_threads()
    with one_core():
        with one_core():
            assert n_threads() <= {1}
        assert n_threads() <= {1}
    assert n_threads() == before


def test_threads_share_the_limit():
    before = n_threads()

    def inside(_: int) -> set[int]:
        with one_core():
            return n_threads()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(inside, range(40))) == [{1}] * 40
    assert n_threads() == before
