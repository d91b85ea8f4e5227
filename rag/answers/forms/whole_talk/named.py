"""Find the names of speakers in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .....index.text.fold import fold
from ....understanding.people import at_its_start


def names(folded: str, name: str, speakers: Sequence[str]) -> bool:
    """Whether a folded text has a name, or a word of it that no other speaker has.

    A label of one Chinese character, such as 問, is no name: it is a word of many questions.
    """
    whole = fold(name)
    if len(whole) == 1 and not whole.isascii():
        return False
    if _stands_in(whole, folded):
        return True
    others = {word for other in speakers if other != name for word in fold(other).split()}
    return any(
        len(word) > 2 and word not in others and _stands_in(word, folded) for word in whole.split()
    )


def _stands_in(name: str, folded: str) -> bool:
    if name not in folded:
        return False
    after = r"(?![a-z\d_])" if name.isascii() else ""
    return re.search(at_its_start(name) + after, folded) is not None
