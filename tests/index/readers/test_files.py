from __future__ import annotations

import http.server
import io
import os
import random
import shutil
import socket
import struct
import threading
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import INTERVIEW
from turnwise.index.errors import TranscriptError, UsageError
from turnwise.index.readers import read_bytes, read_path, read_transcript, read_url
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.writers import to_text


def test_a_date_in_the_file_name_is_taken(tmp_path: Path):
    file = tmp_path / "talk_2020-06-11.txt"
    file.write_text("A: x.\nB: y.", "utf-8")
    transcript = read_transcript(file)
    assert (transcript.title, transcript.date) == ("talk_2020-06-11", "2020-06-11")
    assert transcript.source == "talk_2020-06-11.txt"


def test_a_folder_gives_what_can_be_read_and_reports_the_rest(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("A: x.\nB: y.", "utf-8")
    (tmp_path / "b.txt").write_text(" \n", "utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden.txt").write_text("A: x.", "utf-8")
    reading = read_path(tmp_path)
    assert [transcript.title for transcript in reading.transcripts] == ["a"]
    assert [error.source for error in reading.failed] == [tmp_path / "b.txt"]
    assert reading.skipped == (tmp_path / "photo.png",)


def test_source_code_in_a_folder_or_zip_file_is_skipped_but_read_when_it_is_named(tmp_path: Path):
    for folder in (tmp_path / "talks", tmp_path / "zipped"):
        folder.mkdir()
        (folder / "api.py").write_text("def ask():\n    note: str = 'x'\n", "utf-8")
        (folder / "a.txt").write_text("A: x.\nB: y.", "utf-8")
        (folder / "notes.md").write_text("We met, and spoke at length of the plan.", "utf-8")
    reading = read_path(tmp_path / "talks")
    assert [transcript.title for transcript in reading.transcripts] == ["a", "notes"]
    assert reading.skipped == (tmp_path / "talks" / "api.py",)
    archive = Path(shutil.make_archive(str(tmp_path / "talks"), "zip", tmp_path / "zipped"))
    assert read_path(archive).skipped == (archive / "api.py",)
    assert len(read_path(tmp_path / "talks" / "api.py").transcripts) == 1


@pytest.mark.parametrize("name", ["missing.txt", "folder"])
def test_a_path_without_files_is_an_error(name: str, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(TranscriptError, match=name):
        read_path(tmp_path / name)


def test_the_sample_folder_reads_whole():
    reading = read_path(INTERVIEW.parent)
    assert sorted(len(transcript.turns) for transcript in reading.transcripts) == [35, 96, 197]
    assert not reading.failed
    assert not reading.skipped


# -- zip files


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".txt", content)
    return data.getvalue()


TALK = b"Anna: Hi.\nBob: Hi.\nAnna: So?"


def test_each_file_in_a_zip_file_is_a_transcript(tmp_path: Path):
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(b=TALK, deep__a=TALK, c=b" ", photo=b"\x89PNG\r\n\x1a\n"))
    reading = read_path(file)
    assert [transcript.title for transcript in reading.transcripts] == ["b", "a"]
    assert [error.source for error in reading.failed] == [file / "c.txt"]
    assert reading.skipped == (file / "photo.txt",)


def test_a_zip_file_in_a_folder_is_read_but_not_one_in_a_zip_file(tmp_path: Path):
    (tmp_path / "talks.zip").write_bytes(zipped(a=TALK, inner=zipped(b=TALK)))
    reading = read_path(tmp_path)
    assert [transcript.title for transcript in reading.transcripts] == ["a"]
    assert [error.source for error in reading.failed] == [tmp_path / "talks.zip" / "inner.txt"]


def test_files_that_macos_adds_to_a_zip_file_are_skipped(tmp_path: Path):
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(a=TALK, __MACOSX__b=b"\0\1\2"))
    assert [t.title for t in read_path(file).transcripts] == ["a"]


@pytest.mark.slow
def test_a_zip_file_that_unpacks_to_too_much_is_refused(tmp_path: Path):
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(a=b"\0" * (300 << 20)))
    assert file.stat().st_size < 1 << 20
    with pytest.raises(TranscriptError, match="unpacks to 1 files and 300 MB"):
        read_path(file)


