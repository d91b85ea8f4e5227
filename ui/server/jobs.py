"""Adding takes time: a job adds one upload after another, and says how far it is."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from ...rag import AddReport, TurnwiseError
from .problems import BusyError, status_of

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
OnProgress = Callable[[int, int], None]
Work = Callable[[OnProgress], AddReport]
MAX_WAITING = 100  # jobs
MAX_KEPT = 1000  # jobs that have ended
_POLL_S = 0.05


class _CancelledError(TurnwiseError):
    """The job was cancelled while it ran; one of our errors, so that `Library.add` ends at it."""


@dataclass(frozen=True, slots=True)
class Job:
    """An addition, and how far it is."""

    id: str
    name: str  # of the file or address
    state: JobState
    since: str  # when it was asked for: ISO 8601, UTC
    done: int = 0  # passages embedded, of the transcript at hand
    total: int = 0
    report: AddReport | None = None
    error: str | None = None
    status: int | None = None  # the HTTP status that fits the error

    @property
    def has_ended(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


@dataclass(slots=True)
class _Slot:
    job: Job
    at_the_end: Callable[[], None]
    future: Future[None] | None = None  # that runs it
    is_cancelled: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


class Jobs:
    """Runs one job at a time, as a library has one writer. Threads may share it."""

    def __init__(self) -> None:
        self._slots: OrderedDict[str, _Slot] = OrderedDict()
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="turnwise-add")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Close at the end, without stopping the event loop."""
        try:
            yield
        finally:
            await asyncio.to_thread(self.close)

    def close(self) -> None:
        """End: jobs that wait are dropped, and the one that runs stops at its next step."""
        for slot in list(self._slots.values()):
            slot.is_cancelled = True
        self._worker.shutdown(wait=True, cancel_futures=True)
        for slot in self._slots.values():
            if slot.future is not None and slot.future.cancelled():  # it never began
                _change(slot, state="cancelled")
                slot.at_the_end()

    def start(self, name: str, work: Work, at_the_end: Callable[[], None] = lambda: None) -> Job:
        """Put a job in the queue.

        Args:
            work: adds something; it calls what it is given with (passages done, in all).
            at_the_end: called once, also for a job that is cancelled before it begins.
        Raises: BusyError if too many wait.
        """
        job = Job(
            secrets.token_hex(8), name, "waiting", datetime.now(UTC).isoformat(timespec="seconds")
        )
        slot = _Slot(job, at_the_end)
        with self._lock:
            if sum(not other.job.has_ended for other in self._slots.values()) >= MAX_WAITING:
                raise BusyError(f"{MAX_WAITING} additions wait already; try again later")
            self._slots[job.id] = slot
            ended = [id for id, other in self._slots.items() if other.job.has_ended]
            for id in ended[: max(0, len(ended) - MAX_KEPT)]:
                del self._slots[id]
        slot.future = self._worker.submit(self._run, slot, work)
        return job

    def get(self, id: str) -> Job | None:
        """The job as it is now; None if there is none, or it ended long ago."""
        slot = self._slots.get(id)
        return slot.job if slot else None

    def all(self) -> list[Job]:
        """All jobs that are kept, oldest first."""
        return [slot.job for slot in list(self._slots.values())]

    async def wait(self, id: str, seen: Job, timeout_s: float) -> Job:
        """The job once it differs from what was seen, or has ended, or the time is over.

        It holds no thread: many may wait, and others are answered meanwhile.
        """
        return await _until(self._slots[id], lambda job: job != seen or job.has_ended, timeout_s)

    async def wait_for_end(self, id: str, timeout_s: float) -> Job:
        """The job once it has ended, or the time is over. It holds no thread."""
        return await _until(self._slots[id], lambda job: job.has_ended, timeout_s)

    def cancel(self, id: str) -> Job | None:
        """Cancel a job: at once if it waits, at its next step if it runs. What is added stays."""
        slot = self._slots.get(id)
        if slot is None:
            return None
        slot.is_cancelled = True
        if slot.job.state == "waiting":
            _change(slot, state="cancelled")
        return slot.job

    def _run(self, slot: _Slot, work: Work) -> None:
        try:
            self._work(slot, work)
        finally:
            slot.at_the_end()

    def _work(self, slot: _Slot, work: Work) -> None:
        if slot.is_cancelled:
            _change(slot, state="cancelled")
            return
        _change(slot, state="running")

        def on_progress(done: int, total: int) -> None:
            if slot.is_cancelled:
                raise _CancelledError
            _change(slot, done=done, total=total)

        try:
            report = work(on_progress)
        except _CancelledError:
            _change(slot, state="cancelled")
        except TurnwiseError as error:
            _change(slot, state="failed", error=str(error), status=status_of(error))
        except Exception:
            _change(slot, state="failed", error="the server failed; its log says why", status=500)
            raise
        else:
            _change(slot, state="done", report=report)


async def _until(slot: _Slot, is_so: Callable[[Job], bool], timeout_s: float) -> Job:
    """The job once it is so, or the time is over."""
    with suppress(TimeoutError):
        async with asyncio.timeout(timeout_s):
            while not is_so(slot.job):
                await asyncio.sleep(_POLL_S)
    return slot.job


def _change(slot: _Slot, **changes: object) -> None:
    with slot.lock:
        slot.job = replace(slot.job, **changes)  # pyright: ignore[reportArgumentType]
