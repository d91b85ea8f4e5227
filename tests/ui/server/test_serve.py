"""The socket that the server listens on, and what happens while it starts and ends."""

from __future__ import annotations

import socket
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
