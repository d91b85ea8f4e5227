from __future__ import annotations

import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import INTERVIEW
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes, read_path, read_transcript, read_url


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


def test_what_the_finder_of_a_mac_adds_to_a_zip_file_is_passed_over(tmp_path: Path):
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(a=TALK, __MACOSX__b=b"\0\1\2"))
    assert [t.title for t in read_path(file).transcripts] == ["a"]


@pytest.mark.slow
def test_a_zip_file_that_unpacks_to_too_much_is_refused(tmp_path: Path):
    file = tmp_path / "talks.zip"
    file.write_bytes(zipped(a=b"\0" * (300 << 20)))
    assert file.stat().st_size < 1 << 20
    with pytest.raises(TranscriptError, match="unpacks to 1 files of 300 MB"):
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
def test_the_content_tells_the_format_whatever_the_file_is_called(text: str, format: str):
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
def test_names_in_subtitles_are_told_as_in_text(lines: list[str], speakers: tuple[str, ...]):
    cues = (f"00:0{n}.000 --> 00:0{n}.900\n{line}\n" for n, line in enumerate(lines))
    text = "\n".join(["WEBVTT\n", *cues])
    assert read_bytes(text.encode(), name="talk.vtt").speakers == speakers


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(TranscriptError, match="65 MB"):
        read_bytes(b"a" * (65 << 20), name="talk.txt")


def test_a_file_of_speakers_names_is_no_transcript(tmp_path: Path):
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
def test_an_address_that_cannot_be_had_is_an_error(url: str):
    with pytest.raises(TranscriptError, match="check the address"):
        read_url(url)
