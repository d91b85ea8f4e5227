"""The steps from a corpus to the bundled transformer, which joins the static model."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import torch
from datasets import Dataset

from .corpus import Corpus, read_corpus
from .names import spelled_names
from .recipe import build_datasets
from .student import build_student, load_teacher
from .student_export import export_student
from .student_training import Pairs, TokenizedTexts, device, embed, train
from .vocabulary import read_tokenizer

logger = logging.getLogger(__name__)


def make_student(
    corpus_folder: Path,
    model_folder: Path,
    work: Path,
    *,
    teacher_folder: Path,
    static_folder: Path,
    exclude: Iterable[str] = (),
    names: bool = True,
    epochs: float = 3,
    batch_size: int = 1024,
    learning_rate: float = 5e-4,
    seed: int = 0,
) -> None:
    """Train the transformer and write it to `model_folder`.

    It trains on the static model's training sets in all languages of the corpus, and on each
    English query and passage with the teacher's embedding as the target.

    Args:
        corpus_folder: TSV files for `read_corpus`.
        work: checkpoints; a second run continues from them.
        teacher_folder: an English BERT in sentence-transformers format that pools by the mean.
        static_folder: the static model, whose tokenizer it uses.
        exclude: sources of the corpus to leave out.
        names: also train on Chinese names and their spellings.
    Raises: FileNotFoundError if there is no corpus, or no static model.
    """
    pieces = read_tokenizer(static_folder)
    corpus = read_corpus(corpus_folder, exclude=exclude)
    corpus.names = list(spelled_names(seed=seed)) if names else []
    asked = _english_queries_and_passages(corpus)
    english = list(dict.fromkeys([*asked, *_english_sides(corpus)]))
    datasets = build_datasets(corpus, {text: row for row, text in enumerate(english)}, seed=seed)
    model, tokenizer = build_student(teacher_folder, pieces, corpus.dictionary)
    teacher = embed(*load_teacher(teacher_folder), english)
    columns = [dataset[side] for dataset in datasets.values() for side in ("first", "second")]
    texts = list(dict.fromkeys(chain(english, *columns)))
    number = {text: i for i, text in enumerate(texts)}
    alone = torch.arange(len(asked), device=device())  # `english`, and so `texts`, begin with these
    logger.info("%d texts, of which the teacher embeds %d", len(texts), len(english))
    train(
        model,
        TokenizedTexts(texts, tokenizer, device()),
        [Pairs(alone, alone, alone), *(_numbered(d, number) for d in datasets.values())],
        teacher,
        work / "training the student",
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
    )
    export_student(model, static_folder, model_folder)


def _english_sides(corpus: Corpus) -> Iterator[str]:
    """The English side of all pairs with equal meaning."""
    for pairs in (corpus.parallel, corpus.dictionary, *corpus.other_languages.values()):
        for pair in pairs:
            yield pair.first


def _english_queries_and_passages(corpus: Corpus) -> list[str]:
    texts: list[str] = []
    for direction, pairs in corpus.queries.items():
        if direction.startswith("en"):
            texts += [pair.first for pair in pairs]
        if direction.endswith("en"):
            texts += [pair.second for pair in pairs]
    return list(dict.fromkeys(texts))


def _numbered(dataset: Dataset, number: Mapping[str, int]) -> Pairs:
    """The rows of a dataset as numbers of their texts."""

    def column(values: Iterable[int]) -> torch.Tensor:
        return torch.tensor(list(values), device=device())

    return Pairs(
        column(number[text] for text in dataset["first"]),
        column(number[text] for text in dataset["second"]),
        column(dataset["label"]) if "label" in dataset.column_names else None,
    )
