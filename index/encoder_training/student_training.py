"""Train the student like the static model, and to embed English like the teacher.

The texts are tokenized once and stay on the device, and a batch has texts of similar length. So a
GPU never waits; the trainer of sentence-transformers tokenizes each batch when it needs it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from tqdm import tqdm
from transformers import get_cosine_schedule_with_warmup

from .student import Student

_LENGTHS = (
    8,
    12,
    16,
    24,
    32,
    48,
    64,
    96,
    999,
)  # upper bounds of length classes in tokens; a batch has one class
_EMBEDDED_AT_ONCE = 1024
_WARM_UP = 0.04  # share of the steps
_WEIGHT_DECAY = 0.01
_BETAS = (0.9, 0.98)
_MAX_GRADIENT = 1.0
_SAVED_EVERY = 500  # steps


def device() -> torch.device:
    """The GPU if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class TokenizedTexts:
    """Texts as batches of token ids on a device."""

    def __init__(self, texts: Sequence[str], tokenizer: Tokenizer, where: torch.device):
        encoded = [np.array(e.ids, dtype=np.int32) for e in tokenizer.encode_batch(list(texts))]
        self.lengths = np.array([len(ids) for ids in encoded])
        self._ids = torch.from_numpy(np.concatenate(encoded)).to(where)
        self._starts = torch.from_numpy(np.cumsum(self.lengths) - self.lengths).to(where)
        self._lengths = torch.from_numpy(self.lengths).to(where)

    def batch(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Token ids with padding, and a mask (1 token, 0 padding): int64 (n_rows, n_tokens)."""
        lengths = self._lengths[rows]
        place = torch.arange(int(lengths.max()), device=rows.device)
        mask = (place < lengths[:, None]).long()
        at = (self._starts[rows][:, None] + place).clamp(max=len(self._ids) - 1)
        return self._ids[at].long() * mask, mask


@torch.no_grad()
def embed(model: Student, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    """Embed texts: float16 (n_texts, dim), of unit length, on the device."""
    where = device()
    model.to(where).eval()
    tokenized = TokenizedTexts(texts, tokenizer, where)
    order = np.argsort(tokenized.lengths)  # little padding
    result: list[Tensor] = []
    for start in tqdm(range(0, len(texts), _EMBEDDED_AT_ONCE), desc="teacher"):
        rows = torch.from_numpy(order[start : start + _EMBEDDED_AT_ONCE]).to(where)
        result.append(_run(model, tokenized, rows).half())
    embeddings = torch.cat(result)
    return embeddings[torch.from_numpy(np.argsort(order)).to(where)]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows of paired texts, all int64 (n,); `taught` is a row of the teacher's embeddings."""

    first: Tensor
    second: Tensor
    taught: Tensor | None

    def __len__(self) -> int:
        return len(self.first)

    def select(self, rows: Tensor) -> Pairs:
        taught = None if self.taught is None else self.taught[rows]
        return Pairs(self.first[rows], self.second[rows], taught)


def by_length(pairs: Pairs, lengths: np.ndarray, least: int) -> Iterator[Pairs]:
    """The pairs in classes of similar length, without classes of fewer than `least` pairs."""
    longest = np.maximum(lengths[pairs.first.cpu()], lengths[pairs.second.cpu()])
    classes = np.searchsorted(_LENGTHS, longest)
    for number in np.unique(classes):
        rows = np.flatnonzero(classes == number)
        if len(rows) >= least:
            yield pairs.select(torch.from_numpy(rows).to(pairs.first.device))


def train(
    model: Student,
    texts: TokenizedTexts,
    datasets: Sequence[Pairs],
    teacher: Tensor,
    out: Path,
    *,
    epochs: float,
    batch_size: int,
    learning_rate: float,
    seed: int,
) -> None:
    """Train in place (AdamW, warm-up, cosine decay); continues from a checkpoint in `out`.

    Args:
        datasets: one kind of pairs each, so that every batch has one kind.
        teacher: float16 (n, dim), of unit length.
    Raises: ValueError if there are fewer pairs than a batch needs.
    """
    torch.manual_seed(seed)
    where = device()
    model.to(where).train()
    parts = [part for pairs in datasets for part in by_length(pairs, texts.lengths, batch_size)]
    steps = math.ceil(epochs * sum(len(part) // batch_size for part in parts))
    if not steps:
        raise ValueError(f"no {batch_size} pairs are of like length; name a smaller batch size")
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=learning_rate, betas=_BETAS, weight_decay=_WEIGHT_DECAY
    )
    schedule = get_cosine_schedule_with_warmup(optimizer, round(_WARM_UP * steps), steps)
    checkpoint = out / "checkpoint.pt"
    done = 0
    if checkpoint.is_file():
        saved = torch.load(checkpoint, map_location=where)
        done = saved["step"]
        for part, name in ((model, "model"), (optimizer, "optimizer"), (schedule, "schedule")):
            part.load_state_dict(saved[name])
    out.mkdir(parents=True, exist_ok=True)
    with tqdm(total=steps, initial=done, desc="student", unit="step") as progress:
        for step, batch in enumerate(_batches(parts, batch_size, steps, seed)):
            if step < done:
                continue
            loss = _loss(model, texts, batch, teacher)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), _MAX_GRADIENT)
            optimizer.step()
            schedule.step()
            progress.update()
            if (step + 1) % _SAVED_EVERY == 0:
                progress.set_postfix(loss=f"{loss.item():.2f}")
                saved = {"model": model, "optimizer": optimizer, "schedule": schedule}
                states = {name: part.state_dict() for name, part in saved.items()}
                torch.save({"step": step + 1, **states}, checkpoint)


