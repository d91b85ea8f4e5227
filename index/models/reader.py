"""The bundled reader: how likely does a place of a talk answer a question? Run without torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ModelError
from .embedder import ModelFolder
from .onnx_file import open_session
from .places import Place
from .static import StaticEmbedder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

IDS, KINDS, OUTPUT = "ids", "kinds", "logit"
MAX_QUESTION, MAX_BEFORE, MAX_ANSWER = 32, 72, 80  # tokens
QUESTION, BEFORE, ANSWER = 0, 1, 2  # which text a token is of
START, END = -2, -1  # token ids of [CLS] and [SEP]: the last rows


def without_mark(question: str) -> str:
    """A question as the reader reads it: few of those that it learned from have a question mark."""
    return question.rstrip("?？ ")


@dataclass(frozen=True, slots=True)
class Tokens:
    """[CLS] question [SEP] before [SEP] answer [SEP], as one text; of nothing before no part."""

    ids: list[int]
    kinds: list[int]  # QUESTION, BEFORE or ANSWER

    @classmethod
    def of(cls, question: Sequence[int], before: Sequence[int], answer: Sequence[int]) -> Tokens:
        """From the token ids of the three texts, each cut to what the reader reads: of what was
        said before its end."""
        parts = [(QUESTION, question[:MAX_QUESTION])]
        if before:
            parts.append((BEFORE, before[-MAX_BEFORE:]))
        parts.append((ANSWER, answer[:MAX_ANSWER]))
        tokens = cls([START], [QUESTION])
        for kind, ids in parts:
            tokens.ids.extend([*ids, END])
            tokens.kinds.extend([kind] * (len(ids) + 1))
        return tokens


class Reader(ModelFolder):
    """A reader in a folder with `model.onnx`, loaded with the first question.

    It shares the tokenizer of the static model. Inputs: `ids` and `kinds`, int64 (n_tokens,), as in
    `Tokens`. Output: `logit`, float32 (1,).
    """

    def __init__(self, name: str, folder: Path, static: StaticEmbedder):
        """
        Args:
            static: the model whose tokenizer is used.
        """
        super().__init__(name, folder)
        self._static = static

    def logits(self, question: str, places: Sequence[Place]) -> list[float]:
        """For each place the logit of the probability that it answers the question.

        Of a long question the first 32 tokens are read, of a long place the first 80, and of what
        was said before it the last 72. Each place counts by itself, whatever stands beside it.
        """
        if not places:
            return []
        session = self._session
        texts = [
            without_mark(question),
            *(text for place in places for text in (place.before, place.text)),
        ]
        ids = self._static.token_ids(texts)

        def read(number: int) -> float:
            tokens = Tokens.of(ids[0], *ids[1 + 2 * number : 3 + 2 * number])
            given = {
                IDS: np.array(tokens.ids, dtype=np.int64),
                KINDS: np.array(tokens.kinds, dtype=np.int64),
            }
            [logit] = session.run([OUTPUT], given)
            return float(np.asarray(logit)[0])

        if len(places) == 1:
            return [read(0)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(read, range(len(places))))

    @cached_property
    def _session(self) -> InferenceSession:
        """The loaded model. Raises ModelError if it is damaged, or belongs to another tokenizer."""
        try:
            return open_session(self.folder, self._static.folder)
        except Exception as error:  # onnxruntime has many of its own
            raise ModelError(
                f"the reader in {self.folder} cannot be loaded ({error}); install Turnwise again"
            ) from error
