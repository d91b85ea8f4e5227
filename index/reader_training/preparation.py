"""From the corpus to groups on disk: sampled conversations, held-out ones apart."""

from __future__ import annotations

import logging
import pickle
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..encoder_training.code_mixing import CodeMixer
from ..encoder_training.corpus import read_corpus
from ..models.static import StaticEmbedder
from .conversations import Conversation, read_conversations
from .groups import Group, make_groups

logger = logging.getLogger(__name__)

# Conversations of each source and language: Chinese and English in balance.
_TRAINED_ON = {
    ("archive-tw", "zh"): 480,
    ("archive-tw", "mixed"): 40,
    ("archive-tw", "en"): 120,
    ("changelog", "en"): 280,
    ("bitcoin", "en"): 140,
}
_HELD_OUT = {
    ("archive-tw", "zh"): 40,
    ("archive-tw", "mixed"): 5,
    ("archive-tw", "en"): 10,
    ("changelog", "en"): 20,
    ("bitcoin", "en"): 10,
}
_PARALLEL = 40_000  # sentence pairs from which usual translations of words are learned


def prepare(
    corpus: Path, static_folder: Path, work: Path, *, exclude: Iterable[str], seed: int
) -> tuple[list[Group], list[Group]]:
    """The groups to train on, and those of held-out conversations; made once, then read.

    Args:
        exclude: what the ids end in of conversations to leave out.

    Raises: FileNotFoundError if there is no corpus.
    """
    saved = work / f"groups-{seed}.pickle"
    if not saved.is_file():
        work.mkdir(parents=True, exist_ok=True)
        saved.write_bytes(pickle.dumps(_make(corpus, static_folder, exclude, seed)))
    return pickle.loads(saved.read_bytes())


def _make(
    corpus: Path, static_folder: Path, exclude: Iterable[str], seed: int
) -> tuple[list[Group], list[Group]]:
    trained_on, held_out = sample(list(read_conversations(corpus, exclude=exclude)), seed=seed)
    logger.info("%d conversations, %d held out", len(trained_on), len(held_out))
    mixer = learned_mixer(corpus, seed=seed)
    embedder = StaticEmbedder("static", static_folder)

    def mix(text: str, share: float) -> str:
        return mixer.mix_query(text, share=share)

    groups = make_groups(trained_on, embedder, mix, seed=seed)
    chosen = make_groups(held_out, embedder, mix, seed=seed)
    logger.info("%d groups, %d held out", len(groups), len(chosen))
    return groups, chosen


def sample(
    conversations: Sequence[Conversation], *, seed: int
) -> tuple[list[Conversation], list[Conversation]]:
    """Conversations to train on and to choose by, of each source and language."""
    kinds: dict[tuple[str, str, bool], list[Conversation]] = defaultdict(list)
    for conversation in conversations:
        source = conversation.family.split("/")[0]
        kinds[source, conversation.language, conversation.is_held_out].append(conversation)
    chance = random.Random(seed)

    def drawn(sizes: dict[tuple[str, str], int], held_out: bool) -> list[Conversation]:
        return [
            conversation
            for (source, language), size in sizes.items()
            for conversation in chance.sample(
                kinds[source, language, held_out],
                min(size, len(kinds[source, language, held_out])),
            )
        ]

    return drawn(_TRAINED_ON, False), drawn(_HELD_OUT, True)


def learned_mixer(corpus: Path, *, seed: int) -> CodeMixer:
    """A mixer that has learned the usual translations of words from parallel sentences."""
    text = read_corpus(corpus, exclude=("archive-tw",))
    mixer = CodeMixer(text.dictionary, seed=seed)
    pairs = random.Random(seed).sample(text.parallel, min(_PARALLEL, len(text.parallel)))
    for _ in mixer.mix_parallel(pairs, share=0.5):
        pass
    return mixer
