"""Every block of both READMEs runs as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INTERVIEW, ROOT
from turnwise.ui.cli import main

BLOCKS = [
    pytest.param(language, text, id=f"{name}-{number}-{language}")
    for name in ("README.md", "README.zh.md")
    for number, (language, text) in enumerate(
        re.findall(r"^```(\w+)\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.S | re.M), start=1
    )
]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], str]:
    """Run one command of a README in a folder with an interview; gives what it prints."""
    (tmp_path / "talks").mkdir()
    shutil.copy(INTERVIEW, tmp_path / "interview.txt")
    shutil.copy(INTERVIEW, tmp_path / "talks" / "interview.txt")
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> str:
        words = shlex.split(command, comments=True)
        if words[0] == "make":
            subprocess.run([*words, "--dry-run"], cwd=ROOT, check=True, capture_output=True)
            return ""
        assert words[0] == "turnwise", command
        monkeypatch.setattr(sys, "argv", words)
        try:
            main()
        except SystemExit as ended:
            assert not ended.code, command
        return capsys.readouterr().out

    return run


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), BLOCKS)
def test_a_block_runs(language: str, text: str, run: Callable[[str], str]):
    if language == "python":
        shown = [comment.strip() for comment in re.findall(r"print\(.*\)  # (.*)", text)]
        out = subprocess.run(
            [sys.executable, "-c", text], capture_output=True, text=True, check=True
        ).stdout
        assert all(line in out for line in shown)
    elif language == "console":
        commands = re.split(r"^\$ ", text, flags=re.M)[1:]
        for command, *expected in (block.splitlines() for block in commands):
            printed = run(command)
            for line in expected:
                parts = (re.escape(part) for part in line.split("…"))
                assert re.search(".*".join(parts), printed), line
    else:
        assert language == "bash"
        for command in text.strip().splitlines():
            run(command)
