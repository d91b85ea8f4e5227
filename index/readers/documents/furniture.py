"""What notes and articles hold besides the talk: definitions, tasks, fields, chapters, credits."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ...text.fold import fold
from ..plain.clocks import take_clock
from .labels import HEADING, is_sentence, label_of, recurring_labels, split
from .lines import Document, TextLine, note_lines

# “[a]: https://…”, “[^1]: …”, “[#]: subject: …”, “[//]: # (…)”; not “[Alex]: Hello.”
_DEFINITION = re.compile(
    r"\s{0,3}\[(?:\^[^\]]+\]:|[^\w\]]+\]:|[^\]]+\]:\s*<?(?:\w+://|mailto:|#|\.?/)\S*)"
)
_DEFINED = re.compile(r"\s{0,3}\[([^\]\n]+)\]:")
_REFERENCE = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{0,100})\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
# Lines of pictures: “![](…)”, “![][1]”, “![[kiln.png]]”, “[![](…)](…)”.
_PICTURES = re.compile(
    r"\s*(?:!\[\[[^\]\n]*\]\]\s*|!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])\s*"
    r"|\[!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])\](?:\([^()\n]*\)|\[[^\]\n]*\])\s*)+$"
)
_TASK = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[[ xX]\]\s")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)、])\s")
_RULE = re.compile(r"\s*(?:[-*_=—]\s*){3,}$")
_ADDRESS = re.compile(r"https?://|\]\(|\]\[|@")
# Sections that tell what came of the talk, or what stands beside it; folded.
_OUTCOME = re.compile(
    r"(?:\W|\d)*(?:(?:ai|meeting|key|final|main|speaker['’]?s)?\s*(?:summar(?:y|ies)|takeaways?)"
    r"(?: of .*)?|(?:conclusions?|resolutions?|decisions?|outcomes?)(?:\s*[/&,].*| and .*)?"
    r"|(?:action items?|next steps?|to-?dos?|tasks?|follow[- ]?ups?)|(?:key )?(?:highlights|points)"
    r"|(?:show ?notes|links|references|resources|further reading|see also|credits|bibliography)"
    r"|(?:会议)?(?:结论|决议|决定|纪要|总结|摘要|概要|小结)|待办(?:事项)?|行动项|后续(?:行动|事项)"
    r"|下一步(?:计划)?|要点|参考(?:资料|文献|链接)|相关链接|附录|延伸阅读)\W*"
)
_CREDIT = re.compile(
    r"via|source|from|author|translat(?:or|ed by)|translation|proofread(?:er|ing)?|edit(?:or|ed by)"
    r"|photos?|images?|topic|licen[cs]e|published|original|link|url|written by|produced by|music"
    r"|作者|原?作者|选题|译者|翻译|校对|校正|审校|编辑|责编|来源|出处|原文(?:链接|地址)?|链接|摄影|图片"
    r"|排版|转载|授权|版权|封面|监制|制作|后期|音乐"
)
_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)
_ITALIC = re.compile(r"([*_])(?![*_\s]).+(?<![*_\s])\1|<(em|i|small)>[^<>]+</\2>")
_CAPTION = re.compile(
    r"(?:photo|image|picture|figure|fig\.?|caption|illustration)s?(?: ?(?:\d+|credits?|by|source))?"
    r"|(?:上|下|左|右|题|配)?(?:图|图片|照片|插图|图表)(?:片)?\d*(?:来源|说明|提供|作者)?|摄影"
)
_MAX_NOTED = 0.6  # share of the characters; more is no furniture of a talk
_MIN_TALK = 1000  # characters; shares of less mean little
_MIN_CHAPTERS = 3
_MAX_RATE = 0.7  # letters per second; people say two and more
_MIN_CREDITS = 2


def read_definitions(document: Document) -> None:
    """Make notes of link definitions, footnotes, pictures and task lists; take the links out."""
    lines = document.lines
    defined = {match[1].lower() for line in lines if (match := _DEFINED.match(line.text))}
    below = _below_pictures(lines)
    note_lines(
        document,
        lambda n: (
            n in below or any(form.match(lines[n].text) for form in (_DEFINITION, _TASK, _PICTURES))
        ),
    )

    def shown(link: re.Match[str]) -> str:
        return link[1] if (link[2] or link[1]).lower() in defined else link[0]

    document.lines = [
        replace(line, text=_FOOTNOTE.sub("", _REFERENCE.sub(shown, line.text)))
        if "][" in line.text or "[^" in line.text
        else line
        for line in document.lines
    ]


def _below_pictures(lines: Sequence[TextLine]) -> set[int]:
    """The positions of lines in italics right below a picture."""
    worded = [n for n, line in enumerate(lines) if line.text.strip()]
    return {
        n
        for above, n in itertools.pairwise(worded)
        if _PICTURE.match(lines[above].text.strip()) and _ITALIC.fullmatch(lines[n].text.strip())
    }


def note_fields(document: Document) -> None:
    """Make notes of the fields under headings (“Presenter: …”) and of sections without talk."""
    lines = document.lines
    labels = recurring_labels(lines)
    sections = _sections(lines)
    talkers = _talkers(lines, sections, labels, document.members)
    if len(talkers) < 2:
        return
    noted: set[int] = set()
    for section in sections:
        noted |= _furniture(lines, section, talkers, document.members)
    n_noted = sum(len(lines[n].text) for n in noted)
    n_most = max(_MIN_TALK, _MAX_NOTED * sum(len(line.text) for line in lines))
    if n_noted <= n_most:
        note_lines(document, lambda n: n in noted)


def _sections(lines: Sequence[TextLine]) -> list[range]:
    """The positions of a heading and the lines under it, and those above the first one."""
    starts = [n for n, line in enumerate(lines) if HEADING.match(line.text)]
    bounds = [*([0] if starts and starts[0] else []), *starts, len(lines)]
    return [range(a, b) for a, b in itertools.pairwise(bounds)] if starts else []


def _talkers(
    lines: Sequence[TextLine], sections: Sequence[range], labels: Counter[str], members: set[str]
) -> set[str]:
    """Labels that come again and speak: in sentences, or elsewhere than directly under headings."""
    talkers = {label for label in labels if label in members}
    if len(talkers) > 1:
        return talkers | {label for label, n in _speaking(lines).items() if n > 2}
    talkers = {label for label in _speaking(lines) if label in labels}
    heads: Counter[str] = Counter()
    for section in sections:
        for position in section:
            label = label_of(lines[position])
            if label in talkers:
                break
            if label:
                heads[label] += 1
    return talkers | {label for label, n in labels.items() if heads[label] < n}


def _speaking(lines: Sequence[TextLine]) -> Counter[str]:
    """How often each label has a sentence behind it."""
    counts: Counter[str] = Counter()
    for line in lines:
        label, words = split(line)
        if label and (is_sentence(words) or not words):
            counts[label] += 1
    return counts


def _furniture(
    lines: Sequence[TextLine], section: range, talkers: set[str], members: set[str]
) -> set[int]:
    """The lines of a section that nobody says."""
    body = [n for n in section if lines[n].text.strip() and not HEADING.match(lines[n].text)]
    first = next((n for n in body if _speaks(lines[n], talkers, members)), None)
    heading = HEADING.match(lines[section.start].text)
    if first is None:
        is_outcome = heading is not None and _OUTCOME.fullmatch(fold(heading["text"]).strip("*_ "))
        is_list = all(_ITEM.match(lines[n].text) for n in body)
        return set(body) if heading and (is_outcome or is_list) else set()
    above = [n for n in body if n < first]
    fields = [n for n in above if _is_field(lines[n])]
    return set(above) if fields and heading else set()


def _speaks(line: TextLine, talkers: set[str], members: set[str]) -> bool:
    """Whether a line has the label of a talker, or one that says a sentence."""
    label, words = split(line)
    return label in talkers or (label is not None and not members and is_sentence(words))


def _is_field(line: TextLine) -> bool:
    return label_of(line) is not None or _ITEM.match(line.text) is not None


def note_chapters(document: Document) -> None:
    """Make notes of a list of chapters: times minutes apart with a few words each."""
    lines = document.lines
    times = {n: time for n, line in enumerate(lines) if (time := take_clock(_unlisted(line.text)))}
    run: list[int] = []
    noted: set[int] = set()
    n_words = sum(len(line.text) for line in lines)
    for position in [*range(len(lines)), len(lines)]:
        if position in times:
            run.append(position)
        elif position == len(lines) or lines[position].text.strip():
            if _are_chapters([times[n] for n in run]):
                noted.update(run)
            run = []
    n_noted = sum(len(lines[n].text) for n in noted)
    if noted and n_noted < n_words:
        note_lines(document, lambda n: n in noted)
        document.is_unnamed = not recurring_labels(document.lines)


def _unlisted(text: str) -> str:
    return re.sub(r"^\s*(?:[-*+•]\s+)?[*_]{0,2}", "", text)


def _are_chapters(times: Sequence[tuple[float, str]]) -> bool:
    if len(times) < _MIN_CHAPTERS:
        return False
    spans = [
        (following - start, len(text))
        for (start, text), (following, _) in itertools.pairwise(times)
    ]
    if any(span <= 0 for span, _ in spans):
        return False
    return median(n / span for span, n in spans) < _MAX_RATE


def note_credits(document: Document) -> None:
    """Make notes of credits below the talk: “译者：…”, “via: …”, each once, without a sentence."""
    lines = document.lines
    labels = recurring_labels(lines)
    last = max((n for n, line in enumerate(lines) if label_of(line) in labels), default=-1)
    below = [n for n in range(last + 1, len(lines)) if lines[n].text.strip()]
    credit = [n for n in below if _is_credit(lines[n])]
    named = [n for n in credit if _CREDIT.fullmatch(fold(label_of(lines[n]) or ""))]
    if len(credit) < _MIN_CREDITS or not named:
        return
    first = credit[0]
    n_above = sum(len(line.text) for line in lines[:first])
    if n_above < sum(len(line.text) for line in lines[first:]):
        return  # fields of a note, not credits below a text
    rules = [n for n in below if n < first and _RULE.match(lines[n].text)]
    start = rules[-1] if rules and rules[-1] + 3 >= first else first
    note_lines(document, lambda n: n >= start)


def note_captions(document: Document) -> None:
    """Make notes of captions: “Photo: …”, “图：…”."""
    lines = document.lines
    labels = recurring_labels(lines)

    def is_caption(position: int) -> bool:
        line = lines[position]
        label = label_of(line)
        if label is None and line.text.lstrip()[:1] in ("*", "_"):
            label = label_of(replace(line, text=line.text.strip().strip("*_")))
        is_caption = label is not None and _CAPTION.fullmatch(fold(label).strip("*_ "))
        return bool(is_caption) and label not in labels

    note_lines(document, is_caption)


def _is_credit(line: TextLine) -> bool:
    label, words = split(line)
    return (
        label is not None
        and bool(words)
        and (_ADDRESS.search(words) is not None or not is_sentence(words))
    )
