"""Any other XML: who speaks is found by its shape, so that no tag is ever read as speech.

An element with a speaker among its attributes is a speech; so is what follows an element that
names a speaker, up to the next one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from ...errors import TranscriptError
from ..plain.page_furniture import find_date
from ..plain.plain import read_plain
from ..utterances import Contents, Utterance, count_words, to_seconds
from .tree import (
    Element,
    attributes,
    blocks_of,
    elements_in,
    find_all,
    first,
    full_name,
    left_over,
    local,
    name_by_id,
    note_of,
    people_in,
    tag_of,
    text_of,
)

_WHO = (
    "speaker who speakername speaker_name speaker-name speakerid speaker_id speaker-id"
    " speaker-reference spk agent participant by voice name redner"
).split()
_OTHER_MEANINGS = ("by", "voice", "name")
_SPEAKERS = frozenset(
    "speaker speakername speaker_name redner orador orateur personspeaking who from participant"
    " spk member interviewer interviewee".split()
)
_NAME = ("name", "displayname", "nom", "nombre")
_STARTS = (
    "start starttime start_time start-time begin from time timestamp in start-reference".split()
)
_ENDS = "end endtime end_time end-time to out end-reference stop".split()
_ASIDES = frozenset("kommentar comment note notes remark stage event noise didascalie".split())
_MOMENTS = ("absolute-time", "time", "offset", "value")
_CLOCK_OR_NUMBER = re.compile(r"[\d\s.,:;hms#\-–>]+")
_MAX_NAME_LENGTH = 80  # characters
_MIN_SHARE = 0.25  # of the words of the longest kind of element, on average
_SLOWEST = 30  # seconds for a word; numbers that say more are milliseconds
# Known formats whose words stand among glosses, or several times over.
_REFUSED = {
    "folia": "as text, or convert it with folia2txt",
    "chat": "as a .cha file (chatter -inputFormat xml -outputFormat cha)",
    "interlinear-text": "from FLEx as ELAN (.eaf)",
    "xmeml": "as SubRip (.srt)",
    "fcpxml": "as SubRip (.srt)",
}
_WAYS = (
    "export the transcript as text (“Name: words”), WebVTT, TEI, ELAN or OHMS, and add that file"
)


@dataclass(frozen=True, slots=True)
class _Speech:
    element: Element
    speaker: str
    words: str
    owner: Element  # the element with the times


def read_other_xml(root: Element) -> Contents:
    """Read XML of no known kind, by the shape of its speeches; what is left is unread.

    Raises: TranscriptError if nothing in it looks like speech with a speaker.
    """
    interlinear = first(root, "interlinear-text")
    kind = local(root if interlinear is None else interlinear)
    if kind in _REFUSED:
        raise TranscriptError(
            f"XML of this kind (<{tag_of(root)}>) is not read; export it {_REFUSED[kind]}"
        )
    people = people_in(root)
    speeches = _by_attribute(root, people) or _by_element(root)
    if not speeches:
        return _by_lines(root)
    title = first(root, "title", "heading", "headline")
    date = next(find_all(root, "date", "datum", "recordingdate"), None)
    stated = "" if date is None else " ".join((text_of(date), *attributes(date).values()))
    read = list(dict.fromkeys(speech.element for speech in speeches))
    asides = [note_of(aside) for e in read for aside in find_all(e, *_ASIDES) if text_of(aside)]
    known = [*read, *([] if title is None else [title]), *([] if date is None else [date])]
    known += find_all(root, *_SPEAKERS)
    return Contents(
        f"XML ({tag_of(root)})",
        tuple(_timed(speeches, _moments(root))),
        title=text_of(title) or None,
        date=find_date(stated) or find_date(text_of(title)),
        notes=tuple(asides),
        unread=left_over(root, known),
    )


def _by_attribute(root: Element, people: dict[str, str]) -> list[_Speech]:
    """Speeches with the speaker in an attribute; of several tags, those with most words."""
    found: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for element in elements_in(root):
        values = attributes(element)
        key = next((key for key in _WHO if values.get(key)), None)
        if key is not None and element is not root:
            found[local(element), key].append(element)
    speeches: list[_Speech] = []
    most = 0
    for (_, key), elements in found.items():
        if any(_is_inside(element, elements[0]) for element in elements[1:2]):
            continue
        candidates = [
            _Speech(element, name_by_id(attributes(element)[key], people), words, element)
            for element in elements
            if count_words(words := text_of(element, without=_ASIDES))
        ]
        n_words = sum(count_words(speech.words) for speech in candidates)
        is_repeated = len(candidates) > 1 and n_words > len(candidates)
        if key in _OTHER_MEANINGS:  # <string name="…"> names no speaker
            is_repeated &= len({s.speaker for s in candidates}) * 2 <= len(candidates)
        if is_repeated and n_words > most:
            speeches, most = candidates, n_words
    return speeches


def _is_inside(element: Element, other: Element) -> bool:
    return any(above is other for above in element.iterancestors())


def _by_element(root: Element) -> list[_Speech]:
    """Speeches whose speaker stands in an element of its own before the words or among them."""
    speeches: list[_Speech] = []
    for parent in elements_in(root):
        if any(map(_names_speaker, parent)) and not _names_speaker(parent):
            speeches += _after_names(parent)
    return _wordiest(speeches) if len(speeches) > 1 else []


def _wordiest(speeches: Sequence[_Speech]) -> list[_Speech]:
    """The speeches without fields of a few words, such as a party, beside the words."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for speech in speeches:
        lengths[local(speech.element)].append(count_words(speech.words))
    most = max(lengths, key=lambda tag: sum(lengths[tag]))
    least = _MIN_SHARE * mean(lengths[most])
    long = {tag for tag, of_tag in lengths.items() if mean(of_tag) >= least}
    return [speech for speech in speeches if local(speech.element) in long]


