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

SPEAKER_NAMES = ".speakers.json"  # ends the name of a file that names a transcript's speakers
MAX_UNPACKED = 256 << 20  # bytes of a zip file's members together
_SKIPPED = "skipped:"
# In a folder or a zip file; one that is named by itself is read.
_SOURCE_CODE = frozenset(
    ".bash .bat .c .cc .cpp .cs .css .cxx .fish .go .h .hpp .ipynb .java .jl .js .jsx .kt .less"
    " .lua .m .mjs .php .pl .ps1 .py .pyi .pyx .r .rb .rs .scala .scss .sh .sql .swift .ts .tsx"
    " .vue .zsh".split()
)
_UNPACK = "unpack it and add the folder"
MAX_ARCHIVE_BYTES = 256 << 20  # of a zip file, packed
_MAX_DOWNLOADED = 32 << 20
_WAIT_S = 30  # on the network, each time
_DOWNLOAD_S = 300


@dataclass(frozen=True, slots=True)
class NamesFile:
    """`NAME.speakers.json` beside a transcript, not yet understood."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a path gave."""

    transcripts: tuple[Transcript, ...]
    failed: tuple[TranscriptError, ...] = ()  # files of a folder that could not be read
    skipped: tuple[Path, ...] = ()  # files of a folder without a talk: pictures, source code
    names: Mapping[str, NamesFile] = field(default_factory=dict)  # by transcript id


def read_path(path: Path) -> Reading:
    """The transcripts in a file, a zip file, or a folder and the folders in it, in order of name.

    Hidden files are ignored, and source code in a folder or zip file is skipped. Files that name
    speakers stand beside their transcripts.

    Raises: TranscriptError if a single file cannot be read, or a folder cannot or is empty.
    """
    if not path.is_dir():
        if _gives_names(path):
            raise TranscriptError(
                "it names the speakers of a transcript; add that one, and let this lie beside it",
                source=path,
            )
        data = _read_file(path)
        if is_archive(data):
            return _read_archive(data, path)
        transcript = _at_source(data, path)
        names = _names_beside(path, _read_if_there)
        return Reading((transcript,), names={transcript.id: names} if names else {})
    files, closed = _files_in(path)
    if not files and closed:
        raise closed[0]
    if not files:
        raise TranscriptError(
            "the folder holds no files that can be read; name a file or another folder",
            source=path,
        )
    reading = _read_each(((f, None) for f in files if not _gives_names(f)), _read_if_there)
    reading = _with_orphans(reading, files)
    return replace(reading, failed=(*closed, *reading.failed))


def read_transcript(path: Path) -> Transcript:
    """One file as a transcript.

    The title and date are those in the text, else the file's name and the date in it.

    Raises: TranscriptError if the file cannot be opened or decoded, or nobody speaks in it.
    """
    return _at_source(_read_file(path), path)


def read_url(url: str) -> Reading:
    """The transcript at a web address.

    Raises: TranscriptError if it cannot be had, or is too large or too slow.
    """
    import httpx

    data = bytearray()
    try:
        name = unquote(PurePosixPath(urlsplit(url).path).name) or urlsplit(url).netloc
        with httpx.stream("GET", url, timeout=_WAIT_S, follow_redirects=True) as response:
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
    """All files; those that cannot be read are reported beside the others.

    Args:
        files: with their contents, or None where they are to be read from the disk.
        find: the contents of a file beside them, None if there is none.
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
                        "a zip file inside a zip file is not read; unpack it", source=path
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
    """The files in a zip file, in order of name; those that cannot be unpacked fail alone.

    Raises: TranscriptError if it is damaged or unpacks to too much.
    """
    try:
        archive = open_archive(data)
    except Exception as error:  # of zipfile, which meets whatever a damaged file says
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
                f"it unpacks to {len(infos)} files of {size >> 20} MB together, too much; "
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
    reading = _with_orphans(_read_each(transcripts, members.get), members)
    return replace(reading, failed=(*failed, *reading.failed))


def _is_skipped(error: TranscriptError) -> bool:
    return error.problem.startswith(_SKIPPED)


def _check_place(name: str, *, is_taken: bool) -> None:
    """Raises TranscriptError if a member lies outside of its zip file, or where another does."""
    inside = PureWindowsPath(name)  # knows both slashes, and drives
    if inside.anchor or ".." in inside.parts:
        raise TranscriptError(
            f"{_SKIPPED} its place, {name}, leads out of the zip file; unpack it and add the file"
        )
    if is_taken:
        raise TranscriptError(
            f"{_SKIPPED} the zip file holds another file of this name, which is read; rename one"
        )


def _with_orphans(reading: Reading, files: Iterable[Path]) -> Reading:
    """The same, with files of names that belong to no transcript among those that failed."""
    used = {names.path for names in reading.names.values()}
    orphans = tuple(
        TranscriptError("no transcript beside it is called like it; rename it", source=file)
        for file in files
        if _gives_names(file) and file not in used
    )
    return replace(reading, failed=(*reading.failed, *orphans))


def _member_name(info: ZipInfo) -> str:
    """The name; Windows in Chinese writes it in its own encoding, without saying so."""
    if info.flag_bits & 0x800:  # UTF-8
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return info.filename.encode("cp437").decode(encoding)
    return info.filename


def _read_file(path: Path) -> bytes:
    """What is in a file, up to the most that is read of any.

    Raises: TranscriptError if it cannot be read, is no file but a device or a pipe, which may
        never end, or is too large.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise TranscriptError(
                "this is no file but a folder, a device, a pipe or a socket; name a file",
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
    """The transcript; errors name the file."""
    try:
        return read_bytes(data, name=printable_path(path.name))
    except TranscriptError as error:
        raise type(error)(error.problem, source=path, line=error.line) from error


def _read_if_there(path: Path) -> bytes | None:
    return _read_file(path) if path.is_file() else None


def _names_beside(path: Path, find: Callable[[Path], bytes | None]) -> NamesFile | None:
    """The file that names the speakers of this one, called like it with or without its extension:
    `talk.vtt.speakers.json` or `talk.speakers.json` beside `talk.vtt`."""
    for name in (path.name + SPEAKER_NAMES, path.stem + SPEAKER_NAMES):
        place = path.with_name(name)
        data = find(place)
        if data is not None:
            return NamesFile(place, data)
    return None


def _files_in(folder: Path) -> tuple[list[Path], list[TranscriptError]]:
    """All files in a folder and the folders in it, in order of name, without the hidden ones; and
    the folders that cannot be opened."""
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
