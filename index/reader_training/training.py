"""Train the reader's network."""

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

from ..models.reader import ANSWER, Tokens, without_mark
from ..models.static import StaticEmbedder
from .groups import Group
from .network import Network

logger = logging.getLogger(__name__)

_WARM_UP = 0.06  # share of the steps
_WEIGHT_DECAY = 0.02
_MAX_GRADIENT = 1.0
_NEW_PARTS = ("head", "like", "kinds")  # of the network: begin without weights of the transformer
_FASTER = 8  # times the learning rate, for these
_WORTH_OF_ORDER = 0.5  # of the loss that puts right places before wrong ones
_SAVED_EVERY = 400  # steps
# Where the CPU has products in bfloat16, they train twice as fast (65 pairs a second, 30 without).
_BFLOAT16 = torch.cpu.get_capabilities().get("avx512_bf16", False)
_NOISE = 14  # tokens: batches are of groups whose lengths differ by so much


@dataclass(frozen=True, slots=True)
class Pairs:
    """The places of one question, each with the question as tokens."""

    tokens: tuple[Tokens, ...]
    answers: tuple[bool, ...]  # whether each place answers

    @property
    def longest(self) -> int:
        return max(len(tokens.ids) for tokens in self.tokens)


def pairs_of(groups: Sequence[Group], static: StaticEmbedder) -> list[Pairs]:
    """The groups as tokens of the static model."""
    texts = dict.fromkeys(
        text
        for group in groups
        for text in (
            without_mark(group.question),
            *(t for p in group.places for t in (p.before, p.text)),
        )
    )
    ids = dict(zip(texts, static.token_ids(list(texts)), strict=True))
    return [
        Pairs(
            tuple(
                Tokens.of(ids[without_mark(g.question)], ids[p.before], ids[p.text])
                for p in g.places
            ),
            g.answers,
        )
        for g in groups
    ]


