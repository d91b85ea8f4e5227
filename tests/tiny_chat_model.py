"""A real, tiny chat model, made on the spot: whatever it is asked, it says what it has learned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
_WINDOW = 24  # tokens that it looks back, so that the question does not disturb what it says


def make_chat_model(
    folder: Path, says: str, *, template: str | None = TEMPLATE, max_tokens: int = 8192
) -> Path:
    """A folder with a model that answers everything with `says`, learned in some seconds."""
    import torch  # late: most tests that can make a model do not
    from transformers import MistralConfig, MistralForCausalLM

    torch.manual_seed(0)
    tokenizer = _make_tokenizer(says, template)
    end = tokenizer.eos_token_id
    model = MistralForCausalLM(
        MistralConfig(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=4,
            sliding_window=_WINDOW,
            max_position_embeddings=max_tokens,
            eos_token_id=end,
            pad_token_id=end,
        )
    )
    answer = [*tokenizer.encode("<|assistant|>" + says, add_special_tokens=False), end]
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(200):
        # What stands before differs each time; only the answer is learned.
        before = torch.randint(len(tokenizer), (4, _WINDOW))
        ids = torch.cat([before, torch.tensor([answer] * 4)], dim=1)
        labels = ids.masked_fill(torch.arange(ids.shape[1]) <= _WINDOW, -100)
        loss = model(input_ids=ids, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if loss.item() < 0.005:
            break
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _make_tokenizer(says: str, template: str | None) -> PreTrainedTokenizerFast:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=500, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator([says], trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|end|>", pad_token="<|end|>"
    )
    fast.chat_template = template
    return fast
