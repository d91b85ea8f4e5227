"""Online: a question → hits → an answer with citations. `Library` is the Python API."""

from ..index.errors import (
    ConflictError,
    EvaluationError,
    LanguageModelError,
    LibraryError,
    LibraryLockedError,
    ModelError,
    NotFoundError,
    QuestionError,
    TranscriptError,
    TurnwiseError,
    UsageError,
)
from ..index.store.records import TranscriptInfo
from ..index.store.tables.change_table import Change, ChangeKind
from ..index.store.tables.feedback_table import Feedback, FeedbackVerdict, ShownQuote
from ..index.text.clock import clock
from ..index.text.deep_link import is_web_address
from ..index.text.language import ReplyLanguage, reply_language
from ..index.transcript import Note, Transcript, Turn
from .adding.add_report import AddReport
from .adding.copying import CopyReport
from .adding.correcting.correct import Correction
from .adding.corrections import parse_names
from .answer import Answer, AskedQuestion, Citation, Hit, Hits, Searched, TranscriptReference
from .answers.messages import message, shorten
from .feedback import FeedbackExport
from .library import Library
from .people.alias_suggestions import AliasSuggestion
from .people.speakers import Speaker
from .reading.address import PassageAddress, parse_address
from .reading.figures import (
    AskedBy,
    Figures,
    LibraryFigures,
    OpenQuestion,
    SpeakerFigures,
    StripTurn,
)
from .reading.lookup import Lookup, Mention, MentionCount
from .reading.outline import Outline, OutlineEntry
from .reading.overview import Overview, Theme
from .reading.passage import AddressedPassage
from .reading.timeline import Timeline
from .reading.verification import CheckedQuote, Verdict, Verification, verify_answer, verify_quote
from .search.filters import FilterOptions
from .search.ranking.retrieve import SearchMode
from .suggested_questions import example_questions, next_questions

__all__ = [
    "AddReport",
    "AddressedPassage",
    "AliasSuggestion",
    "Answer",
    "AskedBy",
    "AskedQuestion",
    "Change",
    "ChangeKind",
    "CheckedQuote",
    "Citation",
    "ConflictError",
    "CopyReport",
    "Correction",
    "EvaluationError",
    "Feedback",
    "FeedbackExport",
    "FeedbackVerdict",
    "Figures",
    "FilterOptions",
    "Hit",
    "Hits",
    "LanguageModelError",
    "Library",
    "LibraryError",
    "LibraryFigures",
    "LibraryLockedError",
    "Lookup",
    "Mention",
    "MentionCount",
    "ModelError",
    "NotFoundError",
    "Note",
    "OpenQuestion",
    "Outline",
    "OutlineEntry",
    "Overview",
    "PassageAddress",
    "QuestionError",
    "ReplyLanguage",
    "SearchMode",
    "Searched",
    "ShownQuote",
    "Speaker",
    "SpeakerFigures",
    "StripTurn",
    "Theme",
    "Timeline",
    "Transcript",
    "TranscriptError",
    "TranscriptInfo",
    "TranscriptReference",
    "Turn",
    "TurnwiseError",
    "UsageError",
    "Verdict",
    "Verification",
    "clock",
    "example_questions",
    "is_web_address",
    "message",
    "next_questions",
    "parse_address",
    "parse_names",
    "reply_language",
    "shorten",
    "verify_answer",
    "verify_quote",
]
