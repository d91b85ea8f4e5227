"""The interface of a language model."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Literal, Protocol, TypedDict

from ....index.errors import LanguageModelError

Pieces = Generator[str, None, None]  # of a text, as they come; closing it stops the writing


class Message(TypedDict):
    """One message of a conversation, as chat templates and servers take it."""

    role: Literal["system", "user"]
    content: str


class ContextTooLongError(LanguageModelError):
    """The messages do not fit into what the model can read at once."""


class LanguageModel(Protocol):
    """A model that writes."""

    name: str  # what the user calls it

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        """What it writes.

        Raises: ContextTooLongError before the first piece if the messages are too long;
            LanguageModelError if it cannot write, or breaks off.
        """
        ...

    def load(self) -> None:
        """Get ready now instead of at the first question. Raises LanguageModelError."""
        ...
