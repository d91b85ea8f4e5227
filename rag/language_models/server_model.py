"""A model on an OpenAI-compatible server: Ollama, vLLM, llama.cpp, `transformers serve`."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...index.errors import LanguageModelError
from ...index.text.deep_link import is_web_address
from .language_model import ContextTooLongError, Message, Pieces

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

KEY_VARIABLE = "OPENAI_API_KEY"
_CONNECT_TIMEOUT_S = 5.0
_PIECE_TIMEOUT_S = 60.0  # before the first piece, and between pieces
_ANSWER_TIMEOUT_S = 180.0
# How servers report a prompt that is too long, in the body of an HTTP 400.
_TOO_LONG = re.compile(
    r"context.{0,40}(?:length|size|window)|too (?:long|many tokens)|maximum.{0,40}tokens"
)


class ServerModel:
    """Sends the question and the sources to a server."""

    def __init__(self, name: str, *, timeout_s: float = _PIECE_TIMEOUT_S):
        """
        Args:
            name: base URL, with the model's name after a “#”; without a name, the only model of the
                server.
            timeout_s: how long to wait for the next piece.
        Raises: LanguageModelError if the address is invalid, or the client is not installed.
        """
        self.name = name
        self._address, _, self._wanted = name.partition("#")
        self._timeout_s = timeout_s
        if not is_web_address(self._address):
            raise LanguageModelError(
                f"“{self._address}” is not the address of a server; write it like "
                "http://127.0.0.1:11434/v1#gemma3:4b"
            )
        try:
            import openai  # noqa: F401
        except ModuleNotFoundError as error:
            raise LanguageModelError(
                'a language model behind a server needs openai; run: pip install "turnwise[llm]"'
            ) from error

    def load(self) -> None:
        """Do nothing, because the server loads its models."""

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        with self._clear_errors():
            began = time.monotonic()
            conversation: Any = list(messages)
            chunks = self._client.chat.completions.create(
                model=self._model,
                messages=conversation,
                stream=True,
                temperature=0,
                max_tokens=max_tokens,
            )
            with chunks:
                for chunk in chunks:
                    if time.monotonic() - began > _ANSWER_TIMEOUT_S:
                        raise LanguageModelError(
                            f"{self.name} was still writing after {_ANSWER_TIMEOUT_S:g} seconds"
                        )
                    if chunk.choices and (piece := chunk.choices[0].delta.content):
                        yield piece

    @cached_property
    def _model(self) -> str:
        if self._wanted:
            return self._wanted
        names = [model.id for model in self._client.models.list()]
        if len(names) == 1:
            return names[0]
        listed = ", ".join(names[:10]) or "none"
        raise LanguageModelError(
            f"{self.name} has {len(names)} models ({listed}); name one of them after a “#”: "
            f"{self._address}#{names[0] if names else 'NAME'}"
        )

    @cached_property
    def _client(self) -> OpenAI:
        from openai import OpenAI, Timeout

        return OpenAI(
            base_url=self._address,
            api_key=os.environ.get(KEY_VARIABLE) or "none",  # local servers need no key
            timeout=Timeout(self._timeout_s, connect=_CONNECT_TIMEOUT_S),
            max_retries=0,
        )

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        import openai

        try:
            yield
        except LanguageModelError:
            raise
        except openai.APITimeoutError as error:
            raise LanguageModelError(
                f"{self.name} did not answer within {self._timeout_s:g} seconds"
            ) from error
        except openai.APIConnectionError as error:
            raise LanguageModelError(
                f"{self.name} cannot be reached; start the server, or check the address"
            ) from error
        except openai.APIStatusError as error:
            raise self._refused(error) from error
        except Exception as error:  # the client raises anything if it is another kind of server
            raise LanguageModelError(
                f"{self.name} broke off, or is not an OpenAI-compatible server "
                f"({type(error).__name__}); check the address, which often ends in /v1"
            ) from error

    def _refused(self, error: APIStatusError) -> LanguageModelError:
        status, body = error.status_code, str(error).lower()
        if status in (401, 403):
            given = "refuses the key in" if os.environ.get(KEY_VARIABLE) else "wants a key; set"
            return LanguageModelError(f"{self.name} {given} {KEY_VARIABLE}")
        if status == 404:
            return LanguageModelError(
                f"{self.name} has no such model or address (HTTP 404); check the name after the "
                "“#”, and whether the address ends in /v1"
            )
        if status in (400, 413) and _TOO_LONG.search(body):
            return ContextTooLongError(
                f"the sources do not fit into the context window of {self.name}"
            )
        return LanguageModelError(
            f"{self.name} refused to answer (HTTP {status}); check the name of the model after "
            "the “#”, or ask the server's log why"
        )
