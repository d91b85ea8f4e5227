"""Adding transcripts: uploads, JSON, addresses; each is a job, with progress."""

from __future__ import annotations

import ipaddress
import re
import shutil
import socket
import tempfile
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from ....index.readers import SPEAKER_NAMES, read_bytes
from ....rag import (
    AddReport,
    Library,
    NotFoundError,
    Transcript,
    TranscriptError,
    TurnwiseError,
    UsageError,
)
from .. import records
from ..access import requires
from ..event_stream import EVENTS, EventStream, as_event
from ..jobs import Job, Jobs, OnProgress
from ..problems import PROBLEMS, problem

MAX_WAIT_S = 30  # for a job, before the answer says where to look
_WAIT_S = 10  # unless the request prefers otherwise
MAX_NAME_BYTES = 200  # of a file; disks take 255, and names of speakers lie beside it
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_EVENT_EVERY_S = 15  # at least; keeps the connection open
_PREFER_WAIT = re.compile(r"\bwait=(\d{1,4})\b")
_LINKS = {
    name: {
        "operationRef": f"#/paths/~1v1~1transcripts~1{{id}}{reference}",
        "parameters": {"id": "$response.body#/report/added/0/id"},
    }
    for name, reference in {
        "show": "/get",
        "edit": "/patch",
        "delete": "/delete",
        "turns": "~1turns/get",
        "export": "~1export/get",
        "outline": "~1outline/get",
        "overview": "~1overview/get",
    }.items()
}
_RESULTS: dict[int | str, dict[str, Any]] = {
    200: {"model": records.JobRecord, "description": "It was there already"},
    201: {"model": records.JobRecord, "description": "Added", "links": _LINKS},
    202: {"model": records.JobRecord, "description": "Still adding: see Location"},
}


def adding_routes(library: Library, jobs: Jobs, *, private_addresses: bool) -> APIRouter:
    """The routes over one library.

    Args:
        private_addresses: whether files may be added from addresses of private networks.
    """
    router = APIRouter(tags=["adding"], responses=PROBLEMS)
    add, read = [Depends(requires("add"))], [Depends(requires("read"))]

    @router.post("/transcripts", dependencies=add, response_model=None, responses=_RESULTS)
    async def add_text(wanted: records.AddTextRequest, request: Request) -> JSONResponse:
        """Add a transcript as text, or from its address on the web.

        The answer waits for the job a while; `Prefer: respond-async` or `Prefer: wait=SECONDS`
        (RFC 7240) choose how long. Adding the same words again changes nothing.
        """
        source = await run_in_threadpool(_source, wanted, private_addresses)
        name = wanted.name if wanted.address is None else wanted.address
        check = None if private_addresses else check_public
        work = partial(_add, library, source, wanted.url, wanted.tags, check)
        job = jobs.start(name, work)
        return await _answer(jobs, job, request)

    @router.post("/transcripts/upload", dependencies=add, response_model=None, responses=_RESULTS)
    async def upload(
        request: Request,
        file: Annotated[UploadFile, File(description="in any format that Turnwise reads")],
        names: Annotated[
            UploadFile | None, File(description="NAME.speakers.json: the names of its speakers")
        ] = None,
        url: Annotated[str | None, Form(max_length=2_000)] = None,
        tags: Annotated[list[str] | None, Form(description="for what is added")] = None,
    ) -> JSONResponse:
        """Add a file: text, subtitles, Word, JSON, web page, table, zip."""
        path = await run_in_threadpool(_kept, file, names)
        remove = partial(shutil.rmtree, path.parent, ignore_errors=True)
        try:
            work = partial(_add_upload, library, path, url, tags or [])
            job = jobs.start(path.name, work, at_the_end=remove)
        except TurnwiseError:
            remove()
            raise
        return await _answer(jobs, job, request)

    @router.get("/jobs", dependencies=read, response_model=records.JobList)
    def list_jobs() -> dict[str, object]:
        """The additions of this process, oldest first."""
        return {"jobs": [records.JobRecord.of(job) for job in jobs.all()]}

    @router.get("/jobs/{id}", dependencies=read, response_model=records.JobRecord)
    def show_job(id: str) -> records.JobRecord:
        """How far an addition is, and what came of it."""
        return records.JobRecord.of(jobs.get(id) or _missing(id))

    @router.delete("/jobs/{id}", dependencies=add, response_model=records.JobRecord)
    def cancel_job(id: str) -> records.JobRecord:
        """Cancel an addition; what is added already stays."""
        return records.JobRecord.of(jobs.cancel(id) or _missing(id))

    @router.get(
        "/jobs/{id}/events",
        dependencies=read,
        response_class=EventStream,
        responses={200: {"content": EVENTS}},
    )
    def job_events(id: str) -> EventStream:
        """The job as server-sent events named `job`, each time it has changed, until it ends."""
        job = jobs.get(id) or _missing(id)
        return EventStream(_events(jobs, job))

    return router


