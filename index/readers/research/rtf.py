"""RTF, which word processors and f4 write: its text is read as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from striprtf.striprtf import rtf_to_text

from ...transcript import Note
from ..plain.plain import read_plain
from ..utterances import Contents

_RTF = re.compile(r"\A\ufeff?\s*\{\\rtf")
# Groups beside the text; striprtf drops their words.
_BESIDE = re.compile(
    r"\{\s*(?:\\\*\s*)?\\(?P<kind>footnote|annotation|header[lrf]?|footer[lrf]?|fldinst|title)(?![a-z])"
)
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_TYPE = re.compile(
    r"\\\\|\\[{}]|[{}]|\\b(?P<bold>0|1|(?![A-Za-z0-9-])) ?|\\(?P<plain>plain)(?![a-z]) ?"
)
_BOLD_BEGINS, _BOLD_ENDS = "\ue000", "\ue001"
_TABLE_BAR = re.compile(r"\|[ \t]*$", re.MULTILINE)
_HEAD = re.compile(r"\\ansicpg\d+")
_FONTS = re.compile(r"\{[^{}]*\\fonttbl")


def is_rtf(text: str) -> bool:
    """Whether the text is RTF."""
    return _RTF.match(text) is not None


def read_rtf(text: str) -> Contents:
    """Read the text of an RTF file; footnotes, comments, headers and footers become notes.

    Raises: TranscriptError if it holds no words.
    """
    body, beside = _take_groups(text)
    words = _plain(body)
    title = next((_alone([group], text) for kind, group in beside if kind == "title"), "")
    shown = [group for kind, group in beside if kind not in ("fldinst", "title")]
    contents = read_plain(words, format="RTF")
    lines = (" ".join(line.split()) for line in _alone(shown, text).split("\n"))
    return replace(
        contents,
        title=title.strip() or contents.title,
        notes=(*contents.notes, *(Note(1, line) for line in lines if line)),
    )


def _plain(rtf: str) -> str:
    words = (
        rtf_to_text(_with_bold_marked(rtf), errors="replace")
        .replace("\xa0", " ")
        .replace("\xad", "")
    )
    return _bold_as_markdown(_TABLE_BAR.sub("", words))


def _with_bold_marked(rtf: str) -> str:
    """The RTF with a private character where bold type begins or ends."""
    pieces: list[str] = []
    outer: list[bool] = []
    is_bold, end = False, 0
    for token in _TYPE.finditer(rtf):
        before, is_word = is_bold, token["bold"] is not None or token["plain"] is not None
        if token[0] == "{":
            outer.append(is_bold)
        elif token[0] == "}":
            is_bold = outer.pop() if outer else False
        elif is_word:
            is_bold = token["bold"] in ("", "1")
        if is_bold != before:
            read = rtf[end : token.end()]
            # A space ends a control word and is no text.
            pieces.append(f"{read.rstrip(' ')} " if is_word else read)
            pieces.append(_BOLD_BEGINS if is_bold else _BOLD_ENDS)
            end = token.end()
    return "".join([*pieces, rtf[end:]])


def _bold_as_markdown(words: str) -> str:
    """The words with bold type at the start of a line as “**Mara:** …”, and no private characters.

    A line that is bold as a whole gets no mark, as in Word documents.
    """
    lines: list[str] = []
    is_bold = False
    for words_of_line in words.split("\n"):
        line = (_BOLD_BEGINS if is_bold else "") + words_of_line.strip(" ")
        line = line.replace(_BOLD_ENDS + _BOLD_BEGINS, "")
        begins, ends = line.rfind(_BOLD_BEGINS), line.rfind(_BOLD_ENDS)
        is_bold = begins > ends
        bare = line.replace(_BOLD_BEGINS, "").replace(_BOLD_ENDS, "")
        opening, _, rest = line.removeprefix(_BOLD_BEGINS).partition(_BOLD_ENDS)
        opening = opening.replace(_BOLD_BEGINS, "").strip()
        rest = rest.replace(_BOLD_BEGINS, "").replace(_BOLD_ENDS, "").strip(" ")
        is_opening = line.startswith(_BOLD_BEGINS) and opening and rest
        lines.append(f"**{opening}** {rest}" if is_opening else bare)
    return "\n".join(lines)


def _take_groups(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without the groups beside it, and these groups with their kinds."""
    groups: list[tuple[str, str]] = []
    kept: list[str] = []
    end = 0
    for match in _BESIDE.finditer(text):
        if match.start() < end:
            continue
        kept.append(text[end : match.start()])
        end = _end_of_group(text, match.start())
        groups.append((match["kind"], text[match.end() : end - 1]))
    return "".join([*kept, text[end:]]), groups


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    return len(text)


def _alone(groups: Sequence[str], text: str) -> str:
    """The words of groups, a line each, by the code page and the fonts of the whole file."""
    page = _HEAD.search(text[:2000])
    fonts = _FONTS.search(text)
    table = text[fonts.start() : _end_of_group(text, fonts.start())] if fonts else ""
    body = "".join(rf"{{\pard {group}\par}}" for group in groups)
    return _plain(rf"{{\rtf1\ansi{page[0] if page else ''}{table} {body}}}")
