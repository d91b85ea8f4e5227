"""Speakers in the structure of a web page: definition lists, marked elements, tables of turns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from ..markup import flat
from ..tables.rows import Row
from .document_tables import as_lines, read_talk

# Words in the name of a class that mark the speaker's name; the weak ones mark other names, too.
_SPEAKER = re.compile(
    r"(?:^|[-_ ])(?:speaker|spk|talker|voice|interlocutor|who)(?![a-z])|speakerName", re.IGNORECASE
)
_WEAK = re.compile(
    r"(?:^|[-_ ])(?:name|user(?:name)?|author|sender|person|participant|role)(?![a-z])",
    re.IGNORECASE,
)
_ATTRIBUTES = ("data-speaker", "data-speaker-name", "data-speakername", "data-name", "data-who")
_CLOCK = re.compile(r"[\[(]?\d{1,3}(?::\d\d){1,2}(?:[.,]\d+)?[\])]?")
_ASKS = re.compile(r"[?？]$")
_MAX_NAME_LENGTH = 60  # characters
_MIN_WEAK = 4  # elements of a weakly marked kind
_MAX_NAMES = 100


def mark_speakers(soup: BeautifulSoup) -> list[str]:
    """Write the speakers that the page's structure names as bold labels.

    Returns: texts in tables of turns that nobody says.
    """
    beside: list[str] = []
    for table in soup.find_all("table"):
        if not table.decomposed and table.find("table") is None:
            beside += _read_table(table, soup)
    for listing in soup.find_all("dl"):
        _read_definitions(listing, soup)
    _read_classes(soup)
    for attribute in _ATTRIBUTES:
        _read_attribute(soup, attribute)
    return beside


def _read_table(table: Tag, soup: BeautifulSoup) -> list[str]:
    """Replace a table of turns by paragraphs “Name: words”; return its other words."""
    rows = [
        Row(number, [flat(cell) for cell in row.find_all(["td", "th"])])
        for number, row in enumerate(table.find_all("tr"), start=1)
    ]
    talk = read_talk([row for row in rows if len(row.cells) > 1])
    if talk is None:
        return []
    table.name = "div"
    table.clear()
    for line in as_lines(talk):
        paragraph = soup.new_tag("p")
        paragraph.string = line
        table.append(paragraph)
    return [note.text for note in (*talk.notes, *talk.unread)]


def _read_definitions(listing: Tag, soup: BeautifulSoup) -> None:
    """Make labels of the terms of a list if they come again, questions if they ask."""
    terms = listing.find_all("dt")
    if _recur([flat(term) for term in terms]):
        for term in terms:
            _label(term, flat(term), soup)
    elif sum(_ASKS.search(flat(term)) is not None for term in terms) * 2 > len(terms):
        for term in terms:
            _set_bold(term, flat(term), soup)


def _read_classes(soup: BeautifulSoup) -> None:
    """Make labels of elements whose class says that they name speakers, if their texts recur."""
    kinds: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for tag in soup.find_all(class_=True):
        kind = " ".join(tag.get_attribute_list("class"))
        if _SPEAKER.search(kind) or _WEAK.search(kind):
            kinds[tag.name, kind].append(tag)
    for (_, kind), tags in kinds.items():
        texts = [_short_text(tag) for tag in tags]
        is_weak = not _SPEAKER.search(kind)
        names = set(texts)
        if is_weak and (len(tags) < _MIN_WEAK or len(names) < 2):
            continue
        if not all(texts) or not _recur(texts):
            continue
        for tag, text in zip(tags, texts, strict=True):
            if tag.parent is not None:  # not inside one that is a label already
                _label(tag, text, soup)


def _short_text(tag: Tag) -> str:
    """The text of an element that may hold only a name; “” for longer ones."""
    text = ""
    for piece in tag.stripped_strings:
        text = f"{text} {piece}".strip()
        if len(text) > _MAX_NAME_LENGTH:
            return ""
    return text


def _read_attribute(soup: BeautifulSoup, attribute: str) -> None:
    """Put the speaker that an attribute names before the words of its element."""
    tags = soup.select(f"[{attribute}]")
    names = [str(tag[attribute]).strip() for tag in tags]
    if not all(names) or not _recur(names):
        return
    previous = ""
    for tag, name in zip(tags, names, strict=True):
        has_label = _short_opening(tag).startswith(name)
        if name != previous and not has_label:
            label = soup.new_tag("b")
            label.string = f"{name}: "
            line_break = soup.new_tag("br")
            tag.insert(0, label)
            tag.insert(0, line_break)
        previous = name


def _short_opening(tag: Tag) -> str:
    return next(iter(tag.stripped_strings), "")


def _recur(texts: Sequence[str]) -> bool:
    """Whether texts are short, few and come again, apart from times beside them."""
    names = Counter(_CLOCK.sub("", text).strip(" :：") for text in texts)
    return (
        len(texts) > 1
        and len(names) < len(texts)
        and len(names) <= _MAX_NAMES
        and all(0 < len(name) <= _MAX_NAME_LENGTH for name in names)
    )


def _label(tag: Tag, text: str, soup: BeautifulSoup) -> None:
    """Replace the contents of an element by “Name:” in bold."""
    following = tag.next_sibling
    if isinstance(following, NavigableString) and following.lstrip()[:1] in (":", "："):
        following.replace_with(following.lstrip()[1:])
    _set_bold(tag, text.rstrip(":： ") + ":", soup)
    if tag.name not in ("dt", "div", "p", "td", "li"):
        tag.append(" ")


def _set_bold(tag: Tag, text: str, soup: BeautifulSoup) -> None:
    bold = soup.new_tag("b")
    bold.string = text
    tag.clear()
    tag.append(bold)
