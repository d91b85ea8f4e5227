"""Read text inside JSON that is a transcript itself: labelled text, subtitles, a web page."""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import TranscriptError
from ..captions.cues import is_subtitles
from ..captions.subtitles import read_subtitles
from ..documents.markdown import is_markdown, read_markdown
from ..documents.web_page import is_html, read_html
from ..plain.labels.forms import with_labels_by_form
from ..plain.labels.speaker_labels import speaker_labels
from ..plain.lines import split_label
from ..plain.plain import read_plain
from ..utterances import UNNAMED, Contents, Utterance

_BLOCK = re.compile(r"\s*<(?:p|div|span|ul|ol|section|article|h\d)\b[^<>]*>", re.I)
_MIN_SPEAKERS = 2


def read_inner_text(contents: Contents) -> Contents | None:
    """The contents with the speakers that their texts name; None if the texts name nobody."""
    if any(u.speaker not in (None, UNNAMED) for u in contents.utterances):
        return None
    if len(contents.utterances) > 1 and any(u.start_s is not None for u in contents.utterances):
        return _labelled(contents)
    text = "\n".join(utterance.text for utterance in contents.utterances)
    formats = (
        (is_subtitles(text), read_subtitles),
        (is_html(text) or _BLOCK.match(text) is not None, read_html),
        (is_markdown(text), read_markdown),
    )
    read = next((read for is_format, read in formats if is_format), read_plain)
    try:
        inner = read(text)
    except TranscriptError:
        return None
    names = {u.speaker for u in inner.utterances} - {None, UNNAMED}
    is_one_text = len(contents.utterances) == 1  # otherwise a question says nothing of who asks
    are_labels = is_one_text or all(name in text for name in names if name)
    if read in (read_plain, read_markdown) and not (len(names) >= _MIN_SPEAKERS and are_labels):
        return None
    return replace(
        contents,
        utterances=inner.utterances,
        title=contents.title or inner.title,
        date=contents.date or inner.date,
        notes=inner.notes,
        unread=inner.unread,
    )


def _labelled(contents: Contents) -> Contents | None:
    """Timed utterances whose texts begin with a speaker's name: “Alex: …”."""
    lines = [split_label(n, u.text) for n, u in enumerate(contents.utterances)]
    names = speaker_labels(lines)
    lines, by_form = with_labels_by_form(lines, sum(line.label in names for line in lines))
    names |= by_form
    if len(names) < _MIN_SPEAKERS:
        return None
    return replace(
        contents,
        utterances=tuple(
            Utterance(line.rest, line.label, u.start_s, u.end_s)
            if line.label in names
            else replace(u, speaker=None)
            for u, line in zip(contents.utterances, lines, strict=True)
        ),
    )
