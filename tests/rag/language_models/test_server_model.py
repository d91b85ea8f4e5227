"""OpenAI-compatible servers on this machine: `transformers serve`, and ones that misbehave."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import INTERVIEW, BigramEmbedder
from test_local_model import MESSAGES, SAYS
from tiny_chat_model import make_chat_model
from turnwise.index.errors import LanguageModelError
from turnwise.rag import Library
from turnwise.rag.language_models import load_language_model
from turnwise.rag.language_models.language_model import ContextTooLongError
from turnwise.rag.language_models.server_model import ServerModel

pytest.importorskip("openai", reason='servers need openai: pip install "turnwise[llm]"')

CHUNK = 'data: {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"index": 0, "delta": {"content": "Yes"}}]}\n\n'
TOO_LONG = '{"error": {"message": "This model\'s maximum context length is 512 tokens.", "type": "invalid_request_error"}}'
MODELS = '{"object": "list", "data": [{"id": "one", "object": "model", "created": 1, "owned_by": "me"}%s]}'
TWO = ', {"id": "two", "object": "model", "created": 1, "owned_by": "me"}'


class Server(ThreadingHTTPServer):
    """Gives one answer to every question."""

    def __init__(self, status: int = 200, body: str = "", models: str = "", wait_s: float = 0):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.body, self.models, self.wait_s = status, body, models, wait_s
        self.asked: list[str] = []
        self.keys: list[str | None] = []
        threading.Thread(target=self.serve_forever, args=[0.01], daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self._answer(200, self.server.models, "application/json")

    def do_POST(self) -> None:
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.keys.append(self.headers["Authorization"])
        kind = "text/event-stream" if self.server.status == 200 else "application/json"
        self._answer(self.server.status, self.server.body, kind)

    def _answer(self, status: int, body: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())
        self.wfile.flush()
        time.sleep(self.server.wait_s)

    def log_message(self, format: str, *args: object) -> None:
        pass


def write(server: Server, model: str = "#m", timeout_s: float = 30) -> str:
    with server:
        try:
            name = server.address + model
            return "".join(ServerModel(name, timeout_s=timeout_s).stream(MESSAGES, max_tokens=9))
        finally:
            server.shutdown()


def test_pieces_come_as_the_server_writes_them():
    server = Server(body=CHUNK * 2 + "data: [DONE]\n\n")
    assert write(server) == "YesYes"
    assert '"model":"m"' in server.asked[0]
    assert '"temperature":0' in server.asked[0]
    assert "他怎么看 OpenCL？" in server.asked[0]


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    server = Server(body="data: [DONE]\n\n")
    write(server)
    assert server.keys == ["Bearer secret"]


def test_the_only_model_needs_no_name():
    server = Server(body=CHUNK + "data: [DONE]\n\n", models=MODELS % "")
    assert write(server, model="") == "Yes"
    assert '"model":"one"' in server.asked[0]


def test_of_several_models_one_must_be_named():
    server = Server(models=MODELS % TWO)
    with pytest.raises(LanguageModelError, match=r"has 2 models \(one, two\); name one .*v1#one"):
        write(server, model="")


@pytest.mark.parametrize(
    ("server", "problem"),
    [
        (lambda: Server(401, "{}"), "wants a key; set OPENAI_API_KEY"),
        (lambda: Server(404, "{}"), "has no such model or address"),
        (lambda: Server(500, "{}"), r"refused to answer \(HTTP 500\)"),
        (lambda: Server(body="data: {nonsense\n\n"), "is not an OpenAI-compatible server"),
        (lambda: Server(body='data: {"choices": 7}\n\n'), "is not an OpenAI-compatible server"),
        (lambda: Server(body='data: {"error": {"message": "overloaded"}}\n\n'), "broke off"),
    ],
    ids=["no key", "no such model", "an error", "no JSON", "other JSON", "an error in the stream"],
)
def test_each_failure_of_a_server_has_a_clear_message(
    server: type[Server], problem: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(LanguageModelError, match=problem):
        write(server())


def test_a_wrong_key_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    with pytest.raises(LanguageModelError, match="refuses the key in OPENAI_API_KEY") as error:
        write(Server(401, "{}"))
    assert "secret" not in str(error.value)


def test_a_slow_server_is_an_error_after_the_timeout():
    with pytest.raises(LanguageModelError, match=r"did not answer within|broke off"):
        write(Server(body=CHUNK, wait_s=3), timeout_s=0.5)


def test_a_prompt_that_is_too_long_has_its_own_error():
    with pytest.raises(ContextTooLongError):
        write(Server(400, TOO_LONG))


def test_a_web_page_is_not_taken_for_an_answer():
    assert write(Server(body="<!doctype html><html>Welcome</html>")) == ""


def test_a_server_that_does_not_run_is_an_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1#m"
    with pytest.raises(LanguageModelError, match=f"{address} cannot be reached; start the server"):
        list(load_language_model(address).stream(MESSAGES, max_tokens=9))


@pytest.mark.parametrize("address", ["http://", "http://[::1/v1"])
def test_an_address_without_a_host_is_refused(address: str):
    problem = f"“{re.escape(address)}” is not the address of a server"
    with pytest.raises(LanguageModelError, match=problem):
        load_language_model(f"{address}#qwen")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a tiny model behind `transformers serve`."""
    folder = make_chat_model(tmp_path_factory.mktemp("served"), SAYS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("transformers"), "serve", folder]
    options = ["--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", server)
            yield f"http://127.0.0.1:{port}/v1#{folder}"
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "transformers serve has ended"
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing at {address}")


@pytest.mark.slow
def test_a_library_answers_through_a_server(served: str, tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "library", embedder=embedder, llm=served) as library:
        library.add(INTERVIEW)
        *pieces, answer = library.stream("他怎么看 OpenCL？")
    assert "".join(map(str, pieces)) == f"{SAYS[: SAYS.index(' [1]')]}。 [1]"
    assert answer.model == served
    assert answer.citations[0].turn == 27
