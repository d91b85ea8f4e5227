from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import BigramEmbedder
from turnwise.rag import Library, TranscriptError

TALK = "Speaker 1: Why did you leave OpenCL?\n\n贾扬清: It was never easy to write.\n\nSpeaker 1: I see.\n"


@pytest.fixture
def empty(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        yield library


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    (tmp_path / "talks").mkdir()
    file = tmp_path / "talks" / "talk.txt"
    file.write_text(TALK, "utf-8")
    return file


def write_names(file: Path, names: object) -> Path:
    file.write_text(json.dumps(names, ensure_ascii=False), "utf-8")
    return file


@pytest.mark.parametrize("name", ["talk.speakers.json", "talk.txt.speakers.json"])
@pytest.mark.parametrize("whole_folder", [False, True], ids=["file", "folder"])
def test_a_file_beside_a_transcript_names_its_speakers(
    empty: Library, talk: Path, name: str, whole_folder: bool
):
    write_names(talk.with_name(name), {"Speaker 1": "Alex", "Yangqing": ["贾扬清", "贾博士"]})
    report = empty.add(talk.parent if whole_folder else talk)
    assert [transcript.speakers for transcript in report.added] == [("Alex", "Yangqing")]
    assert empty.speakers() == ["Alex", "Yangqing"]
    assert empty.search("OpenCL", speakers=["贾博士"])[0].speaker == "Yangqing"
    assert empty.add(talk).unchanged


def test_it_may_come_later(empty: Library, talk: Path):
    empty.add(talk)
    write_names(talk.with_name("talk.speakers.json"), {"Speaker 1": "Alex"})
    report = empty.add(talk)
    assert (report.added, report.unchanged) == ((), ())
    assert [transcript.speakers for transcript in report.updated] == [("Alex", "贾扬清")]
    assert empty.speakers() == ["Alex", "贾扬清"]


def test_a_placeholder_among_aliases_is_meant_in_this_transcript(empty: Library, talk: Path):
    write_names(talk.with_name("talk.speakers.json"), {"Alex": ["Speaker 1"]})
    other = talk.with_name("other.txt")
    other.write_text(TALK + "贾扬清: Yes.\n", "utf-8")
    empty.add(talk.parent)
    assert [info.speakers[0] for info in empty.transcripts()] == ["Speaker 1", "Alex"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"Speaker 1": ', r"talk\.speakers\.json: it is not JSON"),
        ('["Alex"]', r"talk\.speakers\.json: it must give each speaker a name"),
        ('{"Speaker 1": 5}', r"talk\.speakers\.json: it must give each speaker a name"),
        ('{"Speaker 1": ["a", ""]}', r"talk\.speakers\.json: it must give each speaker a name"),
        (
            '{"Speaker 1": ["张敏"]}',
            r'“Speaker 1” is somebody else in each transcript.*\{"Speaker 1": "张敏"\} says who',
        ),
        ('{"Speaker 7": "Alex"}', r"nobody is called “Speaker 7” in talk\.txt; it has: Speaker 1"),
    ],
    ids=["damaged", "list", "number", "empty alias", "alias of a placeholder", "nobody"],
)
@pytest.mark.parametrize("whole_folder", [False, True], ids=["file", "folder"])
def test_a_file_of_names_that_cannot_be_used_is_reported_beside_the_added_transcript(
    empty: Library, talk: Path, content: str, message: str, whole_folder: bool
):
    talk.with_name("talk.speakers.json").write_text(content, "utf-8")
    report = empty.add(talk.parent if whole_folder else talk)
    assert [error.source for error in report.failed] == [talk.with_name("talk.speakers.json")]
    assert re.search(message, str(report.failed[0]))
    assert [transcript.speakers[0] for transcript in report.added] == ["Speaker 1"]


def test_one_bad_file_of_names_does_not_stop_the_folder_of_work(
    empty: Library, talk: Path, monkeypatch: pytest.MonkeyPatch
):
    talk.with_name("other.txt").write_text(TALK + "贾扬清: Yes.\n", "utf-8")
    talk.with_name("talk.speakers.json").write_text("{", "utf-8")
    monkeypatch.chdir(talk.parent)
    report = empty.add(Path())  # the current folder
    assert len(report.added) == 2
    assert [error.source for error in report.failed] == [Path("talk.speakers.json")]
    assert "it is not JSON" in str(empty.add(Path("talk.txt")).failed[0])


def test_a_zip_file_inside_a_zip_file_is_reported(empty: Library, tmp_path: Path):
    with ZipFile(tmp_path / "inner.zip", "w") as inner:
        inner.writestr("talk.txt", TALK)
    with ZipFile(tmp_path / "talks.zip", "w") as archive:
        archive.writestr("a.txt", TALK)
        archive.write(tmp_path / "inner.zip", "inner.zip")
    report = empty.add(tmp_path / "talks.zip")
    assert (len(report.added), report.skipped) == (1, ())
    assert [(error.source, error.problem) for error in report.failed] == [
        (
            tmp_path / "talks.zip" / "inner.zip",
            "zip files inside a zip file are not read; unpack it and add the folder",
        )
    ]


def test_names_inside_a_zip_file_count_for_the_file_beside_them(empty: Library, tmp_path: Path):
    with ZipFile(tmp_path / "talks.zip", "w") as archive:
        archive.writestr("a/talk.txt", TALK)
        archive.writestr("a/talk.speakers.json", '{"Speaker 1": "Alex"}')
        archive.writestr("b/talk.txt", TALK + "贾扬清: Yes.\n")
        archive.writestr("b/talk.speakers.json", '{"Speaker 7": "Alex"}')
    report = empty.add(tmp_path / "talks.zip")
    assert [transcript.speakers[0] for transcript in report.added] == ["Alex", "Speaker 1"]
    assert [error.problem.split(";")[0] for error in report.failed] == [
        "nobody is called “Speaker 7” in talk.txt"
    ]


def test_names_of_no_transcript_are_reported(empty: Library, talk: Path):
    orphan = write_names(talk.with_name("walk.speakers.json"), {"Speaker 1": "Alex"})
    with pytest.raises(
        TranscriptError, match="names the speakers of a transcript; add the transcript"
    ):
        empty.add(orphan)
    report = empty.add(talk.parent)
    assert len(report.added) == 1
    assert [error.source for error in report.failed] == [orphan]
