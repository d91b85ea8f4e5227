"""The socket that the server listens on."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest
from turnwise.rag import TurnwiseError
from turnwise.ui.server.serve import bind


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
