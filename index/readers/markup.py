"""XML: parliamentary records (Akoma Ntoso), TTML and YouTube's timed text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Literal

from bs4 import BeautifulSoup, Tag

from ..errors import TranscriptError
from .captions.speakers import with_names_in_words
from .plain.page_furniture import find_date
from .utterances import Contents, Utterance, to_seconds, unescape

_XML = re.compile(
    r"\A\ufeff?\s*(?:<\?xml\b.{0,200}?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:akomaNtoso|an:|tt\b|tt:|transcript\b|timedtext\b)",
    re.DOTALL,
)
MAX_TAGS = 500_000  # per page; each takes a kilobyte of memory
_MAX_DEPTH = 300  # of nested tags; real pages have some dozens
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,9}|[0-9]{1,9});")


def is_xml(text: str) -> bool:
    """Whether the text is XML of a kind that `read_xml` reads."""
    return _XML.match(text) is not None


def read_xml(text: str) -> Contents:
    """Read the speeches of Akoma Ntoso, or the timed lines of TTML and YouTube.

    Raises: TranscriptError if nobody speaks in it.
    """
    soup = parse_markup(text.lstrip("\ufeff"), "lxml-xml")
    speeches = soup.find_all("speech")
    if speeches:
        format, utterances = "Akoma Ntoso", list(_speeches(soup))
    else:
        format, utterances = "timed text", with_names_in_words(list(_timed_text(soup)))
    if not any(utterance.text for utterance in utterances):
        raise TranscriptError("nobody speaks in this XML; nothing to add")
    heading = soup.find(["heading", "docTitle"])
    title = flat(heading) if isinstance(heading, Tag) else ""
    dated = soup.find("FRBRdate")
    day = find_date(str(dated.get("date"))) if isinstance(dated, Tag) else None
    return Contents(format, tuple(utterances), title=title or None, date=day or find_date(title))


def parse_markup(markup: str, parser: Literal["lxml", "lxml-xml"]) -> BeautifulSoup:
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
        name = names.get(by) or (flat(spoken_by) if spoken_by else "") or by.removeprefix("#")
        paragraphs = speech.find_all("p") or [speech]
        words = "\n".join(filter(None, (flat(paragraph) for paragraph in paragraphs)))
        yield Utterance(words, name or None)


def _timed_text(soup: BeautifulSoup) -> Iterator[Utterance]:
    agents = {
        str(agent.get("xml:id")): flat(agent) for agent in soup.find_all("agent") if flat(agent)
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
        words = unescape(flat(line))  # YouTube escapes twice
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


def flat(tag: Tag) -> str:
    """The text of an element in one line."""
    return " ".join(tag.get_text().split())
