"""The transformer student: the teacher's layers under the vocabulary of the static model."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.processors import TemplateProcessing
from torch import Tensor, nn
from torch.nn.functional import normalize
from transformers import AutoModel, PreTrainedModel

from .corpus import Pair
from .vocabulary import UNKNOWN, WORD_START, pieces_of

_PADDING = "[PAD]"
_MAX_TOKENS = 128  # of a text, with the special ones
_START, _END = "[CLS]", "[SEP]"
_SPECIAL = [_PADDING, UNKNOWN, _START, _END]  # padding has id 0
N_SPECIAL = len(_SPECIAL)  # tokens, the unknown one among them
Rows = npt.NDArray[np.float32]


class Student(nn.Module):
    """A transformer whose embedding of a text is the mean of its tokens' outputs, at length 1."""

    def __init__(self, transformer: PreTrainedModel):
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """float32 (n_texts, dim).

        Args:
            input_ids: int64 (n_texts, n_tokens).
            attention_mask: the same, 1 for tokens and 0 for padding.
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
    """A sentence-transformers model that pools as the student does, and its tokenizer."""
    return Student(_transformer(folder)), _cut(Tokenizer.from_file(str(folder / "tokenizer.json")))


def build_student(
    teacher_folder: Path, tokenizer: Tokenizer, dictionary: Sequence[Pair]
) -> tuple[Student, Tokenizer]:
    """The teacher with another vocabulary, which understands English nearly as before.

    An English piece starts as the mean of the teacher's word pieces for it, a Chinese word as the
    mean of its glosses', any other as the mean of its characters' glosses'.

    Args:
        tokenizer: of the static model; the student's has the special tokens beside its pieces.
        dictionary: English gloss, Chinese headword.
    """
    tokenizer = _with_special_tokens(tokenizer)
    transformer = _transformer(teacher_folder)
    weights = cast(nn.Embedding, transformer.get_input_embeddings()).weight
    teacher_tokenizer = Tokenizer.from_file(str(teacher_folder / "tokenizer.json"))
    rows = first_rows(tokenizer, weights.detach().numpy(), teacher_tokenizer, dictionary)
    transformer.set_input_embeddings(
        nn.Embedding.from_pretrained(torch.from_numpy(rows), freeze=False)
    )
    return Student(transformer), tokenizer


def _transformer(folder: Path) -> PreTrainedModel:
    return AutoModel.from_pretrained(str(folder), add_pooling_layer=False, dtype=torch.float32)


def _with_special_tokens(tokenizer: Tokenizer) -> Tokenizer:
    pieces = [piece for piece in pieces_of(tokenizer) if piece[0] != UNKNOWN]
    description = json.loads(tokenizer.to_str())
    description["added_tokens"] = []  # so that “[SEP]” in a text is text
    result = Tokenizer.from_str(json.dumps(description))
    result.model = Unigram([*((token, 0.0) for token in _SPECIAL), *pieces], unk_id=1)
    result.post_processor = TemplateProcessing(
        single=f"{_START} $A {_END}",
        special_tokens=[(token, _SPECIAL.index(token)) for token in (_START, _END)],
    )
    return _cut(result)


def _cut(tokenizer: Tokenizer) -> Tokenizer:
    tokenizer.no_padding()
    tokenizer.enable_truncation(_MAX_TOKENS)
    return tokenizer


def first_rows(
    tokenizer: Tokenizer, rows: Rows, teacher_tokenizer: Tokenizer, dictionary: Sequence[Pair]
) -> Rows:
    """float32 (n_pieces, dim): input embeddings of the tokenizer's pieces, made of the teacher's.

    Args:
        rows: the teacher's input embeddings, in order of its ids.
    """
    teacher_tokenizer.no_padding()  # many pad all texts to one length, as their files say
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
    result = np.zeros((tokenizer.get_vocab_size(), rows.shape[1]), np.float32)
    for piece, id in tokenizer.get_vocab().items():
        word = piece.removeprefix(WORD_START)
        if piece in _SPECIAL:
            result[id] = rows[ids_of[piece]]
        elif word in glosses:
            result[id] = meant(glosses[word])
        elif piece.startswith(WORD_START) or word.isascii():
            within_word = ids_of.get(f"##{word}") if word == piece else None
            result[id] = meant([word]) if within_word is None else rows[within_word]
        else:
            result[id] = meant([gloss for char in word for gloss in glosses.get(char, [char])])
    return result
