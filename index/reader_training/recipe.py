"""The steps from a corpus of conversations to a reader."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from ..models.static import StaticEmbedder
from .bundled import load_bundled
from .export import export_reader
from .groups import Group
from .preparation import prepare
from .reader import Apart, Together
from .texts import ReadTexts, Text, place_tokens, question_tokens
from .training import Rows, judge, train

logger = logging.getLogger(__name__)

_CHECKED = 200  # held-out questions that are judged at each checkpoint
_PASSED = 0.95  # share of right places above the threshold, where the measures are taken


def make_reader(
    corpus: Path,
    out: Path,
    work: Path,
    *,
    static_folder: Path,
    transformer_folder: Path,
    exclude: Iterable[str] = (),
    n_groups: int = 5200,
    epochs: float = 1.3,
    batch_size: int = 16,
    learning_rate: float = 1e-3,
    seed: int = 0,
) -> None:
    """Train the reader and write it to `out`.

    Args:
        corpus: conversations for `read_conversations`, and TSV files for `read_corpus`.
        work: groups, read texts and checkpoints; a second run continues from them.
        exclude: what the ids end in of conversations to leave out, as those of evaluation sets.
        n_groups: as many are trained on, and a tenth as many held-out ones are judged.
        static_folder: the static model, whose tokenizer it uses.
        transformer_folder: the transformer, whose first layers it uses.
    Raises: FileNotFoundError if there is no corpus.
    """
    chance = random.Random(seed)
    groups, held_out = (
        chance.sample(of, min(n, len(of)))
        for of, n in zip(
            prepare(corpus, static_folder, work, exclude=exclude, seed=seed),
            (n_groups, n_groups // 10),
            strict=True,
        )
    )
    apart = load_bundled(transformer_folder)
    static = StaticEmbedder("static", static_folder)
    texts, rows = read_groups([*groups, *held_out], static, apart, work / f"read-{seed}.npy")
    n_trained = sum(len(group.questions) for group in groups)

    def check(model: Together) -> str:
        judged = judge(model, texts, rows[n_trained:][:_CHECKED])
        return measures(judged, list(_each_wording(held_out))[:_CHECKED])

    model = train(
        texts,
        rows[:n_trained],
        work,
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        seed=seed,
        check=check,
    )
    export_reader(apart, model, static_folder, transformer_folder, out)


def read_groups(
    groups: Sequence[Group], static: StaticEmbedder, apart: Apart, saved: Path
) -> tuple[ReadTexts, list[Rows]]:
    """All texts of the groups, read by the frozen layers, and the rows of each wording."""
    n_pieces = apart.pieces.num_embeddings - 2
    questions = list(dict.fromkeys(q for group in groups for q in group.questions))
    places = list(dict.fromkeys(place for group in groups for place in group.places))
    asked = static.token_ids([place.asked for place in places])
    answers = static.token_ids([place.text for place in places])
    texts: list[Text] = [question_tokens(ids, n_pieces) for ids in static.token_ids(questions)]
    texts += [place_tokens(*ids, n_pieces) for ids in zip(asked, answers, strict=True)]
    row_of_question = {question: row for row, question in enumerate(questions)}
    row_of_place = {place: row for row, place in enumerate(places, start=len(questions))}
    logger.info("%d texts, %d tokens", len(texts), sum(len(text.ids) for text in texts))
    rows = [
        Rows(row_of_question[question], tuple(row_of_place[place] for place in group.places))
        for group in groups
        for question in group.questions
    ]
    return ReadTexts(texts, apart, saved), rows


def measures(probabilities: Sequence[np.ndarray], groups: Sequence[Group]) -> str:
    """The area under the curve, and the share of wrong places refused where 95 % of the right
    ones pass, by language and by kind of wrong place."""
    parts: list[str] = []
    languages = sorted({group.language for group in groups})
    for language in languages:
        of = [(p, g) for p, g in zip(probabilities, groups, strict=True) if g.language == language]
        right = np.array([p[0] for p, _ in of])
        wrong = [(p[i], g.kinds[i]) for p, g in of for i in range(1, len(p))]
        scores = np.array([score for score, _ in wrong])
        threshold = np.quantile(right, 1 - _PASSED)
        refused = [
            f"{name} {np.mean(scores[[kind == name for _, kind in wrong]] < threshold):.2f}"
            for name in sorted({kind for _, kind in wrong})
        ]
        area = float((right[:, None] > scores[None, :]).mean())
        first = np.mean([p[0] == p.max() for p, _ in of])
        parts.append(f"{language}: area {area:.3f}, first {first:.2f}, {', '.join(refused)}")
    return "; ".join(parts)


def _each_wording(groups: Sequence[Group]) -> Iterator[Group]:
    return (group for group in groups for _ in group.questions)
