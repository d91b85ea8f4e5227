"""Models and embeddings, asked by the official client over a connection."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import httpx
import numpy as np
import openai
import pytest
from conftest import BigramEmbedder

pytestmark = pytest.mark.slow  # the import of the client takes a second

TEXTS = ["what did he say about OpenCL", "讲了什么？"]


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as opened:
        yield opened


def test_the_library_and_each_transcript_are_models(client: openai.OpenAI, address: str):
    [transcript] = httpx.get(f"{address}/v1/transcripts").json()["transcripts"]
    models = client.models.list().data
    assert [(model.id, model.name) for model in models] == [
        ("turnwise", "Turnwise"),
        (f"turnwise/{transcript['id']}", transcript["title"]),
        ("bigrams", "bigrams"),
    ]
    assert client.models.retrieve(models[1].id) == models[1]
    assert client.models.retrieve("turnwise") == models[0]


@pytest.mark.parametrize("encoding", [None, "float", "base64"])
def test_embeddings_are_those_of_the_library_s_model(client: openai.OpenAI, encoding: str | None):
    options = {"encoding_format": encoding} if encoding else {}
    created = client.embeddings.create(model="bigrams", input=TEXTS, **options)
    rows = [each.embedding for each in created.data]
    if encoding == "base64":
        rows = [np.frombuffer(base64.b64decode(row), "<f4") for row in rows]
    assert np.array_equal(np.asarray(rows, np.float32), BigramEmbedder().embed(TEXTS))
    assert [each.index for each in created.data] == [0, 1]
    assert created.usage.total_tokens == sum(len(text) // 2 for text in TEXTS)


def test_one_text_needs_no_list(client: openai.OpenAI):
    created = client.embeddings.create(model="bigrams", input=TEXTS[0], dimensions=256)
    assert len(created.data) == 1
    assert len(created.data[0].embedding) == 256


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"input": [1, 2]}, "input holds tokens of another model"),
        ({"input": [[1, 2]]}, "input holds tokens of another model"),
        ({"input": []}, "send 1 to 2048, none empty"),
        ({"input": ["a", ""]}, "send 1 to 2048, none empty"),
        ({"input": ["a"] * 2_049}, "send 1 to 2048, none empty"),
        ({"dimensions": 3}, "bigrams has 256 dimensions; leave out dimensions"),
    ],
)
def test_what_cannot_be_embedded_is_refused(client: openai.OpenAI, sent: dict, fault: str):
    body = {"model": "bigrams", "input": TEXTS} | sent
    with pytest.raises(openai.BadRequestError, match=fault):
        client.post("/embeddings", body=body, cast_to=object)


def test_another_model_is_not_found_with_what_there_is(client: openai.OpenAI):
    with pytest.raises(openai.NotFoundError, match=r"“gpt-4o”.*here: turnwise, ") as missing:
        client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "?"}])
    assert missing.value.code == "model_not_found"
    with pytest.raises(openai.NotFoundError, match="here: bigrams"):
        client.embeddings.create(model="turnwise", input="x")
    with pytest.raises(openai.NotFoundError, match="“turnwise/0000”"):
        client.responses.create(model="turnwise/0000", input="x")
    with pytest.raises(openai.NotFoundError, match="“a/b/c”"):
        client.models.retrieve("a/b/c")
