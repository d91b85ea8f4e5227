"""docs/embedding.md: each section runs as it stands, with the servers that it starts."""

from __future__ import annotations

import ast
import asyncio
import inspect
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import INTERVIEW, ROOT
from turnwise.rag import Library

PAGE = (ROOT / "docs" / "embedding.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M))
NEEDS = {
    "Flask": "flask",
    "LangChain": "langchain_core",
    "LlamaIndex": "llama_index",
    "Haystack": "haystack",
}
# A command of the page → how this Python runs it, and how it is given a port.
STARTS = {
    "turnwise": ["-c", "from turnwise.ui.cli import main; main()"],
    "flask": ["-m", "flask"],
    "uvicorn": ["-m", "uvicorn"],
}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the interview as a file and in a library, as the page takes for granted."""
    folder = tmp_path_factory.mktemp("embedding")
    shutil.copy(INTERVIEW, folder / "interview.txt")
    with Library.open(folder / "my-talks") as library:
        library.add(folder / "interview.txt")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_runs(
    section: str,
    talks: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    if section in NEEDS and find_spec(NEEDS[section]) is None:
        pytest.skip(f"{NEEDS[section]} is not installed")
    folder = tmp_path / "work"
    shutil.copytree(talks, folder)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {"__name__": "__main__"}
    address = ""
    with ExitStack() as servers:
        for language, text in re.findall(r"^```(\w+)\n(.*?)^```", SECTIONS[section], re.S | re.M):
            served = text.replace("http://127.0.0.1:7860", address)
            if language == "json":
                (folder / "keys.json").write_text(text)
            elif language == "bash":
                address = servers.enter_context(_running(text.strip()))
            elif language == "console":
                _run_session(served)
            elif text.startswith("# app.py\n"):
                (folder / "app.py").write_text(text)  # a server of this section runs it
            else:
                assert language == "python"
                _run_python(served, names, capsys)
    for opened in names.values():
        if isinstance(opened, Library):
            opened.close()


def test_every_block_belongs_to_a_section():
    blocks = re.findall(r"^```\w+$", PAGE, re.M)
    assert len(blocks) == sum(text.count("```") // 2 for text in SECTIONS.values())


@contextmanager
def _running(command: str) -> Iterator[str]:
    """Start a server with a free port in place of 7860; gives its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    name, *words = shlex.split(command.replace("7860", str(port)))
    if name == "turnwise":
        words.append("--no-page")  # it takes seconds to start
    process = subprocess.Popen(
        [sys.executable, *STARTS[name], *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        for _ in range(600):
            assert process.poll() is None, process.stdout and process.stdout.read().decode()
            try:
                httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _run_python(text: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Each `print(…)  # shown` prints a line that begins so; a notebook may await."""
    code = compile(text, "embedding.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(code, names)
    if inspect.iscoroutine(result):
        asyncio.run(result)
    printed = capsys.readouterr().out.splitlines()
    assert printed == re.findall(r"print\(.*\)  # (.*)", text)


def _run_session(text: str) -> None:
    """Each command prints what is below it; “…” stands for what is left out."""
    for block in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, expected = block.strip().split("\n", 1)
        printed = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, check=True, env=os.environ
        ).stdout
        parts = (re.escape(part) for part in expected.split("…"))
        assert re.match(".*?".join(parts), printed, re.S), (command, printed)
