"""Web pages and XML: podcast transcripts in HTML, web pages with one paragraph per turn,
parliamentary XML (Akoma Ntoso), TTML and YouTube's timed text."""

from __future__ import annotations

import bisect
import itertools
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from ..errors import TranscriptError
from ..transcript import Note
from .captions.speakers import with_names_in_words
from .plain.draft import clean
from .plain.page_furniture import find_date, stated_date
from .plain.plain import read_plain
from .utterances import Contents, Utterance, to_seconds, unescape

_XML = re.compile(
    r"\A\ufeff?\s*(?:<\?xml\b.{0,200}?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:akomaNtoso|an:|tt\b|tt:|transcript\b|timedtext\b)",
    re.DOTALL,
)
_HTML = re.compile(
    r"\A\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype html|html|head|body|cite|time|p|div|article|main|section|h[1-6]|ul|ol|dl|table"
    r"|blockquote|strong|b|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOT_CONTENT = (
    "script style noscript template svg nav header footer aside form button iframe figure".split()
)
_AROUND = ("header", "footer")  # not speech, but worth a note
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption h1 h2 h3"
    " h4 h5 h6 hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
MAX_TAGS = 500_000  # per page; each takes a kilobyte of memory
_MAX_DEPTH = 300  # of nested tags; real pages have some dozens
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TAG = re.compile(r"<[^<>]*>")
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,9}|[0-9]{1,9});")
_OPENING = 15  # characters used to locate a note's line in the file
_MAX_DISTANCE = 1 << 20  # characters searched for it
_BOLD = frozenset(["b", "strong"])


def is_xml(text: str) -> bool:
    """Whether the text is XML of a kind that `read_xml` reads."""
    return _XML.match(text) is not None


def is_html(text: str) -> bool:
    """Whether the text begins like a web page or a fragment of one."""
    return _HTML.match(text) is not None


def read_xml(text: str) -> Contents:
    """Read the speeches of Akoma Ntoso, or the timed lines of TTML and YouTube.

    Raises: TranscriptError if nobody speaks in it.
    """
    soup = _parse(text.lstrip("\ufeff"), "lxml-xml")
    speeches = soup.find_all("speech")
    if speeches:
        format, utterances = "Akoma Ntoso", list(_speeches(soup))
    else:
        format, utterances = "timed text", with_names_in_words(list(_timed_text(soup)))
    if not any(utterance.text for utterance in utterances):
        raise TranscriptError("nobody speaks in this XML; nothing to add")
    heading = soup.find(["heading", "docTitle"])
    title = _flat(heading) if isinstance(heading, Tag) else ""
    dated = soup.find("FRBRdate")
    day = find_date(str(dated.get("date"))) if isinstance(dated, Tag) else None
    return Contents(format, tuple(utterances), title=title or None, date=day or find_date(title))


def _parse(markup: str, parser: Literal["lxml", "lxml-xml"]) -> BeautifulSoup:
    """Parse the document without Beautiful Soup's warnings, which do not help the user.

    Raises: TranscriptError if it has too many tags, or they are nested too deeply.
    """
    n_tags = markup.count("<")
    if n_tags > MAX_TAGS:
        raise TranscriptError(
            f"it has {n_tags:,} tags, more than any page (the most is {MAX_TAGS:,}); split it, or "
            "save the words as plain text"
        )
    markup = _REFERENCE.sub(_sound_reference, markup)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup.encode() if parser == "lxml-xml" else markup, parser)
    _check_depth(soup)
    return soup


def _sound_reference(reference: re.Match[str]) -> str:
    """Replace a reference to half a surrogate pair, on which parsers fail, by U+FFFD."""
    number = int(reference[1][1:], 16) if reference[1][0] in "xX" else int(reference[1])
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else reference[0]


def _check_depth(soup: BeautifulSoup) -> None:
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depth = depths[id(tag)] = depths[id(tag.parent)] + 1
        if depth > _MAX_DEPTH:
            raise TranscriptError(
                f"its tags are nested more than {_MAX_DEPTH} deep; save the words as plain text"
            )


def _speeches(soup: BeautifulSoup) -> Iterator[Utterance]:
    names = {
        f"#{person.get('id') or person.get('eId')}": str(person.get("showAs"))
        for person in soup.find_all("TLCPerson")
        if person.get("showAs")
    }
    for speech in soup.find_all(["speech", "narrative"]):
        if speech.name == "narrative":
            continue
        by = str(speech.get("by") or "")
        spoken_by = speech.find("from")
        name = names.get(by) or (_flat(spoken_by) if spoken_by else "") or by.removeprefix("#")
        paragraphs = speech.find_all("p") or [speech]
        words = "\n".join(filter(None, (_flat(paragraph) for paragraph in paragraphs)))
        yield Utterance(words, name or None)


