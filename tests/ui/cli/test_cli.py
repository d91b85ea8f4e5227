from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from command_line import Run, runner
from conftest import INTERVIEW, SEED, BigramEmbedder, make_transcript
from rich.console import Console
from rich.text import Text
from tiny_chat_model import make_chat_model
from turnwise.index.readers import read_bytes
from turnwise.rag import Library
from turnwise.ui.cli.app import app
from turnwise.ui.cli.output import print_answer, print_lookup, print_report


@pytest.fixture
def run(
    tmp_path: Path,
    interview_library: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run the command line on a library with the sample interview; gives (exit code, out, err)."""
    return runner(interview_library, tmp_path / "library", monkeypatch, capsys)


def test_list_shows_title_date_and_turns(run: Run):
    code, out, _ = run("list")
    assert code == 0
    assert "2018-11-02" in out
    assert "35" in out


def test_version(run: Run):
    assert run("--version")[:2] == (0, "turnwise 0.1.0\n")


def test_list_as_json(run: Run):
    [info] = json.loads(run("list", "--json")[1])
    about = {"id", "title", "date", "source", "url", "format", "speakers", "turns", "language"}
    assert set(info) == about | {"questions", "duration_s", "tags", "added_at", "version"}
    assert (info["language"], info["questions"], info["tags"]) == ("mixed", 17, [])
    assert (info["turns"], info["speakers"][:2]) == (35, ["Alex", "Yangqing"])
    assert info["format"] == "text"


def test_show_one_place(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    code, out, _ = run("show", id[:6], "--turn", "27")
    assert code == 0
    assert "27 Yangqing:" in out
    assert "26 Q5:" in out
    assert "25 Yangqing:" not in out
    assert "30 Q7" not in out


def test_show_takes_an_address(run: Run):
    [mention, *_] = json.loads(run("lookup", "OpenCL", "--json")[1])["mentions"]
    code, out, _ = run("show", mention["address"])
    assert (code, f"{mention['turn']} {mention['speaker']}:" in out, mention["quote"] in out) == (
        0,
        True,
        True,
    )
    code, _, err = run("show", mention["address"], "--turn", "3")
    assert (code, "the address names the turn" in err) == (2, True)


def test_show_as_json_is_the_whole_transcript(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    shown = json.loads(run("show", id, "--json")[1])
    assert len(shown["turns"]) == 35
    assert shown["turns"][3]["text"] == "两个月吧!"
    assert shown["notes"][2] == {
        "line": 11,
        "text": "贾扬清谈 PyTorch与Caffe的合并",
        "after_turn": 8,
    }


def test_an_answer_shows_the_link_to_the_recording(library: Library, tmp_path: Path):
    talk = tmp_path / "talk.vtt"
    talk.write_text(
        "WEBVTT\n\n00:01:05.000 --> 00:01:10.000\n<v Anna>Zeppelins float on helium.\n", "utf-8"
    )
    library.add(talk, url="https://youtu.be/abc123")
    out = io.StringIO()
    print_answer(library.ask("What do zeppelins float on?"), Console(file=out, width=120))
    lines = out.getvalue().splitlines()
    address = f"   turnwise:{library.transcripts()[-1].id}/1#char=0,26"
    assert lines[-3:] == ["[1] talk · turn 1 · 1:05", address, "   https://youtu.be/abc123?t=65"]


def test_help_lists_the_commands_in_order_of_use(run: Run):
    listed = run("--help")[1].split("Commands:")[1].splitlines()
    names = [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "]
    assert names[:5] == ["add", "ask", "chat", "serve", "mcp"]
    assert names[-4:] == ["speakers", "feedback", "eval", "doctor"]


def test_edit_changes_title_and_date(run: Run):
    code, out, _ = run("edit", "Facebook", "--title", "On Caffe", "--date", "2019-01-02")
    assert (code, "On Caffe" in out, "2019-01-02" in out) == (0, True, True)
    [info] = json.loads(run("list", "--json")[1])
    assert (info["title"], info["date"]) == ("On Caffe", "2019-01-02")
    assert json.loads(run("edit", "on caffe", "--date", "", "--json")[1])["date"] is None
    assert "Nobody" not in run("lookup", "OpenCL", "--transcript", "On C", "--speaker", "q5")[1]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], object]]:
    """A terminal as standard input; gives what types into it."""
    keyboard, screen = os.openpty()
    with os.fdopen(screen) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield lambda line: os.write(keyboard, f"{line}\n".encode())
    os.close(keyboard)


def test_remove_asks_on_a_terminal(run: Run, terminal: Callable[[str], object]):
    terminal("n")
    code, out, err = run("remove", "Facebook")
    assert (code, out.strip()) == (1, "")
    assert "Remove “Facebook AI 贾扬清:AI,从大数据问题演进到高性能” (35 turns) from " in err
    assert len(json.loads(run("list", "--json")[1])) == 1
    terminal("y")
    assert run("remove", "Facebook")[0] == 0
    assert json.loads(run("list", "--json")[1]) == []


def test_remove_does_not_ask_when_it_is_told_so(run: Run, terminal: Callable[[str], object]):
    code, _, err = run("remove", "Facebook", "--yes")
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "x"], ["search", "x"], ["lookup", "x"], ["timeline", "x"], ["list"], ["show", "x"],
        ["edit", "x"], ["remove", "x"], ["speakers"], ["speakers", "suggest"], ["doctor"],
        ["speakers", "rename", "x", "y"], ["feedback"], ["feedback", "give", "x", "wrong"],
        ["feedback", "export", "x"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_mistyped_library_is_named_and_not_made(run: Run, tmp_path: Path, command: list[str]):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine", "utf-8")
    for name in ("mistyped", "other"):
        folder = tmp_path / name
        code, out, err = run(*command, "--library", str(folder))
        assert (code, out) == (2, "")
        assert f"there is no library at {folder}; check the path" in err
        assert f"turnwise add --library {folder} FILE" in err
    assert not (tmp_path / "mistyped").exists()
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["notes.txt"]


def test_the_library_may_stand_before_the_command(run: Run, tmp_path: Path):
    there = tmp_path / "with two words"
    shutil.copytree(tmp_path / "library", there)
    run("remove", "Facebook")
    assert json.loads(run("list", "--json")[1]) == []
    for arguments in (
        ["--library", str(there), "list", "--json"],
        ["list", "--json", "--library", str(there)],
        ["--library", str(there), "list", "--json", "--library", str(there)],
    ):
        assert len(json.loads(run(*arguments)[1])) == 1
    assert "Yangqing" in run("--library", str(there), "speakers")[1]
    assert run("speakers", "--library", str(there), "alias", "Yangqing", "贾博士")[0] == 0
    assert "贾博士" in run("--library", str(there), "speakers", "--json")[1]


def test_printed_commands_name_the_library_that_the_command_line_named(run: Run, tmp_path: Path):
    there = tmp_path / "with two words"
    shutil.copytree(tmp_path / "library", there)
    for out in (
        run("speakers", "suggest", "--library", str(there))[1],
        run("--library", str(there), "speakers", "suggest")[1],
    ):
        first = out.splitlines()[0]
        assert first.endswith(f": turnwise speakers alias --library '{there}' Yangqing 贾扬清")
    err = run("show", "nope", "--library", str(there))[2]
    assert f"“turnwise list --library '{there}'” shows them all" in err
    assert "“turnwise list” shows them all" in run("show", "nope")[2]
    run("remove", "Facebook", "--library", str(there))
    assert f"turnwise add --library '{there}' FILE" in run("list", "--library", str(there))[1]


# What a shell starts in the background ignores Ctrl+C, and so would the tests' own processes.
_LISTENING = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"


def interrupted(code: str, *, stdin: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python code that interrupts itself."""
    return subprocess.run(
        [sys.executable, "-c", f"{_LISTENING}import os, sys, threading\n{code}"],
        stdin=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


_INTERRUPT = "os.kill(os.getpid(), signal.SIGINT)"


@pytest.mark.slow
@pytest.mark.parametrize("module", ["rich.console", "turnwise.index.folder", "typer.main"])
def test_ctrl_c_while_the_program_is_loaded_ends_without_a_traceback(module: str):
    ended = interrupted(
        f"""
class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            {_INTERRUPT}
sys.meta_path.insert(0, Interrupting())
sys.argv = ["turnwise", "list"]
from turnwise.ui.cli import main
main()
"""
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


@pytest.mark.slow
def test_ctrl_c_while_a_command_waits_ends_without_a_traceback():
    reading, writing = os.pipe()
    try:
        ended = interrupted(
            f"""
threading.Timer(3, lambda: {_INTERRUPT}).start()
sys.argv = ["turnwise", "add", "-"]
from turnwise.ui.cli import main
main()
""",
            stdin=reading,
        )
    finally:
        os.close(reading)
        os.close(writing)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("with_a_tab", [False, True], ids=["at once", "with an open tab"])
def test_ctrl_c_right_after_the_page_came_up_ends_without_a_traceback(with_a_tab: bool):
    pytest.importorskip("gradio")
    command = [sys.executable, "-c", f"{_LISTENING}from turnwise.ui.cli import main; main()"]
    with subprocess.Popen(
        [*command, "chat", "--port", "0", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as page:
        try:
            assert page.stdout
            line = page.stdout.readline()
            assert "Turnwise is at" in line
            if with_a_tab:
                address = line.split()[3] + "gradio_api/heartbeat/tab"
                with httpx.stream("GET", address, timeout=60) as tab:
                    assert next(tab.iter_bytes())
                    page.send_signal(signal.SIGINT)
                    _, err = page.communicate(timeout=60)
            else:  # the model still loads
                page.send_signal(signal.SIGINT)
                _, err = page.communicate(timeout=60)
        finally:
            page.kill()
    assert page.returncode == 130, err
    assert "Traceback" not in err
    assert "FATAL" not in err


def test_remove(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    assert run("remove", id)[0] == 0
    assert json.loads(run("list", "--json")[1]) == []
    assert "is empty" in run("list")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["ask", ""], 2, "the question is empty", id="empty question"),
        pytest.param(["ask", "x" * 100_000], 2, "has 100,000 characters", id="very long question"),
        pytest.param(["search", "x", "--speaker", "Bob"], 2, "nobody is called", id="speaker"),
        pytest.param(["lookup", ""], 2, "the term is empty", id="empty term"),
        pytest.param(["lookup", "x", "--after", "soon"], 2, "is not a date", id="lookup date"),
        pytest.param(["search", "x", "--transcript", "no"], 2, "no transcript", id="transcript"),
        pytest.param(["search", "x", "--after", "soon"], 2, "is not a date", id="date"),
        pytest.param(["show", "no"], 2, "no transcript is called “no”", id="show"),
        pytest.param(["remove", "no"], 2, "no transcript is called “no”", id="remove"),
        pytest.param(["add"], 2, "name a file or a folder", id="nothing to add"),
        pytest.param(["add", "a", "b", "--url", "https://x.org"], 2, "one file", id="url of two"),
        pytest.param(["add", "a", "--url", "x.org"], 2, "not a web address", id="no address"),
        pytest.param(["add", "a", "b", "--title", "T"], 2, "one transcript", id="title of two"),
        pytest.param(["add", "a", "--speakers", "Q"], 2, "LABEL=NAME", id="no names"),
        pytest.param(["add", "a", "--date", "soon"], 2, "is not a date", id="no date"),
        pytest.param(["show", "no", "--format", "pdf"], 2, "'pdf' is not", id="format"),
        pytest.param(["show", "x", "--format", "md", "--json"], 2, "leave out", id="format, json"),
        pytest.param(["show", "x", "--outline", "--turn", "1"], 2, "leave out", id="outline, turn"),
        pytest.param(
            ["show", "x", "--outline", "--format", "md"], 2, "leave out", id="outline, format"
        ),
        pytest.param(["speakers", "rename", "Bob", "X"], 2, "nobody is called “Bob”", id="rename"),
        pytest.param(["speakers", "alias", "Bob", "X"], 2, "nobody is called “Bob”", id="alias"),
        pytest.param(
            ["--library", "x", "list", "--library", "y"], 2, "is given twice: x and y", id="library"
        ),
        pytest.param(["edit", "Facebook"], 2, "give a title, a date, an", id="edit"),
        pytest.param(["edit", "Facebook", "--date", "soon"], 2, "is not a date", id="edit date"),
        pytest.param(["doctor", "--model", "m"], 2, "goes with --rebuild", id="doctor"),
        pytest.param(["add", "x", "--model", "./no-model"], 1, "no model folder", id="model"),
        pytest.param(
            ["search", "x", "--rerank", "./no"], 1, "no model folder", id="search, rerank"
        ),
        pytest.param(["ask", "x", "--rerank", "./no"], 1, "no model folder", id="ask, rerank"),
        pytest.param(["chat", "--rerank", "./no"], 1, "no model folder", id="chat, rerank"),
        pytest.param(["ask", "x", "--llm", "./no"], 1, "no model folder", id="ask, llm"),
        pytest.param(["ask", "x", "--llm", ""], 1, "neither a model nor", id="llm empty"),
        pytest.param(["ask", "x", "--llm", "ftp://x#m"], 1, "neither a model nor", id="llm ftp"),
        pytest.param(["ask", "x", "--llm", "http://#m"], 1, "not the address", id="llm address"),
        pytest.param(["nonsense"], 2, "No such command", id="unknown command"),
        pytest.param(["ask", "x", "-k", "many"], 2, "valid int", id="not a number"),
    ],
)
def test_bad_usage_is_said_without_a_traceback(
    run: Run, arguments: list[str], code: int, message: str
):
    ended, out, err = run(*arguments)
    assert (ended, out) == (code, "")
    assert message in " ".join(err.split())
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file", id="binary"),
        pytest.param(b"WEBVTT\n\n", "no words", id="no turns"),
    ],
)
def test_a_file_that_cannot_be_added_is_reported_and_the_library_stays(
    run: Run, tmp_path: Path, content: bytes, message: str
):
    (tmp_path / "bad.txt").write_bytes(content)
    code, out, _ = run("add", str(tmp_path / "bad.txt"))
    assert code == 1
    assert message in out
    assert len(json.loads(run("list", "--json")[1])) == 1


def test_a_missing_file_is_reported_beside_what_was_added(run: Run):
    code, out, _ = run("add", "missing.txt", str(INTERVIEW), "--json")
    report = json.loads(out)
    assert code == 1
    assert [failure["source"] for failure in report["failed"]] == ["missing.txt"]
    assert [transcript["turns"] for transcript in report["unchanged"]] == [35]


def test_add_shows_the_notes_when_asked(run: Run):
    assert "line 11: 贾扬清谈" in run("add", str(INTERVIEW), "--notes")[1]
    assert "line 11" not in run("add", str(INTERVIEW))[1]


def test_add_shows_a_table_with_file_and_format(run: Run):
    columns, row = run("add", str(INTERVIEW))[1].splitlines()[:2]
    assert columns.split() == ["file", "format", "speakers", "turns", "times", "notes"]
    assert row.split() == ["unchanged", "interview.txt", "text", "11", "35", "no", "10"]


def test_a_cluster_takes_the_place_of_processes(run: Run, tmp_path: Path):
    code, _, err = run("add", str(tmp_path), "--workers", "2", "--ray", "local")
    assert (code, "“ray” names a cluster; give one" in err) == (2, True)


def test_a_picture_in_a_folder_is_said_to_be_skipped(run: Run, tmp_path: Path):
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    out = run("add", str(tmp_path / "talks"))[1]
    assert "photo.png (a recording, a picture, source code or another file without a talk)" in out


def reported(library: Library, path: Path, *, with_notes: bool = False) -> str:
    """What `add` prints, in the encoding of a terminal."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    report = library.add(path)
    print_report(report, with_notes=with_notes, out=Console(file=out, width=200, soft_wrap=True))
    json.dumps(report.to_dict(), ensure_ascii=False).encode()
    out.flush()
    return out.buffer.getvalue().decode()


def test_add_says_how_many_words_were_not_read(library: Library, tmp_path: Path):
    file = tmp_path / "talk.csv"
    file.write_text("speaker,text\nAnn,Hi.\nand so on\nBob,Oh.\n", "utf-8")
    assert "talk.csv: 3 words were not read; --notes shows them" in reported(library, file)
    assert "talk.csv, line 3: and so on" in reported(library, file, with_notes=True)
    assert library.add(file).to_dict()["unchanged"][0]["words_not_read"] == 3


def test_a_file_name_that_is_no_utf_8_can_be_added_and_shown(library: Library, tmp_path: Path):
    folder = tmp_path / "talks"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Anna: Hi.\nBob: Hi.\nAnna: So?")
        (folder / os.fsdecode(b"\xe9.txt")).write_bytes(b" ")
        (folder / os.fsdecode(b"\xe9.png")).write_bytes(b"\x89PNG\r\n\x1a\n")
    except OSError:
        pytest.skip("this file system only takes names in UTF-8")
    out = reported(library, folder)
    assert r"caf\xe9.txt" in out
    assert rf"{folder}/\xe9.txt: the file is empty" in out
    assert rf"skipped: {folder}/\xe9.png" in out
    assert r"caf\xe9" in [info.title for info in library.transcripts()]


def test_control_characters_of_an_older_library_are_not_shown(run: Run, tmp_path: Path):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    with sqlite3.connect(tmp_path / "library" / "library.sqlite3") as db:
        db.execute("UPDATE turns SET text = 'Hi' || char(0, 27) || '[2J there.' WHERE number = 1")
    code, out, _ = run("show", id, "--format", "txt")
    assert (code, "Hi[2J there." in out) == (0, True)
    assert not {"\0", "\x1b"} & set(out)


def test_standard_input_that_does_not_end_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch):
    with Path("/dev/zero").open(encoding="latin-1") as endless:
        monkeypatch.setattr(sys, "stdin", endless)
        assert "65 MB, more than any transcript" in run("add", "-")[1]


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch):
    data = INTERVIEW.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    report = json.loads(run("add", "-", "--name", "talk.txt", "--json")[1])
    assert [transcript["turns"] for transcript in report["unchanged"]] == [35]
    assert report["unchanged"][0]["source"] == "talk.txt"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    code, out, _ = run("add", "-")
    assert (code, out) == (1, "failed: stdin: the file is empty; nothing to add\n")


def test_an_address_that_cannot_be_reached_is_reported(run: Run):
    code, out, _ = run("add", "http://127.0.0.1:9/talk.vtt")
    assert code == 1
    assert "http://127.0.0.1:9/talk.vtt" in out


@pytest.mark.parametrize("format", ["txt", "md", "json"])
def test_show_writes_a_transcript_as_a_file(run: Run, format: str):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    code, out, _ = run("show", id, "--format", format)
    assert code == 0
    read = read_bytes(out.encode(), name="talk")
    assert (len(read.turns), read.date) == (35, "2018-11-02")


def test_show_outline_in_80_columns(run: Run, monkeypatch: pytest.MonkeyPatch):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    monkeypatch.setattr(
        "turnwise.ui.cli.library.OUT", Console(width=80, highlight=False, soft_wrap=True)
    )
    code, out, _ = run("show", id, "--outline")
    assert code == 0
    assert "turn 3\n   Alex: 整个的过程你大概做了多久?\n   Yangqing: 两个月吧!\n" in out
    assert "no answer" in out
    assert all(Text(line).cell_len <= 80 for line in out.splitlines())


def test_show_outline_as_json(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    shown = json.loads(run("show", id, "--outline", "--json")[1])
    assert (shown["transcript"]["id"], shown["n_questions"]) == (id, 17)
    assert shown["entries"][1]["asked"] == "整个的过程你大概做了多久?"


def test_show_outline_with_times(run: Run, tmp_path: Path):
    talk = tmp_path / "talk.vtt"
    talk.write_text(
        "WEBVTT\n\n00:01:05.000 --> 00:01:10.000\n<v Anna>How was the long day?\n\n"
        "00:01:15.000 --> 00:01:20.000\n<v Bob>It was a good one.\n",
        "utf-8",
    )
    with Library.open(tmp_path / "library", embedder=BigramEmbedder()) as library:
        library.add(talk)
    assert "turn 1 · 1:05\n   Anna: How was the long day?" in run("show", "talk", "--outline")[1]


def test_overview_shows_themes_with_their_turns(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    code, out, _ = run("overview", id)
    assert code == 0
    assert "Facebook AI" in out.splitlines()[0]
    assert "\nturns 1–" in out
    assert "   Yangqing: “" in out


def test_overview_as_json(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    shown = json.loads(run("overview", id, "--json")[1])
    assert list(shown) == ["transcript", "opening", "themes"]
    assert list(shown["themes"][0]) == ["first_turn", "last_turn", "hit", "start_s"]


def test_show_refuses_subtitles_of_a_talk_without_times(run: Run):
    id = json.loads(run("list", "--json")[1])[0]["id"]
    code, out, err = run("show", id, "--format", "srt")
    assert (code, out) == (1, "")
    assert "has no times, which subtitles need; write txt, md or json" in err


def test_speakers_are_listed_renamed_and_aliased(run: Run):
    code, out, _ = run("speakers")
    assert code == 0
    assert out.splitlines()[1].split()[:2] == ["Alex", "10"]
    assert run("speakers", "rename", "Alex", "Alex Ren")[0] == 0
    assert run("speakers", "alias", "Yangqing", "贾扬清", "贾博士")[0] == 0
    listed = json.loads(run("speakers", "--json")[1])
    assert [(one["name"], one["aliases"]) for one in listed[:2]] == [
        ("Alex Ren", ["Alex"]),
        ("Yangqing", ["贾扬清", "贾博士"]),
    ]
    assert run("speakers", "unalias", "贾博士")[0] == 0
    assert "贾博士" not in run("speakers")[1]
    id = json.loads(run("list", "--json")[1])[0]["id"]
    assert "1 Alex Ren:" in run("show", id)[1]


def test_suggested_names_come_with_the_command_that_confirms_them(run: Run):
    code, out, _ = run("speakers", "suggest")
    assert code == 0
    first, second, third = out.splitlines()
    assert first.startswith("Yangqing may also be 贾扬清 (spelled alike; title of “Facebook AI ")
    assert first.endswith("): turnwise speakers alias Yangqing 贾扬清")
    assert second.endswith("): turnwise speakers alias Alex 'Alex Ren'")
    assert "addressed so; turn 18 of" in third
    assert json.loads(run("speakers", "suggest", "--json")[1])[0]["alias"] == "贾扬清"
    run("speakers", "alias", "Yangqing", "贾扬清", "贾博士")
    run("speakers", "alias", "Alex", "Alex Ren")
    assert run("speakers", "suggest")[1] == "No other names found.\n"


@pytest.mark.slow
def test_adding_suggests_names(run: Run, tmp_path: Path):
    path = tmp_path / "talk.txt"
    path.write_text("贾扬清谈 Caffe\n\nAnn: What is Caffe?\nYangqing: A framework.\n", "utf-8")
    _, out, err = run("add", str(path), "--library", str(tmp_path / "other"))
    assert "may also be" not in out
    assert f"turnwise speakers alias --library {tmp_path / 'other'} Yangqing 贾扬清" in err


def test_a_placeholder_is_marked_and_renamed_in_its_transcript(run: Run, tmp_path: Path):
    with Library.open(tmp_path / "library", embedder=BigramEmbedder()) as library:
        for title in ("One", "Two"):
            library.add(make_transcript(("Speaker 1", f"{title}?"), ("B", "Yes."), title=title))
    assert "placeholder" in run("speakers")[1]
    code, out, err = run("speakers", "rename", "Speaker 1", "Alex")
    assert (code, out) == (2, "")
    assert "name one with --transcript" in err
    assert run("speakers", "rename", "Speaker 1", "Anna", "--transcript", "One")[0] == 0
    assert "1 Anna:" in run("show", "One")[1]
    assert "1 Speaker 1:" in run("show", "Two")[1]


def test_doctor_reports_a_model_that_cannot_be_loaded(run: Run):
    code, out, _ = run("doctor", "--json")
    failed = [check["name"] for check in json.loads(out) if not check["ok"]]
    assert code == 1
    assert failed[0] == "embedding model"


def test_every_command_has_an_example_in_its_help(run: Run):
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert set(names) == {
        "add", "ask", "chat", "serve", "mcp", "search", "lookup", "timeline", "list", "show", "overview",
        "figures", "edit", "history", "undo", "remove", "copy", "eval", "doctor",
    }  # fmt: skip
    for name in names:
        assert f"Example: turnwise {name}" in run(name, "--help")[1]
    assert "Example: turnwise speakers" in run("speakers", "--help")[1]
    for name in ("rename", "alias", "unalias", "suggest"):
        assert f"Example: turnwise speakers {name}" in run("speakers", name, "--help")[1]


def test_copy_copies_a_library_and_goes_on_where_it_was(run: Run, tmp_path: Path):
    library, target = str(tmp_path / "library"), str(tmp_path / "target")
    code, out, _ = run("copy", library, target)
    assert (code, out.startswith("1 transcripts copied, 0 were there; 1 compared")) == (0, True)
    again = json.loads(run("copy", library, target, "--json")[1])
    assert (again["copied"], len(again["unchanged"]), again["is_whole"]) == ([], 1, True)
    assert run("copy", target, target)[0] == 2


def test_lookup_shows_counts_then_every_place(run: Run, monkeypatch: pytest.MonkeyPatch):
    code, out, _ = run("lookup", "opencl")
    assert code == 0
    assert [line.split() for line in out.splitlines()[:3]] == [
        ["speaker", "mentions"], ["Yangqing", "6"], ["Q5", "4"],
    ]  # fmt: skip
    assert out.index("2018-11-02") < out.index("turn 26 · Q5") < out.index("turn 27 · Yangqing")
    assert "   首先谢谢贾博士speech 非常好,我有两个问题是关于OpenCL和 CUDA的问题。\n" in out
    assert "\x1b" not in out


def test_lookup_as_json_and_of_one_speaker(run: Run):
    lookup = json.loads(run("lookup", "OPENCL", "--speaker", "Q5", "--json")[1])
    assert lookup["term"] == "OPENCL"
    assert lookup["counts"] == [{"speaker": "Q5", "transcript": None, "mentions": 4}]
    assert {mention["turn"] for mention in lookup["mentions"]} == {26}


@pytest.mark.slow
def test_timeline_shows_date_place_and_quote(run: Run, tmp_path: Path):
    there = ("--library", str(tmp_path / "default-model"))
    run("add", str(INTERVIEW), *there)
    code, out, _ = run("timeline", "OpenCL", "--speaker", "Yangqing", *there)
    assert code == 0
    assert out.startswith("2018-11-02  Yangqing Facebook AI")
    assert "OpenCL" in out.splitlines()[-2]
    assert out.splitlines()[-1].strip().startswith("turnwise:")
    assert json.loads(run("timeline", "OpenCL", "--json", *there)[1])["subject"] == "OpenCL"
    assert run("timeline", "zeppelins", *there)[1] == "Nobody speaks about “zeppelins”.\n"


def test_lookup_of_what_nobody_says_is_an_answer(run: Run):
    assert run("lookup", "Kubernetes")[:2] == (0, "Nobody says “Kubernetes”.\n")


def test_lookup_fits_the_terminal_and_marks_the_term_there():
    turns = [
        ("Speaker 1" + " with a very long name" * 5, "对" * 300 + " OpenCL \x1b[31m" + "啊" * 300)
    ]
    with Library.open(Path(os.environ["TURNWISE_LIBRARY"]), embedder=BigramEmbedder()) as library:
        library.add(make_transcript(*turns, title="很长的标题" * 30))
        lookup = library.lookup("opencl")
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=80, highlight=False, soft_wrap=True)
    print_lookup(lookup, console)
    assert "\x1b[1;33mOpenCL\x1b[0m" in shown.getvalue()
    assert "\x1b[31m" not in shown.getvalue()
    lines = [Text.from_ansi(line).cell_len for line in shown.getvalue().splitlines()]
    assert max(lines) <= 80


@pytest.mark.slow
def test_from_a_file_to_a_cited_answer(run: Run, tmp_path: Path):
    library = ("--library", str(tmp_path / "new"))
    code, out, _ = run("add", str(INTERVIEW), *library)
    assert code == 0
    assert "added" in out
    code, out, _ = run("ask", "what did he say about OpenCL", *library)
    assert code == 0
    assert out.startswith("Yangqing, answering Q5:")
    assert "[1] Facebook AI 贾扬清" in out
    assert "turn 27" in out
    answer = json.loads(run("ask", "what did he say about OpenCL", "--json", *library)[1])
    assert answer["citations"][0]["question"]["speaker"] == "Q5"
    code, out, _ = run("search", "Julia", "-k", "2", "--json", *library)
    assert json.loads(out)[0]["turn"] == 19
    code, out, _ = run("search", "Julia", "--speaker", "Q1", *library)
    assert "1. Q1" in out
    code, out, _ = run("doctor", *library)
    assert code == 0, out


@pytest.mark.slow
def test_eval_prints_a_table_and_compares_with_an_earlier_run(run: Run, tmp_path: Path):
    code, out, _ = run("eval", str(SEED), "--compare", "lexical", "--json")
    assert code == 0
    assert [row["variant"] for row in json.loads(out)] == ["hybrid", "lexical"]
    (tmp_path / "before.json").write_text(out, "utf-8")
    code, out, _ = run("eval", str(SEED), "--compare", str(tmp_path / "before.json"))
    assert code == 0
    assert "before: lexical" in out
    assert "refusal recall 1.00 of 4" in out
    (line,) = [line for line in out.splitlines() if line.startswith("seed    hybrid")]
    assert len(line) <= 80


@pytest.mark.parametrize(
    ("arguments", "expected", "message"),
    [
        (["--picture", "bars.txt"], 2, "bars.txt must end in .png, .svg or .pdf"),
        (["--compare", "missing.json"], 1, "missing.json: it is not what `turnwise eval --json`"),
    ],
)
def test_eval_says_what_it_cannot_use(run: Run, arguments: list[str], expected: int, message: str):
    code, _, err = run("eval", str(SEED), *arguments)
    assert (code, message in err) == (expected, True)


@pytest.mark.slow
def test_feedback_is_given_listed_and_exported(run: Run, tmp_path: Path):
    library = ("--library", str(tmp_path / "new"))
    run("add", str(INTERVIEW), *library)
    assert "No feedback yet" in run("feedback", *library)[1]
    question = "what did he say about OpenCL"
    code, out, _ = run("feedback", "give", question, "helpful", "--comment", "spot on", *library)
    assert code == 0
    assert out.startswith("Yangqing, answering Q5:")
    assert "kept as helpful" in out
    run("feedback", "give", "What is unframework?", "wrong", *library)
    assert "spot on" in run("feedback", *library)[1]
    verdicts = [one["verdict"] for one in json.loads(run("feedback", "--json", *library)[1])]
    assert verdicts == ["helpful", "wrong"]
    code, out, _ = run("feedback", "export", str(tmp_path / "set"), *library)
    assert code == 0
    assert "1 queries of helpful answers" in out
    assert "1 wrong answers in wrong.jsonl" in out
    code, _, err = run("feedback", "export", str(tmp_path / "set"), *library)
    assert code == 2
    assert "is not empty" in err
    assert run("feedback", "give", question, "nice", *library)[0] == 2
    [evaluation] = json.loads(run("eval", str(tmp_path / "set"), "--json")[1])
    assert evaluation["measures"]["hit@1"]["value"] == 1


@pytest.mark.slow
def test_a_language_model_words_the_answer(run: Run, tmp_path: Path):
    says = "Yangqing said “目前好像没有太多vendor在热心推OpenCL这个方向” [1]."
    folder = make_chat_model(tmp_path / "chat", says)
    library = ("--library", str(tmp_path / "of the bundled model"))
    run("add", str(INTERVIEW), *library)
    code, out, _ = run("ask", "what did he say about OpenCL", "--llm", str(folder), *library)
    assert code == 0
    answer, worded_by, _, place, *_ = out.splitlines()
    assert answer == says.replace(" [1].", ". [1]")
    assert worded_by.startswith(f"(Worded by {folder};")
    assert "turn 27" in place


@pytest.mark.slow
def test_add_puts_the_reading_right(run: Run, tmp_path: Path):
    talk = tmp_path / "talk.txt"
    talk.write_text("Q: When was it built?\n\nA: In 2019.\n\nQ: Where?\n\nA: There.\n", "utf-8")
    other = ["--library", str(tmp_path / "other")]
    told = ["--speakers", "Q=Host,A=Owen Pell", "--title", "Kilns", "--date", "2018-11-02"]
    told += ["--tag", "craft", "--tag", "Ohio"]
    assert run("add", str(talk), *told, *other, "--model", "turnwise-static-zh-en")[0] == 0
    [info] = json.loads(run("list", "--json", *other)[1])
    assert (info["title"], info["date"]) == ("Kilns", "2018-11-02")
    assert (info["speakers"], info["tags"]) == (["Host", "Owen Pell"], ["craft", "Ohio"])
    assert "nobody is called “X”" in run("add", str(talk), "--speakers", "X=Ann", *other)[2]
    edited = json.loads(run("edit", "Kilns", "--speakers", "Host=Mara", "--json", *other)[1])
    assert edited["speakers"] == ["Mara", "Owen Pell"]
    _, out, err = run("ask", "What did anybody say about xylophones?", *other)
    assert "turnwise" not in out
    assert "“turnwise list” shows the transcripts" in err
