"""Paths and addresses → transcripts: files, folders, zip files, web addresses."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..errors import TranscriptError
from ..transcript import Transcript
from .decode import BinaryFileError
from .formats import is_archive, read_bytes

SPEAKER_NAMES = ".speakers.json"  # ends the name of a file that names a transcript's speakers
_MOST_UNPACKED = 256 << 20  # bytes of a zip file's members together
_MOST_MEMBERS = 5000
_MOST_DOWNLOADED = 32 << 20
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
    skipped: tuple[Path, ...] = ()  # files of a folder that are no text: recordings, pictures
    names: Mapping[str, NamesFile] = field(default_factory=dict)  # by transcript id


def read_path(path: Path) -> Reading:
    """The transcripts in a file, a zip file, or a folder and the folders in it, in order of name.

    Hidden files are passed over; those that name speakers stand beside their transcripts.

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
    try:
        files = [file for file in sorted(path.rglob("*")) if _is_shown(file, path)]
    except OSError as error:
        raise TranscriptError(f"cannot be read ({error.strerror})", source=path) from error
    if not files:
        raise TranscriptError(
            "the folder holds no files that can be read; name a file or another folder",
            source=path,
        )
    reading = _read_each(((f, None) for f in files if not _gives_names(f)), _read_if_there)
    return _with_orphans(reading, files)


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
                if len(data) > _MOST_DOWNLOADED or time.monotonic() > end:
                    raise TranscriptError(
                        f"{url}: more than {_MOST_DOWNLOADED >> 20} MB or {_DOWNLOAD_S // 60} "
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
    """The files in a zip file, in order of name.

    Raises: TranscriptError if it is damaged or unpacks to too much.
    """
    members: dict[Path, bytes] = {}
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            size = sum(info.file_size for info in infos)
            if size > _MOST_UNPACKED or len(infos) > _MOST_MEMBERS:
                raise TranscriptError(
                    f"it unpacks to {len(infos)} files of {size >> 20} MB together, too much; "
                    "unpack it and add the folder",
                    source=source,
                )
            for info in sorted(infos, key=lambda info: info.filename):
                if not _is_hidden(PurePosixPath(info.filename)):
                    members[source / _member_name(info)] = archive.read(info)
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise TranscriptError(
            f"the zip file cannot be unpacked ({error}); unpack it and add the folder",
            source=source,
        ) from error
    transcripts = ((path, data) for path, data in members.items() if not _gives_names(path))
    return _with_orphans(_read_each(transcripts, members.get), members)


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
    try:
        return path.read_bytes()
    except OSError as error:
        raise TranscriptError(
            f"cannot be read ({error.strerror}); check the path and its permissions", source=path
        ) from error


def _at_source(data: bytes, path: Path) -> Transcript:
    """The transcript; errors name the file."""
    try:
        return read_bytes(data, name=path.name)
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


def _is_shown(file: Path, folder: Path) -> bool:
    inside = PurePosixPath(file.relative_to(folder).as_posix())
    return file.is_file() and not _is_hidden(inside)


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _gives_names(path: Path) -> bool:
    return path.name.endswith(SPEAKER_NAMES)
