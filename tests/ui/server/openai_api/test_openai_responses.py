"""Responses, asked by the official client over a connection."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import openai
import pytest

pytestmark = pytest.mark.slow  # the import of the client takes a second

QUESTION = "what did he say about OpenCL"


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as opened:
        yield opened


def test_an_answer_has_annotations_where_its_numbers_stand(client: openai.OpenAI, address: str):
    response = client.responses.create(model="turnwise", input=QUESTION)
    whole = httpx.post(f"{address}/v1/ask", json={"question": QUESTION}).json()
    text = response.output_text
    assert (response.status, text) == ("completed", whole["text"])
    assert response.citations == whole["citations"]
    [message] = response.output
    marks = [text[a.start_index : a.end_index] for a in message.content[0].annotations]
    assert marks == [f"[{citation['n']}]" for citation in whole["citations"]]
    assert {a.type for a in message.content[0].annotations} == {"url_citation"}


def test_usage_counts_the_tokens_of_the_library_s_model(client: openai.OpenAI):
    response = client.responses.create(model="turnwise", input=QUESTION)
    n_read, n_written = len(QUESTION) // 2, len(response.output_text) // 2
    assert (response.usage.input_tokens, response.usage.output_tokens) == (n_read, n_written)
    assert response.usage.total_tokens == n_read + n_written


def test_a_stream_adds_annotations_after_the_text(client: openai.OpenAI):
    whole = client.responses.create(model="turnwise", input=QUESTION)
    events = list(client.responses.create(model="turnwise", input=QUESTION, stream=True))
    kinds = list(dict.fromkeys(event.type.removeprefix("response.") for event in events))
    assert kinds == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.annotation.added",
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    assert [event.sequence_number for event in events] == list(range(len(events)))
    deltas = [e.delta for e in events if e.type == "response.output_text.delta"]
    assert "".join(deltas) == whole.output_text
    [content] = whole.output[0].content
    added = [e.annotation for e in events if e.type.endswith("annotation.added")]
    assert [a.to_dict() for a in added] == [a.to_dict() for a in content.annotations]
    last = events[-1].response
    assert (last.output_text, last.citations) == (whole.output_text, whole.citations)
    assert last.usage == whole.usage


def test_the_client_s_own_helper_gathers_a_stream(client: openai.OpenAI):
    with client.responses.stream(model="turnwise", input=QUESTION) as stream:
        response = stream.get_final_response()
    assert response.output[0].content[0].annotations
    assert response.citations[0]["n"] == 1


def test_asyncio_streams(address: str):
    async def ask() -> str:
        async with openai.AsyncOpenAI(base_url=f"{address}/v1", api_key="none") as client:
            stream = await client.responses.create(model="turnwise", input=QUESTION, stream=True)
            return "".join(
                [e.delta async for e in stream if e.type == "response.output_text.delta"]
            )

    assert "OpenCL" in asyncio.run(ask())


def test_earlier_messages_complete_a_follow_up(client: openai.OpenAI):
    first = client.responses.create(model="turnwise", input=QUESTION)
    conversation = [
        {"role": "developer", "content": "Answer like a pirate."},
        {"role": "user", "content": [{"type": "input_text", "text": QUESTION}]},
        *[item.model_dump() for item in first.output],
        {"role": "user", "content": "and HIP?"},
    ]
    response = client.responses.create(model="turnwise", input=conversation)
    alone = client.responses.create(model="turnwise", input="what did he say about HIP")
    assert response.output_text == alone.output_text


def test_filters_ride_beside_and_metadata_comes_back(client: openai.OpenAI):
    response = client.responses.create(
        model="turnwise",
        input="OpenCL",
        metadata={"chat": "7"},
        extra_body={"turnwise": {"speakers": ["Q5"]}},
    )
    assert {citation["speaker"] for citation in response.citations} == {"Q5"}
    assert response.metadata == {"chat": "7"}


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"previous_response_id": "resp_1"}, "answers are not stored here"),
        ({"background": True}, "background is not possible here"),
        ({"text": {"format": {"type": "json_object"}}}, "answers are text with citations"),
        ({"tool_choice": "required"}, "no tools are called here"),
        ({"input": [{"type": "function_call_output", "output": "5"}]}, "no tools are called here"),
        ({"input": [{"role": "user", "content": [{"type": "input_image"}]}]}, "“input_image”"),
        ({"input": []}, "no message has the role “user”"),
        ({"input": ""}, "the question is empty"),
        ({"input": "x" * 5_000}, "the question"),
    ],
)
def test_what_cannot_be_answered_is_refused(client: openai.OpenAI, sent: dict, fault: str):
    body = {"model": "turnwise", "input": QUESTION} | sent
    with pytest.raises(openai.BadRequestError, match=fault) as refused:
        client.post("/responses", body=body, cast_to=object)
    assert refused.value.type == "invalid_request_error"
