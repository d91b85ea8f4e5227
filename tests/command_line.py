"""The command line in this process, on a copy of a library."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from turnwise.ui.cli import main

Run = Callable[..., tuple[int, str, str]]


def runner(
    original: Path,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Copy a library; a function runs `turnwise` on the copy and gives (exit code, out, err)."""
    shutil.copytree(original, copy)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.setattr(sys, "argv", ["turnwise", *arguments])
        monkeypatch.setenv("TURNWISE_LIBRARY", str(copy))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
