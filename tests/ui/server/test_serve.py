"""The socket that the server listens on, and what happens while it starts and ends."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import closing
from typing import Any

import pytest
from turnwise.rag import Library, TurnwiseError
from turnwise.ui.server.serve import bind, load_meanwhile


def test_answers_are_sent_at_once():
    with bind("127.0.0.1", 0) as listener:
        listener.listen()
        client = socket.create_connection(listener.getsockname())
        accepted, _ = listener.accept()
        with closing(client), closing(accepted):
            # asyncio turns Nagle's algorithm off for sockets that name this protocol, and only
            # for those.
            assert accepted.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_an_error():
    with bind("127.0.0.1", 0) as listener:
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(TurnwiseError, match=f"port {port} of 127.0.0.1 cannot be used"):
            bind("127.0.0.1", port)


def test_a_library_that_is_closed_while_its_model_loads_shows_no_traceback(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    shown: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", shown.append)
    library.close()
    load_meanwhile(library).join()
    assert shown == []


# A library whose models take two seconds to load.
ENDS_WHILE_LOADING = """
import time
from types import SimpleNamespace
from turnwise.index import paths
from turnwise.index.models.onnx_file import open_session
from turnwise.ui.server.serve import load_meanwhile

def load():
    end = time.monotonic() + 2
    while time.monotonic() < end:
        open_session(paths.bundled_transformer(), paths.bundled_model())

load_meanwhile(SimpleNamespace(load_model=load))
time.sleep(0.5)
"""


@pytest.mark.slow
def test_a_process_that_ends_while_its_model_loads_is_not_aborted():
    ended = subprocess.run(
        [sys.executable, "-c", ENDS_WHILE_LOADING], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
