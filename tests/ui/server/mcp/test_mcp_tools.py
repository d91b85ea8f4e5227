"""The tools that read, called by the SDK's client: shapes, pages, errors, resources."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from conftest import make_transcript
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent, Tool
from turnwise.rag import Library
from turnwise.ui.server.mcp import asking_tools, make_tool_server, reading_tools, resources
from turnwise.ui.server.mcp.pages import MAX_PAGE_CHARS

pytestmark = pytest.mark.slow  # the SDK's client takes long


def with_client(library: Library, use: Callable[[Client], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        async with Client(make_tool_server(library)) as client:
            return await use(client)

    return asyncio.run(main())


def call(library: Library, tool: str, **arguments: object) -> dict[str, Any]:
    """The structured result of a tool; the client checks it against the tool's schema."""
    result: CallToolResult = with_client(library, lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def refusal(library: Library, tool: str, **arguments: object) -> str:
    """The sentence with which a tool refuses a call."""
    result: CallToolResult = with_client(library, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert "Traceback" not in content.text
    assert "\n" not in content.text
    return content.text


def protocol_error(library: Library, use: Callable[[Client], Awaitable[Any]]) -> str:
    """The message of the error that a request ends with."""

    async def failing(client: Client) -> str:
        with pytest.raises(MCPError) as failed:
            await use(client)
        return str(failed.value)

    return with_client(library, failing)


def test_every_tool_says_what_it_does_and_that_it_changes_nothing(library: Library):
    tools: list[Tool] = with_client(library, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == [
        "search", "fetch", "ask", "lookup", "timeline", "read_turns", "list_transcripts", "list_speakers", "outline", "overview",
    ]  # fmt: skip
    for tool in tools:
        assert tool.title
        assert tool.description
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.open_world_hint is False
        assert all("description" in field for field in tool.input_schema["properties"].values())


def test_the_instructions_say_how_to_cite(library: Library):
    async def instructions(client: Client) -> str | None:
        return client.instructions

    assert "[turnwise:0123456789abcdef/27]" in with_client(library, instructions)


def test_search_and_fetch_have_the_shapes_of_deep_research(library: Library):
    tools = {t.name: t for t in with_client(library, lambda client: client.list_tools()).tools}
    assert list(tools["search"].input_schema["properties"]) == ["query"]
    assert list(tools["fetch"].input_schema["properties"]) == ["id"]
    first = call(library, "search", query="OpenCL")["results"][0]
    assert list(first) == ["id", "title", "url", "text"]
    assert all(first.values())
    document = call(library, "fetch", id=first["id"])
    assert list(document) == ["id", "title", "text", "url", "metadata"]
    assert document["id"] == first["id"]
    assert document["metadata"]["speaker"] == "Yangqing"
    assert document["text"].startswith("Q5: ")
    assert document["metadata"]["quote"] in document["text"]
    assert call(library, "fetch", id=document["metadata"]["next"])["metadata"]["turn"] == "28"


def test_a_result_is_text_too(library: Library):
    result = with_client(library, lambda client: client.call_tool("search", {"query": "OpenCL"}))
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert '"results"' in content.text


def test_a_passage_of_a_recording_links_to_its_time(library: Library):
    talk = make_transcript(("Ann", "Zeppelins float on helium."))
    library.add(talk, url="https://youtu.be/abc123")
    item = call(library, "search", query="zeppelins")["results"][0]
    assert item["url"] == "https://youtu.be/abc123"


def test_a_long_turn_is_fetched_in_pieces(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking_tools, "MAX_FETCHED_CHARS", 200)
    monkeypatch.setattr(reading_tools, "MAX_TURN_CHARS", 100)
    id = library.transcripts()[0].id
    whole = library.passage(f"turnwise:{id}/27").turn.text
    words = "Yangqing: "
    document = call(library, "fetch", id=f"turnwise:{id}/27")
    pieces = [document["text"].split(words)[1]]
    while "continues" in document["metadata"]:
        document = call(library, "fetch", id=document["metadata"]["continues"])
        pieces.append(document["text"].split(words)[1])
    assert "".join(pieces) == whole
    assert max(map(len, pieces)) == 200
    (turn,) = call(library, "read_turns", transcript=id, first=27, last=27)["turns"]
    assert turn["text"] == f"{whole[:100]} … ({len(whole) - 100} more characters)"
    rest = call(library, "fetch", id=turn["rest"])
    assert rest["text"].split(words)[1] == whole[100:300]


def test_ask_answers_with_citations(library: Library):
    answer = call(library, "ask", question="What does Yangqing say about OpenCL?")
    assert answer["answered"]
    assert "[1]" in answer["text"]
    citation = answer["citations"][0]
    assert citation["n"] == 1
    assert citation["verified"]
    assert citation["quote"] in library.passage(citation["address"]).turn.text
    assert citation["question"]["speaker"] == "Q5"


def test_ask_takes_the_conversation_and_filters(library: Library):
    title = library.transcripts()[0].title
    answer = call(
        library,
        "ask",
        question="and CUDA?",
        history=["What does Yangqing say about OpenCL?"],
        transcripts=[title],
    )
    assert "CUDA" in answer["understood_as"]
    assert answer["understood_as"] != "and CUDA?"


def test_what_nobody_spoke_of_is_refused_and_says_what_was_searched(library: Library):
    title = library.transcripts()[0].title
    answer = call(library, "ask", question="What did Yangqing say about penguins in Antarctica?")
    assert not answer["answered"]
    assert title in answer["text"]
    assert "turnwise show" not in answer["text"]
    assert call(library, "lookup", term="penguin")["searched"] == (
        f"1 transcript (“{title}”), the words of everybody"
    )
    alone = call(library, "lookup", term="penguin", speakers=["Alex"])
    assert alone["searched"].endswith("the words of Alex")


def test_hints_name_tools_in_place_of_commands(library: Library):
    for question in ("Yangqing 怎么看南极的企鹅？", "What did Alex say about penguins?"):
        text = call(library, "ask", question=question)["text"]
        assert "the tool outline" in text
        assert "turnwise" not in text


def test_an_empty_library_says_that_it_is_empty(library: Library):
    library.remove(library.transcripts()[0].id)
    found = call(library, "search", query="OpenCL")
    assert found["results"] == []
    assert found["searched"].startswith("no transcripts")
    assert call(library, "list_transcripts")["transcripts"] == []


def test_lookup_comes_in_pages(library: Library):
    first = call(library, "lookup", term="OpenCL", limit=4)
    assert (first["total"], first["next_offset"]) == (10, 4)
    assert first["left_out"] == "6 of 10 follow; ask again with offset=4"
    assert first["counts"][0]["speaker"] == "Yangqing"
    mentions = list(first["mentions"])
    page = first
    while page["next_offset"] is not None:
        page = call(library, "lookup", term="OpenCL", limit=4, offset=page["next_offset"])
        mentions += page["mentions"]
    assert [m["address"] for m in mentions] == [
        m.address for m in library.lookup("OpenCL").mentions
    ]


def test_pages_have_a_bounded_number_of_characters(library: Library):
    turns = [("Ann", f"About helium, number {n}: " + "more " * 300) for n in range(40)]
    id = library.add(make_transcript(*turns)).added[0].id
    for tool, items, arguments in (
        ("read_turns", "turns", {"transcript": id}),
        ("lookup", "mentions", {"term": "helium", "limit": 100}),
        ("outline", "entries", {"transcript": id}),
        ("search", "results", {"query": "helium"}),
        ("ask", "citations", {"question": "What does Ann say about helium?"}),
    ):
        result = call(library, tool, **arguments)
        assert result[items], tool
        assert len(str(result)) < 2 * MAX_PAGE_CHARS, tool
    reading = call(library, "read_turns", transcript=id)
    assert reading["next_turn"] == len(reading["turns"]) + 1 < 40
    onward = call(library, "read_turns", transcript=id, first=reading["next_turn"])
    assert onward["turns"][0]["number"] == reading["next_turn"]


def test_turns_are_read_by_title_and_number(library: Library):
    reading = call(
        library, "read_turns", transcript=library.transcripts()[0].title, first=3, last=4
    )
    assert [turn["number"] for turn in reading["turns"]] == [3, 4]
    assert reading["total"] == 35
    assert library.passage(reading["turns"][1]["address"]).turn.text == reading["turns"][1]["text"]


def test_lists_and_summaries(library: Library):
    id = library.transcripts()[0].id
    assert "1 transcript (" in call(library, "list_transcripts", title="Zed")["searched"]
    (listed,) = call(library, "list_transcripts", speaker="Yangqing")["transcripts"]
    assert (listed["id"], listed["turns"], listed["n_speakers"]) == (id, 35, 11)
    speakers = call(library, "list_speakers", limit=2)
    assert [speaker["name"] for speaker in speakers["speakers"]] == ["Alex", "Yangqing"]
    assert speakers["next_offset"] == 2
    outline = call(library, "outline", transcript=id)
    assert outline["n_questions"] == 17
    assert outline["entries"][0]["asker"] == "Alex"
    themes = call(library, "overview", transcript=id)["themes"]
    assert themes[0]["quote"]["quote"] in library.passage(themes[0]["quote"]["address"]).turn.text
    entries = call(library, "timeline", subject="OpenCL")["entries"]
    assert entries[0]["speaker"] == "Yangqing"


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("nothing", {}, "there is no tool “nothing”; there are: search, fetch, ask"),
        ("ask", {}, "ask was called wrongly: question: Field required"),
        ("lookup", {"term": 3}, "lookup was called wrongly: term: Input should be a valid string"),
        ("lookup", {"term": "x", "limit": "many"}, "limit: Input should be a valid integer"),
        ("lookup", {"term": "x", "limit": 1_000}, "limit: Input should be less than or equal to"),
        ("ask", {"question": "x", "speakers": "Alex"}, "speakers: Input should be a valid list"),
        ("ask", {"question": "x", "speaker": "Alex"}, "ask takes no speaker; it takes: question"),
        ("ask", {"question": "  "}, "the question is empty"),
        ("ask", {"question": "x", "speakers": ["Zed"]}, "nobody is called “Zed” in this library"),
        ("ask", {"question": "x", "after": "yesterday"}, "yesterday"),
        ("ask", {"question": "x", "transcripts": ["none"]}, "list_transcripts shows them all"),
        ("fetch", {"id": "27"}, "“27” is no address of a passage; give one like turnwise:"),
        ("fetch", {"id": "turnwise:0123/2"}, "no transcript has the id “0123”"),
        ("outline", {"transcript": "none"}, "no transcript is called “none”"),
        ("read_turns", {"transcript": "Facebook", "first": 99}, "has 35 turns"),
        ("search", {"query": "\ud800"}, "query: Input should be a valid string"),
    ],
)
def test_a_wrong_call_is_refused_with_one_sentence(
    library: Library, tool: str, arguments: dict[str, object], sentence: str
):
    assert sentence in refusal(library, tool, **arguments)


def test_an_unexpected_failure_shows_no_trace(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(Library, "lookup", lambda *_, **__: 1 / 0)
    assert refusal(library, "lookup", term="x") == "lookup failed; the log of the server says why"
    assert "ZeroDivisionError" in caplog.text


def test_a_server_leaves_the_log_of_the_program_as_it_is(library: Library):
    before = (logging.getLogger().level, list(logging.getLogger().handlers))
    make_tool_server(library)
    assert (logging.getLogger().level, list(logging.getLogger().handlers)) == before


def test_transcripts_are_resources(library: Library):
    (info,) = library.transcripts()

    async def read(client: Client) -> tuple[str, str]:
        (listed,) = (await client.list_resources()).resources
        (template,) = (await client.list_resource_templates()).resource_templates
        assert (listed.title, template.uri_template[:24]) == (
            info.title,
            "turnwise://transcript/{i",
        )
        whole = (await client.read_resource(listed.uri)).contents[0]
        end = (await client.read_resource(f"{listed.uri}?first=35")).contents[0]
        return whole.text, end.text  # pyright: ignore[reportAttributeAccessIssue]

    whole, end = with_client(library, read)
    assert f"Cite turn 27 as turnwise:{info.id}/27." in whole
    assert "[3] Alex: 整个的过程你大概做了多久?" in whole
    assert [line[:5] for line in end.splitlines() if line.startswith("[")] == ["[35] "]


def test_the_list_of_resources_comes_in_pages(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resources, "MAX_LISTED", 1)
    library.add(make_transcript(("Ann", "Why?")))

    async def read(client: Client) -> list[str]:
        first = await client.list_resources()
        second = await client.list_resources(cursor=first.next_cursor)
        assert second.next_cursor is None
        return [str(resource.uri) for resource in (*first.resources, *second.resources)]

    ids = [info.id for info in library.transcripts()]
    assert with_client(library, read) == [f"turnwise://transcript/{id}" for id in ids]


def test_a_long_transcript_says_where_it_goes_on(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resources, "MAX_RESOURCE_CHARS", 2_000)

    async def read(client: Client) -> list[str]:
        (listed,) = (await client.list_resources()).resources
        uri, numbers = listed.uri, []
        while uri:
            (content,) = (await client.read_resource(uri)).contents
            lines = content.text.splitlines()  # pyright: ignore[reportAttributeAccessIssue]
            numbers += [line[1:].split("]")[0] for line in lines if line.startswith("[")]
            uri = lines[-1].split(" at ")[1][:-1] if lines[-1].startswith("(Turns") else ""
        return numbers

    assert with_client(library, read) == [str(n) for n in range(1, 36)]


def test_a_very_long_turn_of_a_resource_is_cut(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resources, "MAX_RESOURCE_CHARS", 100)
    uri = f"turnwise://transcript/{library.transcripts()[0].id}?first=27"
    read = with_client(library, lambda client: client.read_resource(uri))
    _, turn, onward = read.contents[0].text.rsplit("\n", 3)[:3]
    assert turn.startswith("[27] Yangqing: CUDA")
    assert turn.endswith("more characters)")
    assert "first=28" in onward


@pytest.mark.parametrize(
    ("uri", "sentence"),
    [
        ("turnwise://transcript/none", "no transcript has the id “none”; list_transcripts shows"),
        ("turnwise://transcript/{id}?first=99", "has 35 turns; there is no 99"),
        ("turnwise://transcript/{id}?first=x", "“x” is no turn number; count from 1"),
        ("turnwise://transcript/..%2F..%2Fetc", "Unknown resource"),
        ("file:///etc/passwd", "Unknown resource"),
    ],
)
def test_a_resource_that_is_not_there_is_refused(library: Library, uri: str, sentence: str):
    address = uri.replace("{id}", library.transcripts()[0].id)
    assert sentence in protocol_error(library, lambda client: client.read_resource(address))


def test_a_wrong_cursor_is_refused(library: Library):
    error = protocol_error(library, lambda client: client.list_resources(cursor="-1"))
    assert error == "the cursor is none that this server gave"
