"""`make chat` and the commands of the README use the same library."""

from __future__ import annotations

import subprocess

import pytest
from conftest import ROOT


def make_chat(*variables: str) -> str:
    """What `make chat` would run in a fresh clone."""
    return subprocess.run(
        ["make", "--dry-run", "chat", "VENV=no-environment-yet", *variables],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_make_chat_says_what_it_installs_and_how_long_it_takes():
    message, _ = make_chat().split("pip install", maxsplit=1)
    assert "PyTorch" in message
    assert "2 GB" in message
    assert "minutes" in message


@pytest.mark.parametrize(
    ("variables", "library"),
    [((), ""), (("LIBRARY=my talks",), " --library 'my talks'")],
    ids=["default", "named"],
)
def test_make_chat_fills_the_library_that_it_says_how_to_ask(
    variables: tuple[str, ...], library: str
):
    commands = make_chat(*variables, "PORT=8001").splitlines()
    turnwise = "no-environment-yet/bin/turnwise"
    assert f"{turnwise} add --samples{library}" in commands
    assert f"{turnwise} chat --port 8001{library}" in commands
    assert any(f'{turnwise} ask \\"what did he say about OpenCL\\"{library}' in c for c in commands)
    assert any("make chat PORT=" in command for command in commands)
