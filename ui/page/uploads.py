"""Uploaded files on their way into the library.

They lie in a private folder, are limited in number and size, and only the browser session that sent
them may use them. Gradio's own upload route does not serve: it names files by their content, so
two sessions would share a file, and it does not record who sent what.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from ...rag import UsageError

MAX_FILE_BYTES = 50 << 20
MAX_FILES = 500  # that wait at a time, of all sessions
MAX_TOTAL_BYTES = 200 << 20  # of these
MAX_WAIT_S = 3600  # until the event that adds an upload must have begun
_SWEEP_EVERY_S = 60
_TEMPORARY_FOLDER = os.environ.get("GRADIO_TEMP_DIR")  # None: that of the system
_MAX_NAME_BYTES = 200  # file systems take 255
_FORM_BYTES = 100_000  # what a form has around its files
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An uploaded file that is not added yet."""

    session: str
    n_bytes: int
    since_s: float  # on the clock of `Uploads`


class Uploads:
    """The uploaded files of one application. Threads may share it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        """
        Args:
            clock: returns seconds that never run backwards.
        """
        self._clock = clock
        self._folder = Path(tempfile.mkdtemp(dir=private_folder()))
        self._waiting: dict[str, _Waiting] = {}  # by path
        self._n_bytes_coming = 0  # of requests that are being read
        self._lock = threading.Lock()

    def close(self) -> None:
        """Remove all files."""
        with self._lock:
            self._waiting.clear()
        shutil.rmtree(self._folder, ignore_errors=True)
        folder = private_folder()
        if not any(path.is_dir() for path in folder.iterdir()):  # no other application uses it
            shutil.rmtree(folder, ignore_errors=True)
            private_folder.cache_clear()
            _set_gradio_folder(
                _TEMPORARY_FOLDER
            )  # a child process must not inherit the removed one

    def belongs(self, path: str, session: str) -> bool:
        """Whether this session uploaded the file and no event has taken it yet."""
        with self._lock:
            waiting = self._waiting.get(path)
        return waiting is not None and waiting.session == session

    async def receive(self, request: Request, session: str) -> list[str]:
        """Store the files in the field “files” of a form; their paths, in order.

        Raises: HTTPException 411 without a length, 413 if they are too many or too large.
        """
        self.sweep()
        try:
            n_bytes = int(request.headers["content-length"])
        except (KeyError, ValueError):
            raise HTTPException(411, "an upload must say its length") from None
        self._make_room(n_bytes)
        try:
            async with request.form(max_files=MAX_FILES, max_fields=MAX_FILES) as form:
                files = [part for part in form.getlist("files") if isinstance(part, UploadFile)]
                self._check(files)
                return [await asyncio.to_thread(self._store, file, session) for file in files]
        except ClientDisconnect:
            raise HTTPException(400, "the upload broke off") from None
        finally:
            with self._lock:
                self._n_bytes_coming -= n_bytes

    @contextmanager
    def take(self, paths: Sequence[str], session: str) -> Iterator[list[Path]]:
        """The uploaded files, each in a folder of its own; they are removed at the end.

        Raises: UsageError if one was not uploaded by this session, or was taken already.
        """
        with self._lock:
            for path in paths:
                waiting = self._waiting.get(path)
                if waiting is None or waiting.session != session:
                    raise UsageError("a file is not there any more; upload it again")
            for path in set(paths):
                del self._waiting[path]
        try:
            yield [Path(path) for path in dict.fromkeys(paths)]
        finally:
            for path in paths:
                shutil.rmtree(Path(path).parent, ignore_errors=True)

    def sweep(self) -> None:
        """Remove the files that have waited too long."""
        now_s = self._clock()
        with self._lock:
            old = [
                path
                for path, waiting in self._waiting.items()
                if now_s - waiting.since_s > MAX_WAIT_S
            ]
            for path in old:
                del self._waiting[path]
        for path in old:
            shutil.rmtree(Path(path).parent, ignore_errors=True)

    async def sweep_forever(self) -> None:
        """Sweep each minute, until cancelled."""
        while True:
            await asyncio.sleep(_SWEEP_EVERY_S)
            await asyncio.to_thread(self.sweep)

    def _make_room(self, n_bytes: int) -> None:
        """Reserve room for a request of this length. Raises HTTPException 413 if there is none."""
        with self._lock:
            n_held = sum(waiting.n_bytes for waiting in self._waiting.values())
            if n_held + self._n_bytes_coming + n_bytes > MAX_TOTAL_BYTES + _FORM_BYTES:
                raise HTTPException(
                    413,
                    f"more than {MAX_TOTAL_BYTES >> 20} MB of uploads at a time; upload fewer "
                    "files, or add them with: turnwise add FOLDER",
                )
            self._n_bytes_coming += n_bytes

    def _check(self, files: Sequence[UploadFile]) -> None:
        """Raises HTTPException 413 if a file is too large, or too many wait."""
        for file in files:
            if (file.size or 0) > MAX_FILE_BYTES:
                raise HTTPException(
                    413,
                    f"“{file.filename}” has more than {MAX_FILE_BYTES >> 20} MB; split it, or add "
                    "it with: turnwise add FILE",
                )
        with self._lock:
            if len(self._waiting) + len(files) > MAX_FILES:
                raise HTTPException(
                    413, f"more than {MAX_FILES} files wait to be added; try again in a minute"
                )

    def _store(self, file: UploadFile, session: str) -> str:
        path = self._folder / secrets.token_hex(16) / _file_name(file.filename or "")
        path.parent.mkdir(mode=0o700)
        with path.open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
        with self._lock:
            self._waiting[str(path)] = _Waiting(session, file.size or 0, self._clock())
        return str(path)


@lru_cache(maxsize=1)
def private_folder() -> Path:
    """A folder that only this user may read; it is removed when the process ends.

    Gradio keeps its files there, too, since it accepts only files in its own folder.
    """
    if _TEMPORARY_FOLDER:
        Path(_TEMPORARY_FOLDER).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="turnwise-", dir=_TEMPORARY_FOLDER)).resolve()
    _set_gradio_folder(str(folder))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _set_gradio_folder(folder: str | None) -> None:
    """Say where Gradio keeps files; None for its own default."""
    if folder is None:
        os.environ.pop("GRADIO_TEMP_DIR", None)
    else:
        os.environ["GRADIO_TEMP_DIR"] = folder


def _file_name(name: str) -> str:
    """The last part of a name, made safe for any file system; it keeps its ending."""
    clean = _NOT_IN_A_NAME.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(" .")
    path = PurePosixPath(clean or "upload")
    ending = "".join(path.suffixes[-2:])[-40:]
    stem = path.name.removesuffix(ending).encode()
    room = _MAX_NAME_BYTES - len(ending.encode())
    return stem[:room].decode(errors="ignore") + ending
