"""Detect a text's script, well enough to answer in the reader's language."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Language = Literal["zh", "en", "mixed"]  # language of a text
ReplyLanguage = Literal["zh", "en"]  # language of an answer

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
# Python takes 3 to 6 ms to compile a pattern with them; one that most questions do not need is left
# to `re.search` and the like, which compile it when they first meet it.
CJK = HAN + r"\u3040-\u30ff\uac00-\ud7af"  # with kana and hangul, which are not spaced either
# With which a name may begin, in Latin, Greek and Cyrillic: “Émile”, “Żaneta”. The range of
# rarer Latin letters has the small ones too.
UPPER = r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f"

_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[^\W\d_" + CJK + r"]+")


def language_of(text: str) -> Language:
    """Detect Chinese, English (any text of spaced words) or both, from counts of both scripts.

    Two Han characters count as one word. A script with less than a tenth of the words counts as
    loan words, not as a second language. A text with neither script counts as English.
    """
    chinese_words = len(_HAN_CHARACTER.findall(text)) / 2
    latin_words = len(_LATIN_WORD.findall(text))
    words = chinese_words + latin_words
    if not words or chinese_words < words / 10:
        return "en"
    return "zh" if latin_words < words / 10 else "mixed"


_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|《[^《》]*》")


def reply_language(question: str) -> ReplyLanguage:
    """The language to answer a question in: Chinese if it has a Han character that is not quoted,
    such as a title in an English question."""
    asked = _QUOTED.sub(" ", question)
    if not any(map(_is_letter, asked)):
        asked = question
    return "zh" if _HAN_CHARACTER.search(asked) else "en"


# Texts with characters outside this range may hold letters unknown to the bundled models.
_READ = f"\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u3000-\u303f\uff00-\uffef{HAN}"
_PERHAPS_UNREAD = re.compile(f"[^{_READ}]")


def without_other_scripts(text: str) -> str:
    """Replace letters that are neither Latin nor Chinese by spaces; the length stays the same.

    The bundled models map all these letters to the same unknown token.
    """
    return _PERHAPS_UNREAD.sub(lambda match: " " if _is_letter(match[0]) else match[0], text)


def is_of_other_script(word: str) -> bool:
    """Whether a word has letters, and none of them are Latin or Chinese."""
    return _PERHAPS_UNREAD.search(word) is not None and not re.search(
        r"\w", without_other_scripts(word)
    )


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
