"""Search and ask from asyncio: the work runs in threads, and the event loop stays free."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from typing import Protocol, Unpack

from ..answer import Answer, Hits
from ..search.filters import FilterOptions
from ..search.ranking.retrieve import SearchMode


class _Asks(Protocol):
    """What a `Library` does without asyncio."""

    def search(
        self, query: str, *, k: int, mode: SearchMode, **filters: Unpack[FilterOptions]
    ) -> Hits: ...

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str],
        k: int,
        anyone: bool,
        anywhere: bool,
        **filters: Unpack[FilterOptions],
    ) -> Iterator[str | Answer]: ...


class AsyncLibrary:
    """The part of `Library` that asyncio awaits."""

    async def asearch(
        self: _Asks,
        query: str,
        *,
        k: int = 10,
        mode: SearchMode = "hybrid",
        **filters: Unpack[FilterOptions],
    ) -> Hits:
        """As `search`, in a thread."""
        import asyncio  # late, as below: a command needs none

        return await asyncio.to_thread(self.search, query, k=k, mode=mode, **filters)

    async def aask(
        self: _Asks,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = 5,
        anyone: bool = False,
        anywhere: bool = False,
        **filters: Unpack[FilterOptions],
    ) -> Answer:
        """As `ask`, in threads. Cancelling it stops a language model at its next sentence."""
        answer = None
        pieces = self.stream(
            question, history=history, k=k, anyone=anyone, anywhere=anywhere, **filters
        )
        async for piece in _in_threads(pieces):
            answer = piece
        assert isinstance(answer, Answer)
        return answer

    def astream(
        self: _Asks,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = 5,
        anyone: bool = False,
        anywhere: bool = False,
        **filters: Unpack[FilterOptions],
    ) -> AsyncGenerator[str | Answer]:
        """As `stream`, in threads.

        Closing the generator stops a language model. `async with aclosing(library.astream(…))`
        of contextlib closes it when the loop over it is left early.
        """
        pieces = self.stream(
            question, history=history, k=k, anyone=anyone, anywhere=anywhere, **filters
        )
        return _in_threads(pieces)


async def _in_threads(pieces: Iterator[str | Answer]) -> AsyncGenerator[str | Answer]:
    """The pieces, each made in a thread; the iterator is closed when the consumer stops."""
    import asyncio

    lock = threading.Lock()  # one step at a time: a generator that runs cannot be closed

    def step() -> str | Answer | None:
        with lock:
            return next(pieces, None)

    def close() -> None:
        with lock:
            getattr(pieces, "close", lambda: None)()

    try:
        while (piece := await asyncio.to_thread(step)) is not None:
            yield piece
    except GeneratorExit:  # the consumer stopped
        await asyncio.to_thread(close)
        raise
    except asyncio.CancelledError:
        # A step still runs in its thread: close after it, without waiting for a slow model.
        asyncio.get_running_loop().run_in_executor(None, close)
        raise
