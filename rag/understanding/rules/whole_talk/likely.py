"""What a question about a whole talk likely wants, where no rule knows its wording.

A linear model over its words and its static embedding decides (data/question-forms/README.md):
“what did everyone walk away with?”, “会后大家各自领了什么活儿”.
"""

from __future__ import annotations

from functools import lru_cache

from .....index.models.by_name import STATIC_MODEL, load_embedder
from .....index.models.word_runs import WordRunModel, word_runs
from .....index.paths import bundled_question_forms
from ...query import Form, TalkFact

FORMS: tuple[Form, ...] = ("tasks", "decisions", "open_questions", "overview", "small_talk")
# Not the date: “when was it?” asks of what was said, too.
FACTS: tuple[TalkFact, ...] = ("participants", "duration", "shares")
_MIN_LOG_ODDS = 1.0
_WORTH_OF_THE_EMBEDDING = 6.0  # its numbers are small


@lru_cache(maxsize=1)
def bundled_forms() -> WordRunModel:
    """The bundled model of `FORMS` and `FACTS`, read once."""
    return WordRunModel.read(bundled_question_forms())


def likely_want(folded: str) -> str | None:
    """One of `FORMS` or `FACTS`; None for a question about what was said, or an unclear one."""
    odds = bundled_forms().log_odds(features_of(folded))
    likeliest = max(odds, key=lambda label: odds[label])
    return likeliest if odds[likeliest] >= _MIN_LOG_ODDS else None


def features_of(folded: str) -> dict[str, float]:
    """What the model looks at, of a folded question."""
    [embedding] = load_embedder(STATIC_MODEL).embed([folded])
    of_embedding = {
        f"static:{i}": _WORTH_OF_THE_EMBEDDING * float(value) for i, value in enumerate(embedding)
    }
    return {**dict.fromkeys(word_runs(folded), 1.0), **of_embedding}