def test_a_chinese_name_in_a_zip_file_of_windows_is_read(tmp_path: Path):
    name = "周会".encode("gb18030")
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(abcd=TALK).replace(b"abcd", name))
    assert [t.title for t in read_path(file).transcripts] == ["周会"]


@pytest.mark.parametrize("cut", [30, 60, -30], ids=["header", "data", "directory"])
def test_a_damaged_zip_file_is_refused(cut: int, tmp_path: Path):
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(a=TALK)[:cut])
    with pytest.raises(TranscriptError, match=r"talks\.zip"):
        read_path(file)


def test_a_zip_file_with_a_password_is_refused(tmp_path: Path):
    data = bytearray(zipped(a=TALK))
    data[6] |= 1  # the flag that says so, of the file and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file = tmp_path / "talks.zip"
    file.write_bytes(data)
    with pytest.raises(TranscriptError, match="unpack it and add the folder"):
        read_path(file)


def packed(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["zip", "bz2", "LZMA"]
)
def test_a_member_that_cannot_be_unpacked_fails_alone(how: int, tmp_path: Path):
    data = bytearray(
        packed(("a.txt", b"A: " + random.Random(1).randbytes(3000)), ("b.txt", TALK), how=how)
    )
    data[200:300] = bytes(100)
    (tmp_path / "talks.zip").write_bytes(data)
    (tmp_path / "c.txt").write_bytes(TALK)
    reading = read_path(tmp_path)
    assert [transcript.title for transcript in reading.transcripts] == ["c", "b"]
    assert [error.source for error in reading.failed] == [tmp_path / "talks.zip" / "a.txt"]
    assert "cannot be unpacked" in str(reading.failed[0])


def test_a_member_packed_in_an_unknown_way_fails_alone(tmp_path: Path):
    data = bytearray(packed(("a.txt", TALK), ("b.txt", TALK + b" No.")))
    data[8] = 99
    data[data.index(b"PK\x01\x02") + 10] = 99
    (tmp_path / "talks.zip").write_bytes(data)
    reading = read_path(tmp_path / "talks.zip")
    assert [transcript.title for transcript in reading.transcripts] == ["b"]
    assert [error.source for error in reading.failed] == [tmp_path / "talks.zip" / "a.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "word/document.xml"])
def test_a_member_that_lies_about_its_size_is_not_unpacked_whole(name: str, tmp_path: Path):
    n_bytes, said = 512 << 20, b"\0" * 10
    data = bytearray(packed((name, bytes(n_bytes))))
    for place in (22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = struct.pack("<I", len(said))
        data[place - 8 : place - 4] = struct.pack("<I", zlib.crc32(said))
    (tmp_path / "talk.zip").write_bytes(data)
    tracemalloc.start()
    with suppress(TranscriptError):
        read_path(tmp_path / "talk.zip")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 << 20


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "deep/../../a.txt", "..\\a.txt", "C:\\a.txt"]
)
def test_a_member_outside_of_its_zip_file_is_named_as_skipped(name: str, tmp_path: Path):
    (tmp_path / "talks.zip").write_bytes(packed((name, TALK), ("b.txt", TALK)))
    reading = read_path(tmp_path / "talks.zip")
    assert [transcript.title for transcript in reading.transcripts] == ["b"]
    (failed,) = reading.failed
    assert f"skipped: its path, {name}, leads out of the zip file" in str(failed)


def test_of_two_members_of_one_name_the_second_is_named_as_skipped(tmp_path: Path):
    other = b"Eve: No.\nTom: No.\nEve: Oh."
    (tmp_path / "talks.zip").write_bytes(packed(("a.txt", TALK), ("a.txt", other)))
    reading = read_path(tmp_path / "talks.zip")
    assert [transcript.speakers for transcript in reading.transcripts] == [("Anna", "Bob")]
    (failed,) = reading.failed
    assert failed.source == tmp_path / "talks.zip" / "a.txt"
    assert "skipped: the zip file holds another file of this name" in str(failed)


