"""Speakers that stand beside the words of a cue: voice tags, ids, ends of timing lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ...speakers import is_placeholder
from ..utterances import UNNAMED, Utterance, unescape
from .cues import Cue, joined

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,99})?(?:[ \t]{1,9}(?P<name>[^<>]{0,199}))?>")
# “1 "Mara Quist" (2948711296)” of Webex, “1  spk0” of FunClip, “[Mara]”, “3 - Mara:”.
_NAMED = re.compile(
    r"(?:#?\d+[.:)\]-]*\s+(?:[-–—]\s*)?)?"
    r"(?:[\"“](?P<quoted>[^\"“”]{1,60})[\"”]|[\[(<【](?P<bracketed>[^\[\]()<>【】]{1,60})[\])>】]"
    r"|(?P<name>[^\s\d\W][^\"“”\[\]()<>【】:：/]{0,60}?))"
    r"\s*[:：]?\s*(?:[(\[]\d+[)\]])?"
)
_LETTER = re.compile(r"[^\W\d_]")
_MIN_SHARE = 0.5  # of the cues with words


def has_voices(cues: Sequence[Cue]) -> bool:
    """Whether a cue names its speaker in a tag: `<v Mara>`."""
    return any(
        _name(voice["name"]) != UNNAMED
        for cue in cues
        for line in cue.lines
        for voice in _VOICE.finditer(line)
    )


def voices(cue: Cue) -> Iterator[Utterance]:
    """One utterance for each `<v Name>` of a cue; `</v>` may be missing.

    `<v >` and `<v ->` are a speaker without a name; words before the first tag are the last
    speaker's.
    """
    speaker: str | None = None
    for i, piece in enumerate(_VOICE.split("\n".join(cue.lines))):
        if i % 2:
            speaker = _name(piece)
        elif text := joined(piece.split("\n")):
            yield Utterance(text, speaker, cue.start_s, cue.end_s)


def _name(given: str | None) -> str:
    name = unescape(given or "").strip()
    return name if re.search(r"\w", name) else UNNAMED


def names_beside(cues: Sequence[Cue]) -> dict[str, str]:
    """Id of a cue, or end of its timing line → the speaker that it names.

    They name speakers if most cues have one, and few different ones come again and again. A
    number, a place in a file (“cue-7”) and a title of each cue do not come again.
    """
    for texts in ([cue.id for cue in cues if cue.lines], [cue.beside for cue in cues if cue.lines]):
        named = {text: label for text in texts if text and (label := _label(text))}
        counts = Counter(named[text] for text in texts if text in named)
        n_named, n_different = counts.total(), len(counts)
        come_again = n_different < n_named and n_different <= max(2, n_named / 2)
        if n_named < max(2, _MIN_SHARE * len(texts)) or not come_again:
            continue
        if n_different > 1 or all(map(is_placeholder, counts)):
            return named
    return {}


def _label(text: str) -> str | None:
    named = _NAMED.fullmatch(text)
    label = named and (named["quoted"] or named["bracketed"] or named["name"]).strip()
    return label if label and _LETTER.search(label) else None