def _source(wanted: records.AddTextRequest, private_addresses: bool) -> Transcript | str:
    """What a request wants to add: a transcript that is read, or an address."""
    if (wanted.text is None) == (wanted.address is None):
        raise UsageError("give either text or address")
    if wanted.text is not None:
        return read_bytes(wanted.text.encode(), name=wanted.name)
    assert wanted.address is not None
    if not private_addresses:
        check_public(wanted.address)
    return wanted.address


def _kept(file: UploadFile, names: UploadFile | None) -> Path:
    """An upload in a folder of its own, with the names of its speakers beside it."""
    folder = Path(tempfile.mkdtemp(prefix="turnwise-"))
    try:
        path = folder / file_name(file.filename or "")
        _copy(file, path)
        if names is not None:
            _copy(names, path.with_name(path.name + SPEAKER_NAMES))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return path


def file_name(given: str) -> str:
    """A name under which an upload can be kept: without folders, and short enough for a disk."""
    name = _CONTROLS.sub("", PurePosixPath(given.replace("\\", "/")).name)
    end = name.encode("utf-8", "ignore")[-MAX_NAME_BYTES:]  # it says which kind of file it is
    return end.decode("utf-8", "ignore").lstrip(".") or "upload"


def _copy(upload: UploadFile, path: Path) -> None:
    with path.open("wb") as copy:
        shutil.copyfileobj(upload.file, copy)


def _add(
    library: Library,
    source: str | Transcript,
    url: str | None,
    tags: list[str],
    check: Callable[[str], None] | None,
    on_progress: OnProgress,
) -> AddReport:
    return library.add(source, url=url, tags=tags, check_address=check, on_progress=on_progress)


def _add_upload(
    library: Library, path: Path, url: str | None, tags: list[str], on_progress: OnProgress
) -> AddReport:
    try:
        report = library.add(path, url=url, tags=tags, on_progress=on_progress)
    except TranscriptError as error:
        raise _named(error, path.parent) from error
    return replace(
        report,
        failed=tuple(_named(error, path.parent) for error in report.failed),
        skipped=tuple(each.relative_to(path.parent) for each in report.skipped),
    )


def _named(error: TranscriptError, folder: Path) -> TranscriptError:
    """The error without the folder of the upload, which means nothing to the client."""
    source = error.source
    if source is not None and source.is_relative_to(folder):
        source = source.relative_to(folder)
    return TranscriptError(error.problem, source=source, line=error.line)


async def _answer(jobs: Jobs, job: Job, request: Request) -> JSONResponse:
    """The job once it has ended, or after a while as it is then."""
    prefer = request.headers.get("prefer", "")
    asked = _PREFER_WAIT.search(prefer)
    wait_s = min(int(asked[1]) if asked else _WAIT_S, MAX_WAIT_S)
    if "respond-async" not in prefer and wait_s:
        job = await jobs.wait_for_end(job.id, wait_s)
    return await run_in_threadpool(_response, job, request)


def _response(job: Job, request: Request) -> JSONResponse:
    if job.error is not None:
        return problem(job.status or 500, job.error)
    content = records.JobRecord.of(job).model_dump()
    if job.report is None:
        return JSONResponse(content, 202, headers={"Location": f"{_root(request)}/jobs/{job.id}"})
    if not job.report.added:
        return JSONResponse(content, 200)
    place = f"{_root(request)}/transcripts/{job.report.added[0].id}"
    return JSONResponse(content, 201, headers={"Location": place})


def _root(request: Request) -> str:
    """The path of the API: `/v1`, behind the prefix where the application is mounted."""
    return request.url.path.split("/transcripts")[0]


async def _events(jobs: Jobs, job: Job) -> AsyncGenerator[str]:
    yield as_event("job", records.JobRecord.of(job).model_dump())
    while not job.has_ended:
        seen = job
        job = await jobs.wait(job.id, seen, _EVENT_EVERY_S)
        yield ":\n\n" if job == seen else as_event("job", records.JobRecord.of(job).model_dump())


def check_public(address: str) -> None:
    """Raises UsageError if an address leads into a private network, where a server may reach
    what its callers may not."""
    host = urlsplit(address).hostname
    try:
        found = socket.getaddrinfo(host, None) if host else []
    except (OSError, UnicodeError):
        found = []
    ips = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not ips:
        raise UsageError(f"“{address}” names no host that can be found; check the address")
    if not all(ip.is_global for ip in ips):
        raise UsageError(
            f"“{address}” lies in a private network; download the file and upload it, or start "
            "the server with --private-addresses"
        )


def _missing(id: str) -> Job:
    raise NotFoundError(f"no job has the id “{id}”; GET /v1/jobs lists those that are kept")
