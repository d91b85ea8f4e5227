"""Rerank the first exchanges with a cross-encoder."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ....index.errors import ModelError
from ....index.models.by_name import model_folder
from ....index.models.embedder import Embeddings
from ....index.store.store import Store
from ....index.transcript import Transcript
from .retrieve import RankedExchange

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_DEPTH = 30  # exchanges read by the reranker
_MAX_TOKENS = 512  # of query and text; some models take 8192, which needs minutes on a laptop
_SPECIAL_TOKENS = 8  # around query and text
_BATCH_SIZE = 8


class Reranker(Protocol):
    """The interface of a model that reads query and text together."""

    name: str  # the name the user gave

    @property
    def max_tokens(self) -> int:
        """Maximum for query and text together; longer input is cut."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, without special tokens."""
        ...

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the query: higher is better, on any scale."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exchange for the reranker to read."""

    ranked: RankedExchange
    pieces: tuple[str, ...]  # passages of question and answer, in order
    cosines: tuple[float, ...]  # cosine of each piece with the query


def candidates(
    ranking: Sequence[RankedExchange],
    embedding: Embeddings,
    store: Store,
    transcript: Callable[[str], Transcript],
) -> list[Candidate]:
    """The first exchanges of a ranking with their passages, without exchanges removed meanwhile.

    Args:
        embedding: the query's, float32 (dim,), unit length.
        transcript: id → transcript.
    """
    to_rerank: list[Candidate] = []
    for ranked in ranking[:_DEPTH]:
        stored = store.exchange(ranked.exchange_id)
        if stored is None:
            continue
        whole = transcript(stored.transcript_id)
        passages, embeddings = store.passages_of(stored.id, len(embedding))
        if passages:
            pieces = tuple(passage.text(whole) for passage in passages)
            cosines = tuple(float(cosine) for cosine in embeddings @ embedding)
        else:  # an exchange of a few characters
            pieces, cosines = (stored.exchange.text(whole),), (0.0,)
        to_rerank.append(Candidate(ranked, pieces, cosines))
    return to_rerank


def rerank(
    query: str,
    ranking: Sequence[RankedExchange],
    to_rerank: Sequence[Candidate],
    reranker: Reranker,
) -> list[RankedExchange]:
    """Put the candidates in the reranker's order; the other exchanges follow unchanged.

    Each rank keeps its score, so scores still fall from 1 to 0: rerankers use many scales. Equal
    scores of the reranker keep the previous order.

    Raises: ModelError if the reranker cannot be loaded, or returns no numbers.
    """
    if not to_rerank:
        return list(ranking)
    scores = reranker.score(query, _texts(query, to_rerank, reranker))
    if len(scores) != len(to_rerank) or not all(map(math.isfinite, scores)):
        raise ModelError(
            f"the reranker “{reranker.name}” did not give a number for each text; "
            "name another one with --rerank, or none"
        )
    order = sorted(range(len(to_rerank)), key=lambda n: -scores[n])
    reordered = [
        replace(to_rerank[n].ranked, score=before.ranked.score)
        for n, before in zip(order, to_rerank, strict=True)
    ]
    read = {ranked.exchange_id for ranked in reordered}
    return reordered + [ranked for ranked in ranking if ranked.exchange_id not in read]


def _texts(query: str, to_rerank: Sequence[Candidate], reranker: Reranker) -> list[str]:
    """The text of each candidate: as many pieces as fit, chosen by cosine, in order of the talk."""
    [n_query] = reranker.count_tokens([query])
    room = reranker.max_tokens - n_query - _SPECIAL_TOKENS
    lengths = iter(
        reranker.count_tokens([piece for candidate in to_rerank for piece in candidate.pieces])
    )
    texts: list[str] = []
    for candidate in to_rerank:
        sizes = [next(lengths) for _ in candidate.pieces]
        nearest = sorted(range(len(sizes)), key=lambda n: -candidate.cosines[n])
        chosen, left = {nearest[0]}, room - sizes[nearest[0]]
        for n in nearest[1:]:
            if sizes[n] <= left:
                chosen.add(n)
                left -= sizes[n]
        texts.append("\n".join(candidate.pieces[n] for n in sorted(chosen)))
    return texts


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder in a folder, loaded with the first query."""

    def __init__(self, name: str, folder: Path):
        self.name = name
        self.folder = folder

    @property
    def max_tokens(self) -> int:
        return min(self._model.max_seq_length or _MAX_TOKENS, _MAX_TOKENS)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        scores = self._model.predict(
            [(query, text) for text in texts], batch_size=_BATCH_SIZE, show_progress_bar=False
        )
        return [float(score) for score in scores]

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(str(self.folder), local_files_only=True)
        except Exception as error:  # whatever torch, tokenizers or safetensors raise
            raise ModelError(
                f"the reranker in {self.folder} cannot be loaded ({error}); "
                "fetch or copy it again, or name another one with --rerank"
            ) from error
        if model.num_labels != 1:
            raise ModelError(
                f"the model in {self.folder} sorts texts into {model.num_labels} classes; "
                "name a reranker with --rerank, which gives one score"
            )
        model.max_seq_length = min(model.max_seq_length or _MAX_TOKENS, _MAX_TOKENS)
        return model


def load_reranker(name: str) -> CrossEncoderReranker:
    """The reranker of this name; its weights load later.

    Args:
        name: a folder in sentence-transformers or transformers format, or a name on the model hub.
            A model on the hub comes from the local cache, else it is downloaded.
    Raises: ModelError if there is no such model, it cannot be downloaded, or it is not a
        cross-encoder.
    """
    folder = model_folder(name)
    if not _is_cross_encoder(folder):
        raise ModelError(
            f"“{name}” is not a reranker, which scores pairs of texts; name a "
            "cross-encoder, such as BAAI/bge-reranker-v2-m3"
        )
    return CrossEncoderReranker(name, folder)


def _is_cross_encoder(folder: Path) -> bool:
    # CrossEncoder would also load an embedding model, and fill missing weights with random numbers.
    saved = _read_json(folder / "config_sentence_transformers.json")
    if "model_type" in saved:
        return saved["model_type"] == "CrossEncoder"
    architectures = _read_json(folder / "config.json").get("architectures")
    return not (folder / "modules.json").is_file() and any(
        str(architecture).endswith(("ForSequenceClassification", "ForCausalLM"))
        for architecture in (architectures if isinstance(architectures, list) else [])
    )


def _read_json(path: Path) -> dict[str, object]:
    """Read a JSON object; empty if the file is missing or not one."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