def _names_speaker(element: Element) -> bool:
    """Whether the element, or one in it, holds the name of who speaks next."""
    kind = local(element).removesuffix("s")  # “<orateurs><orateur>”
    is_named = kind == "name" or kind in _SPEAKERS
    if not is_named and not any(local(part) in _SPEAKERS for part in element):
        return False
    words = text_of(element)
    if not words or len(words) > _MAX_NAME_LENGTH:
        return False
    # “<p><redner>…</redner>Anna Muster (SPD):</p>” writes the name once more.
    written = words if is_named else text_of(element, without=_SPEAKERS)
    return kind in _SPEAKERS or written.endswith((":", "："))


def _after_names(parent: Element) -> Iterator[_Speech]:
    """The words of the children, each by the speaker named last."""
    speaker = ""
    for child in parent:
        if _names_speaker(child):
            named = first(child, *_SPEAKERS)
            named = child if named is None else named
            name = next((c for c in named if local(c) in _NAME), named)
            speaker = full_name(name).rstrip(":：. ")
        elif speaker and local(child) not in (*_STARTS, *_ENDS, *_ASIDES, "id", "index", "date"):
            words = text_of(child, without=_ASIDES)
            if count_words(words) and not _CLOCK_OR_NUMBER.fullmatch(words):
                yield _Speech(child, speaker, words, parent)
        tail = " ".join((child.tail or "").split())
        if speaker and count_words(tail):
            yield _Speech(child, speaker, tail, parent)


def _by_lines(root: Element) -> Contents:
    """The lines of the document as plain text, if they have names before the words."""
    lines = list(filter(None, map(text_of, blocks_of(root))))
    contents = read_plain("\n\n".join(lines), format="XML") if lines else None
    if contents is None or contents.format.endswith("without speakers"):
        raise TranscriptError(
            f"in this XML (<{tag_of(root)}>) nobody can be seen to speak; {_WAYS}"
        )
    return contents


def _moments(root: Element) -> dict[str, str]:
    """Id → time, of a time line."""
    moments: dict[str, str] = {}
    for element in elements_in(root):
        values = attributes(element)
        id = next((value for key, value in values.items() if key.endswith("id")), "")
        stated = next((values[key] for key in _MOMENTS if values.get(key)), "")
        if id and to_seconds(stated) is not None:
            moments[id] = stated
    return moments


def _timed(speeches: Sequence[_Speech], moments: dict[str, str]) -> list[Utterance]:
    utterances = [
        Utterance(
            speech.words,
            speech.speaker,
            _time_in(speech.owner, _STARTS, moments),
            _time_in(speech.owner, _ENDS, moments),
        )
        for speech in speeches
    ]
    latest = max((u.start_s for u in utterances if u.start_s is not None), default=0.0)
    if latest <= _SLOWEST * sum(count_words(u.text) for u in utterances):
        return utterances
    return [
        replace(
            u,
            start_s=None if u.start_s is None else u.start_s / 1000,
            end_s=None if u.end_s is None else u.end_s / 1000,
        )
        for u in utterances
    ]


def _time_in(element: Element, names: Sequence[str], moments: dict[str, str]) -> float | None:
    """The time in an attribute of an element or in a child of it."""
    values = attributes(element)
    values |= {local(child): text_of(child) for child in element if local(child) in names}
    stated = next((values[name] for name in names if values.get(name)), "")
    return to_seconds(moments.get(stated, stated))
