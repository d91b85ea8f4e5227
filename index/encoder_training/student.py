"""The transformer student: the teacher's layers with the vocabulary of the static model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from tokenizers.processors import TemplateProcessing
from torch import Tensor, nn
from torch.nn.functional import normalize
from transformers import AutoModel, PreTrainedModel

from ..models.transformer import MAX_TOKENS
from .corpus import Pair
from .vocabulary import UNKNOWN, WORD_START

AROUND = ("[CLS]", "[SEP]")  # around the tokens of a text
Rows = npt.NDArray[np.float32]


class Student(nn.Module):
    """A transformer that embeds a text as the mean of its tokens' outputs, at unit length."""

    def __init__(self, transformer: PreTrainedModel):
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """float32 (n_texts, dim).

        Args:
            input_ids: int64 (n_texts, n_tokens).
            attention_mask: same type and shape, 1 for tokens and 0 for padding.
        """
        return self.pool(
            self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state,
            attention_mask,
        )

    @staticmethod
    def pool(outputs: Tensor, attention_mask: Tensor) -> Tensor:
        counted = attention_mask.unsqueeze(-1).float()
        return normalize((outputs.float() * counted).sum(1) / counted.sum(1), dim=1)


def load_teacher(folder: Path) -> tuple[Student, Tokenizer]:
    """Load a sentence-transformers model that pools like the student, and its tokenizer."""
    return Student(_transformer(folder)), _cut(Tokenizer.from_file(str(folder / "tokenizer.json")))


def build_student(
    teacher_folder: Path, tokenizer: Tokenizer, dictionary: Sequence[Pair]
) -> tuple[Student, Tokenizer]:
    """The teacher with another vocabulary; it understands English nearly as well as before.

    An English piece starts as the mean of the teacher's word pieces for it, a Chinese word as the
    mean of its glosses', any other piece as the mean of its characters' glosses'.

    Args:
        tokenizer: the static model's. The student's adds [CLS] and [SEP] around a text; their ids
            follow those of the pieces.
        dictionary: pairs of (English gloss, Chinese headword).
    """
    transformer = _transformer(teacher_folder)
    weights = cast(nn.Embedding, transformer.get_input_embeddings()).weight
    teacher_tokenizer = Tokenizer.from_file(str(teacher_folder / "tokenizer.json"))
    rows = first_rows(tokenizer, weights.detach().numpy(), teacher_tokenizer, dictionary)
    transformer.set_input_embeddings(
        nn.Embedding.from_pretrained(torch.from_numpy(rows), freeze=False)
    )
    return Student(transformer), _with_special_tokens(tokenizer)


def _transformer(folder: Path) -> PreTrainedModel:
    return AutoModel.from_pretrained(str(folder), add_pooling_layer=False, dtype=torch.float32)


def _with_special_tokens(tokenizer: Tokenizer) -> Tokenizer:
    start, end = AROUND
    n_pieces = tokenizer.get_vocab_size()
    result = Tokenizer.from_str(tokenizer.to_str())
    result.post_processor = TemplateProcessing(
        single=f"{start} $A {end}", special_tokens=[(start, n_pieces), (end, n_pieces + 1)]
    )
    return _cut(result)


def _cut(tokenizer: Tokenizer) -> Tokenizer:
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS + len(AROUND))
    return tokenizer


def first_rows(
    tokenizer: Tokenizer, rows: Rows, teacher_tokenizer: Tokenizer, dictionary: Sequence[Pair]
) -> Rows:
    """The student's first input embeddings, computed from the teacher's.

    Args:
        rows: the teacher's input embeddings, in order of its ids.
    Returns: float32 (n_pieces + 2, dim), for the tokenizer's pieces, then [CLS] and [SEP].
    """
    teacher_tokenizer.no_padding()  # many tokenizer files pad all texts to one length
    ids_of = teacher_tokenizer.get_vocab()
    length = float(np.linalg.norm(rows, axis=1).mean())

    def meant(texts: Sequence[str]) -> Rows:
        encoded = [teacher_tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
        means = [rows[ids].mean(axis=0) for ids in encoded if ids]
        mean = np.mean(means, axis=0) if means else np.zeros(rows.shape[1], np.float32)
        return mean * (length / max(float(np.linalg.norm(mean)), 1e-6))

    glosses: dict[str, list[str]] = defaultdict(list)
    for pair in dictionary:
        glosses[pair.second.lower()].append(pair.first)
    around = rows[[ids_of[token] for token in AROUND]]
    result = np.zeros((tokenizer.get_vocab_size(), rows.shape[1]), np.float32)
    for piece, id in tokenizer.get_vocab().items():
        word = piece.removeprefix(WORD_START)
        if piece == UNKNOWN:
            result[id] = rows[ids_of[UNKNOWN]]
        elif word in glosses:
            result[id] = meant(glosses[word])
        elif piece.startswith(WORD_START) or word.isascii():
            within_word = ids_of.get(f"##{word}") if word == piece else None
            result[id] = meant([word]) if within_word is None else rows[within_word]
        else:
            result[id] = meant([gloss for char in word for gloss in glosses.get(char, [char])])
    return np.concatenate([result, around])
