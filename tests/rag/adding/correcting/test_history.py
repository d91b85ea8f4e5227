"""Every change is kept, and can be taken back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from hypothesis import given, settings
from hypothesis import strategies as st
from turnwise.rag import (
    ConflictError,
    Library,
    LibraryError,
    NotFoundError,
    TurnwiseError,
    UsageError,
)

TALK = make_transcript(
    ("Ann", "Why did you leave the harbour?"),
    ("Bob", "The cranes were too old. We moved in 2019."),
    ("Bob", "The city paid."),
    ("Ann", "Was it hard?"),
    ("Bob", "Very hard."),
    title="Harbour",
)
OTHER = make_transcript(("Ann", "What is bread?"), ("Cleo", "Flour and time."), title="Bread")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with both, to be copied."""
    path = tmp_path_factory.mktemp("made") / "talks"
    with Library.open(path, embedder=BigramEmbedder()) as opened:
        opened.add(TALK)
        opened.add(OTHER)
    return path


@pytest.fixture
def talks(tmp_path: Path, made: Path, embedder: BigramEmbedder) -> Iterator[Library]:
    shutil.copytree(made, tmp_path / "talks")
    with Library.open(tmp_path / "talks", embedder=embedder) as opened:
        yield opened


def test_a_change_tells_who_when_and_what(talks: Library):
    talks.edit_turn(TALK.id, 3, "The region paid.", by="Mia")
    [change] = talks.changes(TALK.id)
    assert (change.id, change.kind, change.made_by) == (1, "text", "Mia")
    assert change.made_at.startswith("20") and change.made_at.endswith("+00:00")
    assert change.before == {"first": 3, "turns": [{"speaker": "Bob", "text": "The city paid."}]}
    assert change.after["turns"][0]["text"] == "The region paid."
    assert talks.changes(OTHER.id) == []


def test_a_name_in_the_whole_library_is_a_change_of_each_transcript_that_has_it(talks: Library):
    talks.rename_speaker("Ann", "Anna", by="Mia")
    [change] = talks.changes(OTHER.id)
    assert change == talks.changes(TALK.id)[0]
    assert set(change.transcripts) == {TALK.id, OTHER.id}
    talks.undo()
    assert talks.speakers() == ["Ann", "Bob", "Cleo"]


def test_details_are_changed_and_taken_back(talks: Library):
    edited = talks.edit_transcript(
        TALK.id, title="Port", date="2019-05-04", url="https://youtu.be/x", tags=[" port ", "PORT"]
    )
    assert (edited.title, edited.date, edited.url, edited.tags) == (
        "Port",
        "2019-05-04",
        "https://youtu.be/x",
        ("port",),
    )
    talks.undo(by="Mia")
    info = talks.find_transcript("Harbour")
    assert (info.date, info.url, info.tags) == (None, None, ())
    assert [(c.made_by, c.is_undone) for c in talks.changes()] == [(None, True), ("Mia", False)]


def test_a_removed_transcript_comes_back_with_all_that_people_gave_it(talks: Library):
    talks.edit_turn(TALK.id, 3, "The region paid.")
    talks.rename_speaker("Bob", "Robert", transcript=TALK.id)
    talks.edit_transcript(TALK.id, tags=["port"])
    before = talks.transcript(TALK.id), talks.find_transcript("Harbour")
    talks.remove(TALK.id, by="Mia")
    assert [info.title for info in talks.transcripts()] == ["Bread"]
    assert talks.changes(TALK.id)[-1].before["title"] == "Harbour"
    talks.undo(transcript=TALK.id)
    assert (talks.transcript(TALK.id), talks.find_transcript("Harbour")) == before
    assert talks.search("region", mode="lexical")[0].speaker == "Robert"
    for _ in range(3):
        talks.undo(transcript=TALK.id)
    assert talks.transcript(TALK.id) == TALK


def test_what_is_removed_for_good_leaves_no_words(talks: Library):
    talks.edit_turn(TALK.id, 3, "The zebra paid.")
    assert talks.remove(TALK.id, for_good=True) is None
    with pytest.raises(UsageError, match="nothing to undo"):
        talks.undo()
    with pytest.raises(NotFoundError):
        talks.changes(TALK.id)


def test_a_transcript_that_was_added_again_is_not_brought_back_twice(talks: Library):
    change = talks.remove(TALK.id)
    assert change is not None
    talks.add(TALK)
    with pytest.raises(ConflictError, match="in the library again"):
        talks.undo(change.id)
    with pytest.raises(UsageError, match="nothing to undo"):
        talks.undo()


def test_an_undone_change_is_done_again_by_undoing_the_undoing(talks: Library):
    change = talks.edit_turn(TALK.id, 3, "The region paid.").change
    assert change is not None
    undoing = talks.undo()
    with pytest.raises(UsageError, match=f"undo change {undoing.id}"):
        talks.undo(change.id)
    talks.undo(undoing.id)
    assert talks.transcript(TALK.id).turn(3).text == "The region paid."
    talks.undo()  # the first change stands again, so it is the last to take back
    assert talks.transcript(TALK.id) == TALK


def test_an_earlier_change_is_taken_back_though_the_turns_have_other_numbers(talks: Library):
    first = talks.edit_turn(TALK.id, 5, "Extremely hard.").change
    assert first is not None
    talks.split_turn(TALK.id, 2, 25)
    talks.move_turns(TALK.id, [1], "Cleo")
    talks.undo(first.id)
    turns = talks.transcript(TALK.id).turns
    assert (len(turns), turns[5].text, turns[0].speaker) == (6, "Very hard.", "Cleo")


