"""How long a text is, in whatever language."""

from __future__ import annotations

import re

from .language import CJK

_NEITHER_LETTERS_NOR_DIGITS = bytes(i for i in range(128) if not chr(i).isalnum())


class _Lengths(dict[str, int]):
    """Character → how much it counts; found once for each."""

    def __missing__(self, character: str) -> int:
        # Compiled at its first use, as other patterns of these characters are.
        is_cjk = re.match(f"[{CJK}]", character) is not None
        length = self[character] = character.isalnum() + 2 * is_cjk
        return length


_LENGTHS = _Lengths()


def text_length(text: str) -> int:
    """The number of letters and digits; a Chinese, Japanese or Korean character counts as three.

    So “我们没有开源这个框架。” (30) is about as long as “We did not open-source this framework.”
    (30). Spaces and punctuation count nothing.
    """
    if text.isascii():
        return len(text.encode().translate(None, _NEITHER_LETTERS_NOR_DIGITS))
    return sum(map(_LENGTHS.__getitem__, text))