# -- what is no ordinary file


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_a_pipe_socket_or_device_is_refused_before_reading(kind: str, tmp_path: Path):
    path = tmp_path / "a.txt"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        bound = socket.socket(socket.AF_UNIX)
        try:
            bound.bind(os.path.relpath(path))
        finally:
            bound.close()
    else:
        path.symlink_to("/dev/zero")
    (tmp_path / "b.txt").write_bytes(TALK)
    with pytest.raises(TranscriptError, match="a device, a pipe"):
        read_path(path)
    reading = read_path(tmp_path)
    assert [transcript.title for transcript in reading.transcripts] == ["b"]
    assert [error.source for error in reading.failed] == [path]


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room
    with pytest.raises(TranscriptError, match="1048576 MB, more than any transcript"):
        read_path(path)


def test_a_file_name_that_is_not_utf_8_is_shown_escaped(tmp_path: Path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_bytes(TALK)
    except OSError:
        pytest.skip("this file system only takes names in UTF-8")
    (transcript,) = read_path(tmp_path).transcripts
    assert (transcript.title, transcript.source) == (r"caf\xe9", r"caf\xe9.txt")
    path.write_bytes(b" ")
    (failed,) = read_path(tmp_path).failed
    assert r"caf\xe9.txt" in str(failed)


def test_an_error_of_a_library_names_the_file_and_the_others_are_read(tmp_path: Path):
    (tmp_path / "a.xml").write_text("<tt><body><p begin='0s'>So&#xD800; it was.</p></body></tt>")
    (tmp_path / "b.txt").write_bytes(TALK)
    (tmp_path / "c.json").write_text('[{"speaker": "A", "text": ' + "[" * 100_000)
    reading = read_path(tmp_path)
    assert [t.turns[0].text for t in reading.transcripts] == ["So\ufffd it was.", "Hi."]
    assert [error.source for error in reading.failed] == [tmp_path / "c.json"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            rb"""{"title": "A\u0000 talk\u001b[31m", "segments": [{"speaker": "An\u001bna",
            "text": "\u001b[2JWhy\u0000?\tSo\r\nwe\rgo\u000con\ud800."}, {"speaker": "\u0000", "text": "So."},
            {"speaker": "Bob", "text": "\u0007"}], "comments": [{"text": "Oh\u0000 no \u001b"}]}""",
            id="JSON",
        )
    ],
)
def test_control_characters_are_removed_from_all_parts(data: bytes):
    transcript = read_bytes(data, name="a\x1b.json")
    assert transcript.title == "A talk[31m"
    assert transcript.source == "a.json"
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("Anna", "[2JWhy?\tSo\r\nwe\ngo on\ufffd."),
        (UNNAMED, "So."),
    ]
    assert [note.text for note in transcript.notes] == ["Oh no "]
    assert to_text(transcript).isprintable() or "\x1b" not in to_text(transcript)
    assert "\0" not in to_text(transcript)


@pytest.mark.slow
def test_a_turn_or_a_transcript_longer_than_anybody_speaks_is_refused():
    said = "And so it went on. "
    with pytest.raises(TranscriptError, match="turn 2, of Bob, has 569,999"):
        read_bytes(f"Ann: Why?\nBob: {said * 30_000}\nAnn: Oh.".encode(), name="a.txt")
    lines = f"Ann: {said * 100}\nBob: {said * 100}\n" * 1400
    with pytest.raises(TranscriptError, match=r"its turns have 5,3.*split it"):
        read_bytes(lines.encode(), name="a.txt")


# -- the content tells the format


@pytest.mark.parametrize(
    ("text", "format"),
    [
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\nHi.\n", "WebVTT", id="WebVTT"),
        pytest.param("1\n00:00:01,000 --> 00:00:02,000\nHi.\n", "SubRip", id="SubRip"),
        pytest.param('{"segments": [{"text": "Hi."}]}', "Whisper JSON", id="JSON"),
        pytest.param("<html><p>Anna: Hi.<p>Bob: Hi.<p>Anna: So?</html>", "web page", id="page"),
        pytest.param("speaker,text\nAnna,Hi.\n", "table", id="table"),
        pytest.param("Anna: Hi.\nBob: Hi.\nAnna: So?", "text", id="text"),
        pytest.param("So it began.", "text without speakers", id="no speakers"),
    ],
)
def test_the_content_decides_the_format_whatever_the_file_name(text: str, format: str):
    assert read_bytes(text.encode(), name="talk.docx").format == format


