"""Plain string work that decides whether a quote may be shown as one."""

from __future__ import annotations

import re
import unicodedata

from ..index.transcript import Turn

_QUOTE_MARKS = str.maketrans("‘’‚‛“”„‟«»「」『』", "''''" + '"' * 10)


def is_verbatim(quote: str, speaker: str, turn: Turn) -> bool:
    """Whether this speaker said these words in this turn.

    Width, kind of quotation marks, white space and case are forgiven; letters are not. An empty
    quote is never verbatim.
    """
    wanted = _normalised(quote)
    return bool(wanted) and speaker == turn.speaker and wanted in _normalised(turn.text)


def _normalised(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_QUOTE_MARKS)
    return re.sub(r"\s+", " ", text).strip().casefold()
