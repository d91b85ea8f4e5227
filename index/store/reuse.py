"""What a library has embedded already, so that a correction embeds only what it changes."""

from __future__ import annotations

import logging

from ..errors import LibraryError, TurnNumberError
from ..ingest import Embedding
from ..transcript import Transcript
from .store import Store

logger = logging.getLogger(__name__)


def known_embeddings(transcript: Transcript, store: Store) -> dict[str, Embedding]:
    """Passage text → embedding, for the stored passages of a transcript; none if it is damaged."""
    try:
        passages, embeddings = store.embedded_passages_in(transcript.id)
        texts = [passage.text(transcript) for passage in passages]
    except (LibraryError, TurnNumberError) as error:
        logger.warning("%s", error)
        return {}
    return dict(zip(texts, embeddings, strict=True))
