"""Asking from asyncio and from many threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Answer, Library, UsageError
from turnwise.rag.language_models.language_model import Message, Pieces

OPENCL = "what did he say about OpenCL"
DUCKS = "How many ducks live on the lake?"
SENTENCE = "Bob says that about 40 ducks live on the lake [1]. "


class SlowWriter:
    """A language model that waits before each sentence until it is let on, and says that it was closed."""

    name = "slow writer"

    def __init__(self, sentences_at_once: int = 0):
        self.lets_on = threading.Semaphore(sentences_at_once)
        self.begun, self.closed = threading.Event(), threading.Event()

    def load(self) -> None:
        pass

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        try:
            for _ in range(100):
                self.begun.set()
                assert self.lets_on.acquire(timeout=30)
                yield SENTENCE
        finally:
            self.closed.set()


@pytest.fixture
def slow(tmp_path: Path):
    writer = SlowWriter()
    with Library.open(
        tmp_path / "slow", embedder=BigramEmbedder(), language_model=writer
    ) as library:
        library.add(make_transcript(("Ann", DUCKS), ("Bob", "About 40 ducks live on the lake.")))
        yield library, writer


@pytest.mark.slow
def test_asyncio_gets_what_threads_get(library: Library):
    async def ask() -> None:
        assert await library.asearch("OpenCL", k=3) == library.search("OpenCL", k=3)
        assert await library.aask(OPENCL) == library.ask(OPENCL)
        assert await library.aask("and CUDA?", history=[OPENCL], speakers=["Yangqing"]) == (
            library.ask("and CUDA?", history=[OPENCL], speakers=["Yangqing"])
        )
        pieces = [piece async for piece in library.astream(OPENCL)]
        assert pieces == list(library.stream(OPENCL))

    asyncio.run(ask())


def test_errors_reach_who_awaits(library: Library):
    with pytest.raises(UsageError):
        asyncio.run(library.asearch(""))
    with pytest.raises(UsageError, match="Nobody"):
        asyncio.run(library.aask(OPENCL, speakers=["Nobody"]))


@pytest.mark.slow
def test_many_questions_are_gathered_at_once(library: Library):
    async def ask() -> list[Answer]:
        return await asyncio.gather(*(library.aask(OPENCL) for _ in range(20)))

    assert {answer.citations[0].turn for answer in asyncio.run(ask())} == {27}


def test_the_event_loop_goes_on_while_a_model_writes(slow: tuple[Library, SlowWriter]):
    library, writer = slow

    async def ask() -> Answer:
        asking = asyncio.create_task(library.aask(DUCKS))
        assert await asyncio.to_thread(writer.begun.wait, 30)
        assert not asking.done()  # the model waits, and we are here
        writer.lets_on.release(100)
        return await asking

    assert asyncio.run(ask()).model == "slow writer"


def test_leaving_the_stream_early_stops_the_model(slow: tuple[Library, SlowWriter]):
    library, writer = slow
    writer.lets_on.release(3)

    async def read_one() -> object:
        async with aclosing(library.astream(DUCKS)) as pieces:
            first = await anext(pieces)
        assert writer.closed.is_set()
        return first

    assert "40 ducks" in str(asyncio.run(read_one()))


def test_cancelling_stops_the_model_without_waiting_for_it(slow: tuple[Library, SlowWriter]):
    library, writer = slow

    async def ask_and_cancel() -> None:
        asking = asyncio.create_task(library.aask(DUCKS))
        assert await asyncio.to_thread(writer.begun.wait, 30)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert not writer.closed.is_set()  # it still waits for its next sentence
        writer.lets_on.release(3)
        assert await asyncio.to_thread(writer.closed.wait, 30)

    asyncio.run(ask_and_cancel())


@pytest.mark.slow
def test_many_threads_search_ask_and_read_while_others_write(library: Library):
    def read(number: int) -> int:
        library.search("OpenCL", k=1 + number % 3)
        library.lookup("OpenCL")
        library.outline(library.transcripts()[0].id)
        return library.ask(OPENCL).citations[0].turn

    def write(number: int) -> bool:
        words = f"Number {number} is a number with a word of its own: zq{number}."
        library.add(make_transcript(("A", f"What is number {number}?"), ("B", words)))
        hits = library.search(f"zq{number}", mode="lexical")
        return any(hit.text == words for hit in hits)  # what was added is found

    with ThreadPoolExecutor(8) as threads:
        found = threads.map(write, range(6))
        turns = threads.map(read, range(24))
        assert set(turns) == {27}
        assert all(found)
    assert len(library.transcripts()) == 7
