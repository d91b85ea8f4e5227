"""The reader's network: the first layers of a BERT read question and place as one text.

It is a cross-encoder (Nogueira and Cho, 2019): each token of one text sees those of the other. The
rows of pieces stay as they are: most of them are rare in what the reader learns from.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, normalize, scaled_dot_product_attention

from ..models.reader import ANSWER, QUESTION

DIM, N_HEADS = 384, 12  # of multilingual-e5-small
N_LAYERS = 6
_EPSILON = 1e-12
_DROPOUT = 0.1
_SAME = 0.95  # cosine of two rows from which on they are the same piece, or nearly


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self):
        super().__init__()
        self.query = nn.Linear(DIM, DIM)
        self.key = nn.Linear(DIM, DIM)
        self.value = nn.Linear(DIM, DIM)
        self.attended = nn.Linear(DIM, DIM)
        self.attended_norm = nn.LayerNorm(DIM, eps=_EPSILON)
        self.wide = nn.Linear(DIM, 4 * DIM)
        self.narrow = nn.Linear(4 * DIM, DIM)
        self.norm = nn.LayerNorm(DIM, eps=_EPSILON)

    def forward(self, tokens: Tensor, mask: Tensor | None) -> Tensor:
        """float32 (n_texts, n_tokens, dim); mask: bool (n_texts, n_tokens), None for no padding."""
        heads = [
            part(tokens).unflatten(-1, (N_HEADS, -1)).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        allowed = None if mask is None else mask[:, None, None, :]
        mixed = scaled_dot_product_attention(*heads, attn_mask=allowed)
        attended = self.attended(mixed.transpose(1, 2).flatten(-2))
        tokens = self.attended_norm(tokens + attended)
        return self.norm(tokens + self.narrow(gelu(self.wide(tokens))))


class Network(nn.Module):
    """A question and a place → a logit: does the place answer?"""

    def __init__(self, n_positions: int = 512):
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(n_positions, DIM))
        self.norm = nn.LayerNorm(DIM, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(N_LAYERS))
        self.kinds = nn.Parameter(torch.zeros(3, DIM))
        # How like a token is to the nearest of the other text; begins with no effect.
        last = nn.Linear(32, DIM)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
        self.like = nn.Sequential(nn.Linear(3, 32), nn.GELU(), last)
        self.head = nn.Sequential(
            nn.Dropout(_DROPOUT), nn.Linear(4 * DIM, 128), nn.GELU(), nn.Linear(128, 1)
        )

    def forward(self, rows: Tensor, kinds: Tensor, mask: Tensor | None = None) -> Tensor:
        """A logit for each pair: float32 (n,).

        Args:
            rows: of the pieces of [CLS] question [SEP] before [SEP] answer [SEP], float32
                (n, n_tokens, dim).
            kinds: int64 (n, n_tokens): QUESTION, BEFORE or ANSWER.
            mask: bool (n, n_tokens); None for no padding.
        """
        is_token = torch.ones_like(kinds, dtype=torch.bool) if mask is None else mask
        question = (kinds == QUESTION) & is_token
        place = (kinds != QUESTION) & is_token
        answer = (kinds == ANSWER) & is_token
        tokens = self.norm(rows + self.positions[: rows.shape[1]] + self.kinds[kinds])
        tokens = tokens + self.like(_likeness(rows, question, place, answer))
        for layer in self.layers:
            tokens = layer(tokens, mask)
        first, second = _mean(tokens, question), _mean(tokens, place)
        both = torch.cat([first, second, first * second * 4, (first - second).abs()], dim=-1)
        return self.head(both).squeeze(-1)


def _likeness(rows: Tensor, question: Tensor, place: Tensor, answer: Tensor) -> Tensor:
    """For each token its cosine with the nearest one of the other text, the same for the
    question's with the answer alone, and whether the first is the same piece: (n, n_tokens, 3)."""
    unit = normalize(rows, dim=-1)
    cosines = unit @ unit.transpose(1, 2)
    others = question[:, :, None] & place[:, None, :]
    others = others | others.transpose(1, 2)
    nearest = cosines.masked_fill(~others, -1.0).amax(dim=2)
    answers = question[:, :, None] & answer[:, None, :]
    in_answer = cosines.masked_fill(~answers, -1.0).amax(dim=2)
    return torch.stack([nearest, in_answer, (nearest > _SAME).float()], dim=-1)


def _mean(tokens: Tensor, which: Tensor) -> Tensor:
    counted = which.unsqueeze(-1).float()
    return (tokens * counted).sum(dim=1) / counted.sum(dim=1).clamp(min=1)