def test_a_change_is_not_taken_back_under_a_later_one_of_the_same_turns(talks: Library):
    first = talks.edit_turn(TALK.id, 2, "The cranes were old. We moved in 2019.").change
    assert first is not None
    talks.split_turn(TALK.id, 2, 20)
    with pytest.raises(ConflictError, match="changed since"):
        talks.undo(first.id)
    talks.move_turns(TALK.id, [1], "Cleo")
    talks.undo(talks.changes()[1].id)  # the split, below a later change of another turn
    talks.undo(first.id)
    assert talks.transcript(TALK.id).turn(2).text == TALK.turn(2).text


def test_a_change_of_which_nothing_is_known(talks: Library):
    with pytest.raises(NotFoundError, match="no change 7"):
        talks.undo(7)
    with pytest.raises(NotFoundError, match="no transcript"):
        talks.changes("none")


def test_details_that_were_changed_since_stay(talks: Library):
    talks.edit_transcript(TALK.id, title="Port")
    talks.edit_transcript(TALK.id, title="Quay")
    with pytest.raises(ConflictError, match="title has been changed"):
        talks.undo(1)
    assert talks.find_transcript("Quay").id == TALK.id


def test_names_that_were_changed_since_stay(talks: Library):
    talks.rename_speaker("Bob", "Rob")
    talks.rename_speaker("Rob", "Robert")
    with pytest.raises(ConflictError, match="undo later changes first"):
        talks.undo(1)
    talks.undo()
    talks.undo()
    assert talks.speakers() == ["Ann", "Bob", "Cleo"]


def test_two_speakers_become_one_and_two_again(talks: Library):
    talks.add(
        make_transcript(
            ("Ann", "Why tea?"), ("Bo", "It is warm."), ("Robert", "And cheap."), title="Tea"
        )
    )
    tea = talks.find_transcript("Tea").id
    before = talks.figures(tea)
    talks.rename_speaker("Bo", "Robert")
    assert talks.transcript(tea).speakers == ("Ann", "Robert")
    talks.undo()
    assert talks.figures(tea) == before
    assert talks.search("warm", speakers=["Bo"])[0].turn == 2


def test_a_damaged_change_is_named(talks: Library):
    talks.edit_turn(TALK.id, 3, "The region paid.")
    with sqlite3.connect(talks.path / "library.sqlite3") as db:
        db.execute("UPDATE changes SET before = '{}'")
    with pytest.raises(LibraryError, match="change 1 is damaged"):
        talks.undo()
    with sqlite3.connect(talks.path / "library.sqlite3") as db:
        db.execute("UPDATE changes SET before = 'x'")
    with pytest.raises(LibraryError, match="damaged"):
        talks.changes()
    assert talks.transcript(TALK.id).turn(3).text == "The region paid."


def test_corrections_at_adding_again_are_in_the_history(talks: Library):
    talks.add(TALK, title="Port", speakers={"Bob": "Robert"}, url="https://example.org/a")
    assert [change.kind for change in talks.changes(TALK.id)] == ["names", "details"]
    talks.undo()
    talks.undo()
    assert talks.transcript(TALK.id) == TALK


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.integers(1, 6), st.sampled_from(["Yes.", "为什么？", "No."])),
        st.tuples(st.just("move"), st.integers(1, 6), st.sampled_from(["Ann", "Bob", "Cleo"])),
        st.tuples(st.just("split"), st.integers(1, 6), st.integers(2, 30)),
        st.tuples(st.just("join"), st.integers(1, 6)),
        st.tuples(st.just("rename"), st.sampled_from(["Ann", "Bob"]), st.sampled_from("XY")),
        st.tuples(st.just("title"), st.sampled_from(["A", "B"])),
        st.tuples(st.just("remove")),
        st.tuples(st.just("undo"), st.none() | st.integers(1, 9)),
    ),
    max_size=7,
)


def _edit(library: Library, kind: str, *values) -> None:
    edits = {
        "text": lambda turn, text: library.edit_turn(TALK.id, turn, text),
        "move": lambda turn, name: library.move_turns(TALK.id, [turn], name),
        "split": lambda turn, at: library.split_turn(TALK.id, turn, at),
        "join": lambda turn: library.join_turns(TALK.id, turn),
        "rename": library.rename_speaker,
        "title": lambda title: library.edit_transcript(TALK.id, title=title),
        "remove": lambda: library.remove(TALK.id),
        "undo": library.undo,
    }
    edits[kind](*values)


@pytest.mark.slow
@settings(max_examples=40)
@given(edits=EDITS)
def test_after_any_edits_undoing_all_gives_the_first_transcript(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple]
):
    path = tmp_path_factory.mktemp("history")
    with Library.open(path, embedder=BigramEmbedder()) as library:
        library.add(TALK)
        first = library.transcripts()
        for edit in edits:
            revision = library.revision
            try:
                _edit(library, *edit)
            except UsageError:
                assert library.revision == revision  # refused, and nothing changed
            for info in library.transcripts():
                assert not library.transcript(info.id).is_damaged
        n_changes = sum(change.undoes is None for change in library.changes())
        for _ in range(n_changes):
            try:
                library.undo()
            except UsageError as error:
                assert "nothing to undo" in str(error)
        assert library.transcript(TALK.id) == TALK
        assert library.transcripts() == first
        library.search("harbour")
    with Library.open(path, embedder=BigramEmbedder()) as library:
        assert library.transcript(TALK.id) == TALK


def test_the_family_of_errors_has_the_new_one():
    assert issubclass(ConflictError, TurnwiseError)
