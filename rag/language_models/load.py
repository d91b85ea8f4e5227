"""Load a language model by name."""

from __future__ import annotations

from ...index.errors import LanguageModelError
from .language_model import LanguageModel


def load_language_model(name: str) -> LanguageModel:
    """The language model of this name; its weights load later.

    Args:
        name: a transformers chat model (a folder, or a name on the model hub: from the local
            cache, else downloaded), or the address of an OpenAI-compatible server with the model
            after a “#”: `http://127.0.0.1:11434/v1#gemma3:4b`.
    Raises: LanguageModelError if there is no such model, or the address is invalid.
    """
    if name.startswith(("http://", "https://")):
        from .server_model import ServerModel  # late: only servers need the client

        return ServerModel(name)
    if not name.strip() or name.startswith("#") or "://" in name:
        raise LanguageModelError(
            f"“{name}” is neither a model nor the address of a server; give a name such as "
            "Qwen/Qwen3-4B-Instruct-2507, a folder, or http://127.0.0.1:11434/v1#gemma3:4b"
        )
    from .local_model import LocalModel

    return LocalModel(name)
