"""Paths and addresses → transcripts: files, folders, zip files, web addresses."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit
from zipfile import ZipInfo

from ..errors import TranscriptError
from ..text.printable import printable_path
from ..transcript import Transcript
from .decode import BinaryFileError
from .formats import MAX_BYTES, ZIP_MARK, is_archive, megabytes, read_bytes
from .unpack import MAX_MEMBERS, open_archive, unpack

SPEAKER_NAMES = ".speakers.json"  # suffix of the file that names a transcript's speakers
MAX_UNPACKED = 256 << 20  # bytes, all members of a zip file together
_SKIPPED = "skipped:"
# In a folder or a zip file; one that is named by itself is read.
_SOURCE_CODE = frozenset(
    ".bash .bat .c .cc .cpp .cs .css .cxx .fish .go .h .hpp .ipynb .java .jl .js .jsx .kt .less"
    " .lua .m .mjs .php .pl .ps1 .py .pyi .pyx .r .rb .rs .scala .scss .sh .sql .swift .ts .tsx"
    " .vue .zsh".split()
)
_UNPACK = "unpack it and add the folder"
MAX_ARCHIVE_BYTES = 256 << 20  # size of the zip file itself
_MAX_DOWNLOADED = 32 << 20
_WAIT_S = 30  # timeout of each network operation
_DOWNLOAD_S = 300  # timeout of the whole download


@dataclass(frozen=True, slots=True)
class NamesFile:
    """`NAME.speakers.json` beside a transcript, not yet parsed."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """The transcripts read from a path, and the files that gave none."""

    transcripts: tuple[Transcript, ...]
    failed: tuple[TranscriptError, ...] = ()  # files of a folder that could not be read
    skipped: tuple[Path, ...] = ()  # binary files of a folder: recordings, pictures
    names: Mapping[str, NamesFile] = field(default_factory=dict)  # by transcript id


def read_path(path: Path) -> Reading:
    """Read a file, a zip file, or a folder with its subfolders; transcripts in order of file name.

    Hidden files are ignored, and source code in a folder or zip file is skipped. Files that name
    speakers stand beside their transcripts.

    Raises: TranscriptError if `path` is a file that cannot be read, or a folder that cannot be
        opened or holds no files.
    """
    if not path.is_dir():
        if _gives_names(path):
            raise TranscriptError(
                "it names the speakers of a transcript; add the transcript and leave this file "
                "beside it",
                source=path,
            )
        data = _read_file(path)
        if is_archive(data):
            return _read_archive(data, path)
        transcript = _at_source(data, path)
        names = _names_beside(path, _read_if_there)
        return Reading((transcript,), names={transcript.id: names} if names else {})
    files, closed = files_in(path)
    reading = _read_each(((f, None) for f in files if not _gives_names(f)), _read_if_there)
    reading = with_orphans(reading, files)
    return replace(reading, failed=(*closed, *reading.failed))


def files_in(folder: Path) -> tuple[list[Path], list[TranscriptError]]:
    """The files of a folder and its subfolders in order of name, without hidden ones, and an error
    for each folder that cannot be opened.

    Raises: TranscriptError if there is no file.
    """
    files, closed = _files_in(folder)
    if not files and closed:
        raise closed[0]
    if not files:
        raise TranscriptError(
            "the folder holds no readable files; name a file or another folder",
            source=folder,
        )
    return files, closed


def read_one_of(path: Path) -> Reading:
    """Read a file of a folder as `read_path` reads it among the others; one that gives speakers'
    names is read with its transcript."""
    return _read_each([] if _gives_names(path) else [(path, None)], _read_if_there)


def read_transcript(path: Path) -> Transcript:
    """Read one file as a transcript.

    Title and date come from the text, else from the file's name.

    Raises: TranscriptError if the file cannot be opened or decoded, or nobody speaks in it.
    """
    return _at_source(_read_file(path), path)


def read_url(url: str, *, check: Callable[[str], None] | None = None) -> Reading:
    """Download and read the transcript at a web address.

    Args:
        check: called with each address before it is asked, also with those that it redirects to;
            what it raises ends the reading.
    Raises: TranscriptError if it cannot be downloaded, is too large, or takes too long.
    """
    import httpx

    def before(request: httpx.Request) -> None:
        if check is not None:
            check(str(request.url))

    data = bytearray()
    try:
        name = unquote(PurePosixPath(urlsplit(url).path).name) or urlsplit(url).netloc
        with (
            httpx.Client(
                timeout=_WAIT_S, follow_redirects=True, event_hooks={"request": [before]}
            ) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            end = time.monotonic() + _DOWNLOAD_S
            for block in response.iter_bytes():
                data += block
                if len(data) > _MAX_DOWNLOADED or time.monotonic() > end:
                    raise TranscriptError(
                        f"{url}: more than {_MAX_DOWNLOADED >> 20} MB or {_DOWNLOAD_S // 60} "
                        "minutes, which no transcript needs; download it and add the file"
                    )
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise TranscriptError(
            f"{url}: cannot be downloaded ({error}); check the address, or download it and add "
            "the file"
        ) from error
    path = Path(name)
    if is_archive(bytes(data)):
        return _read_archive(bytes(data), path)
    transcript = _at_source(bytes(data), path)
    return Reading((replace(transcript, url=transcript.url or url),))


def _read_each(
    files: Iterable[tuple[Path, bytes | None]], find: Callable[[Path], bytes | None]
) -> Reading:
    """Read all files; a file that cannot be read is reported, and the others are still read.

    Args:
        files: paths with contents; where the contents are None, the file is read from disk.
        find: returns the contents of a path, None if there is no such file.
    """
    transcripts: list[Transcript] = []
    failed: list[TranscriptError] = []
    skipped: list[Path] = []
    names: dict[str, NamesFile] = {}
    for path, given in files:
        if path.suffix.lower() in _SOURCE_CODE:
            skipped.append(path)
            continue
        try:
            data = _read_file(path) if given is None else given
            if is_archive(data):
                if given is not None:
                    raise TranscriptError(
                        "zip files inside a zip file are not read; unpack it and add the folder",
                        source=path,
                    )
                inner = _read_archive(data, path)
                transcripts += inner.transcripts
                failed += inner.failed
                skipped += inner.skipped
                names |= inner.names
            else:
                transcript = _at_source(data, path)
                transcripts.append(transcript)
                if beside := _names_beside(path, find):
                    names[transcript.id] = beside
        except BinaryFileError:
            skipped.append(path)
        except TranscriptError as error:
            failed.append(error)
    return Reading(tuple(transcripts), tuple(failed), tuple(skipped), names)


def _read_archive(data: bytes, source: Path) -> Reading:
    """Read the files of a zip file in order of name; those that cannot be unpacked are reported.

    Raises: TranscriptError if the zip file is damaged or unpacks to too much.
    """
    try:
        archive = open_archive(data)
    except Exception as error:  # zipfile raises many kinds on damaged files
        problem = error.problem if isinstance(error, TranscriptError) else None
        raise TranscriptError(
            problem or f"the zip file cannot be unpacked ({error}); unpack it and add the folder",
            source=source,
        ) from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        size = sum(info.file_size for info in infos)
        if size > MAX_UNPACKED or len(infos) > MAX_MEMBERS:
            raise TranscriptError(
                f"it unpacks to {len(infos)} files and {size >> 20} MB, which is too much; "
                "unpack it and add the folder",
                source=source,
            )
        members: dict[Path, bytes] = {}
        failed: list[TranscriptError] = []
        n_left = MAX_UNPACKED
        for info in sorted(infos, key=lambda info: info.filename):
            name = _member_name(info)
            path = source / name.lstrip("/")
            if _is_hidden(PurePosixPath(name.replace("\\", "/"))):
                continue
            try:
                _check_place(name, is_taken=path in members)
                members[path] = unpack(archive, info, min(n_left, MAX_BYTES), advice=_UNPACK)
            except TranscriptError as error:
                failed.append(TranscriptError(error.problem, source=path))
            else:
                n_left -= len(members[path])
    if failed and not members and not any(map(_is_skipped, failed)):
        raise TranscriptError(failed[0].problem, source=source)
    transcripts = ((path, data) for path, data in members.items() if not _gives_names(path))
    reading = with_orphans(_read_each(transcripts, members.get), members)
    return replace(reading, failed=(*failed, *reading.failed))


def _is_skipped(error: TranscriptError) -> bool:
    return error.problem.startswith(_SKIPPED)


def _check_place(name: str, *, is_taken: bool) -> None:
    """Raise TranscriptError if a member's path leaves the zip file or is already taken."""
    inside = PureWindowsPath(name)  # understands both slashes, and drives
    if inside.anchor or ".." in inside.parts:
        raise TranscriptError(
            f"{_SKIPPED} its path, {name}, leads out of the zip file; unpack it and add the file"
        )
    if is_taken:
        raise TranscriptError(
            f"{_SKIPPED} the zip file holds another file of this name, which was read; rename "
            "one of them"
        )


