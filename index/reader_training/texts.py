"""Texts as tokens: what the frozen layers read of a question and of a place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor
from tqdm import tqdm

from .export import export_apart
from .exported import MAX_ANSWER, MAX_ASKED, MAX_QUESTION
from .reader import ANSWER, ASKED, QUESTION, Apart


@dataclass(frozen=True, slots=True)
class Text:
    """One text's tokens."""

    ids: tuple[int, ...]  # with [CLS] and [SEP]
    n_asked: int  # of them before the answer; 0 for a question

    @property
    def kinds(self) -> list[int]:
        if not self.n_asked:
            return [QUESTION] * len(self.ids)
        return [ASKED] * self.n_asked + [ANSWER] * (len(self.ids) - self.n_asked)


def question_tokens(ids: Sequence[int], n_pieces: int) -> Text:
    """[CLS] question [SEP]."""
    return Text((n_pieces, *ids[:MAX_QUESTION], n_pieces + 1), 0)


def place_tokens(asked: Sequence[int], answer: Sequence[int], n_pieces: int) -> Text:
    """[CLS] asked [SEP] answer [SEP]; of what was asked the last tokens."""
    before = (n_pieces, *asked[-MAX_ASKED:], n_pieces + 1)
    return Text((*before, *answer[:MAX_ANSWER], n_pieces + 1), len(before))


class ReadTexts:
    """All texts as the frozen layers read them, kept as float16."""

    def __init__(self, texts: Sequence[Text], apart: Apart, saved: Path):
        """
        Args:
            saved: file of the outputs; computed if it is missing.
        """
        self.pieces = apart.pieces
        self.texts = texts
        self.lengths = np.array([len(text.ids) for text in texts])
        self._starts = np.cumsum(self.lengths) - self.lengths
        if not saved.is_file():
            self._read_all(apart, saved)
        self._read = np.load(saved, mmap_mode="r")

    def _read_all(self, apart: Apart, saved: Path) -> None:
        """Read all texts with the int8 file, as the reader does later: twice as fast, too."""
        graph = saved.with_suffix(".onnx")
        export_apart(apart, graph)
        options = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
        options.intra_op_num_threads = 1  # texts are read side by side
        session = onnxruntime.InferenceSession(str(graph), options)
        rows = self.pieces.weight.detach().numpy()
        shape = (int(self.lengths.sum()), rows.shape[1])
        read = np.lib.format.open_memmap(
            saved.with_suffix(".part"), mode="w+", dtype=np.float16, shape=shape
        )

        def read_one(number: int) -> None:
            start, ids = self._starts[number], list(self.texts[number].ids)
            read[start : start + len(ids)] = session.run(None, {"rows": rows[ids]})[0]

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in tqdm(pool.map(read_one, range(len(self.texts))), total=len(self.texts)):
                pass
        read.flush()
        saved.with_suffix(".part").rename(saved)

    def batch(self, rows: Sequence[int]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Rows of pieces, outputs of the frozen layers, kinds, mask: of some texts, padded."""
        ids, mask = self._padded(rows)
        read = torch.zeros(*ids.shape, self._read.shape[1])
        kinds = torch.full(ids.shape, ANSWER)
        for i, row in enumerate(rows):
            start, n = self._starts[row], self.lengths[row]
            read[i, :n] = torch.from_numpy(self._read[start : start + n].astype(np.float32))
            kinds[i, :n] = torch.tensor(self.texts[row].kinds)
        with torch.no_grad():
            return self.pieces(ids), read, kinds, mask

    def _padded(self, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
        longest = int(self.lengths[list(rows)].max())
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        for i, row in enumerate(rows):
            own = self.texts[row].ids
            ids[i, : len(own)] = torch.tensor(own)
            mask[i, : len(own)] = True
        return ids, mask