def train(
    network: Network,
    pieces: Tensor,
    groups: Sequence[Pairs],
    work: Path,
    *,
    epochs: float,
    batch_size: int,
    learning_rate: float,
    seed: int,
    check: Callable[[Network], str] | None = None,
) -> Network:
    """Train (AdamW, warm-up, cosine decay); continues from a checkpoint in `work`.

    Args:
        pieces: rows of all pieces, then of [CLS] and [SEP].
        batch_size: groups in a batch.
        check: called at each checkpoint; what it says is logged.
    Raises: ValueError if there are fewer groups than a batch needs.
    """
    torch.manual_seed(seed)
    steps = int(epochs * (len(groups) // batch_size))
    if not steps:
        raise ValueError(f"there are {len(groups)} groups; name a batch size of fewer")
    optimizer = torch.optim.AdamW(_parts(network, learning_rate), weight_decay=_WEIGHT_DECAY)
    schedule = get_cosine_schedule_with_warmup(optimizer, int(_WARM_UP * steps), steps)
    parts = {"network": network, "optimizer": optimizer, "schedule": schedule}
    checkpoint, done = work / "reader.pt", 0
    if checkpoint.is_file():
        saved = torch.load(checkpoint)
        done = saved["step"]
        for name, part in parts.items():
            part.load_state_dict(saved[name])
    losses: list[float] = []
    started = time.monotonic()
    # Half a batch a thread: threads inside each operation wait for each other.
    pool = ThreadPoolExecutor(2, initializer=torch.set_num_threads, initargs=(1,))
    for step, batch in enumerate(_batches(groups, batch_size, steps, seed), start=1):
        if step <= done:
            continue
        network.train()
        optimizer.zero_grad()
        learn = partial(_learn, network, pieces, len(batch))
        losses.append(sum(pool.map(learn, [batch[::2], batch[1::2]])))
        torch.nn.utils.clip_grad_norm_(network.parameters(), _MAX_GRADIENT)
        optimizer.step()
        schedule.step()
        if step % _SAVED_EVERY == 0 or step == steps:
            states = {name: part.state_dict() for name, part in parts.items()}
            torch.save({"step": step, **states}, checkpoint)
            said = check(network.eval()) if check else ""
            seconds = time.monotonic() - started
            logger.info(
                "step %d of %d, %.0f s, loss %.3f %s", step, steps, seconds, np.mean(losses), said
            )
            losses.clear()
    return network.eval()


def judge(network: Network, pieces: Tensor, groups: Sequence[Pairs]) -> list[np.ndarray]:
    """A logit for each place of each group."""
    network.eval()

    def logits(start: int) -> list[np.ndarray]:
        with torch.inference_mode():
            return [one.numpy() for one in _logits(network, pieces, groups[start : start + 6])]

    with ThreadPoolExecutor(2, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        return [one for some in pool.map(logits, range(0, len(groups), 6)) for one in some]


def _parts(network: Network, learning_rate: float) -> list[dict]:
    named = list(network.named_parameters())
    new = [p for name, p in named if name.startswith(_NEW_PARTS)]
    old = [p for name, p in named if not name.startswith(_NEW_PARTS)]
    return [
        {"params": old, "lr": learning_rate},
        {"params": new, "lr": _FASTER * learning_rate},
    ]


def _logits(network: Network, pieces: Tensor, groups: Sequence[Pairs]) -> list[Tensor]:
    tokens = [one for group in groups for one in group.tokens]
    longest = max(len(one.ids) for one in tokens)
    ids = torch.zeros(len(tokens), longest, dtype=torch.long)
    kinds = torch.full_like(ids, ANSWER)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    for i, one in enumerate(tokens):
        n = len(one.ids)
        ids[i, :n] = torch.tensor(one.ids)
        kinds[i, :n] = torch.tensor(one.kinds)
        mask[i, :n] = True
    logits = network(pieces[ids], kinds, mask)
    return list(logits.split([len(group.tokens) for group in groups]))


def _learn(network: Network, pieces: Tensor, of: int, half: Sequence[Pairs]) -> float:
    """Add the gradient of half a batch of `of` groups; its share of the loss."""
    if not half:
        return 0.0
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_BFLOAT16):
        logits = _logits(network, pieces, half)
    loss = _loss([of_group.float() for of_group in logits], half) / of
    loss.backward()
    return loss.item()


def _loss(logits: Sequence[Tensor], groups: Sequence[Pairs]) -> Tensor:
    """Each place by itself, right and wrong ones of equal weight; and each right place's order."""
    losses: list[Tensor] = []
    for scores, group in zip(logits, groups, strict=True):
        answers = torch.tensor(group.answers)
        n_right, n_wrong = int(answers.sum()), int((~answers).sum())
        weights = torch.full_like(scores, 0.5 / len(scores))
        if n_right and n_wrong:
            weights = torch.where(answers, 0.5 / n_right, 0.5 / n_wrong)
            order = [
                -log_softmax(torch.cat([score[None], scores[~answers]]), dim=0)[0]
                for score in scores[answers]
            ]
            losses.append(_WORTH_OF_ORDER * torch.stack(order).mean())
        single = binary_cross_entropy_with_logits(scores, answers.float(), weights, reduction="sum")
        losses.append(single)
    return torch.stack(losses).sum()


def _batches(groups: Sequence[Pairs], size: int, steps: int, seed: int) -> Iterator[list[Pairs]]:
    """Yield `steps` batches of groups of similar length, in an order that the seed decides."""
    chance = np.random.default_rng(seed)
    longest = np.array([group.longest for group in groups])
    left = steps
    while left:
        noisy = np.argsort(longest + chance.uniform(0, _NOISE, len(groups)))
        full = noisy[: len(groups) // size * size].reshape(-1, size)
        for rows in chance.permutation(full)[:left]:
            left -= 1
            yield [groups[row] for row in rows]
