"""The steps from a corpus to the bundled model, each kept in the work folder once it is done."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
import numpy as np
from datasets import Dataset
from tokenizers import Tokenizer
from torch import nn

from .code_mixing import CodeMixer
from .corpus import Corpus, Pair, read_corpus
from .export import export_model
from .teacher import Teacher
from .train import PairLoss, build_model, initial_embeddings, train, trained_embeddings
from .vocabulary import WORD_START, common_words, train_tokenizer

logger = logging.getLogger(__name__)

_MOST_TAUGHT_CHARS = 200  # the teacher is slow on longer texts, and they are few
_TOKENIZER_PAIRS = 120_000
_SWAPPED_IN_SENTENCES = 0.3  # share of the words with a known translation
# Each query is trained on three times: as it is, code-mixed, and put over word by word.
_SWAPPED_IN_QUERIES = (0.0, 0.4, 1.0)


def make_model(
    corpus_folder: Path,
    model_folder: Path,
    work: Path,
    *,
    teacher_folder: Path,
    exclude: Iterable[str] = (),
    other_languages: bool = False,
    dim: int = 384,
    n_learned: int = 40_000,
    n_pieces: int = 80_000,
    epochs: float = 1,
    batch_size: int = 1024,
    learning_rate: float = 1e-2,
    token_dropout: float = 0.1,
    seed: int = 0,
) -> None:
    """Train the static model and write it to `model_folder`.

    Args:
        corpus_folder: TSV files as `read_corpus` reads them.
        work: tokenizer, teacher's embeddings and checkpoints; a second run goes on from them.
        teacher_folder: an English sentence-transformers model.
        exclude: sources of the corpus to leave out.
        other_languages: also train on languages beside Chinese and English.
        dim: of the model; up to the teacher's, a dimension is compared with the teacher's.
        n_learned, n_pieces: pieces of the tokenizer that are learned, and in all.
        epochs: passes over all pairs.
        token_dropout: share of a text's pieces that are hidden in training.
    Raises: FileNotFoundError if there is no corpus.
    """
    corpus = read_corpus(corpus_folder, exclude=exclude)
    if not other_languages:
        corpus.other_languages = []
    tokenizer = _tokenizer(corpus, teacher_folder, work, n_learned, n_pieces, seed)
    teacher = Teacher(teacher_folder, work)
    vectors = (
        teacher.embed(_short_texts(corpus.parallel), "sentences")
        | teacher.embed(_short_texts(corpus.other_languages), "other languages")
        | teacher.embed((pair.first for pair in corpus.dictionary), "dictionary")
    )
    datasets = build_datasets(corpus, {text: i for i, text in enumerate(vectors)}, seed=seed)
    words = [p.removeprefix(WORD_START) for p in tokenizer.get_vocab() if p.startswith(WORD_START)]
    weights = initial_embeddings(
        tokenizer, corpus.dictionary, vectors | teacher.embed(words, "words"), dim, seed=seed
    )
    model = build_model(tokenizer, weights, dropout=token_dropout)
    with_teacher = PairLoss(model, teacher=np.stack(list(vectors.values())))
    without = PairLoss(model)
    losses: dict[str, nn.Module] = {
        name: with_teacher if "label" in dataset.column_names else without
        for name, dataset in datasets.items()
    }
    train(
        model,
        datasets,
        losses,
        work / "training",
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
    )
    export_model(tokenizer, trained_embeddings(model), model_folder)


def build_datasets(corpus: Corpus, teacher_row: dict[str, int], *, seed: int) -> dict[str, Dataset]:
    """What is trained on, by name: pairs, with the teacher's row as label where there is one.

    "meaning" holds sentences, dictionary entries, other languages and code-mixed copies;
    "paragraphs" what was too long for the teacher; the others queries and passages by direction,
    so that the passages of a batch are all in one language.
    """
    taught = [pair for pair in corpus.parallel if pair.first in teacher_row]
    untaught = [pair for pair in corpus.parallel if pair.first not in teacher_row]
    others = [pair for pair in corpus.other_languages if pair.first in teacher_row]
    mixer = CodeMixer(corpus.dictionary, seed=seed)
    mixed = list(mixer.mix_parallel(taught, share=_SWAPPED_IN_SENTENCES))
    logger.info("%d sentences, %d of them also code-mixed", len(taught), len(mixed))
    meaning = [*taught, *corpus.dictionary, *others, *mixed]
    labels = [teacher_row[pair.first] for pair in meaning]
    datasets = {
        "meaning": _dataset(meaning).add_column("label", labels),
        "paragraphs": _dataset(untaught),
    }
    for direction, pairs in corpus.queries.items():
        copies = [
            Pair(mixer.mix_query(pair.first, share=share), pair.second, pair.source)
            for share in _SWAPPED_IN_QUERIES
            for pair in pairs
        ]
        datasets[direction] = _dataset(copies)
    return {name: dataset for name, dataset in datasets.items() if len(dataset)}


def _dataset(pairs: list[Pair]) -> Dataset:
    return Dataset.from_dict(
        {"first": [pair.first for pair in pairs], "second": [pair.second for pair in pairs]}
    )


def _tokenizer(
    corpus: Corpus, teacher_folder: Path, work: Path, n_learned: int, n_pieces: int, seed: int
) -> Tokenizer:
    path = work / f"tokenizer-{n_learned}-{n_pieces}.json"
    if path.is_file():
        return Tokenizer.from_file(str(path))
    logger.info("training the tokenizer")
    words = common_words((pair.second for pair in corpus.dictionary), teacher_folder / "vocab.txt")
    tokenizer = train_tokenizer(
        _tokenizer_texts(corpus, seed), words, n_learned=n_learned, n_pieces=n_pieces
    )
    work.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return tokenizer


def _tokenizer_texts(corpus: Corpus, seed: int) -> Iterator[str]:
    """A sample of the corpus; Chinese is cut into words, so that pieces keep to words."""
    sample = random.Random(seed).sample
    parts = [
        (corpus.parallel, _TOKENIZER_PAIRS),
        (corpus.dictionary, len(corpus.dictionary)),
        (corpus.other_languages, _TOKENIZER_PAIRS // 2),
        *((pairs, _TOKENIZER_PAIRS // 24) for pairs in corpus.queries.values()),
    ]
    for pairs, n in parts:
        for pair in sample(pairs, min(n, len(pairs))):
            for text in (pair.first, pair.second):
                yield " ".join(jieba.cut(text)) if re.search(r"[一-鿿]", text) else text


def _short_texts(pairs: Iterable[Pair]) -> Iterator[str]:
    return (pair.first for pair in pairs if len(pair.first) <= _MOST_TAUGHT_CHARS)
