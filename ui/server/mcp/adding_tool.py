"""The tool that adds a transcript; a server has it only if it is told to."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import HTTPException
from mcp.server.mcpserver import Context
from mcp_types import ToolAnnotations
from pydantic import Field

from ....index.readers import read_bytes
from ....rag import AddReport, Library, Transcript, UsageError, is_web_address
from ..access import requires
from ..jobs import Job, Jobs, OnProgress
from ..rest.adding import check_public
from . import results
from .server import ToolServer

MAX_WAIT_S = 45  # for an addition; clients give up after a minute
MAX_SHOWN = 50  # transcripts and problems of an addition
_ADDING = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=True
)

_Words = Annotated[
    str | None,
    Field(max_length=5_000_000, description="the transcript itself: “Ann: Why?\\nBob: Because.”"),
]
_FileName = Annotated[
    str, Field(max_length=500, description="title of a text that has none; its kind: talk.srt")
]
_Recording = Annotated[
    str | None, Field(max_length=2_000, description="web address where the recording is heard")
]
_Address = Annotated[
    str | None,
    Field(max_length=2_000, description="web address of a file to add, in place of text"),
]
_Path = Annotated[
    str | None,
    Field(
        max_length=4_000,
        description="a file or folder of this machine, or the web address of a file, in place of "
        "text",
    ),
]
_DESCRIPTION = """
Add a transcript to the library: text, subtitles, JSON, Word, a web page, a table.

Adding the same words again changes nothing. If it takes long, `state` is waiting or running, and
list_transcripts shows the transcript once it is there.
"""


def add_adding_tool(
    server: ToolServer, library: Library, jobs: Jobs, *, reads_files: bool, private_addresses: bool
) -> None:
    """Let a server add transcripts.

    Args:
        reads_files: whether a caller may name files of this machine: only one who could read them
            without this server.
        private_addresses: whether files may be added from addresses of private networks.
    """

    async def add_text_or_path(
        text: _Words = None,
        path: _Path = None,
        name: _FileName = "transcript.txt",
        url: _Recording = None,
    ) -> results.Added:
        source = await asyncio.to_thread(_source, text, path, name)
        return await _add(library, jobs, source, name if path is None else path, url)

    async def add_text_or_address(
        context: Context[Any, Any],
        text: _Words = None,
        address: _Address = None,
        name: _FileName = "transcript.txt",
        url: _Recording = None,
    ) -> results.Added:
        _check_role(context)
        if address is not None:
            if not is_web_address(address):
                raise UsageError(f"“{address}” is no web address; give the text of the file")
            if not private_addresses:
                await asyncio.to_thread(check_public, address)
        source = await asyncio.to_thread(_source, text, address, name)
        check = None if private_addresses else check_public
        return await _add(library, jobs, source, name if address is None else address, url, check)

    server.add_tool(
        add_text_or_path if reads_files else add_text_or_address,
        name="add_transcript",
        title="Add a transcript",
        description=inspect.cleandoc(_DESCRIPTION),
        annotations=_ADDING,
    )


def _check_role(context: Context[Any, Any]) -> None:
    """Raises UsageError if the key of the request may not add."""
    request: Any = context.request_context.request  # of HTTP, which this server is for
    try:
        requires("add")(request)
    except HTTPException as refused:
        raise UsageError(refused.detail) from refused


def _source(text: str | None, place: str | None, name: str) -> Transcript | str | Path:
    """What to add: a transcript read from the text, a web address or a path."""
    if (text is None) == (place is None):
        raise UsageError("give either the text, or where the file is")
    if text is not None:
        return read_bytes(text.encode("utf-8", "replace"), name=name)
    assert place is not None
    return place if is_web_address(place) else Path(place).expanduser()


async def _add(
    library: Library,
    jobs: Jobs,
    source: Transcript | str | Path,
    name: str,
    url: str | None,
    check: Callable[[str], None] | None = None,
) -> results.Added:
    """Add, and wait a while."""
    job = jobs.start(name, partial(_work, library, source, url, check))
    return _added(await jobs.wait_for_end(job.id, MAX_WAIT_S))


def _work(
    library: Library,
    source: Transcript | str | Path,
    url: str | None,
    check: Callable[[str], None] | None,
    on_progress: OnProgress,
) -> AddReport:
    return library.add(source, url=url, check_address=check, on_progress=on_progress)


def _added(job: Job) -> results.Added:
    """Raises UsageError with the reason if the addition failed."""
    if job.error is not None:
        raise UsageError(job.error)
    report = job.report or AddReport()
    return results.Added(
        state=job.state,
        added=_talks(report.added),
        updated=_talks(report.updated),
        unchanged=_talks(report.unchanged),
        problems=[str(error) for error in report.failed[:MAX_SHOWN]],
    )


def _talks(transcripts: Sequence[Transcript]) -> list[results.AddedTalk]:
    return [
        results.AddedTalk(
            id=transcript.id,
            title=transcript.title,
            date=transcript.date,
            turns=len(transcript.turns),
            speakers=list(transcript.speakers[: results.MAX_NAMES]),
        )
        for transcript in transcripts[:MAX_SHOWN]
    ]
