"""Train the static model: embeddings of pieces, initialised by the teacher, trained on pairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import (
    EmbedDistillLoss,
    MultipleNegativesRankingLoss,
)
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import get_cosine_schedule_with_warmup

from .corpus import Pair
from .teacher import Vectors
from .vocabulary import WORD_START, pieces_of

_SIF = 1e-3
_RARE, _LONGER_BY = -10.5, 0.2  # below this log probability, by this much per unit
BOTH_WAYS = ("query_to_doc", "doc_to_query")


class TrainedEmbedding(StaticEmbedding):
    """A static embedding that sees only some of each text's pieces during training."""

    def __init__(self, tokenizer: Tokenizer, weights: Tensor, *, dropout: float):
        super().__init__(tokenizer, embedding_weights=weights)
        self.embedding.sparse = True
        self._dropout = dropout

    def forward(self, features: dict[str, Tensor], **kwargs: Any) -> dict[str, Tensor]:
        if self.training and self._dropout:
            ids, offsets = features["input_ids"], features["offsets"]
            keep = torch.rand(len(ids), device=ids.device) >= self._dropout
            kept_before = torch.cat([keep.new_zeros(1, dtype=torch.long), keep.cumsum(0)])
            features["input_ids"], features["offsets"] = ids[keep], kept_before[offsets]
        return super().forward(features, **kwargs)


class PairLoss(nn.Module):
    """Contrastive loss: both sides of a pair are near each other and far from other pairs.

    With a teacher, both sides are also pulled to its embedding of the English side; a row's label
    is its row in the teacher's embeddings.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        *,
        teacher: npt.NDArray[np.float16] | None = None,
        scale: float = 20.0,
    ):
        super().__init__()
        self.model = model
        self._teacher = teacher
        self._distance = EmbedDistillLoss(model)
        self._contrast = MultipleNegativesRankingLoss(model, scale=scale, directions=BOTH_WAYS)

    def forward(
        self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor | None = None
    ) -> Tensor:
        sides = self._embed(list(sentence_features))
        loss = self._contrast.compute_loss_from_embeddings(sides, labels)  # pyright: ignore[reportArgumentType]
        if self._teacher is None or labels is None:
            return loss
        dim = min(sides[0].shape[1], self._teacher.shape[1])
        target = torch.from_numpy(self._teacher[labels.cpu().numpy(), :dim]).to(sides[0])
        return loss + self._distance.compute_loss_from_embeddings(
            [side[:, :dim] for side in sides], [target] * len(sides)
        )

    def _embed(self, columns: list[dict[str, Tensor]]) -> list[Tensor]:
        """Embed both columns in one pass: adding two sparse gradients is slower than the rest."""
        lengths = [len(column["input_ids"]) for column in columns]
        starts = [sum(lengths[:i]) for i in range(len(columns))]
        together = {
            "input_ids": torch.cat([column["input_ids"] for column in columns]),
            "offsets": torch.cat(
                [column["offsets"] + start for column, start in zip(columns, starts, strict=True)]
            ),
        }
        sizes = [len(column["offsets"]) for column in columns]
        return list(self.model(together)["sentence_embedding"].split(sizes))


class SparseTrainer(SentenceTransformerTrainer):
    """The trainer without reports of the gradient norm, which sparse gradients lack."""

    def _get_grad_norm(self, model: nn.Module, grad_norm: float | None = None) -> float | None:
        return grad_norm


def initial_embeddings(
    tokenizer: Tokenizer,
    dictionary: Sequence[Pair],
    vectors: Vectors,
    dim: int,
    *,
    seed: int,
) -> npt.NDArray[np.float32]:
    """The initial vectors, from the teacher's embeddings: float32 (n_pieces, dim).

    An English piece starts as its embedding, a Chinese word as the mean of its glosses'
    embeddings, any other piece as the mean of its characters' or a small random vector. Each is
    multiplied by a / (a + p) for its probability p (SIF: Arora, Liang and Ma, ICLR 2017), and rare
    pieces also by `_rarity`.
    """
    rng = np.random.default_rng(seed)
    by_headword: dict[str, list[npt.NDArray[np.float32]]] = defaultdict(list)
    for pair in dictionary:
        by_headword[pair.second.lower()].append(vectors[pair.first].astype(np.float32))
    pieces = pieces_of(tokenizer)
    result = rng.normal(0, 0.02, (len(pieces), dim)).astype(np.float32)
    for id, (piece, log_probability) in enumerate(pieces):
        word = piece.removeprefix(WORD_START)
        if word in by_headword:
            vector = np.mean(by_headword[word], axis=0)
        elif word in vectors and piece.startswith(WORD_START):
            vector = vectors[word].astype(np.float32)
        else:
            parts = [np.mean(by_headword[c], axis=0) for c in word if c in by_headword]
            if not parts:
                continue
            vector = np.mean(parts, axis=0)
        vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
        known = min(dim, len(vector))
        length = _SIF / (_SIF + math.exp(log_probability)) * _rarity(log_probability)
        result[id, :known] = vector[:known] * length
    return result


def embeddings_of(
    folder: Path, tokenizer: Tokenizer, dim: int, *, seed: int
) -> npt.NDArray[np.float32]:
    """A static model's vectors of the same pieces, rare ones longer: float32 (n_pieces, dim).

    Additional dimensions and unknown pieces start as small random numbers.
    """
    rng = np.random.default_rng(seed)
    model = SentenceTransformer(str(folder), device="cpu")
    embedding = model[0]
    assert isinstance(embedding, StaticEmbedding)
    rows = embedding.embedding.weight.detach().numpy()
    id_of = embedding.tokenizer.get_vocab()
    known = min(dim, rows.shape[1])
    pieces = pieces_of(tokenizer)
    result = rng.normal(0, 0.02, (len(pieces), dim)).astype(np.float32)
    for id, (piece, log_probability) in enumerate(pieces):
        if piece in id_of:
            result[id, :known] = rows[id_of[piece], :known] * _rarity(log_probability)
    return result


def _rarity(log_probability: float) -> float:
    """A factor of 1 or more: training sees rare pieces too seldom to lengthen their vectors."""
    return 1 + _LONGER_BY * max(0.0, _RARE - log_probability)


def build_model(
    tokenizer: Tokenizer, weights: npt.NDArray[np.float32], *, dropout: float
) -> SentenceTransformer:
    """The model to train: the mean of a text's pieces, scaled to unit length."""
    embedding = TrainedEmbedding(tokenizer, torch.from_numpy(weights), dropout=dropout)
    return SentenceTransformer(modules=[embedding, Normalize()], device=None)


