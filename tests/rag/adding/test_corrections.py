"""A transcript's reading is put right at adding and later, without a change of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import BigramEmbedder
from turnwise.rag import Library, UsageError, parse_names

TALK = "Q: When did you build the kiln?\n\nA: In 2019.\n\nQ: Where?\n\nA: By the river.\n"


@pytest.fixture
def library(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        yield library


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Q=Host,A=Owen Pell", {"Q": "Host", "A": "Owen Pell"}, id="commas"),
        pytest.param("Q = Host\nA = Owen Pell\n", {"Q": "Host", "A": "Owen Pell"}, id="lines"),
        pytest.param("问＝记者，答＝周明", {"问": "记者", "答": "周明"}, id="Chinese"),
        pytest.param("A=Pell, Owen, Q=Host", {"A": "Pell, Owen", "Q": "Host"}, id="last name first"),
        pytest.param("Pell, Owen = Owen\n", {"Pell, Owen": "Owen"}, id="a label with a comma"),
    ],
)  # fmt: skip
def test_names_are_written_as_label_and_name(text: str, names: dict[str, str]):
    assert parse_names(text) == names


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("Host", "gives no speaker a name", id="no label"),
        pytest.param("Q=", "gives no speaker a name", id="no name"),
        pytest.param("Q=Ann,Q=Bob", "has two names", id="twice"),
        pytest.param(" ", "no speakers are given", id="nothing"),
    ],
)
def test_names_that_are_none_are_refused(text: str, problem: str):
    with pytest.raises(UsageError, match=problem):
        parse_names(text)


def test_tags_are_given_at_adding_and_kept(library: Library, talk: Path):
    def tags() -> tuple[str, ...]:
        return library.transcripts()[0].tags

    library.add(talk, tags=["craft", " Ohio "])
    assert tags() == ("craft", "Ohio")
    assert len(library.add(talk, tags=["CRAFT"]).unchanged) == 1
    assert len(library.add(talk).unchanged) == 1
    assert len(library.add(talk, tags=["kilns"]).updated) == 1
    assert tags() == ("craft", "Ohio", "kilns")
    with pytest.raises(UsageError, match="is no tag"):
        library.add(talk, tags=[""])


def test_what_is_put_right_at_adding_stays_when_the_file_is_added_again(
    library: Library, talk: Path
):
    told: dict[str, Any] = {"speakers": {"q": "Host", "A": "Owen Pell"}, "title": "Kilns"}
    [added] = library.add(talk, date="2018-11-02", **told).added
    assert added.speakers == ("Host", "Owen Pell")
    assert (added.title, added.date) == ("Kilns", "2018-11-02")
    assert library.add(talk).unchanged
    assert library.add(talk, **told).unchanged
    [info] = library.transcripts()
    assert (info.title, info.date, info.speakers) == ("Kilns", "2018-11-02", added.speakers)
    assert talk.read_text("utf-8") == TALK


def test_a_file_that_is_there_already_can_be_put_right(library: Library, talk: Path):
    library.add(talk)
    [updated] = library.add(talk, speakers={"A": "Owen Pell"}, title="Kilns").updated
    [info] = library.transcripts()
    assert info.id == updated.id
    assert (info.title, info.speakers) == ("Kilns", ("Q", "Owen Pell"))
    edited = library.edit_transcript(info.id, speakers={"Owen Pell": "Owen", "Q": "Mara"})
    assert edited.speakers == ("Mara", "Owen")
    answer = library.ask("What did Owen say about the river?")
    assert [citation.speaker for citation in answer.citations] == ["Owen"]


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        pytest.param({"speakers": {"X": "Ann"}}, "nobody is called “X”.*it has: Q, A", id="label"),
        pytest.param({"speakers": {"Q": " "}}, "the new name is empty", id="empty name"),
        pytest.param({"title": " "}, "the title is empty", id="empty title"),
        pytest.param({"date": "soon"}, "“soon” is not a date", id="no date"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_added(
    library: Library, talk: Path, told: dict[str, Any], problem: str
):
    with pytest.raises(UsageError, match=problem):
        library.add(talk, **told)
    assert library.transcripts() == []


def test_a_title_is_one_transcripts(library: Library, talk: Path):
    (talk.parent / "talks").mkdir()
    for name in ("one.txt", "two.txt"):
        (talk.parent / "talks" / name).write_text(f"{TALK}\nQ: {name}?\n", "utf-8")
    with pytest.raises(UsageError, match="holds 2 transcripts"):
        library.add(talk.parent / "talks", title="Kilns")


def test_two_labels_may_be_one_person(library: Library, talk: Path):
    [added] = library.add(talk, speakers={"Q": "Ann", "A": "Ann"}).added
    assert added.speakers == ("Ann",)
