"""The interface of a language model."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Literal, Protocol, TypedDict

from ...index.errors import LanguageModelError

Pieces = Generator[str, None, None]  # pieces of a text; closing the generator stops the model


class Message(TypedDict):
    """One message of a conversation, in the form that chat templates and servers expect."""

    role: Literal["system", "user"]
    content: str


class ContextTooLongError(LanguageModelError):
    """The messages do not fit into the model's context window."""


class LanguageModel(Protocol):
    """A language model."""

    name: str  # the name the user gave

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        """Yield the text that the model writes.

        Raises: ContextTooLongError before the first piece if the messages are too long;
            LanguageModelError if the model fails.
        """
        ...

    def load(self) -> None:
        """Load now instead of at the first question. Raises LanguageModelError."""
        ...
