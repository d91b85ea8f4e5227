"""A transcript → its exchanges, passages, embeddings and words, ready for the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from .exchanges import link_exchanges
from .models.embedder import Embedder, Embeddings
from .passages import make_passages
from .text.sentences.spoken import Spoken, spoken_in
from .transcript import Exchange, Passage, Transcript

Embedding = npt.NDArray[np.float32]  # of one text: (dim,)
Progress = Callable[[int, int], None]  # passages embedded so far, passages in all

_BATCH = 64  # passages per progress report


@dataclass(frozen=True, slots=True)
class IndexedTranscript:
    """A transcript with its exchanges, its passages and their embeddings."""

    transcript: Transcript
    exchanges: list[Exchange]
    passages: list[Passage]
    embeddings: Embeddings  # float32 (n_passages, dim), rows of unit length
    spoken: Spoken


def index_transcript(
    transcript: Transcript,
    embedder: Embedder,
    on_progress: Progress | None = None,
    known: Mapping[str, Embedding] = MappingProxyType({}),
) -> IndexedTranscript:
    """Link the exchanges, cut and embed the passages, and split the turns into words.

    Args:
        known: passages that need not be embedded again: text → embedding by the same model.
    """
    exchanges = link_exchanges(transcript.turns, transcript.links)
    passages = make_passages(transcript, exchanges, embedder.count_tokens)
    texts = [passage.text(transcript) for passage in passages]
    embeddings = _embed_new(texts, known, embedder, on_progress or _ignore)
    spoken = spoken_in((turn.text, turn.sentences(), None) for turn in transcript.turns)
    return IndexedTranscript(transcript, exchanges, passages, embeddings, spoken)


def _embed_new(
    texts: Sequence[str],
    known: Mapping[str, Embedding],
    embedder: Embedder,
    on_progress: Progress,
) -> Embeddings:
    new = [text for text in dict.fromkeys(texts) if text not in known] if known else list(texts)
    embeddings = _embed(new, embedder, on_progress)
    if not known or not texts:
        return embeddings
    by_text = {**known, **dict(zip(new, embeddings, strict=True))}
    return np.stack([by_text[text] for text in texts])


def _embed(texts: Sequence[str], embedder: Embedder, on_progress: Progress) -> Embeddings:
    batches: list[Embeddings] = []
    on_progress(0, len(texts))
    for start in range(0, len(texts), _BATCH):
        batches.append(embedder.embed(texts[start : start + _BATCH]))
        on_progress(min(start + _BATCH, len(texts)), len(texts))
    return np.concatenate(batches) if batches else np.zeros((0, 0), dtype=np.float32)


def _ignore(done: int, total: int) -> None:
    del done, total
