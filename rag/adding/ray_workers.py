"""The machines of a Ray cluster as workers of a large addition."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...index.errors import LibraryError, TranscriptError, UsageError
from .workers import Job, Prepared, Worker, Workers

LOCAL = "local"  # in place of an address: a cluster of this machine alone, while it adds
_LOCAL_SETTINGS = {  # which Ray reads when it is imported
    "RAY_USAGE_STATS_ENABLED": "0",  # it would tell its makers
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # so that it listens to this machine alone
}
_TRIES = 5  # for a file whose worker was ended, or whose machine was lost


@contextmanager
def ray_workers(address: str, job: Job, library: Path) -> Iterator[Workers]:
    """As many workers as the cluster has cores.

    Every machine needs the files at the same path, and the same version of Turnwise.

    Args:
        address: of its head, such as `ray://10.0.0.1:10001`; “auto” for the cluster that this
            machine belongs to, or “local”.
    Raises: UsageError without the package, or if no cluster answers; LibraryError, at the end, if
        a file could not be prepared since workers were lost.
    """
    if address == LOCAL:
        for name, value in _LOCAL_SETTINGS.items():
            os.environ.setdefault(name, value)
    try:
        import ray
        from ray.exceptions import RayError, RayTaskError
    except ImportError as error:
        raise UsageError('a Ray cluster needs ray; run: pip install "turnwise[ray]"') from error
    is_ours = not ray.is_initialized()
    if is_ours:
        _connect(ray, address)
    prepare = ray.remote(_prepare).options(max_retries=_TRIES)
    running: set[Any] = set()  # references of what tasks will give

    def submit(file: Path) -> Future[Prepared]:
        task = prepare.remote(known, file.absolute())
        running.add(task)
        future: Future[Prepared] = task.future()
        future.add_done_callback(lambda _: running.discard(task))
        return future

    try:
        known = (ray.put(job),)  # in a tuple: a task asks for it, rather than getting a copy
        yield Workers(int(ray.cluster_resources().get("CPU", 1)), submit)
    except RayError as error:
        cause = error.cause if isinstance(error, RayTaskError) else error
        if not isinstance(cause, RayError):
            raise cause from error  # what a worker raised
        raise LibraryError(
            f"workers of the Ray cluster cannot work ({_first_line(cause)}); what was "
            "added stays. Add the folder again",
            path=library,
        ) from error
    finally:
        for task in list(running):
            ray.cancel(task)
        if is_ours:
            ray.shutdown()


def _connect(ray: Any, address: str) -> None:
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
    if address == LOCAL:
        options["include_dashboard"] = False
    try:
        ray.init(address=address, **options)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"no Ray cluster answers at “{address}” ({_first_line(error)}); name the address of "
            f"its head, such as ray://10.0.0.1:10001, or “{LOCAL}” for this machine"
        ) from error


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _prepare(job: tuple[Any], file: Path) -> Prepared:
    """Runs on a machine of the cluster."""
    from ...index.readers import Reading  # late: as in `sources`

    if not file.exists():
        problem = f"it is not on {platform.node()}; each machine of the cluster needs the folder"
        return Prepared(Reading((), (TranscriptError(problem, source=file),)), {}, {})
    return _worker_for(job[0]).prepare(file)


@lru_cache(maxsize=1)
def _worker_for(job: Any) -> Worker:
    """The worker of this process, which Ray uses for one file after another."""
    import ray

    return Worker(ray.get(job))
