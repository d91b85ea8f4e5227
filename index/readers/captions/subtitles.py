"""SubRip, WebVTT and SubViewer, including the variants of meeting tools and recognisers."""

from __future__ import annotations

from ...errors import TranscriptError
from ...transcript import Note
from ..utterances import Contents, count_words
from .cues import in_order_of_utterance, is_webvtt, split_cues
from .repeats import without_repeats
from .speakers import spoken
from .voices import has_voices, voices


def read_subtitles(text: str) -> Contents:
    """Read the cues as utterances; in a cue without a name the last speaker goes on.

    Raises: TranscriptError if there is no cue with words.
    """
    cues, notes = split_cues(text)
    if not any(cue.lines for cue in cues):
        raise TranscriptError("the subtitles hold no words; nothing to add")
    cues = without_repeats(in_order_of_utterance(cues))
    if has_voices(cues):
        utterances = [utterance for cue in cues for utterance in voices(cue)]
        used = frozenset[str]()
    else:
        utterances, used = spoken(cues)
    ids = [
        Note(cue.line - 1, cue.id)
        for cue in cues
        if cue.id and cue.id not in used and " " in cue.id and count_words(cue.id) > 1
    ]
    name = "WebVTT" if is_webvtt(text) else "SubRip"
    return Contents(name, tuple(utterances), notes=(*notes, *ids))
