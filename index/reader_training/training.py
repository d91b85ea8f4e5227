"""Train the layers that read question and place as one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax
from transformers import get_cosine_schedule_with_warmup

from .reader import Together
from .texts import ReadTexts

logger = logging.getLogger(__name__)

_WARM_UP = 0.05  # share of the steps
_WEIGHT_DECAY = 0.02
_MAX_GRADIENT = 1.0
_WORTH_OF_ORDER = 0.5  # of the loss that puts the right place before the others
_SAVED_EVERY = 200  # steps


@dataclass(frozen=True, slots=True)
class Rows:
    """One question and its places, as rows of the read texts; the first place answers."""

    question: int
    places: tuple[int, ...]


def train(
    texts: ReadTexts,
    groups: Sequence[Rows],
    work: Path,
    *,
    epochs: float,
    batch_size: int,
    learning_rate: float,
    seed: int,
    check: Callable[[Together], str] | None = None,
) -> Together:
    """Train (AdamW, warm-up, cosine decay); continues from a checkpoint in `work`.

    Args:
        batch_size: groups in a batch.
        check: called at each checkpoint; what it says is logged.
    Raises: ValueError if there are fewer groups than a batch needs.
    """
    torch.manual_seed(seed)
    model = Together()
    steps = int(epochs * (len(groups) // batch_size))
    if not steps:
        raise ValueError(f"there are {len(groups)} groups; name a batch size of fewer")
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, weight_decay=_WEIGHT_DECAY)
    schedule = get_cosine_schedule_with_warmup(optimizer, int(_WARM_UP * steps), steps)
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    checkpoint, done = work / "reader.pt", 0
    if checkpoint.is_file():
        saved = torch.load(checkpoint)
        done = saved["step"]
        for name, part in parts.items():
            part.load_state_dict(saved[name])
    losses: list[float] = []
    started = time.monotonic()
    # Half a batch a thread: threads inside each operation wait for each other on a busy machine.
    pool = ThreadPoolExecutor(2, initializer=torch.set_num_threads, initargs=(1,))
    for step, batch in enumerate(_batches(texts, groups, batch_size, steps, seed), start=1):
        if step <= done:
            continue
        model.train()
        optimizer.zero_grad()
        losses.append(sum(pool.map(partial(_learn, model, texts), _halves(batch))))
        torch.nn.utils.clip_grad_norm_(model.parameters(), _MAX_GRADIENT)
        optimizer.step()
        schedule.step()
        if step % _SAVED_EVERY == 0 or step == steps:
            states = {name: part.state_dict() for name, part in parts.items()}
            torch.save({"step": step, **states}, checkpoint)
            said = check(model.eval()) if check else ""
            seconds = time.monotonic() - started
            logger.info(
                "step %d of %d, %.0f s, loss %.3f %s", step, steps, seconds, np.mean(losses), said
            )
            losses.clear()
    return model.eval()


def logits(model: Together, texts: ReadTexts, groups: Sequence[Rows]) -> list[Tensor]:
    """A logit for each place of each group."""
    sizes = [len(group.places) for group in groups]
    rows, read, _, mask = texts.batch([group.question for group in groups])
    repeats = torch.tensor(sizes)
    rows, read, mask = (part.repeat_interleave(repeats, dim=0) for part in (rows, read, mask))
    of_places = texts.batch([place for group in groups for place in group.places])
    place_rows, place_read, kinds, place_mask = of_places
    result = model((rows, place_rows), (read, place_read), kinds, (mask, place_mask))
    return list(result.split(sizes))


@torch.no_grad()
def judge(model: Together, texts: ReadTexts, groups: Sequence[Rows]) -> list[np.ndarray]:
    """The probability that each place of each group answers: 0 to 1."""
    result: list[np.ndarray] = []
    for start in range(0, len(groups), 16):
        result += [
            one.sigmoid().numpy() for one in logits(model, texts, groups[start : start + 16])
        ]
    return result


def _halves(batch: Sequence[Rows]) -> list[Sequence[Rows]]:
    return [batch[::2], batch[1::2]]


def _learn(model: Together, texts: ReadTexts, half: Sequence[Rows]) -> float:
    """Add the gradient of half a batch; its share of the loss."""
    loss = _loss(logits(model, texts, half)) / 2
    loss.backward()
    return loss.item()


def _loss(scores: Sequence[Tensor]) -> Tensor:
    """Each place by itself, right and wrong ones of equal weight; and the right place's order."""
    single, order = [], []
    for score in scores:
        target = torch.zeros_like(score)
        target[0] = 1.0
        weights = torch.full_like(score, 1 / max(1, len(score) - 1))
        weights[0] = 1.0
        single.append(binary_cross_entropy_with_logits(score, target, weights, reduction="sum") / 2)
        order.append(-log_softmax(score, dim=0)[0])
    return torch.stack(single).mean() + _WORTH_OF_ORDER * torch.stack(order).mean()


def _batches(
    texts: ReadTexts, groups: Sequence[Rows], size: int, steps: int, seed: int
) -> Iterator[list[Rows]]:
    """Yield `steps` batches of groups of similar length, in an order that the seed decides."""
    chance = np.random.default_rng(seed)
    longest = np.array([max(texts.lengths[list(group.places)]) for group in groups])
    left = steps
    while left:
        noisy = np.argsort(longest + chance.uniform(0, 12, len(groups)))
        full = noisy[: len(groups) // size * size].reshape(-1, size)
        for rows in chance.permutation(full)[:left]:
            left -= 1
            yield [groups[row] for row in rows]
