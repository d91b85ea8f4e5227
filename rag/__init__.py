"""Online: a question → hits → an answer with citations. `Library` is the Python API."""

from ..index.errors import (
    EvaluationError,
    LanguageModelError,
    LibraryError,
    LibraryLockedError,
    ModelError,
    QuestionError,
    TranscriptError,
    TurnwiseError,
    UsageError,
)
from ..index.store.feedback_table import Feedback, FeedbackVerdict, ShownQuote
from ..index.transcript import Note, Transcript, Turn
from .adding.add_report import AddReport
from .answer import Answer, AskedQuestion, Citation, Hit, TranscriptReference
from .feedback import FeedbackExport
from .library import Library
from .people.alias_suggestions import AliasSuggestion
from .people.speakers import Speaker
from .reading.lookup import Lookup, Mention, MentionCount
from .reading.outline import Outline, OutlineEntry
from .reading.timeline import Timeline
from .verification import CheckedQuote, Verdict, Verification, verify_answer, verify_quote

__all__ = [
    "AddReport",
    "AliasSuggestion",
    "Answer",
    "AskedQuestion",
    "CheckedQuote",
    "Citation",
    "EvaluationError",
    "Feedback",
    "FeedbackExport",
    "FeedbackVerdict",
    "Hit",
    "LanguageModelError",
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
    "ShownQuote",
    "Speaker",
    "Timeline",
    "Transcript",
    "TranscriptError",
    "TranscriptReference",
    "Turn",
    "TurnwiseError",
    "UsageError",
    "Verdict",
    "Verification",
    "verify_answer",
    "verify_quote",
]
