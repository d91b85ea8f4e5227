"""What clients of OpenAI's API get: its own fields, and `citations` beside them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..records import Citation, Record

_CITATIONS = "of the answer, whole, by the numbers in its text"


class UrlCitation(Record):
    """What a mark such as [1] in the text stands for; the range covers the mark."""

    start_index: int = Field(description="in characters (code points) of the text, from 0")
    end_index: int
    title: str
    url: str = Field(description="of the recording, else of the passage on this server")


class ChatAnnotation(Record):
    """An annotation of a chat message."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class ChatMessage(Record):
    """The answer as a message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[ChatAnnotation]


class ChatChoice(Record):
    """The one choice of a completion."""

    index: int = 0
    message: ChatMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class ChatUsage(Record):
    """Tokens, as the library's embedding model counts them."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(Record):
    """An answer as a chat completion."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[ChatChoice]
    usage: ChatUsage
    citations: list[Citation] = Field(description=_CITATIONS)


class TextAnnotation(UrlCitation):
    """An annotation of a response's text."""

    type: Literal["url_citation"] = "url_citation"


class OutputText(Record):
    """The text of a response."""

    type: Literal["output_text"] = "output_text"
    text: str
    annotations: list[TextAnnotation] = Field(default_factory=list)
    logprobs: list[Any] = Field(default_factory=list)


class OutputMessage(Record):
    """The message of a response."""

    id: str
    type: Literal["message"] = "message"
    role: Literal["assistant"] = "assistant"
    status: Literal["in_progress", "completed"]
    content: list[OutputText]


class InputDetails(Record):
    """Of the tokens read."""

    cached_tokens: int = 0
    cache_write_tokens: int = 0


class OutputDetails(Record):
    """Of the tokens written."""

    reasoning_tokens: int = 0


class ResponseUsage(Record):
    """Tokens, as the library's embedding model counts them."""

    input_tokens: int
    input_tokens_details: InputDetails = InputDetails()
    output_tokens: int
    output_tokens_details: OutputDetails = OutputDetails()
    total_tokens: int


class ResponseFailure(Record):
    """Why a response ended without an answer."""

    code: Literal["server_error"] = "server_error"
    message: str


class ResponseObject(Record):
    """An answer as a response."""

    id: str
    object: Literal["response"] = "response"
    created_at: int
    status: Literal["in_progress", "completed", "failed"]
    model: str
    output: list[OutputMessage] = Field(default_factory=list)
    error: ResponseFailure | None = None
    usage: ResponseUsage | None = None
    citations: list[Citation] = Field(default_factory=list, description=_CITATIONS)
    metadata: dict[str, str] = Field(default_factory=dict)
    incomplete_details: None = None
    instructions: None = None
    parallel_tool_calls: bool = False
    previous_response_id: None = None
    store: bool = False
    temperature: None = None
    tool_choice: Literal["none"] = "none"
    tools: list[Any] = Field(default_factory=list)
    top_p: None = None


class ModelRecord(Record):
    """Something that answers, or embeds."""

    id: str
    object: Literal["model"] = "model"
    created: int = Field(description="when the server started: seconds since 1970")
    owned_by: Literal["turnwise"] = "turnwise"
    name: str = Field(description="for a person: the title of the transcript")


class ModelList(Record):
    """All models."""

    object: Literal["list"] = "list"
    data: list[ModelRecord]


class EmbeddingRecord(Record):
    """The embedding of one text."""

    object: Literal["embedding"] = "embedding"
    index: int
    embedding: list[float] | str = Field(
        description="of length 1; base64: little-endian float32, one after the other"
    )


class EmbeddingUsage(Record):
    """Tokens, as the model counts them."""

    prompt_tokens: int
    total_tokens: int


class EmbeddingList(Record):
    """Embeddings in the order of the texts."""

    object: Literal["list"] = "list"
    data: list[EmbeddingRecord]
    model: str
    usage: EmbeddingUsage


class ErrorFields(Record):
    """What is wrong, and how to mend it."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorRecord(Record):
    """An error in OpenAI's shape."""

    error: ErrorFields
