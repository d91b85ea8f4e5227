"""What is asked of a language model, and how one is had by its name."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Literal, Protocol, TypedDict

from ...index.errors import LanguageModelError

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


def load_language_model(name: str) -> LanguageModel:
    """The language model called so; its weights are loaded later.

    Args:
        name: a chat model of transformers, by folder or name on the model hub, which is taken
            from the local cache, else downloaded; or the address of an OpenAI-compatible server,
            with the model behind a “#”: `http://127.0.0.1:11434/v1#gemma3:4b`.
    Raises: LanguageModelError if there is no such model, or the address is none.
    """
    if name.startswith(("http://", "https://")):
        from .server_model import ServerModel  # late: only these need the client

        return ServerModel(name)
    if not name.strip() or name.startswith("#") or "://" in name:
        raise LanguageModelError(
            f"“{name}” is neither a model nor the address of a server; give a name such as "
            "Qwen/Qwen3-4B-Instruct-2507, a folder, or http://127.0.0.1:11434/v1#gemma3:4b"
        )
    from .local_model import LocalModel

    return LocalModel(name)
