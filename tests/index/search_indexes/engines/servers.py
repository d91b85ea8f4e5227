"""Servers for the tests of shared libraries: those that the environment names, else our own.

TURNWISE_MILVUS=http://127.0.0.1:19530 and TURNWISE_STORE=postgresql://user@127.0.0.1/database name
real ones. Without them, Milvus Lite serves a folder, and PostgreSQL a new cluster, on free ports.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

_START_S = 60
_USER = "postgres"  # PostgreSQL refuses to run as root


def free_port() -> int:
    """A port of this machine that nothing uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@cache
def milvus() -> str:
    """“host:port” of a Milvus."""
    if given := os.environ.get("TURNWISE_MILVUS"):
        return given.removeprefix("http://").strip("/")
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")
    port, folder = free_port(), _folder("turnwise-milvus-")
    command = [sys.executable, "-m", "milvus_lite", "server", "--host", "127.0.0.1"]
    _start([*command, "--data-dir", str(folder), "--port", str(port)], port)
    return f"127.0.0.1:{port}"


@cache
def postgres() -> str:
    """The address of an empty PostgreSQL database."""
    if given := os.environ.get("TURNWISE_STORE"):
        return given
    programs = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        Path("/usr/bin"),
        Path("/usr/local/bin"),
    ]
    place = next((folder for folder in programs if (folder / "initdb").exists()), None)
    if place is None:
        pytest.skip("PostgreSQL is not installed")
    port, folder = free_port(), _folder("turnwise-postgres-")
    user = None
    if os.geteuid() == 0:
        try:
            user = pwd.getpwnam(_USER).pw_uid
        except KeyError:
            pytest.skip(f"PostgreSQL does not run as root, and there is no user {_USER}")
        os.chown(folder, user, -1)
    make = [str(place / "initdb"), "-D", str(folder), "-A", "trust", "-U", "turnwise"]
    make += ["-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, user=user, cwd="/")
    serve = [str(place / "postgres"), "-D", str(folder), "-p", str(port), "-k", str(folder)]
    serve += ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    _start(serve, port, user=user)
    return f"postgresql://turnwise@127.0.0.1:{port}/postgres"


def _folder(prefix: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _start(command: list[str], port: int, *, user: int | None = None) -> None:
    """Start a server that ends with this process, and wait until it listens."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, user=user, cwd="/", **quiet)  # type: ignore[call-overload]
    atexit.register(_stop, server)
    end = time.monotonic() + _START_S
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"{command[0]} did not start")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
