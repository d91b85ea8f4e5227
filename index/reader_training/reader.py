"""The reader's network: a question and a place, read apart, then together → does it answer?

Frozen layers of the bundled transformer read both texts one by one. Small layers read their
outputs as one, and only these are trained. So each text is read once for all of training
(PreTTR: MacAvaney et al., SIGIR 2020), which two CPU cores can do.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, normalize, scaled_dot_product_attention

N_APART = 3  # layers of the bundled transformer
DIM = 384  # of these
N_TOGETHER = 2
_SMALL_DIM = 128
_EPSILON = 1e-12
_DROPOUT = 0.1
QUESTION, ASKED, ANSWER = 0, 1, 2  # which text a token is of


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dim: int, heads: int, wide: int):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.attended = nn.Linear(dim, dim)
        self.attended_norm = nn.LayerNorm(dim, eps=_EPSILON)
        self.wide = nn.Linear(dim, wide)
        self.narrow = nn.Linear(wide, dim)
        self.norm = nn.LayerNorm(dim, eps=_EPSILON)

    def forward(self, tokens: Tensor, mask: Tensor | None) -> Tensor:
        """float32 (n_texts, n_tokens, dim); mask: bool (n_texts, n_tokens), None for no padding."""
        heads = [
            part(tokens).unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        allowed = None if mask is None else mask[:, None, None, :]
        mixed = scaled_dot_product_attention(*heads, attn_mask=allowed)
        attended = self.attended(mixed.transpose(1, 2).flatten(-2))
        tokens = self.attended_norm(tokens + attended)
        return self.norm(tokens + self.narrow(gelu(self.wide(tokens))))


class Apart(nn.Module):
    """The first layers of the bundled transformer, and its rows of pieces; frozen."""

    def __init__(self, n_pieces: int, n_positions: int = 512):
        """
        Args:
            n_pieces: with [CLS] and [SEP], the last two.
        """
        super().__init__()
        self.pieces = nn.Embedding(n_pieces, DIM)
        self.positions = nn.Parameter(torch.zeros(n_positions, DIM))
        self.norm = nn.LayerNorm(DIM, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(DIM, 12, 4 * DIM) for _ in range(N_APART))
        self.requires_grad_(False)

    def forward(self, rows: Tensor, mask: Tensor | None) -> Tensor:
        """Rows of pieces, float32 (n_texts, n_tokens, dim) → outputs of the same shape."""
        tokens = self.norm(rows + self.positions[: rows.shape[1]])
        for layer in self.layers:
            tokens = layer(tokens, mask)
        return tokens


class Together(nn.Module):
    """The layers that read question and place as one."""

    def __init__(self):
        super().__init__()
        self.project = nn.Linear(DIM, _SMALL_DIM)
        self.kinds = nn.Embedding(3, _SMALL_DIM)
        self.likeness = nn.Sequential(nn.Linear(2, 32), nn.GELU(), nn.Linear(32, _SMALL_DIM))
        self.norm = nn.LayerNorm(_SMALL_DIM)
        self.layers = nn.ModuleList(Layer(_SMALL_DIM, 4, 2 * _SMALL_DIM) for _ in range(N_TOGETHER))
        self.head = nn.Sequential(
            nn.Dropout(_DROPOUT), nn.Linear(4 * _SMALL_DIM, 64), nn.GELU(), nn.Linear(64, 1)
        )

    def forward(
        self,
        rows: tuple[Tensor, Tensor],
        read: tuple[Tensor, Tensor],
        kinds: Tensor,
        masks: tuple[Tensor, Tensor] | None = None,
    ) -> Tensor:
        """A logit for each pair: float32 (n,).

        Args:
            rows: of the pieces of question and place, float32 (n, n_tokens, dim).
            read: what `Apart` made of both.
            kinds: int64 (n, n_place_tokens), ASKED or ANSWER.
            masks: of both, bool (n, n_tokens); None for no padding.
        """
        nearest = [_nearest(*pair, masks) for pair in (rows, read)]
        question, place = (
            self.project(read[side]) + self.likeness(torch.stack([n[side] for n in nearest], -1))
            for side in (0, 1)
        )
        question = question + self.kinds.weight[QUESTION]
        tokens = self.norm(torch.cat([question, place + self.kinds(kinds)], dim=1))
        mask = None if masks is None else torch.cat(masks, dim=1)
        for layer in self.layers:
            tokens = layer(tokens, mask)
        n_question = question.shape[1]
        first = _mean(tokens[:, :n_question], masks and masks[0])
        second = _mean(tokens[:, n_question:], masks and masks[1])
        both = torch.cat([first, second, first * second, (first - second).abs()], dim=-1)
        return self.head(both).squeeze(-1)


def _mean(tokens: Tensor, mask: Tensor | None) -> Tensor:
    if mask is None:
        return tokens.mean(dim=1)
    counted = mask.unsqueeze(-1).float()
    return (tokens * counted).sum(dim=1) / counted.sum(dim=1)


def _nearest(
    first: Tensor, second: Tensor, masks: tuple[Tensor, Tensor] | None
) -> tuple[Tensor, Tensor]:
    """The cosine of each token with the most similar one of the other text: two (n, n_tokens)."""
    cosines = normalize(first, dim=-1) @ normalize(second, dim=-1).transpose(1, 2)
    if masks is not None:
        both = masks[0][:, :, None] & masks[1][:, None, :]
        cosines = cosines.masked_fill(~both, -1.0)
    return cosines.amax(dim=2), cosines.amax(dim=1)