def _batches(parts: Sequence[Pairs], batch_size: int, steps: int, seed: int) -> Iterator[Pairs]:
    """Yield `steps` batches, determined by the seed; each epoch in another order."""
    generator = torch.Generator().manual_seed(seed)
    left = steps
    while left:
        batches: list[tuple[Pairs, Tensor]] = []
        for part in parts:
            rows = torch.randperm(len(part), generator=generator)
            full = rows[: len(rows) // batch_size * batch_size]
            batches += [(part, chosen) for chosen in full.split(batch_size)]
        for i in torch.randperm(len(batches), generator=generator)[:left].tolist():
            part, chosen = batches[i]
            yield part.select(chosen.to(part.first.device))
        left -= min(left, len(batches))


def _loss(model: Student, texts: TokenizedTexts, batch: Pairs, teacher: Tensor) -> Tensor:
    """Contrast pairs with the rest of the batch, and pull both sides to the teacher's embedding.

    A text paired with itself has only the second loss.
    """
    first = _run(model, texts, batch.first)
    target = None if batch.taught is None else teacher[batch.taught].float()
    if target is not None and bool((batch.first == batch.second).all()):
        return _distance(first, target)
    second = _run(model, texts, batch.second)
    loss = _contrast(first, second, batch)
    if target is not None:
        loss = loss + _distance(first, target) + _distance(second, target)
    return loss


def _run(model: Student, texts: TokenizedTexts, rows: Tensor) -> Tensor:
    on_gpu = rows.device.type == "cuda"  # on most CPUs bfloat16 is slower
    with torch.autocast(rows.device.type, torch.bfloat16, enabled=on_gpu):
        return model(*texts.batch(rows))


def _distance(embeddings: Tensor, target: Tensor) -> Tensor:
    return (1 - (embeddings * target).sum(dim=1)).mean()


def _contrast(first: Tensor, second: Tensor, batch: Pairs, scale: float = 20.0) -> Tensor:
    """In-batch contrastive loss in both directions, except between pairs that share a text."""
    scores = first @ second.T * scale
    same = (batch.first[:, None] == batch.first) | (batch.second[:, None] == batch.second)
    scores = scores.masked_fill(same.fill_diagonal_(False), -1e4)
    right = torch.arange(len(scores), device=scores.device)
    return (cross_entropy(scores, right) + cross_entropy(scores.T, right)) / 2
