"""XML of research and public records: which reader, by the name of the root."""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import TranscriptError
from ..utterances import Contents
from .elan import read_elan, read_exmaralda
from .ohms import read_ohms
from .shapes import read_other_xml
from .tei import read_tei
from .transcriber import read_transcriber
from .tree import first, local, parse_xml

_READERS = {
    "tei": read_tei,
    "teicorpus": read_tei,
    "annotation_document": read_elan,
    "basic-transcription": read_exmaralda,
    "trans": read_transcriber,
}
_START = re.compile(
    r"\A\ufeff?\s*(?P<declaration><\?xml\b[^>]{0,200}\?>)?(?:\s|<!--.{0,5000}?-->|<\?[^>]{0,500}\?>"
    r"|<!DOCTYPE\s[^>\[]{0,500}(?:\[[^\]]*\]\s*)?>)*<(?P<root>[\w:.-]{1,60})(?=[\s/>])",
    re.DOTALL,
)
# Those that other readers read.
_ELSEWHERE = re.compile(
    r"(?:html|head|body|akomantoso|tt|timedtext|svg|cite|time|p|div|article|main|section|h[1-6]"
    r"|ul|ol|dl|table|blockquote|strong|b|i|em|a|span|br|v|c)\Z",
    re.I,
)
_NAMESPACE = re.compile(r"[^<>]{0,500}\bxmlns\b")
_TIMED_LINES = re.compile(r"<(?:text|p)\s[^>]*\b(?:start|begin|t)=")


def is_record_xml(text: str) -> bool:
    """Whether the text is XML, other than web pages, Akoma Ntoso and timed lines."""
    start = _START.match(text)
    if start is None:
        return False
    root = start["root"]
    bare = root.rsplit(":", 1)[-1]
    if _ELSEWHERE.match(bare) or root.startswith(("tt:", "an:")):
        return False
    if bare.lower() == "transcript" and _TIMED_LINES.search(text):
        return False
    # Without a declaration, “<Name> words” may be a speaker's label.
    is_known = bare.lower() in _READERS or _NAMESPACE.match(text, start.end()) is not None
    return bool(start["declaration"]) or is_known or text.rstrip().endswith(f"</{root}>")


def read_record_xml(text: str) -> Contents:
    """Read TEI, OHMS, ELAN, EXMARaLDA, Transcriber, or other XML with speakers.

    Raises: TranscriptError if the XML is damaged, or nobody speaks in it; it says what to export.
    """
    root = parse_xml(text)
    inner = first(root, "tei", "annotation_document")  # in what an archive wraps around it
    root = root if inner is None or local(root) in _READERS else inner
    is_ohms = "ohms" in str(root.tag) or (
        local(root) == "root" and any(local(child) == "record" for child in root)
    )
    read = read_ohms if is_ohms else _READERS.get(local(root), read_other_xml)
    contents = read(root)
    if not any(utterance.text for utterance in contents.utterances):
        raise TranscriptError("nobody speaks in this XML; nothing to add")
    return replace(contents, notes=tuple(note for note in contents.notes if note.text))
