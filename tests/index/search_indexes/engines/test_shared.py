"""One library on servers, with several processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from contract import ALPHA, BETA, GAMMA, QUESTIONS, address, fill, found, opened
from turnwise.index.errors import LibraryError, LibraryLockedError
from turnwise.rag import Library
from turnwise.rag.doctor import diagnose

pytestmark = pytest.mark.slow


@contextmanager
def served(library: str) -> Iterator[httpx.Client]:
    """A `turnwise serve` of its own, over a library."""
    turnwise = str(Path(sys.executable).with_name("turnwise"))
    command = [turnwise, "serve", "--no-page", "--port", "0", "--library", library]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ
    )
    try:
        assert server.stdout is not None
        said = ""
        while not (at := re.search(r"http://127\.0\.0\.1:\d+", said)):
            line = server.stdout.readline()
            assert line, said
            said += line
        drain = threading.Thread(target=server.stdout.read, daemon=True)
        drain.start()
        with httpx.Client(base_url=at[0], timeout=60) as client:
            yield client
    finally:
        server.terminate()
        server.wait(20)


def test_what_one_server_adds_another_one_finds(tmp_path: Path):
    library = address("servers", tmp_path)
    with Library.open(library) as opened_here:
        opened_here.add(ALPHA)
    with served(library) as first, served(library) as second:
        talk = {
            "name": "gamma.txt",
            "text": "Ann: Who mends the watchtower?\nEve: Every spring we do.\n",
        }
        added = first.post("/v1/transcripts", json=talk, headers={"Prefer": "wait=60"})
        assert added.status_code in (200, 201), added.text
        answer = second.post("/v1/search", json={"query": "who mends the watchtower"})
        assert "Every spring we do" in answer.json()["hits"][0]["text"]


def test_two_libraries_of_one_server_keep_apart(tmp_path: Path):
    with opened("servers", tmp_path / "a") as first, opened("servers", tmp_path / "b") as second:
        first.add(ALPHA)
        second.add(BETA)
        assert [info.title for info in first.transcripts()] == ["Alpha"]
        assert {id for id, _ in found(second, "OpenCL")} == {BETA.id}


def test_one_writes_while_others_read_and_a_second_writer_waits(tmp_path: Path):
    with opened("servers", tmp_path) as one, opened("servers", tmp_path) as other:
        one.add(ALPHA)
        other._folder._lock_timeout_s = 0.2
        with one._folder.writing():
            assert found(other, "OpenCL")[0][0] == ALPHA.id
            with pytest.raises(LibraryLockedError):
                other.add(GAMMA)
        other.add(GAMMA)
        assert found(one, "watchtower", mode="lexical") == [(GAMMA.id, 2)]
        assert one.revision == other.revision


def test_the_history_undoes_and_feedback_stays(tmp_path: Path):
    with opened("servers", tmp_path) as library:
        library.add(ALPHA)
        library.edit_turn(ALPHA.id, 2, "OpenCL runs everywhere.", by="Ann")
        library.remove(ALPHA.id)
        assert [change.kind for change in library.changes(ALPHA.id)] == ["text", "remove"]
        library.undo()
        assert library.transcript(ALPHA.id).turns[1].text == "OpenCL runs everywhere."
        library.give_feedback(library.ask("OpenCL"), "helpful")
        assert [feedback.verdict for feedback in library.feedback()] == ["helpful"]


def test_a_doctor_finds_the_library_in_order(tmp_path: Path):
    place = address("servers", tmp_path)
    with opened("servers", tmp_path) as library:
        fill(library)
    found_of = {check.name: check for check in diagnose(Path(place))}
    for name in ("library", "database", "transcripts", "search indexes"):
        assert found_of[name].ok, found_of[name].detail
    assert "3 transcripts" in found_of["library"].detail


def test_a_library_is_copied_to_servers_and_back(tmp_path: Path):
    with (
        opened("files", tmp_path / "from") as source,
        opened("servers", tmp_path / "there") as there,
        opened("files", tmp_path / "back") as back,
    ):
        fill(source)
        assert source.copy_to(there).is_whole
        assert there.copy_to(back).is_whole
        assert source.copy_to(back).copied == ()
        for question in QUESTIONS:
            assert found(back, question) == found(there, question) == found(source, question)
        there._folder.indexes().database.delete_transcript(BETA.id)
        with pytest.raises(LibraryError, match="its search engine holds"):
            source.copy_to(there)


def test_a_server_that_is_not_there_is_named(tmp_path: Path):
    del tmp_path
    with pytest.raises(LibraryError, match="check TURNWISE_STORE"):
        Library.open("milvus://127.0.0.1:1/talks?store=postgresql://nobody@127.0.0.1:1/none")
