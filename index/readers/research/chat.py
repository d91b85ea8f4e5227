"""CHAT, the format of TalkBank and CHILDES: “*MOT:” and a tab before what somebody says.

Lines that begin with “%” tell more of the line above and become notes, as do the marks of the
transcriber inside a line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import TranscriptError
from ...transcript import Note
from ..plain.page_furniture import find_date
from ..utterances import Contents, Utterance

_CHAT = re.compile(r"\A\ufeff?\s*@(?:UTF8|Begin|Font|PID|Window|ColorWords|Loc)\b")
_SPEECH = re.compile(r"^\*[^\s:*]{1,12}:[ \t]", re.MULTILINE)
_LINE = re.compile(r"(?P<mark>[@*%])(?P<name>[^:\t\n]{1,60})(?::[ \t]*(?P<text>.*))?$", re.DOTALL)
_TIME = re.compile(r"[\x15•]\D{0,60}?(?P<start>\d{1,9})_(?P<end>\d{1,9})-?[\x15•]")
_REMARK = re.compile(r"\[(?:=!?|%|\+|!|\?|\*|x|<|>|#|-|/|:|\^)[^\[\]]*\]")
_EVENT = re.compile(r"&[=*]\S+|(?<=\s)0\S*|\((?:\.+|\d+[.:]?\d*\.?)\)")
_MARKS = re.compile(
    r"&[-+~]|[<>‡„↑↓→↗↘⇗⇘≈≋∆∇⁎⌈⌉⌊⌋°▁▔☺♋⁇∙Ἡ↻⤔]|@[a-z]+(?::[a-z]+)?\b|(?<=\w)[:^]+(?=[\w:^]|\s)"
)
_BREAK_OFF = re.compile(r'\+(?:\.\.\.?\??|//?[.?]|"/?\.?|[<^,+"]|!\?)')
_LEFT_OUT = re.compile(r"(?<=\w)\((\w+)\)|\((\w+)\)(?=\w)")  # “(be)cause”: not said
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?…，。！？])")
_ROLE = re.compile(r"[A-Z][A-Za-z]*(?:_[A-Z][A-Za-z]*)*")
_NAMELESS = ("text", "unidentified", "participant", "speaker", "adult", "subject")
_TITLES = ("title", "situation")


def is_chat(text: str) -> bool:
    """Whether the text is a CHAT file: headers that begin with “@”, then “*ABC:” lines."""
    return _CHAT.match(text) is not None and _SPEECH.search(text) is not None


def read_chat(text: str) -> Contents:
    """Read the utterances of a CHAT file, with the names and times that it gives.

    Raises: TranscriptError if nobody speaks in it.
    """
    names: dict[str, str] = {}
    title = date = None
    utterances: list[Utterance] = []
    notes: list[Note] = []
    unread: list[Note] = []
    for number, line in _whole_lines(text):
        match = _LINE.match(line)
        if match is None:
            unread.append(Note(number, line))
            continue
        words = " ".join((match["text"] or "").split())
        if match["mark"] == "*":
            utterance, remarks = _utterance(match["name"].strip(), words)
            notes += [Note(number, remark) for remark in remarks]
            if utterance.text:
                utterances.append(utterance)
            continue
        notes.append(Note(number, _TIME.sub("", line).strip()))
        if match["mark"] == "@":
            header = match["name"].strip().lower()
            names |= _participants(words) if header == "participants" else {}
            date = _date(words) if header == "date" and not date else date
            title = words if header in _TITLES and words and not title else title
    if not utterances:
        raise TranscriptError("nobody speaks in this CHAT file; nothing to add")
    return Contents(
        "CHAT",
        tuple(replace(u, speaker=names.get(u.speaker or "", u.speaker)) for u in utterances),
        title=title,
        date=date,
        notes=tuple(notes),
        unread=tuple(unread),
    )


def _whole_lines(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers; one that begins with a space or tab goes on the line above."""
    lines: list[tuple[int, list[str]]] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), start=1):
        if line[:1] in (" ", "\t") and lines:
            lines[-1][1].append(line.strip())
        elif line.strip():
            lines.append((number, [line]))
    return [(number, " ".join(parts)) for number, parts in lines]


def _participants(listed: str) -> dict[str, str]:
    """Code → name: of “MOT Mara_Quist Mother, CHI Target_Child” the names, else the roles.

    Where several have no name and the same role, they keep their codes.
    """
    names: dict[str, str] = {}
    for entry in listed.split(","):
        code, *rest = entry.split() or [""]
        given = rest[0] if rest else ""
        if not code or given.lower() in _NAMELESS:
            continue
        names[code] = given.replace("_", " ")
    values = list(names.values())
    return {code: name for code, name in names.items() if name and values.count(name) == 1}


def _date(stated: str) -> str | None:
    """“02-MAR-2024” or “2024-03-02” in ISO 8601."""
    return find_date(stated) or find_date(stated.replace("-", " "))


def _utterance(code: str, words: str) -> tuple[Utterance, list[str]]:
    """What is said, without the transcriber's marks, and the remarks that these hold."""
    times = list(_TIME.finditer(words))
    words = _TIME.sub(" ", words)
    remarks = [m[0].strip("[]=%! ") for m in _REMARK.finditer(words) if re.search(r"\w", m[0])]
    said = _REMARK.sub(" ", words)
    remarks += [event.lstrip("&=*") for event in _EVENT.findall(" " + said) if event[:1] == "&"]
    said = _EVENT.sub(" ", " " + said)
    said = _BREAK_OFF.sub(lambda match: _end_of(match[0]), said)
    said = _LEFT_OUT.sub(lambda match: match[1] or match[2], _MARKS.sub("", said)).replace("_", " ")
    said = _SPACE_BEFORE_MARK.sub("", " ".join(said.split()))
    if not re.search(r"\w", said):
        said = ""
    start_s = int(times[0]["start"]) / 1000 if times else None
    end_s = int(times[-1]["end"]) / 1000 if times else None
    return Utterance(said, code, start_s, end_s), [remark for remark in remarks if remark]


def _end_of(mark: str) -> str:
    """The punctuation that an interruption ends in."""
    if "?" in mark:
        return "?"
    return "…" if mark.startswith("+..") else " "
