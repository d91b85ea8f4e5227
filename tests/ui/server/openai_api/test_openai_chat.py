"""Chat completions, asked by the official client over a connection."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import openai
import pytest
from conftest import BigramEmbedder, make_transcript
from live_server import serving
from turnwise.rag import Library
from turnwise.rag.language_models.language_model import Message, Pieces
from turnwise.ui.server import Access, Key, create_app

pytestmark = pytest.mark.slow  # the import of the client takes a second

QUESTION = "what did he say about OpenCL"
ASKED = [{"role": "user", "content": QUESTION}]
KEY = "read-key-of-twenty"


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as opened:
        yield opened


def transcript_of(client: openai.OpenAI) -> str:
    return next(model.id for model in client.models.list() if model.id.startswith("turnwise/"))


def test_an_answer_has_annotations_where_its_numbers_stand(client: openai.OpenAI, address: str):
    completion = client.chat.completions.create(model="turnwise", messages=ASKED)
    [choice] = completion.choices
    text = choice.message.content
    whole = httpx.post(f"{address}/v1/ask", json={"question": QUESTION}).json()
    assert (text, choice.finish_reason) == (whole["text"], "stop")
    assert completion.citations == whole["citations"]
    marks = [
        (text[a.url_citation.start_index : a.url_citation.end_index], a.url_citation)
        for a in choice.message.annotations
    ]
    assert [mark for mark, _ in marks] == [f"[{c['n']}]" for c in whole["citations"]]
    for (_, annotation), citation in zip(marks, whole["citations"], strict=True):
        assert citation["speaker"] in annotation.title
        assert f"turn {citation['turn']}" in annotation.title
        passage = httpx.get(annotation.url).json()
        assert passage["quote"] == citation["quote"]


def test_usage_counts_the_tokens_of_the_library_s_model(client: openai.OpenAI):
    completion = client.chat.completions.create(model="turnwise", messages=ASKED)
    text = completion.choices[0].message.content
    usage = completion.usage
    # The test's model counts two characters as a token.
    assert (usage.prompt_tokens, usage.completion_tokens) == (len(QUESTION) // 2, len(text) // 2)
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


def test_a_stream_has_the_same_text_and_ends_with_the_annotations(client: openai.OpenAI):
    whole = client.chat.completions.create(model="turnwise", messages=ASKED)
    chunks = list(
        client.chat.completions.create(
            model="turnwise",
            messages=ASKED,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    *written, last, usage = chunks
    assert written[0].choices[0].delta.role == "assistant"
    text = "".join(chunk.choices[0].delta.content or "" for chunk in written)
    message = whole.choices[0].message
    assert text == message.content
    assert len(written) > 5
    assert last.choices[0].finish_reason == "stop"
    assert last.choices[0].delta.annotations == [a.model_dump() for a in message.annotations]
    assert last.citations == whole.citations
    assert (usage.choices, usage.usage) == ([], whole.usage)
    assert len({(chunk.id, chunk.created, chunk.model) for chunk in chunks}) == 1


def test_a_stream_has_no_usage_unless_asked(client: openai.OpenAI):
    chunks = client.chat.completions.create(model="turnwise", messages=ASKED, stream=True)
    assert all(chunk.usage is None and chunk.choices for chunk in chunks)


def test_a_stream_ends_with_its_sentinel(address: str):
    sent = {"model": "turnwise", "messages": ASKED, "stream": True}
    response = httpx.post(f"{address}/v1/chat/completions", json=sent)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.text.endswith("}\n\ndata: [DONE]\n\n")


def test_asyncio_asks_several_at_once(address: str):
    async def ask() -> tuple[list[str | None], str]:
        async with openai.AsyncOpenAI(base_url=f"{address}/v1", api_key="none") as client:
            completions = client.chat.completions
            wholes = await asyncio.gather(
                *(completions.create(model="turnwise", messages=ASKED) for _ in range(3))
            )
            stream = await completions.create(model="turnwise", messages=ASKED, stream=True)
            streamed = "".join([chunk.choices[0].delta.content or "" async for chunk in stream])
        return [whole.choices[0].message.content for whole in wholes], streamed

    wholes, streamed = asyncio.run(ask())
    assert set(wholes) == {streamed}


def test_earlier_messages_of_the_user_complete_a_follow_up(client: openai.OpenAI):
    messages = [
        {"role": "system", "content": "You are a pirate."},
        *ASKED,
        {"role": "assistant", "content": "Something about it [1]"},
        {"role": "user", "content": [{"type": "text", "text": "and HIP?"}]},
    ]
    completion = client.chat.completions.create(model="turnwise", messages=messages)
    complete = [{"role": "user", "content": "what did he say about HIP"}]
    alone = client.chat.completions.create(model="turnwise", messages=complete)
    assert completion.choices[0].message.content == alone.choices[0].message.content


def test_filters_ride_beside(client: openai.OpenAI):
    completion = client.chat.completions.create(
        model="turnwise",
        messages=[{"role": "user", "content": "OpenCL"}],
        extra_body={"turnwise": {"speakers": ["Q5"], "k": 2}},
    )
    assert {citation["speaker"] for citation in completion.citations} == {"Q5"}


def test_a_transcript_is_a_model_of_its_own(client: openai.OpenAI):
    model = transcript_of(client)
    completion = client.chat.completions.create(model=model, messages=ASKED)
    assert completion.model == model
    ids = {citation["transcript"]["id"] for citation in completion.citations}
    assert ids == {model.removeprefix("turnwise/")}


def test_a_refusal_says_what_was_searched_and_cites_nothing(client: openai.OpenAI):
    asked = [{"role": "user", "content": "who won the football world cup"}]
    completion = client.chat.completions.create(model="turnwise", messages=asked)
    assert "Found nothing about this in" in completion.choices[0].message.content
    assert completion.choices[0].message.annotations == []
    assert completion.citations == []


def test_tools_that_are_only_offered_are_not_called(client: openai.OpenAI):
    tool = {"type": "function", "function": {"name": "search", "parameters": {}}}
    completion = client.chat.completions.create(model="turnwise", messages=ASKED, tools=[tool])
    assert completion.choices[0].finish_reason == "stop"


def test_the_key_is_the_one_that_the_client_sends(library: Library):
    access = Access((Key.of("reader", KEY, "read"),), "2/minute")
    with serving(create_app(library, access=access, with_page=False)) as address:
        known = openai.OpenAI(base_url=f"{address}/v1", api_key=KEY, max_retries=0)
        unknown = known.with_options(api_key="wrong-key-of-twenty")
        assert known.chat.completions.create(model="turnwise", messages=ASKED).citations
        with pytest.raises(openai.AuthenticationError, match="give a key of this server") as wrong:
            unknown.chat.completions.create(model="turnwise", messages=ASKED)
        assert (wrong.value.code, wrong.value.type) == ("invalid_api_key", "invalid_request_error")
        known.models.list()
        with pytest.raises(openai.RateLimitError, match="may make 2 requests per minute") as often:
            known.models.list()
        assert int(often.value.response.headers["retry-after"]) > 0


class SlowWriter:
    """A language model that writes the same sentence until nobody listens."""

    name = "slow"

    def __init__(self) -> None:
        self.has_ended = threading.Event()
        self.n_sentences = 0

    def load(self) -> None:
        pass

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        try:
            while not self.has_ended.wait(0.2):
                self.n_sentences += 1
                yield "Bob says that about 40 ducks live on the lake [1]. "
        finally:
            self.has_ended.set()


@pytest.mark.slow
def test_the_work_ends_when_the_client_has_left(tmp_path: Path):
    talk = make_transcript(
        ("Ann", "How many ducks live on the lake?"), ("Bob", "About 40 ducks live on the lake.")
    )
    writer = SlowWriter()
    with Library.open(tmp_path, embedder=BigramEmbedder(), language_model=writer) as library:
        library.add(talk)
        with serving(create_app(library, with_page=False)) as address:
            client = openai.OpenAI(base_url=f"{address}/v1", api_key="none")
            asked = [{"role": "user", "content": "How many ducks live on the lake?"}]
            stream = client.chat.completions.create(model="turnwise", messages=asked, stream=True)
            next(stream)
            assert "ducks" in next(stream).choices[0].delta.content
            assert not writer.has_ended.is_set()
            stream.close()
            assert writer.has_ended.wait(30)
    assert writer.n_sentences < 50  # after 60 it is told to stop
