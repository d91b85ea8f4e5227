"""`turnwise mcp` as a process: the SDK's client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import INTERVIEW
from mcp import Client, StdioServerParameters
from turnwise.rag import Library

pytestmark = pytest.mark.slow

MAIN = ["-c", "from turnwise.ui.cli import main; main()", "mcp"]
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "a test", "version": "1"},
    },
}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder of the bundled model, with the sample interview."""
    path = tmp_path_factory.mktemp("talks") / "library"
    with Library.open(path) as library:
        library.add(INTERVIEW)
    return path


def with_client(path: Path, use: Callable[[Client], Awaitable[Any]], *options: str) -> Any:
    async def main() -> Any:
        arguments = [*MAIN, "--library", str(path), *options]
        async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
            return await use(client)

    return asyncio.run(main())


def test_a_program_asks_reads_and_is_told_what_is_wrong(talks: Path):
    async def use(client: Client) -> None:
        assert "add_transcript" not in [tool.name for tool in (await client.list_tools()).tools]
        asked = {"question": "What does Yangqing say about OpenCL?"}
        answer = (await client.call_tool("ask", asked)).structured_content
        assert answer is not None
        assert answer["answered"]
        address = answer["citations"][0]["address"]
        document = (await client.call_tool("fetch", {"id": address})).structured_content
        assert document is not None
        assert answer["citations"][0]["quote"] in document["text"]
        (listed,) = (await client.list_resources()).resources
        assert (await client.read_resource(listed.uri)).contents
        for tool, arguments in (("lookup", {"term": 3}), ("fetch", {"id": "x"}), ("nothing", {})):
            assert (await client.call_tool(tool, arguments)).is_error

    with_client(talks, use)


def test_with_allow_add_it_adds_a_text_and_a_file(tmp_path: Path):
    file = tmp_path / "talk.txt"
    file.write_text("Ann: Why do zeppelins float?\nBob: Because of helium.", "utf-8")

    async def use(client: Client) -> None:
        added = await client.call_tool("add_transcript", {"path": str(file)})
        assert added.structured_content is not None
        assert added.structured_content["added"][0]["speakers"] == ["Ann", "Bob"]
        text = {"text": "Cid: Who?\nDora: Me.", "name": "second.txt"}
        assert not (await client.call_tool("add_transcript", text)).is_error
        wrong = await client.call_tool("add_transcript", {"path": str(tmp_path / "none.txt")})
        assert wrong.is_error
        found = await client.call_tool("lookup", {"term": "helium"})
        assert found.structured_content is not None
        assert found.structured_content["total"] == 1

    with_client(tmp_path / "library", use, "--allow-add")


def test_nothing_but_the_protocol_is_printed_and_the_end_of_input_ends_it(talks: Path):
    call = {"name": "ask", "arguments": {"question": "Yangqing 怎么看 OpenCL?"}}
    messages = [
        INITIALIZE,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call},
    ]
    process = subprocess.Popen(
        [sys.executable, *MAIN, "--library", str(talks)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"no message\n")
    for message in messages:
        process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    process.stdin.flush()
    lines = [json.loads(process.stdout.readline())]
    while lines[-1].get("id") != 2:
        lines.append(json.loads(process.stdout.readline()))
    out, _ = process.communicate(timeout=60)  # closes its input
    assert process.returncode == 0
    assert out == b""
    assert "OpenCL" in lines[-1]["result"]["structuredContent"]["text"]


def test_a_library_that_is_not_there_is_an_error(tmp_path: Path):
    command = [sys.executable, *MAIN, "--library", str(tmp_path / "none")]
    ended = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "there is no library" in ended.stderr
