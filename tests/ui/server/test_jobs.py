"""Additions in a queue: many wait for one, and what they brought along is taken away."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import httpx
import pytest
from turnwise.rag import AddReport, Library
from turnwise.ui.server import create_app
from turnwise.ui.server.jobs import Jobs
from turnwise.ui.server.problems import BusyError, status_of

N_CLIENTS = 50  # more than the server has threads


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_a_job_that_never_begins_takes_away_what_it_brought(jobs: Jobs):
    gone: list[str] = []
    goes_on = threading.Event()

    def busy(_: object) -> AddReport:
        goes_on.wait()
        return AddReport()

    first = jobs.start("first", busy, at_the_end=lambda: gone.append("first"))
    second = jobs.start("second", busy, at_the_end=lambda: gone.append("second"))
    third = jobs.start("third", busy, at_the_end=lambda: gone.append("third"))
    jobs.cancel(second.id)
    threading.Timer(0.02, goes_on.set).start()
    jobs.close()
    assert sorted(gone) == ["first", "second", "third"]
    states = [job and job.state for job in map(jobs.get, (first.id, second.id, third.id))]
    assert states == ["done", "cancelled", "cancelled"]


def test_a_full_queue_says_to_come_later(jobs: Jobs, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("turnwise.ui.server.jobs.MAX_WAITING", 0)
    with pytest.raises(BusyError, match="try again later") as full:
        jobs.start("first", lambda _: AddReport())
    assert status_of(full.value) == 503


def test_a_wait_ends_with_the_job_or_its_time(jobs: Jobs):
    goes_on = threading.Event()

    def busy(_: object) -> AddReport:
        goes_on.wait()
        return AddReport()

    job = jobs.start("first", busy)
    assert not asyncio.run(jobs.wait_for_end(job.id, 0.01)).has_ended
    goes_on.set()
    assert asyncio.run(jobs.wait_for_end(job.id, 60)).state == "done"


def test_while_many_wait_for_an_addition_others_are_answered(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    goes_on = threading.Event()

    def busy(*_: object, **__: object) -> AddReport:
        goes_on.wait(60)
        return AddReport()

    monkeypatch.setattr(Library, "add", busy)
    transport = httpx.ASGITransport(create_app(library, with_page=False))

    async def main() -> tuple[int, set[int]]:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            text = {"text": "Ann: Why?\nBob: Because."}
            adding = [
                asyncio.create_task(client.post("/v1/transcripts", json=text))
                for _ in range(N_CLIENTS)
            ]
            while len((await client.get("/v1/jobs")).json()["jobs"]) < N_CLIENTS:
                await asyncio.sleep(0.01)
            listed = await client.get("/v1/transcripts")
            assert not any(each.done() for each in adding)
            goes_on.set()
            return listed.status_code, {(await each).status_code for each in adding}

    assert asyncio.run(main()) == (200, {200})
