"""Online: a question → hits → an answer with citations. `Library` is the Python API."""

from ..index.errors import (
    EvaluationError,
    LibraryError,
    LibraryLockedError,
    ModelError,
    QuestionError,
    TranscriptError,
    TurnwiseError,
)
from ..index.transcript import Note, Transcript, Turn
from .answer import Answer, AskedQuestion, Citation, Hit, TranscriptReference
from .library import AddReport, Library
from .lookup import Lookup, Mention, MentionCount
from .outline import Outline, OutlineEntry
from .speakers import Speaker
from .verification import CheckedQuote, Verdict, Verification, verify_answer, verify_quote

__all__ = [
    "AddReport",
    "Answer",
    "AskedQuestion",
    "CheckedQuote",
    "Citation",
    "EvaluationError",
    "Hit",
    "Library",
    "LibraryError",
    "LibraryLockedError",
    "Lookup",
    "Mention",
    "MentionCount",
    "ModelError",
    "Note",
    "Outline",
    "OutlineEntry",
    "QuestionError",
    "Speaker",
    "Transcript",
    "TranscriptError",
    "TranscriptReference",
    "Turn",
    "TurnwiseError",
    "Verdict",
    "Verification",
    "verify_answer",
    "verify_quote",
]