def trained_embeddings(model: SentenceTransformer) -> npt.NDArray[np.float32]:
    """float32 (n_pieces, dim), in order of the tokenizer's ids."""
    (weights,) = model.parameters()
    return weights.detach().cpu().numpy()


def train(
    model: SentenceTransformer,
    datasets: dict[str, Dataset],
    losses: dict[str, nn.Module],
    out: Path,
    *,
    epochs: float,
    batch_size: int,
    learning_rate: float,
    seed: int,
) -> None:
    """Train in place; continues from checkpoints in `out`."""
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(out),
        num_train_epochs=epochs,
        per_device_train_batch_size=batch_size,
        multi_dataset_batch_sampler="proportional",
        max_grad_norm=0,  # gradients are sparse
        save_steps=500,
        save_total_limit=1,
        logging_steps=50,
        seed=seed,
        report_to="none",
        dataloader_drop_last=True,
    )
    steps = math.ceil(epochs * sum(len(d) // batch_size for d in datasets.values()))
    optimizer = torch.optim.SparseAdam(list(model.parameters()), lr=learning_rate)
    schedule = get_cosine_schedule_with_warmup(optimizer, steps // 20, steps)
    trainer = SparseTrainer(
        model=model,
        args=arguments,
        train_dataset=datasets,
        loss=losses,
        optimizers=(optimizer, schedule),
    )
    trainer.train(resume_from_checkpoint=any(out.glob("checkpoint-*")))
