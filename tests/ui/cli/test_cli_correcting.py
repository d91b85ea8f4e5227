"""`turnwise edit`, `history`, `undo`, `remove` and `figures`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run, runner
from conftest import make_transcript
from turnwise.rag import Library

TALK = make_transcript(
    ("Ann", "Why did you leave the harbour?"),
    ("Bob", "The cranes were too old. We moved in 2019."),
    ("Bob", "The city paid."),
    ("Ann", "When does it open?"),
    title="Harbour",
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the talk, to be copied."""
    path = tmp_path_factory.mktemp("harbour") / "library"
    with Library.open(path, model="turnwise-static-zh-en") as opened:
        opened.add(TALK)
    return path


@pytest.fixture
def run(
    tmp_path: Path,
    harbour: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run the command line on a copy of it; gives (exit code, out, err)."""
    return runner(harbour, tmp_path / "library", monkeypatch, capsys)


def test_turns_are_corrected_and_the_history_takes_it_back(run: Run):
    code, out, _ = run("edit", "Harbour", "--turn", "3", "--text", "The region paid.")
    assert (code, "3 Bob:\nThe region paid." in out, "turnwise undo 1" in out) == (0, True, True)
    assert "3 region" not in run("lookup", "city")[1]
    assert "The region paid." in run("history", "Harbour")[1]
    code, out, _ = run("undo")
    assert (code, "undone: change 1" in out) == (0, True)
    assert "undone" in run("history")[1]
    assert run("undo")[:2] == (2, "")


@pytest.mark.slow
def test_turns_are_moved_split_and_joined(run: Run):
    done = json.loads(run("edit", "Harbour", "--turns", "2-3", "--speaker", "Cleo", "--json")[1])
    assert [turn["speaker"] for turn in done["turns"]] == ["Cleo", "Cleo"]
    out = run("edit", "Harbour", "--split", "2", "--at", "We moved")[1]
    assert "2 Cleo:\nThe cranes were too old.\n3 Cleo:\nWe moved in 2019." in out
    assert "turn 3 is now turn 4" in out
    assert "turn 4 is now turn 3" in run("edit", "Harbour", "--join", "2")[1]
    done = json.loads(run("edit", "Harbour", "--join", "2-3", "--json")[1])
    assert done["shift"] == -1


@pytest.mark.slow
def test_tags_come_and_go_and_narrow_a_list(run: Run):
    run("edit", "Harbour", "--tag", "sea", "--tag", "work", "--url", "https://example.org/a")
    run("edit", "Harbour", "--untag", "work")
    [info] = json.loads(run("list", "--tag", "SEA", "--json")[1])
    assert (info["tags"], info["url"]) == (["sea"], "https://example.org/a")
    code, _, err = run("list", "--tag", "land")
    assert (code, "tags: sea" in err) == (2, True)
    code, _, err = run("edit", "Harbour", "--untag", "land")
    assert (code, "it has no tag “land”; it has: sea" in err) == (2, True)


@pytest.mark.slow
def test_a_removed_transcript_comes_back_unless_it_is_removed_for_good(run: Run):
    run("remove", "Harbour")
    assert "removed" in run("history", TALK.id)[1]
    assert "brought back" in run("undo", "--transcript", TALK.id)[1]
    run("remove", "Harbour", "--for-good")
    assert run("history")[1] == "nothing was corrected\n"
    assert run("undo")[0] == 2


def test_figures_show_speakers_and_open_questions(run: Run):
    out = run("figures", "Harbour")[1]
    assert "4 turns, 2 questions" in out
    assert f"Ann: When does it open? (turnwise:{TALK.id}/4#char=0,18)" in out
    assert "1 transcript, 4 turns, 2 questions" in run("figures")[1]
    figures = json.loads(run("figures", "Harbour", "--json")[1])
    assert [speaker["name"] for speaker in figures["speakers"]] == ["Bob", "Ann"]
    assert json.loads(run("figures", "--speaker", "Bob", "--json")[1])["turns"] == 4


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(["--text", "x"], "--turn goes with", id="text without a turn"),
        pytest.param(["--turn", "2"], "--turn goes with", id="turn alone"),
        pytest.param(["--split", "2"], "--split goes with --at", id="split without a place"),
        pytest.param(["--turn", "2", "--text", "x", "--join", "3"], "two corrections", id="two"),
        pytest.param(["--join", "2", "--title", "x"], "two corrections", id="turns and title"),
        pytest.param(["--turns", "2-3", "--text", "x"], "one turn", id="words of several"),
        pytest.param(["--turns", "two", "--speaker", "x"], "names no turns", id="no number"),
        pytest.param(["--split", "2", "--at", "e"], "times in turn 2", id="several places"),
        pytest.param(["--split", "2", "--at", "xyz"], "do not stand in turn 2", id="nowhere"),
        pytest.param(["--split", "9", "--at", "x"], "has no turn 9", id="no turn"),
    ],
)
def test_a_correction_that_is_not_clear_is_refused(run: Run, arguments: list[str], why: str):
    code, out, err = run("edit", "Harbour", *arguments)
    assert (code, out, why in " ".join(err.split())) == (2, "", True)
    assert run("history")[1] == "nothing was corrected\n"
