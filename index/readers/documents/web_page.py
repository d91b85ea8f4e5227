"""Web pages: podcast transcripts in HTML, pages with one paragraph per turn."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from ...transcript import Note
from ..markup import flat, parse_markup
from ..plain.draft import clean
from ..plain.page_furniture import find_date, stated_date
from ..utterances import Contents, Utterance, to_seconds, unescape
from .dialogue import mark_speakers
from .markdown import read_document

_HTML = re.compile(
    r"\A\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype html|html|head|body|cite|time|p|div|article|main|section|h[1-6]|ul|ol|dl|table"
    r"|blockquote|strong|b|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOT_CONTENT = (
    "script style noscript template svg nav header footer aside form button iframe figure".split()
)
_AROUND = ("header", "footer", "figure", "aside")  # not speech, but worth a note
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption h1 h2 h3"
    " h4 h5 h6 hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TAG = re.compile(r"<[^<>]*>")
_OPENING = 15  # characters used to locate a note's line in the file
_MAX_DISTANCE = 1 << 20  # characters searched for it
_BOLD = frozenset(["b", "strong"])
_ITALIC = frozenset(["i", "em"])
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE)
_PARAGRAPHS = frozenset(["p", "li", "dd", "dt"])


def is_html(text: str) -> bool:
    """Whether the text begins like a web page or a fragment of one."""
    return _HTML.match(text) is not None


def read_html(text: str) -> Contents:
    """Read the transcript in a web page or a fragment of one.

    `<cite>` before `<time>` and `<p>` is Podcasting 2.0. Otherwise each block of the page's main
    part is read as a line of plain text. Text around it becomes notes; menus are skipped.

    Raises: TranscriptError if there are no words in it.
    """
    soup = parse_markup(text.lstrip("\ufeff"), "lxml")
    title, day, url = _about(soup)
    above, below = _take_what_surrounds(soup)
    beside = mark_speakers(soup)
    if soup.find("cite") and soup.find("p"):
        utterances = tuple(_cited(soup))
        if any(utterance.speaker for utterance in utterances):
            notes = _notes([*above, *map(flat, soup.find_all(_HEADINGS)), *below], text)
            return Contents("Podcasting 2.0 HTML", utterances, title, day, url, notes=notes)
    part = _main_part(soup)
    contents = read_document(_lines(part), format="web page")
    if soup.body is not None and part is not soup.body:
        part.decompose()
        above += _lines(soup.body)
    stated = (stated_date(line) for line in [*above, *below])
    return replace(
        contents,
        title=title or contents.title,
        date=day or contents.date or next(filter(None, stated), None),
        url=url or contents.url,
        notes=_notes([*above, *(note.text for note in contents.notes), *below], text),
        unread=_notes(beside, text),
    )


def _take_what_surrounds(soup: BeautifulSoup) -> tuple[list[str], list[str]]:
    """Remove what is not content from the page; return the lines of its headers,
    captions, asides and footers."""
    above: list[str] = []
    below: list[str] = []
    # Scripts and menus first, since a footer may contain them.
    for tag in sorted(soup.find_all(_NOT_CONTENT), key=lambda tag: tag.name in _AROUND):
        if tag.decomposed or tag.find("cite") is not None:
            continue
        if tag.name in ("header", "form") and tag.find("p"):
            continue
        if tag.name in _AROUND:
            (below if tag.name == "footer" else above).extend(_lines(tag))
        tag.decompose()
    return above, below


def _notes(texts: Iterable[str], page: str) -> tuple[Note, ...]:
    """Notes with the numbers of the lines in which their words begin.

    Each text is searched for after the previous one, then from the top. A text that is not found
    gets the first line.
    """
    untagged = _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), page)
    lines = [
        (n, words)
        for n, line in enumerate(untagged.split("\n"), 1)
        if (words := _unescaped_words(line))
    ] or [(1, "")]
    offsets = list(itertools.accumulate((len(words) + 1 for _, words in lines), initial=0))
    joined = " ".join(words for _, words in lines)
    notes: list[Note] = []
    offset = 0
    for text in texts:
        words = _unescaped_words(clean(text.removeprefix("## ")))
        if not words:
            continue
        opening = words[:_OPENING]
        ahead = joined.find(opening, offset, offset + _MAX_DISTANCE)
        offset = ahead if ahead >= 0 else max(0, joined.find(opening, 0, _MAX_DISTANCE))
        line, _ = lines[bisect.bisect_right(offsets, offset) - 1]
        notes.append(Note(line, words))
    return tuple(sorted(notes, key=lambda note: note.line))


def _unescaped_words(text: str) -> str:
    return " ".join(unescape(text).split())


def _about(soup: BeautifulSoup) -> tuple[str | None, str | None, str | None]:
    """The title, date and address in the page's metadata."""

    def meta(*names: str) -> str:
        for name in names:
            tag = soup.find("meta", attrs={"property": name}) or soup.find(
                "meta", attrs={"name": name}
            )
            if isinstance(tag, Tag) and tag.get("content"):
                return str(tag["content"]).strip()
        return ""

    heading = soup.find("h1") or soup.find("title")
    title = meta("og:title") or (flat(heading) if isinstance(heading, Tag) else "")
    time = soup.find("time", attrs={"datetime": re.compile(r"^(19|20)\d\d-")})
    date = meta("article:published_time", "date", "datePublished")
    day = find_date(date or (str(time["datetime"]) if isinstance(time, Tag) else ""))
    canonical = soup.find("link", rel="canonical")
    url = meta("og:url") or (str(canonical.get("href")) if isinstance(canonical, Tag) else "")
    return title or None, day, url if url.startswith("http") else None


