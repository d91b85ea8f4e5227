"""Remove control characters, so that any terminal, file and database accepts the text."""

from __future__ import annotations

import re
from pathlib import PurePath

# Line ends and tabs stay; also “\r\n”, since existing libraries hold texts with it.
_SPACE = re.compile(r"[\x0b\x0c\x1c-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# These occur where a program decoded UTF-8 as Latin-1 (“â\x82¬” for “€”). They stay in texts, so
# that transcripts keep their ids, but a terminal may obey them.
_UPPER_CONTROL = re.compile(r"[\x80-\x9f]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """Remove control characters, such as NUL and ESC, and unpaired surrogates.

    Control characters that are white space, such as a form feed, become a space or a line end.
    """
    if text.isprintable():
        return text
    text = _LONE_RETURN.sub("\n", _CONTROL.sub("", _SPACE.sub(" ", text)))
    if _SURROGATE.search(text):  # JSON and XML can hold these, UTF-8 cannot
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def printable_on_terminal(text: str) -> str:
    """Remove everything that a terminal may obey, also what `printable` keeps."""
    return _UPPER_CONTROL.sub("", printable(text))


def printable_path(path: PurePath | str) -> str:
    """A path as text; bytes that are not UTF-8 are escaped: `caf\\xe9.txt`."""
    return _SURROGATE.sub(lambda match: rf"\x{ord(match[0]) & 0xFF:02x}", str(path))
