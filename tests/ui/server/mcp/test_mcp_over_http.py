"""MCP at `/mcp` of a running server: the SDK's client, keys, hosts, mounting, adding."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_serving import serving
from mcp_types import CallToolResult
from turnwise.rag import Library
from turnwise.ui.server import Access, Key, create_app

pytestmark = pytest.mark.slow  # as in test_mcp_tools

READ, ADD = "read-key-of-twenty", "add-key-of-twenty"
KEYS = Access((Key.of("reader", READ, "read"), Key.of("adder", ADD, "add")))
HEADERS = {"Accept": "application/json, text/event-stream"}
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


def with_client(
    address: str, use: Callable[[Client], Awaitable[Any]], *, key: str = "", mode: Any = "auto"
) -> Any:
    async def main() -> Any:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
            transport = streamable_http_client(address, http_client=http)
            async with Client(transport, mode=mode) as client:
                return await use(client)

    return asyncio.run(main())


def call(address: str, tool: str, key: str = "", /, **arguments: object) -> CallToolResult:
    return with_client(address, lambda client: client.call_tool(tool, arguments), key=key)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["auto", "legacy"], ids=["present protocol", "with a handshake"])
def test_the_sdk_s_client_uses_every_tool(library: Library, mode: str):
    (info,) = library.transcripts()
    calls: dict[str, dict[str, object]] = {
        "search": {"query": "OpenCL"},
        "fetch": {"id": f"turnwise:{info.id}/27"},
        "ask": {"question": "What does Yangqing say about OpenCL?"},
        "lookup": {"term": "OpenCL"},
        "timeline": {"subject": "OpenCL"},
        "read_turns": {"transcript": info.id},
        "list_transcripts": {},
        "list_speakers": {},
        "outline": {"transcript": info.id},
        "overview": {"transcript": info.title},
    }

    async def use(client: Client) -> None:
        assert client.instructions
        assert [tool.name for tool in (await client.list_tools()).tools] == list(calls)
        for tool, arguments in calls.items():
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result.content
            assert result.structured_content
        (listed,) = (await client.list_resources()).resources
        assert (await client.read_resource(listed.uri)).contents

    with serving(create_app(library, with_page=False)) as address:
        with_client(f"{address}/mcp", use, mode=mode)


@pytest.mark.slow
def test_many_clients_ask_at_once(library: Library):
    terms = ["OpenCL", "CUDA", "Caffe", "Facebook", "AI", "NLP", "HIP", "Metal"]

    async def main(address: str) -> list[int]:
        async def ask(term: str) -> int:
            async with Client(address) as client:
                result = await client.call_tool("lookup", {"term": term, "limit": 1})
                return result.structured_content["total"]  # pyright: ignore

        return await asyncio.gather(*(ask(term) for term in terms))

    with serving(create_app(library, with_page=False)) as address:
        totals = asyncio.run(main(f"{address}/mcp"))
    assert totals == [len(library.lookup(term).mentions) for term in terms]


@pytest.mark.slow
def test_it_works_in_another_application_under_a_prefix(library: Library):
    host = FastAPI()
    host.mount("/talks", create_app(library, with_page=False))
    with serving(host) as address:
        assert not call(f"{address}/talks/mcp", "lookup", term="OpenCL").is_error


@pytest.mark.slow
def test_it_lies_beside_the_page_and_links_to_it(library: Library):
    search = {"name": "search", "arguments": {"query": "OpenCL"}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": search}
    host = FastAPI()
    host.mount("/talks", create_app(library, with_page=True))
    with TestClient(host, base_url="http://127.0.0.1") as client:
        for path in ("/talks/mcp", "/talks/mcp/"):
            result = client.post(path, json=message, headers=HEADERS).json()["result"]
            first = result["structuredContent"]["results"][0]
            assert first["url"].startswith("http://127.0.0.1/talks/transcripts/")
            assert first["url"].endswith("#turn-27")
            page = client.get(first["url"])
            assert page.status_code == 200
            assert "<mark" in page.text


def test_a_client_without_the_sdk_is_answered(shared_api: TestClient):
    response = shared_api.post("/mcp", json=INITIALIZE, headers=HEADERS)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    result = response.json()["result"]
    assert result["serverInfo"]["name"] == "turnwise"
    assert "mcp-session-id" not in response.headers  # no session ends with a restart


def test_it_starts_again_after_its_end(library: Library):
    app = create_app(library, with_page=False)
    for _ in range(2):
        with TestClient(app, base_url="http://127.0.0.1") as client:
            assert client.post("/mcp", json=INITIALIZE, headers=HEADERS).status_code == 200


def test_other_methods_say_what_the_address_is_for(shared_api: TestClient):
    for method in ("GET", "DELETE"):
        response = shared_api.request(method, "/mcp")
        assert response.status_code == 405
        assert response.headers["allow"] == "POST"
        assert "MCP client" in response.json()["detail"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{", 400), (b"[]", 400), (b"\xff", 400), (b'{"jsonrpc": "2.0"}', 400)],
    ids=["half a message", "an empty list", "no UTF-8", "no method"],
)
def test_a_malformed_message_is_refused_without_a_trace(
    shared_api: TestClient, content: bytes, status: int
):
    headers = {**HEADERS, "Content-Type": "application/json"}
    response = shared_api.post("/mcp", content=content, headers=headers)
    assert response.status_code == status
    assert "Traceback" not in response.text
    assert "error" in json.loads(response.text)


def test_other_hosts_and_web_sites_are_refused(shared_api: TestClient):
    for header in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        response = shared_api.post("/mcp", json=INITIALIZE, headers={**HEADERS, **header})
        assert response.status_code in (400, 403)


def test_a_host_name_that_the_server_allows_is_answered(library: Library):
    app = create_app(library, with_page=False, hosts=["talks.example"])
    with TestClient(app, base_url="http://talks.example") as client:
        headers = {**HEADERS, "Origin": "http://talks.example"}
        assert client.post("/mcp", json=INITIALIZE, headers=headers).status_code == 200


def test_without_a_key_there_is_no_entry(library: Library):
    app = create_app(library, access=KEYS, with_page=False)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        response = client.post("/mcp", json=INITIALIZE, headers=HEADERS)
        assert response.status_code == 401
        headers = {**HEADERS, "Authorization": f"Bearer {READ}"}
        assert client.post("/mcp", json=INITIALIZE, headers=headers).status_code == 200


@pytest.mark.slow
def test_it_reads_only_unless_it_is_told_to_add(library: Library):
    text = "Ann: Why?\nBob: Because."
    with serving(create_app(library, with_page=False)) as address:
        result = call(f"{address}/mcp", "add_transcript", text=text)
    assert result.is_error
    assert len(library.transcripts()) == 1


@pytest.mark.slow
def test_a_key_that_may_add_adds(library: Library):
    text = "Ann: Why?\nBob: Because."
    app = create_app(library, access=KEYS, with_page=False, mcp_may_add=True)
    with serving(app) as address:
        place = f"{address}/mcp"
        tools = with_client(place, lambda client: client.list_tools(), key=READ).tools
        annotations = {tool.name: tool.annotations for tool in tools}["add_transcript"]
        assert annotations.read_only_hint is False
        refused = call(place, "add_transcript", READ, text=text)
        assert refused.is_error
        assert "needs a key that may add" in refused.content[0].text  # pyright: ignore
        for kind in ("added", "unchanged"):
            result = call(place, "add_transcript", ADD, text=text, name="talk.txt")
            assert not result.is_error, result.content
            (talk,) = result.structured_content[kind]  # pyright: ignore
            assert talk["speakers"] == ["Ann", "Bob"]
    assert len(library.transcripts()) == 2


@pytest.mark.slow
def test_of_several_who_add_the_same_at_once_one_adds_it(library: Library):
    async def main(address: str) -> list[int]:
        async def add() -> int:
            async with Client(address) as client:
                added = await client.call_tool("add_transcript", {"text": "Ann: Why?\nBob: So."})
                return len(added.structured_content["added"])  # pyright: ignore

        return await asyncio.gather(*(add() for _ in range(5)))

    with serving(create_app(library, with_page=False, mcp_may_add=True)) as address:
        assert sorted(asyncio.run(main(f"{address}/mcp"))) == [0, 0, 0, 0, 1]
    assert len(library.transcripts()) == 2


@pytest.mark.slow
def test_over_http_no_file_of_the_server_is_read(library: Library):
    app = create_app(library, with_page=False, mcp_may_add=True)
    with serving(app) as address:
        place = f"{address}/mcp"
        for arguments, sentence in (
            ({"path": "/etc/passwd"}, "add_transcript takes no path"),
            ({"address": "/etc/passwd"}, "is no web address"),
            ({"address": "file:///etc/passwd"}, "is no web address"),
            ({"address": f"{address}/healthz"}, "lies in a private network"),
            ({}, "give either the text"),
            ({"text": ""}, "the file is empty"),
        ):
            result = call(place, "add_transcript", **arguments)
            assert result.is_error
            assert sentence in result.content[0].text  # pyright: ignore
    assert len(library.transcripts()) == 1