def _timed_text(soup: BeautifulSoup) -> Iterator[Utterance]:
    agents = {
        str(agent.get("xml:id")): _flat(agent) for agent in soup.find_all("agent") if _flat(agent)
    }
    root = soup.find("tt")
    frame_rate = to_seconds(str(root.get("ttp:frameRate"))) if isinstance(root, Tag) else None
    _break_lines(soup)
    for line in soup.find_all(["p", "text"]):
        start_s = _clock_s(line.get("begin") or line.get("start"), frame_rate or 30)
        end_s = _clock_s(line.get("end"), frame_rate or 30)
        if start_s is None and line.get("t"):  # YouTube's srv3: milliseconds
            start_s = to_seconds(str(line.get("t")), 1000)
        duration = to_seconds(line.get("dur"))
        if duration is None:
            duration = to_seconds(str(line.get("d")), 1000)
        if end_s is None and start_s is not None and duration is not None:
            end_s = start_s + duration
        agent = line.get("ttm:agent") or line.get("agent")
        words = unescape(_flat(line))  # YouTube escapes twice
        yield Utterance(
            words, agents.get(str(agent), str(agent)) if agent else None, start_s, end_s
        )


def _break_lines(soup: BeautifulSoup) -> None:
    for tag in soup.find_all("br"):
        tag.append("\n")  # append: inserting beside it would search all its siblings


def _clock_s(value: object, frame_rate: float) -> float | None:
    """Parse TTML's “00:00:01.5”, “1.5s” or, with frames, “00:00:01:05” as seconds."""
    frames = re.fullmatch(r"(\d+:\d+:\d+):(\d{1,3})", str(value))
    seconds = to_seconds(frames[1]) if frames else None
    if frames is None or seconds is None:
        return to_seconds(value)
    return seconds + int(frames[2]) / frame_rate


def read_html(text: str) -> Contents:
    """Read the transcript in a web page or a fragment of one.

    `<cite>` before `<time>` and `<p>` is Podcasting 2.0. Otherwise each block of the page's main
    part is read as a line of plain text. Text around it becomes notes; menus are skipped.

    Raises: TranscriptError if there are no words in it.
    """
    soup = _parse(text.lstrip("\ufeff"), "lxml")
    title, day, url = _about(soup)
    above, below = _take_what_surrounds(soup)
    if soup.find("cite") and soup.find("p"):
        utterances = tuple(_cited(soup))
        if any(utterance.speaker for utterance in utterances):
            notes = _notes([*above, *map(_flat, soup.find_all(_HEADINGS)), *below], text)
            return Contents("Podcasting 2.0 HTML", utterances, title, day, url, notes=notes)
    part = _main_part(soup)
    contents = read_plain("\n\n".join(_lines(part)), format="web page")
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
    )


def _take_what_surrounds(soup: BeautifulSoup) -> tuple[list[str], list[str]]:
    """Remove what is not content from the page; return the lines of its headers and footers."""
    above: list[str] = []
    below: list[str] = []
    # Scripts and menus first, since a footer may contain them.
    for tag in sorted(soup.find_all(_NOT_CONTENT), key=lambda tag: tag.name in _AROUND):
        if tag.decomposed or tag.find("cite") is not None:
            continue
        if tag.name in ("header", "form") and tag.find("p"):
            continue
        if tag.name in _AROUND:
            (above if tag.name == "header" else below).extend(_lines(tag))
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
    title = meta("og:title") or (_flat(heading) if isinstance(heading, Tag) else "")
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
            paragraphs.append(_flat(tag))
            continue
        if paragraphs:
            yield Utterance("\n".join(filter(None, paragraphs)), speaker, start_s)
            start_s, paragraphs = None, []
        if tag.name == "cite":
            speaker, start_s = _flat(tag).rstrip(":： ") or None, None
        else:
            start_s = to_seconds(_flat(tag))
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
                    line.append(f"## {_flat(child)}")
                    yield from flush()
                elif child.name in _BLOCKS:
                    yield from flush()
                    yield from walk(child)
                    yield from flush()
                elif child.name in _BOLD and not "".join(line).strip() and _flat(child):
                    line.append(f"**{_flat(child)}** ")
                else:
                    yield from walk(child)

    yield from walk(part)
    yield from flush()


def _flat(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
