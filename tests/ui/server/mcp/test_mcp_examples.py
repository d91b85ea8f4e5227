"""docs/embedding_mcp.md: its programs run as they stand, its settings name what is there."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import INTERVIEW, ROOT
from mcp_serving import serving
from turnwise.rag import Library
from turnwise.ui.server import create_app
from turnwise.ui.server.mcp import make_tool_server

PAGE = (ROOT / "docs" / "embedding_mcp.md").read_text("utf-8")
PROGRAMS = re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M)


def run(program: str, folder: Path) -> None:
    """Each `print(…)  # begins so` prints a line that begins so."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    printed = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    shown = re.findall(r"print\(.*\)  # (.*)", program)
    assert shown
    for beginning in shown:
        assert any(line.startswith(beginning) for line in printed.splitlines()), printed


@pytest.mark.slow
def test_the_program_that_starts_the_command_runs(tmp_path: Path):
    with Library.open(tmp_path / "my-talks") as library:
        library.add(INTERVIEW)
    run(PROGRAMS[0], tmp_path)


@pytest.mark.slow
def test_the_program_that_uses_a_server_runs(tmp_path: Path, library: Library):
    with serving(create_app(library, with_page=False)) as address:
        run(PROGRAMS[1].replace("http://127.0.0.1:7860", address), tmp_path)


def test_the_settings_are_json_with_a_command_or_an_address():
    for block in re.findall(r"^```json\n(.*?)^```", PAGE, re.S | re.M):
        (servers,) = json.loads(block).values()
        settings = servers["turnwise"]
        assert settings.get("command", "turnwise") == "turnwise"
        assert settings.get("args", ["mcp"])[0] == "mcp"
        assert settings.get("url", "http://127.0.0.1:7860/mcp") == "http://127.0.0.1:7860/mcp"


def test_the_page_names_every_tool(library: Library):
    for tool in asyncio.run(make_tool_server(library).list_tools()):
        assert f"`{tool.name}`" in PAGE
