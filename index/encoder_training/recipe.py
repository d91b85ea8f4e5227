"""The steps from a corpus to the bundled model; finished steps are cached in the work folder."""

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
from .made_passages import passages_of_sentences
from .names import spelled_names
from .teacher import Teacher
from .train import (
    PairLoss,
    build_model,
    embeddings_of,
    initial_embeddings,
    train,
    trained_embeddings,
)
from .vocabulary import (
    WORD_START,
    common_words,
    most_probable_pieces,
    pieces_of,
    read_tokenizer,
    train_tokenizer,
)

logger = logging.getLogger(__name__)

_MAX_TAUGHT_CHARS = 200  # the teacher is slow on longer texts, and they are rare
_TOKENIZER_PAIRS = 120_000
_SHARE_OF_START = 0.7
_SWAPPED_IN_SENTENCES = 0.3  # share of the words with a known translation
# Each query is used three times: unchanged, code-mixed, and translated word by word.
_SWAPPED_IN_QUERIES = (0.0, 0.4, 1.0)


def make_model(
    corpus_folder: Path,
    model_folder: Path,
    work: Path,
    *,
    teacher_folder: Path,
    start: Path | None = None,
    exclude: Iterable[str] = (),
    names: bool = True,
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
        corpus_folder: TSV files for `read_corpus`.
        work: tokenizer, teacher's embeddings and checkpoints; a second run continues from them.
        teacher_folder: an English sentence-transformers model.
        start: a static model to continue from. It has learned sentences from the teacher, which
            now teaches only the dictionary. Its `n_pieces` most probable pieces are used. The
            result is a weighted average of its vectors and the trained ones, which is better than
            either on unfamiliar text (WiSE-FT: Wortsman et al., CVPR 2022).
        exclude: sources of the corpus to leave out.
        names: also train on Chinese names and their spellings.
        other_languages: also train on languages beside Chinese and English.
        dim: the model's; the dimensions that the teacher has too are compared with the teacher's.
        n_learned, n_pieces: number of the tokenizer's learned pieces, and of all its pieces.
        epochs: passes over all pairs.
        token_dropout: share of a text's pieces that are hidden in training.
    Raises: FileNotFoundError if there is no corpus, or no model to continue from.
    """
    if start:
        read_tokenizer(start)  # fails before hours of work
    corpus = read_corpus(corpus_folder, exclude=exclude)
    corpus.names = list(spelled_names(seed=seed)) if names else []
    if not other_languages:
        corpus.other_languages = {}
    teacher = Teacher(teacher_folder, work)
    vectors = teacher.embed((pair.first for pair in corpus.dictionary), "dictionary")
    if start:
        tokenizer = most_probable_pieces(read_tokenizer(start), n_pieces)
        weights = embeddings_of(start, tokenizer, dim, seed=seed)
    else:
        tokenizer = _tokenizer(corpus, teacher_folder, work, n_learned, n_pieces, seed)
        pieces = (piece for piece, _ in pieces_of(tokenizer))
        words = [p.removeprefix(WORD_START) for p in pieces if p.startswith(WORD_START)]
        weights = initial_embeddings(
            tokenizer, corpus.dictionary, vectors | teacher.embed(words, "words"), dim, seed=seed
        )
        vectors |= teacher.embed(_short_texts(corpus.parallel), "sentences")
        vectors |= teacher.embed(_short_texts(_in_other_languages(corpus)), "other languages")
    datasets = build_datasets(corpus, {text: i for i, text in enumerate(vectors)}, seed=seed)
    model = build_model(tokenizer, weights.copy(), dropout=token_dropout)
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
        work / ("training from a start" if start else "training"),
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
    )
    trained = trained_embeddings(model)
    if start:
        trained += np.float32(_SHARE_OF_START) * (weights - trained)
    export_model(tokenizer, trained, model_folder)


def build_datasets(corpus: Corpus, teacher_row: dict[str, int], *, seed: int) -> dict[str, Dataset]:
    """The training sets by name: pairs, with the teacher's row as label if there is one.

    "taught" and "untaught" are pairs of equal meaning: sentences, code-mixed copies, dictionary
    entries, other languages. "names" are spellings of names. The others are queries and passages,
    from the corpus or made of sentences. Each set has passages in one language, so that every batch
    does too.
    """
    mixer = CodeMixer(corpus.dictionary, seed=seed)
    mixed = list(mixer.mix_parallel(corpus.parallel, share=_SWAPPED_IN_SENTENCES))
    logger.info("%d sentences, %d of them also code-mixed", len(corpus.parallel), len(mixed))
    meaning = [
        *corpus.parallel,
        *mixed,
        *corpus.dictionary,
        *_in_other_languages(corpus),
    ]
    taught = [pair for pair in meaning if pair.first in teacher_row]
    made = list(passages_of_sentences(corpus.parallel, seed=seed))
    labels = [teacher_row[pair.first] for pair in taught]
    datasets = {
        "taught": _dataset(taught).add_column("label", labels),
        "untaught": _dataset(pair for pair in meaning if pair.first not in teacher_row),
        "names": _dataset(corpus.names),
        "made en2zh": _dataset(english for english, _ in made),
        "made zh2en": _dataset(chinese for _, chinese in made),
    }
    for direction, pairs in corpus.queries.items():
        datasets[direction] = _dataset(
            Pair(mixer.mix_query(pair.first, share=share), pair.second, pair.source)
            for share in _SWAPPED_IN_QUERIES
            for pair in pairs
        )
    return {name: dataset for name, dataset in datasets.items() if len(dataset)}


def _dataset(pairs: Iterable[Pair]) -> Dataset:
    pairs = list(pairs)
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
    """A sample of the corpus; Chinese is cut into words, so that no piece crosses words."""
    sample = random.Random(seed).sample
    parts = [
        (corpus.parallel, _TOKENIZER_PAIRS),
        (corpus.dictionary, len(corpus.dictionary)),
        (_in_other_languages(corpus), _TOKENIZER_PAIRS // 2),
        *((pairs, _TOKENIZER_PAIRS // 24) for pairs in corpus.queries.values()),
    ]
    for pairs, n in parts:
        for pair in sample(pairs, min(n, len(pairs))):
            for text in (pair.first, pair.second):
                yield " ".join(jieba.cut(text)) if re.search(r"[一-鿿]", text) else text


def _in_other_languages(corpus: Corpus) -> list[Pair]:
    return [pair for pairs in corpus.other_languages.values() for pair in pairs]


def _short_texts(pairs: Iterable[Pair]) -> Iterator[str]:
    return (pair.first for pair in pairs if len(pair.first) <= _MAX_TAUGHT_CHARS)