@pytest.mark.parametrize(
    ("head", "start_s"),
    [
        pytest.param("start\tend\ttext", 1500.0 / 1000, id="Whisper's TSV"),
        pytest.param("start\tend\tspeaker\ttext", 1500.0, id="another table"),
    ],
)
def test_the_times_of_whispers_table_are_milliseconds(head: str, start_s: float):
    row = {"start": "1500", "end": "3000", "speaker": "Anna", "text": "Hi."}
    text = f"{head}\n" + "\t".join(row[name] for name in head.split("\t")) + "\n"
    turn = read_bytes(text.encode(), name="talk.tsv").turns[0]
    assert (turn.start_s, turn.end_s) == (start_s, start_s * 2)


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        pytest.param(
            ["Lopez, Maria: Hi.", "Reed, Tom: Hi.", "Lopez, Maria: Bye."],
            ("Lopez, Maria", "Reed, Tom"),
            id="last names first",
        ),
        pytest.param(["Step 1: wash it.", "Step 2: boil it."], ("Speaker",), id="steps"),
    ],
)
def test_names_in_subtitles_are_recognised_as_in_text(lines: list[str], speakers: tuple[str, ...]):
    cues = (f"00:0{n}.000 --> 00:0{n}.900\n{line}\n" for n, line in enumerate(lines))
    text = "\n".join(["WEBVTT\n", *cues])
    assert read_bytes(text.encode(), name="talk.vtt").speakers == speakers


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(TranscriptError, match="65 MB"):
        read_bytes(b"a" * (65 << 20), name="talk.txt")


def test_a_file_of_speakers_names_is_not_a_transcript(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(TALK)
    (tmp_path / "a.speakers.json").write_text('{"Anna": "Anna Berg"}', "utf-8")
    assert len(read_path(tmp_path).transcripts) == 1


# -- web addresses


class _Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/talk%20one.txt")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/missing.txt" else 200)
        self.end_headers()
        if self.path == "/endless.txt":
            with suppress(OSError):
                while True:
                    self.wfile.write(b"a" * (1 << 20))
        elif self.path == "/talks.zip":
            self.wfile.write(zipped(a=TALK, b=TALK))
        else:
            self.wfile.write(TALK)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/talk%20one.txt", "/moved"])
def test_a_transcript_at_an_address_is_read_and_keeps_the_address(path: str, site: str):
    (transcript,) = read_url(site + path).transcripts
    assert transcript.speakers == ("Anna", "Bob")
    assert transcript.url == site + path


def test_an_address_that_another_one_redirects_to_is_checked_before_it_is_asked(site: str):
    asked: list[str] = []

    def check(address: str) -> None:
        asked.append(address)
        if address.endswith("talk%20one.txt"):
            raise UsageError("not there")

    with pytest.raises(UsageError, match="not there"):
        read_url(f"{site}/moved", check=check)
    assert asked == [f"{site}/moved", f"{site}/talk%20one.txt"]


def test_the_title_of_a_file_at_an_address_is_its_name(site: str):
    assert read_url(f"{site}/talk%20one.txt?x=1").transcripts[0].title == "talk one"


def test_a_zip_file_at_an_address_is_read(site: str):
    assert len(read_url(f"{site}/talks.zip").transcripts) == 2


@pytest.mark.parametrize(
    ("path", "message"),
    [("/missing.txt", "404"), ("/endless.txt", "more than 32 MB")],
)
def test_an_address_that_gives_no_transcript_is_an_error(path: str, message: str, site: str):
    with pytest.raises(TranscriptError, match=message):
        read_url(site + path)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a.txt", "file:///etc/passwd", "http://[x"])
def test_an_address_that_cannot_be_downloaded_is_an_error(url: str):
    with pytest.raises(TranscriptError, match="check the address"):
        read_url(url)
