"""Parse XML into a tree, and take words, notes and people from it."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from ...errors import TranscriptError
from ...text.language import HAN
from ...transcript import Note
from ..utterances import count_words

Element: TypeAlias = etree._Element  # lxml has no public name for it

MAX_TAGS = 500_000  # as for web pages; each takes memory
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]{0,200}\?>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_HAN_ONLY = re.compile(f"[{HAN} ]+")
_OF_XML = ("amp", "lt", "gt", "quot", "apos")
_ID_ENDS = ("id", "code")
_BREAKS = frozenset("br lb line-break p pb seg s l sync".split())
_FIRST = ("forename", "givenname", "firstname", "vorname", "nombre", "prenom")
_LAST = ("surname", "familyname", "lastname", "nachname", "apellido", "nom")
_NAMES = (
    "name persname displayname display_name showas speakername fullname label abbreviation".split()
)


def parse_xml(text: str) -> Element:
    """The root of an XML document.

    Entities of HTML and a bare “&” are read as the characters that they mean. Nothing is loaded
    from elsewhere.

    Raises: TranscriptError if it is not well formed, has too many tags, or its entities or tags
        are nested to exhaust memory.
    """
    n_tags = text.count("<")
    if n_tags > MAX_TAGS:
        raise TranscriptError(
            f"it has {n_tags:,} tags, more than any transcript (the most is {MAX_TAGS:,}); split "
            "it, or save the words as plain text"
        )
    # The text is decoded already, so what the declaration says of the encoding is out of date.
    body = _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text).lstrip("\ufeff")
    body = "".join(
        piece if piece.startswith("<![CDATA[") else _sound(piece) for piece in _CDATA.split(body)
    )
    parser = etree.XMLParser(no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(body.strip("\0").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise TranscriptError(
            f"its XML is damaged ({error.msg}); export it again, or save the words as plain text",
            line=error.lineno,
        ) from error


def _sound(piece: str) -> str:
    """The piece with named characters of HTML as characters, and each bare “&” as an entity."""

    def character(match: re.Match[str]) -> str:
        known = html.unescape(match[0])
        return match[0] if match[1] in _OF_XML or known == match[0] else known

    return _BARE_AMPERSAND.sub("&amp;", _NAMED.sub(character, piece))


def local(element: Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return tag_of(element).lower()


def tag_of(element: Element) -> str:
    """The name of an element without its namespace, as written."""
    return etree.QName(element).localname


def attributes(element: Element) -> dict[str, str]:
    """The attributes by their names without namespaces, in lower case."""
    return {etree.QName(name).localname.lower(): value.strip() for name, value in element.items()}


def find_all(root: Element, *names: str) -> Iterator[Element]:
    """The elements of these local names (in lower case), in the order of the document."""
    return (element for element in elements_in(root) if local(element) in names)


def elements_in(root: Element) -> Iterator[Element]:
    """The root and all elements below it, in the order of the document."""
    return root.iter(etree.Element)


def first(root: Element, *names: str) -> Element | None:
    """The first of the elements that `find_all` gives."""
    return next(find_all(root, *names), None)


def outermost(root: Element, *names: str) -> Iterator[Element]:
    """The elements of these names below the root that are in no other of these names."""
    inside: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside = None if inside is element else inside
        elif inside is None and element is not root and local(element) in names:
            inside = element
            yield element


def text_of(element: Element | None, *, without: Collection[str] = ()) -> str:
    """The words in an element on one line, without those in elements of the names in `without`."""
    if element is None:
        return ""
    return " ".join("".join(pieces_of(element, without)).split())


def pieces_of(element: Element, without: Collection[str] = ()) -> Iterator[str]:
    """The pieces of text in an element in order; what breaks a line gives a space."""
    skipped: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipped is None and node is not element and local(node) in without:
                skipped = node
            if skipped is None:
                if local(node) in _BREAKS:
                    yield " "
                yield node.text or ""
            continue
        if skipped is node:
            skipped = None
        if skipped is None and node is not element:
            yield node.tail or ""


def blocks_of(root: Element) -> Iterator[Element]:
    """The outermost elements with words of their own, before, between or behind other elements."""
    inside: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside = None if inside is element else inside
        elif inside is None and any(
            words and words.strip() for words in (element.text, *(child.tail for child in element))
        ):
            inside = element
            yield element


def note_of(element: Element, text: str | None = None) -> Note:
    """A note at an element's line; of its own words unless others are given."""
    return Note(element.sourceline or 1, text_of(element) if text is None else text)


def left_over(root: Element, read: Iterable[Element]) -> tuple[Note, ...]:
    """The words of the tree in none of the elements in `read`, one note for each element."""
    known = set(read)
    notes: list[Note] = []
    skipped: Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if skipped is None and node in known:
                skipped = node
            words = node.text if skipped is None else None
        else:
            skipped = None if skipped is node else skipped
            words = node.tail if skipped is None and node is not root else None
        if words and count_words(words):
            notes.append(Note(node.sourceline or 1, " ".join(words.split())))
    return tuple(notes)


def people_in(root: Element) -> dict[str, str]:
    """Id → name of everybody whom the file lists with both."""
    names: dict[str, str] = {}
    for element in elements_in(root):
        values = attributes(element)
        id = next((value for key, value in values.items() if key.endswith(_ID_ENDS)), "")
        if id and id not in names and (name := _name_of(element, values)):
            names[id] = name
    return names


def _name_of(element: Element, values: dict[str, str]) -> str:
    """The name in an attribute of a person's element, or in an element close below it."""
    for key in _NAMES:
        if values.get(key):
            return values[key]
    for child in element:
        if local(child) in _NAMES and (name := full_name(child)):
            return name
    return full_name(element) if any(local(child) in _LAST for child in element) else ""


def full_name(element: Element) -> str:
    """The name in an element: first name, then family name, if it has them; else its words."""
    given = [text_of(part) for part in find_all(element, *_FIRST)]
    family = [text_of(part) for part in find_all(element, *_LAST)]
    if given and family:
        name = " ".join([*given, *family])
        return name if name.isascii() or not _HAN_ONLY.fullmatch(name) else family[0] + given[0]
    return text_of(element)


def name_by_id(id: str, people: dict[str, str]) -> str:
    """The name of an id, or of several with spaces between: “#MaraQuist” → “Mara Quist”."""
    names = [people.get(one.lstrip("#")) or _readable(one) for one in id.split()]
    return " & ".join(dict.fromkeys(filter(None, names)))


def _readable(id: str) -> str:
    """An id that is made of a name, as that name; other ids stay."""
    bare = id.rsplit("#", 1)[-1].rsplit(":", 1)[-1]
    last = bare.rsplit(".", 1)[-1]
    words = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|[_-]+", " ", last if last.isalpha() else bare)
    return " ".join(words.split())