def _cited(soup: BeautifulSoup) -> Iterator[Utterance]:
    """Utterances of Podcasting 2.0: the paragraphs below each `<cite>` or `<time>`."""
    speaker: str | None = None
    start_s: float | None = None
    paragraphs: list[str] = []
    for tag in soup.find_all(["cite", "time", "p"]):
        if tag.find_parent(["p", "cite"]) is not None and tag.name != "p":
            continue
        if tag.name == "p":
            paragraphs.append(flat(tag))
            continue
        if paragraphs:
            yield Utterance("\n".join(filter(None, paragraphs)), speaker, start_s)
            start_s, paragraphs = None, []
        if tag.name == "cite":
            speaker, start_s = flat(tag).rstrip(":： ") or None, None
        else:
            start_s = to_seconds(flat(tag))
    yield Utterance("\n".join(filter(None, paragraphs)), speaker, start_s)


def _main_part(soup: BeautifulSoup) -> Tag:
    """The smallest part of the page that holds most of its words in paragraphs."""
    part: Tag = soup.body or soup
    while True:
        size = _size(part)
        children = [child for child in part.children if isinstance(child, Tag)]
        larger = next(
            (
                c
                for c in children
                if _size(c) > 0.7 * size and c.name not in ("p", "li", "td", "pre")
            ),
            None,
        )
        if larger is None or len(larger.find_all(_BLOCKS)) < 2:
            return part
        part = larger


def _size(tag: Tag) -> int:
    return len(tag.get_text())


def _lines(part: Tag) -> Iterator[str]:
    """The blocks as lines of Markdown; bold type and headings help to recognise names."""
    line: list[str] = []

    def flush() -> Iterator[str]:
        text = " ".join("".join(line).split())
        line.clear()
        if text:
            yield text

    def walk(tag: Tag) -> Iterator[str]:
        for child in tag.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    line.append(str(child))
            elif isinstance(child, Tag):
                if child.name == "br":
                    yield from flush()
                elif child.name in _HEADINGS:
                    yield from flush()
                    line.append(f"## {flat(child)}")
                    yield from flush()
                elif child.name in _PARAGRAPHS and (mark := _mark_of(child)):
                    yield from flush()
                    line.append(f"{mark}{flat(child)}{mark}")
                    yield from flush()
                elif child.name in _BLOCKS:
                    yield from flush()
                    yield from walk(child)
                    yield from flush()
                elif _is_bold(child) and not "".join(line).strip() and flat(child):
                    line.append(f"**{flat(child)}** ")
                else:
                    yield from walk(child)

    yield from walk(part)
    yield from flush()


def _is_bold(tag: Tag) -> bool:
    return tag.name in _BOLD or _BOLD_STYLE.search(str(tag.get("style") or "")) is not None


def _is_italic(tag: Tag) -> bool:
    return tag.name in _ITALIC or _ITALIC_STYLE.search(str(tag.get("style") or "")) is not None


def _mark_of(paragraph: Tag) -> str:
    """The mark of Markdown for a paragraph that is bold or italic as a whole; else “”."""
    if paragraph.find([*_BLOCKS, "br"]) is not None:
        return ""
    for mark, is_set in (("**", _is_bold), ("*", _is_italic)):
        if _is_set(paragraph, is_set):
            return mark
    return ""


def _is_set(paragraph: Tag, is_set: Callable[[Tag], bool]) -> bool:
    """Whether all words of a paragraph are in tags of one kind."""
    has_words = False
    for child in paragraph.children:
        if isinstance(child, Tag):
            if not flat(child):
                continue
            if not (is_set(child) or _is_set(child, is_set)):
                return False
            has_words = True
        elif str(child).strip():
            return False
    return has_words
