"""Text that any terminal, file and database takes: without control characters."""

from __future__ import annotations

import re
from pathlib import PurePath

# Line ends and tabs stay: “\r\n” too, since texts with it are in libraries already.
_SPACE = re.compile(r"[\x0b\x0c\x1c-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# Texts hold these where a program took UTF-8 for Latin-1 (“â\x82¬” for “€”). They stay, so that the
# transcripts keep their ids, but a terminal may obey them.
_UPPER_CONTROL = re.compile(r"[\x80-\x9f]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text without control characters, such as NUL and ESC, and without halves of characters.

    Those that are white space, such as a form feed, become a space or a line end.
    """
    if text.isprintable():
        return text
    text = _LONE_RETURN.sub("\n", _CONTROL.sub("", _SPACE.sub(" ", text)))
    if _SURROGATE.search(text):  # JSON and XML can hold them, UTF-8 cannot
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def printable_on_terminal(text: str) -> str:
    """The text without anything that a terminal may obey, whatever it was read with."""
    return _UPPER_CONTROL.sub("", printable(text))


def printable_path(path: PurePath | str) -> str:
    """A path as text; bytes in it that are no UTF-8 are shown as such: `caf\\xe9.txt`."""
    return _SURROGATE.sub(lambda match: rf"\x{ord(match[0]) & 0xFF:02x}", str(path))