def with_orphans(reading: Reading, files: Iterable[Path]) -> Reading:
    """Add the files of speakers' names that belong to no transcript to `failed`."""
    used = {names.path for names in reading.names.values()}
    orphans = tuple(
        TranscriptError("no transcript beside it has this name; rename it", source=file)
        for file in files
        if _gives_names(file) and file not in used
    )
    return replace(reading, failed=(*reading.failed, *orphans))


def _member_name(info: ZipInfo) -> str:
    """The member's file name; Chinese Windows writes GB18030 without declaring it."""
    if info.flag_bits & 0x800:  # UTF-8
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return info.filename.encode("cp437").decode(encoding)
    return info.filename


def _read_file(path: Path) -> bytes:
    """The contents of a file.

    Raises: TranscriptError if it cannot be read, is too large, or is a device or a pipe (which
        may never end).
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise TranscriptError(
                "this is a folder, a device, a pipe or a socket; name a file",
                source=path,
            )
        blocks: list[bytes] = []
        n_bytes, max_bytes = 0, MAX_BYTES
        with path.open("rb") as file:
            while n_bytes <= max_bytes and (block := file.read(1 << 20)):
                blocks.append(block)
                n_bytes += len(block)
                if blocks[0].startswith(ZIP_MARK):
                    max_bytes = MAX_ARCHIVE_BYTES
            if n_bytes > max_bytes:
                size = max(os.fstat(file.fileno()).st_size, n_bytes)
                raise TranscriptError(
                    f"it has {megabytes(size)} MB, more than any transcript (the most is "
                    f"{max_bytes >> 20}); split it",
                    source=path,
                )
        return b"".join(blocks)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        problem = error.strerror if isinstance(error, OSError) else error
        raise TranscriptError(
            f"cannot be read ({problem}); check the path and its permissions", source=path
        ) from error


def _at_source(data: bytes, path: Path) -> Transcript:
    """Read the data as a transcript; errors name the file."""
    try:
        return read_bytes(data, name=printable_path(path.name))
    except TranscriptError as error:
        raise type(error)(error.problem, source=path, line=error.line) from error


def _read_if_there(path: Path) -> bytes | None:
    return _read_file(path) if path.is_file() else None


def _names_beside(path: Path, find: Callable[[Path], bytes | None]) -> NamesFile | None:
    """The file of speakers' names beside a transcript, None if there is none.

    Beside `talk.vtt` it is called `talk.vtt.speakers.json` or `talk.speakers.json`.
    """
    for name in (path.name + SPEAKER_NAMES, path.stem + SPEAKER_NAMES):
        beside = path.with_name(name)
        data = find(beside)
        if data is not None:
            return NamesFile(beside, data)
    return None


def _files_in(folder: Path) -> tuple[list[Path], list[TranscriptError]]:
    """The files of a folder and its subfolders, and an error for each folder that cannot be opened.

    Files are in order of name, without hidden ones.
    """
    closed: list[OSError] = []
    files = [
        Path(place) / name
        for place, _, names in os.walk(folder, onerror=closed.append)
        for name in names
    ]
    shown = [f for f in files if not _is_hidden(PurePosixPath(f.relative_to(folder).as_posix()))]
    return sorted(shown), [
        TranscriptError(
            f"cannot be read ({error.strerror}); check its permissions",
            source=Path(os.fsdecode(error.filename)),
        )
        for error in closed
    ]


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part != ".." and part.startswith((".", "__MACOSX")) for part in path.parts)


def _gives_names(path: Path) -> bool:
    return path.name.endswith(SPEAKER_NAMES)
