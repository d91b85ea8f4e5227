"""What runs beside an application: started with it, ended with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from starlette.types import ASGIApp, Receive, Scope, Send

Part = Callable[[], AbstractAsyncContextManager[object]]


class Running:
    """Enters the parts in a task of its own, and leaves them in the same one at the end."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._task: asyncio.Task[None] | None = None
        self._has_started = asyncio.Event()
        self._shall_end = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None  # that they run in

    def add(self, part: Part) -> None:
        """Add a part before the start."""
        self._parts.append(part)

    async def start(self) -> None:
        """Start the parts once; wait until they run. Raises what a part raises."""
        if self._loop is not asyncio.get_running_loop():  # the first start, or the loop has ended
            self._loop = asyncio.get_running_loop()
            self._has_started, self._shall_end = asyncio.Event(), asyncio.Event()
            self._task = asyncio.create_task(self._run())
        assert self._task is not None
        started = asyncio.ensure_future(self._has_started.wait())
        await asyncio.wait({self._task, started}, return_when="FIRST_COMPLETED")
        started.cancel()
        if self._task.done():
            self._task.result()

    async def stop(self) -> None:
        """End the parts, in the opposite order."""
        self._shall_end.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        async with AsyncExitStack() as stack:
            for part in self._parts:
                await stack.enter_async_context(part())
            self._has_started.set()
            await self._shall_end.wait()


class StartsWhenMounted:
    """ASGI middleware: an application that is mounted into another is told of no start, so its
    parts start with the first request."""

    def __init__(self, app: ASGIApp, running: Running):
        self._app = app
        self._running = running

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._running.start()
        await self._app(scope, receive, send)
