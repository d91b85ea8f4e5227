"""A transformers chat model on this machine."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...index.errors import LanguageModelError, ModelError
from ...index.models.by_name import model_folder
from .language_model import ContextTooLongError, Message, Pieces

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase


class LocalModel:
    """Writes one answer at a time, by greedy decoding, so that runs repeat.

    Uses a GPU if there is one, in the precision of the weights (bfloat16 for most models).
    """

    def __init__(self, name: str):
        """Raises LanguageModelError if there is no such model; the weights load later."""
        self.name = name
        self._one_at_a_time = threading.Lock()
        self._loading = threading.Lock()
        self._ready: tuple[PreTrainedTokenizerBase, PreTrainedModel] | None = None
        try:
            self._folder = model_folder(name)
        except ModelError as error:
            raise LanguageModelError(str(error)) from error

    def load(self) -> None:
        self._loaded()

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Pieces:
        from transformers import StoppingCriteriaList, TextIteratorStreamer

        tokenizer, model = self._loaded()
        generate: Any = model.generate
        prompt = self._prompt(messages, tokenizer)
        encoded = tokenizer(prompt, add_special_tokens=False, return_tensors="pt").to(model.device)
        limit = getattr(model.config.get_text_config(), "max_position_embeddings", None)
        n_tokens = encoded["input_ids"].shape[1]
        if limit is not None and n_tokens + max_tokens > limit:
            raise ContextTooLongError(
                f"{n_tokens:,} tokens and {max_tokens:,} to write do not fit into the {limit:,} of "
                f"“{self.name}”'s context window"
            )
        if prompt.rstrip().endswith("<think>"):  # the template writes it, not the model
            yield "<think>"
        streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
        stop = threading.Event()
        failed: list[Exception] = []

        def write() -> None:
            try:
                generate(
                    **encoded,
                    max_new_tokens=max_tokens,
                    do_sample=False,
                    streamer=streamer,
                    stopping_criteria=StoppingCriteriaList([lambda *_: stop.is_set()]),
                )
            except Exception as error:  # whatever torch raises: out of memory, a bad kernel
                failed.append(error)
            finally:
                streamer.end()

        with self._one_at_a_time:
            writer = threading.Thread(target=write, daemon=True)
            writer.start()
            try:
                yield from streamer
            finally:
                stop.set()
                writer.join()
        if failed:
            raise LanguageModelError(
                f"“{self.name}” broke off ({type(failed[0]).__name__}: {failed[0]}); a smaller "
                "model needs less memory"
            ) from failed[0]

    def _prompt(self, messages: Sequence[Message], tokenizer: PreTrainedTokenizerBase) -> str:
        """Format the messages by the model's template; without a system role, as one message."""
        together: list[Message] = [
            {"role": "user", "content": "\n\n".join(message["content"] for message in messages)}
        ]
        for conversation in (list(messages), together):
            try:
                prompt = tokenizer.apply_chat_template(
                    conversation,  # pyright: ignore[reportArgumentType] - a dict to the template
                    tokenize=False,
                    add_generation_prompt=True,
                    enable_thinking=False,  # other models ignore it
                )
            except Exception as error:  # templates may raise anything
                problem = error
            else:
                assert isinstance(prompt, str)
                return prompt
        raise LanguageModelError(
            f"the chat template of “{self.name}” cannot be used ({problem}); name another model"
        ) from problem

    def _loaded(self) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
        with (
            self._loading
        ):  # the page loads the model in a thread, and a question may come meanwhile
            self._ready = self._ready or self._load()
            return self._ready

    def _load(self) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            tokenizer: Any = AutoTokenizer.from_pretrained(self._folder)
            model: Any = AutoModelForCausalLM.from_pretrained(self._folder, dtype="auto")
            model = model.to(device).eval()
        except Exception as error:  # whatever transformers, torch or safetensors raise
            raise LanguageModelError(
                f"“{self.name}” cannot be loaded as a language model ({type(error).__name__}: "
                f"{error}); name a chat model, such as Qwen/Qwen3-4B-Instruct-2507"
            ) from error
        if not tokenizer.chat_template:
            raise LanguageModelError(
                f"“{self.name}” has no chat template, so it was not made to follow instructions; "
                "name its chat or instruct version"
            )
        # Sampling settings that come with the weights only cause warnings here.
        model.generation_config.update(temperature=None, top_p=None, top_k=None)
        return tokenizer, model
