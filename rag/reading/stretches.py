"""Cut a talk where its subject changes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.floating]


_UNEVEN = 0.1  # the cost of runs of unequal weight


def cut_by_subject(vectors: Vectors, weights: Sequence[float], n: int) -> list[range]:
    """The n runs of texts within which their vectors differ least from the run's mean.

    The sum of weighted squared distances to the means is the least possible (dynamic programming,
    O(n_texts² · n)), where runs that weigh more than others cost more. Fewer runs if there are
    fewer texts.

    Args:
        vectors: of the texts, in order: (n_texts, dim).
        weights: how much each text counts, such as its length; more than 0.
        n: 1 or more.
    """
    n_texts = len(vectors)
    n = min(n, n_texts)
    if n_texts == 0:
        return []
    shares = np.asarray(weights, dtype=np.float64) / sum(weights)
    cost = _costs(vectors, shares)
    ends = np.concatenate([[0.0], shares.cumsum()])
    cost += _UNEVEN * n * (ends[None, :] - ends[:-1, None]) ** 2
    best = cost[0, 1:].copy()  # of the texts up to each one, in one run
    starts: list[npt.NDArray[np.intp]] = []
    for _ in range(1, n):
        # totals[i, j]: the texts before i as before, then i to j in a run of its own.
        before = np.concatenate([[np.inf], best[:-1]])
        totals = before[:, None] + cost[:n_texts, 1:]
        starts.append(totals.argmin(axis=0))
        best = totals.min(axis=0)
    runs: list[range] = []
    end = n_texts
    for first in reversed(starts):
        start = int(first[end - 1])
        runs.append(range(start, end))
        end = start
    return [range(end), *reversed(runs)]


def _costs(vectors: Vectors, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The cost of each run [start, end): (n_texts, n_texts + 1); infinite where it is empty."""
    weighted = vectors * weights[:, None]
    sums = np.vstack([np.zeros(vectors.shape[1]), weighted.cumsum(axis=0)])
    squares = np.concatenate([[0.0], (weights * (vectors**2).sum(axis=1)).cumsum()])
    total = np.concatenate([[0.0], weights.cumsum()])
    gram = sums @ sums.T
    norms = np.diag(gram)
    mass = np.maximum(total[None, :] - total[:, None], 1e-12)
    cost = squares[None, :] - squares[:, None] - (norms[None, :] + norms[:, None] - 2 * gram) / mass
    is_empty = np.tri(len(total), dtype=bool)
    return np.where(is_empty, np.inf, cost)[:-1]
