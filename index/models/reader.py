"""The bundled reader: how likely does a place of a talk answer a question? Run without torch."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from .embedder import Embeddings, ModelFolder
from .onnx_file import MODEL_FILE, open_session
from .places import Place
from .static import StaticEmbedder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ROWS, KINDS, AROUND, OUTPUT = "rows", "kinds", "around", "logit"
# Metadata key in the ONNX file: where the bundled transformer keeps its rows of pieces (`RowsAt`).
ROWS_PROPERTY = "rows"
MAX_QUESTION, MAX_BEFORE, MAX_ANSWER = 32, 72, 80  # tokens
QUESTION, BEFORE, ANSWER = 0, 1, 2  # which text a token is of
_NO_SPECIAL, START, END = 0, 1, 2  # whether a token is [CLS] or [SEP]


def without_mark(question: str) -> str:
    """A question as the reader reads it: few of those that it learned from have a question mark."""
    return question.rstrip("?？ ")


@dataclass(frozen=True, slots=True)
class Tokens:
    """[CLS] question [SEP] before [SEP] answer [SEP], as one text; of nothing before no part."""

    ids: list[int]  # 0 for a special token
    kinds: list[int]  # QUESTION, BEFORE or ANSWER
    around: list[int]  # START or END for a special token, else 0

    @classmethod
    def of(cls, question: Sequence[int], before: Sequence[int], answer: Sequence[int]) -> Tokens:
        """From the token ids of the three texts, each cut to what the reader reads: of what was
        said before its end."""
        parts = [(QUESTION, question[:MAX_QUESTION])]
        if before:
            parts.append((BEFORE, before[-MAX_BEFORE:]))
        parts.append((ANSWER, answer[:MAX_ANSWER]))
        tokens = cls([0], [QUESTION], [START])
        for kind, ids in parts:
            tokens.ids.extend([*ids, 0])
            tokens.kinds.extend([kind] * (len(ids) + 1))
            tokens.around.extend([*[_NO_SPECIAL] * len(ids), END])
        return tokens


@dataclass(frozen=True, slots=True)
class RowsAt:
    """Where a transformer's file has its rows of pieces, as bytes.

    They are int8 (n_pieces, dim), with a float32 factor for each row.
    """

    n_pieces: int
    dim: int
    rows: int  # offset
    factors: int  # offset
    factors_digest: str  # SHA-256 of the factors, in hex

    def read(self, file: Path) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
        """Rows and factors. Raises ValueError if the file has others there."""
        factors = np.memmap(file, np.uint8, "r", self.factors, (4 * self.n_pieces,)).tobytes()
        if hashlib.sha256(factors).hexdigest() != self.factors_digest:
            raise ValueError(f"it was trained with another transformer than {file}")
        rows = np.memmap(file, np.int8, "r", self.rows, (self.n_pieces, self.dim))
        return rows, np.frombuffer(factors, np.float32)


class Reader(ModelFolder):
    """A reader in a folder with `model.onnx`, loaded with the first question.

    It shares the tokenizer of the static model and the rows of pieces of the bundled transformer.
    Inputs: `rows`, float32 (n_tokens, dim), rows of pieces; `kinds` and `around`, int64
    (n_tokens,), as in `Tokens`. Output: `logit`, float32 (1,).
    """

    def __init__(self, name: str, folder: Path, static: StaticEmbedder, transformer_folder: Path):
        """
        Args:
            static: the model whose tokenizer is used.
            transformer_folder: the model whose rows of pieces are used.
        """
        super().__init__(name, folder)
        self._static = static
        self._transformer_folder = transformer_folder

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
                ROWS: self._rows(tokens.ids),
                KINDS: np.array(tokens.kinds, dtype=np.int64),
                AROUND: np.array(tokens.around, dtype=np.int64),
            }
            [logit] = session.run([OUTPUT], given)
            return float(np.asarray(logit)[0])

        if len(places) == 1:
            return [read(0)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(read, range(len(places))))

    def _rows(self, ids: Sequence[int]) -> Embeddings:
        """The rows of pieces: float32 (n_tokens, dim)."""
        rows, factors = self._all_rows
        at = np.array(ids, dtype=np.int64)
        return rows[at].astype(np.float32) * factors[at, None]

    @cached_property
    def _all_rows(self) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
        file = self._transformer_folder / MODEL_FILE
        stated = self._session.get_modelmeta().custom_metadata_map.get(ROWS_PROPERTY, "{}")
        try:
            return RowsAt(**json.loads(stated)).read(file)
        except (OSError, ValueError, TypeError) as error:
            raise _unreadable(self.folder, error) from error

    @cached_property
    def _session(self) -> InferenceSession:
        """The loaded model. Raises ModelError if it is damaged, or belongs to another tokenizer."""
        try:
            return open_session(self.folder, self._static.folder)
        except Exception as error:  # onnxruntime has many of its own
            raise _unreadable(self.folder, error) from error


def _unreadable(folder: Path, error: Exception) -> ModelError:
    return ModelError(f"the reader in {folder} cannot be loaded ({error}); install Turnwise again")
