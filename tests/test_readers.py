from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INTERVIEW
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_path, read_transcript


def test_a_date_in_the_file_name_is_taken(tmp_path: Path):
    file = tmp_path / "talk_2020-06-11.txt"
    file.write_text("A: x.\nB: y.", "utf-8")
    transcript = read_transcript(file)
    assert (transcript.title, transcript.date) == ("talk_2020-06-11", "2020-06-11")
    assert transcript.source == "talk_2020-06-11.txt"


def test_a_folder_gives_what_can_be_read_and_reports_the_rest(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("A: x.\nB: y.", "utf-8")
    (tmp_path / "b.txt").write_text("nobody speaks", "utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
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
