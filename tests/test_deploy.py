"""Container, compose file and systemd unit: what they name is there, and what they run works."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Sequence
from http.client import HTTPResponse
from pathlib import Path

import pytest
import typer
import yaml
from conftest import ROOT
from turnwise.ui.cli.app import app

CONTAINERFILE = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", "")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["turnwise"]
UNIT = ROOT / "deploy" / "turnwise.service"
TURNWISE = [sys.executable, "-c", "from turnwise.ui.cli import main; main()"]
KEY = "a-key-for-the-tests-of-deployment"


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} +(.*)$", CONTAINERFILE, re.M)


def command() -> list[str]:
    """What the container runs."""
    (given,) = instructions("CMD")
    return json.loads(given)


def health_check() -> str:
    """The Python code that asks whether the server is well."""
    (given,) = instructions("HEALTHCHECK")
    *_, code = json.loads(given.partition(" CMD ")[2])
    return code


def check_options(words: Sequence[str]) -> None:
    """Raises if `turnwise` would not take these words."""
    program, name, *options = words
    assert Path(program).name == "turnwise"
    group = typer.main.get_command(app)
    found = group.get_command(group.make_context("turnwise", [name], resilient_parsing=True), name)  # pyright: ignore
    found.make_context(name, [*options])


def serve(words: Sequence[str], folder: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*TURNWISE, *words, "--no-page", "--library", str(folder / "library")],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_what_the_container_copies_is_there_and_sent_to_the_build():
    sent = (ROOT / ".dockerignore").read_text("utf-8").split()
    for words in map(str.split, instructions("COPY")):
        if words[0].startswith("--from="):
            continue
        for source in words[:-1]:
            assert (ROOT / source).exists(), source
            assert f"!{source}" in sent, source


def test_the_container_has_all_data_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    files = project["tool"]["setuptools"]["package-data"]["turnwise.data"]
    copied = [source for words in map(str.split, instructions("COPY")) for source in words[:-1]]
    assert {f"data/{name.split('/')[0]}" for name in files} <= set(copied)


def test_the_last_stage_has_no_build_tools_and_an_ordinary_user():
    *_, last = CONTAINERFILE.split("\nFROM ")
    assert CONTAINERFILE.count("\nFROM ") == 2
    assert "AS build" not in last
    assert not re.search(r"pip install|\bapt|\bgcc|\bmake\b", last)
    assert last.index("USER turnwise") < last.index("\nCMD ")
    assert "VOLUME /library" in last
    assert "TURNWISE_LIBRARY=/library/" in last


def test_compose_builds_that_container_and_keeps_the_library():
    assert (ROOT / COMPOSE["build"]["context"] / COMPOSE["build"]["dockerfile"]).exists()
    assert COMPOSE["volumes"] == ["library:/library"]
    assert COMPOSE["healthcheck"]["test"] == ["CMD", "python", "-c", health_check()]
    assert COMPOSE["environment"]["TURNWISE_API_KEY"].startswith("${TURNWISE_API_KEY:?")


def test_container_and_unit_run_a_command_that_there_is():
    check_options(command())
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
    unit.read(UNIT, "utf-8")
    check_options(shlex.split(unit["Service"]["ExecStart"]))
    assert unit["Service"]["DynamicUser"] == "yes"


def test_systemd_takes_the_unit(tmp_path: Path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze on this machine")
    text = UNIT.read_text("utf-8").replace("/opt/turnwise/bin/turnwise", "/bin/true")
    (tmp_path / UNIT.name).write_text(text)
    verified = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / UNIT.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.slow
def test_the_container_s_command_ends_at_once_without_a_key(tmp_path: Path):
    process = serve(command()[1:], tmp_path)
    printed, _ = process.communicate(timeout=120)
    assert process.returncode
    assert "TURNWISE_API_KEY" in printed


def asked(address: str) -> HTTPResponse:
    """The stream of an answer."""
    headers = {
        "Authorization": f"Bearer {KEY}",
        "Accept": "text/event-stream",
        "Content-Type": "application/json",
    }
    request = urllib.request.Request(address, b'{"question": "what is there?"}', headers)
    return urllib.request.urlopen(request, timeout=60)


@pytest.mark.slow
def test_the_container_s_command_is_healthy_with_a_key_and_ends_when_told(tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = [word.replace("7860", port) for word in command()[1:]]
    check = [sys.executable, "-c", health_check().replace("7860", port)]
    process = serve(words, tmp_path, TURNWISE_API_KEY=KEY)
    try:
        for _ in range(300):
            assert process.poll() is None, process.stdout and process.stdout.read()
            if subprocess.run(check, capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the server never was healthy")
        with asked(f"http://127.0.0.1:{port}/v1/ask") as answer:
            answer.readline()  # it has begun
            process.send_signal(signal.SIGTERM)
            assert b"event: answer" in answer.read()
        process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    assert subprocess.run(check, capture_output=True, check=False).returncode
