"""The JSON of the API: what the OpenAPI document says of requests and results.

The results are those of `to_dict` of the records in `turnwise.rag`; a test holds the two together.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...rag import FilterOptions, SearchMode
from .jobs import Job, JobState

Text = Annotated[str, Field(max_length=10_000)]
Name = Annotated[str, Field(min_length=1, max_length=500)]


class Record(BaseModel):
    """A request or a result; one with an unknown field is refused."""

    model_config = ConfigDict(extra="forbid")


class Request(Record):
    """A request: a text is no number, and a number no yes or no."""

    model_config = ConfigDict(strict=True)


class TranscriptReference(Record):
    """Which transcript something stands in."""

    id: str
    title: str
    date: str | None = Field(description="ISO 8601")


class TranscriptHeading(TranscriptReference):
    """What is told of a transcript, without its words."""

    source: str | None = Field(description="the name of the file")
    url: str | None = Field(description="of the recording")
    format: str | None = Field(description="the kind of file: “WebVTT”")
    speakers: list[str]
    turns: int


class TranscriptInfo(TranscriptHeading):
    """A transcript of the library, without its words."""

    tags: list[str]
    language: str | None = Field(description="“zh”, “en” or “mixed”; null where it is damaged")
    questions: int | None = Field(description="how often somebody asks; null where it is damaged")
    duration_s: float | None = Field(description="until the last time in it; null if untimed")
    added_at: str | None = Field(description="UTC, ISO 8601; null if an early version added it")
    version: str = Field(description="of the turns: another one after each correction of them")


class TranscriptPage(Record):
    """Transcripts by date, a page of them."""

    transcripts: list[TranscriptInfo]
    total: int = Field(description="that pass the filters")
    next: str | None = Field(description="the address of the next page; null on the last one")


class Turn(Record):
    """One stretch of speech by one speaker."""

    model_config = ConfigDict(extra="allow")

    number: int = Field(description="from 1")
    speaker: str
    text: str
    start_s: float | None = Field(description="seconds from the start of the recording")
    end_s: float | None
    label: str | None = Field(description="the speaker in the file, if it differs from the name")


class TurnPage(Record):
    """Turns of a transcript by number."""

    transcript: TranscriptReference
    total: int = Field(description="turns of the whole transcript")
    turns: list[Turn]


class AskedQuestion(Record):
    """The question that a turn answers."""

    turn: int
    speaker: str
    text: str


class Passage(Record):
    """What lies at an address."""

    address: str = Field(examples=["turnwise:0123456789abcdef/27#char=10,58"])
    transcript: TranscriptReference
    turn: int
    speaker: str
    text: str = Field(description="the whole turn")
    quote: str = Field(description="the addressed words, verbatim: text[quote_start:][:len(quote)]")
    quote_start: int = Field(description="in characters, from 0")
    start_s: float | None
    url: str | None = Field(description="of the recording, at that time where it is known")
    question: AskedQuestion | None = Field(description="that the turn answers")


class Hit(Passage):
    """A turn that fits a query."""

    rank: int
    score: float = Field(description="0 to 1; compares the hits of one search only")
    also_in: list[TranscriptReference] = Field(description="where the same words stand too")


class Citation(Hit):
    """A hit under the number that stands in the answer's text."""

    n: int
    verified: bool = Field(description="the quote stands in that turn, by that speaker")


class Searched(Record):
    """What the words of a question said of where to look, and how much was searched."""

    speakers: list[str] = Field(description="whom the question names: only their words")
    asked_by: list[str] = Field(description="whose questions were answered first")
    transcripts: list[TranscriptReference] = Field(description="that it names by title or date")
    n_transcripts: int
    n_in_library: int


class Answer(Record):
    """An answer, or a refusal that says what was searched."""

    question: str
    understood_as: str = Field(description="the question, follow-ups completed")
    answered: bool
    text: str = Field(description="with the numbers of the citations: [1]")
    citations: list[Citation]
    model: str | None = Field(description="the language model that worded it")
    related: list[Hit] = Field(description="of a refusal: what is nearest")
    form: str = Field(description="the kind of answer that the question asks for")
    steps: list[str] = Field(description="what a language model looked up")
    searched: Searched | None = Field(description="where the answer was looked for")


class FilterFields(Request):
    """What narrows a search; null is no limit."""

    speakers: list[Name] | None = Field(None, description="names, aliases or parts of a name")
    transcripts: list[Name] | None = Field(None, description="ids")
    tags: list[Name] | None = Field(None, description="of transcripts: one of these is enough")
    after: str | None = Field(None, description="this date or later", examples=["2018-11-02"])
    before: str | None = Field(None, description="this date or earlier", examples=["2018-11-02"])

    def options(self) -> FilterOptions:
        """The keyword arguments of `Library.search` and the like."""
        return {
            "speakers": self.speakers,
            "transcripts": self.transcripts,
            "tags": self.tags,
            "after": self.after,
            "before": self.before,
        }


class SearchRequest(FilterFields):
    """What to search for."""

    query: Text = Field(examples=["OpenCL"])
    k: int = Field(10, ge=1, le=100)
    mode: SearchMode = "hybrid"


class SearchResult(Record):
    """Hits, best first."""

    hits: list[Hit]


class AskRequest(FilterFields):
    """A question, and the questions before it."""

    question: Text = Field(examples=["what did he say about OpenCL"])
    history: list[Text] = Field([], max_length=50, description="earlier questions, oldest first")
    k: int = Field(5, ge=1, le=50, description="hits considered")
    anyone: bool = Field(False, description="also where the question names a speaker")
    anywhere: bool = Field(False, description="also where the question names transcripts")


class LookupRequest(FilterFields):
    """A term to find."""

    term: Text = Field(examples=["OpenCL"])


class TimelineRequest(FilterFields):
    """A subject to follow over time."""

    subject: Text = Field(examples=["OpenCL"])


class Mention(Record):
    """A place where a term is spoken."""

    transcript: TranscriptReference
    turn: int
    address: str
    speaker: str
    start: int = Field(description="of the term in the turn, in characters")
    end: int
    quote: str = Field(description="the sentence, verbatim")
    quote_start: int
    start_s: float | None
    url: str | None


class MentionCount(Record):
    """How often one speaker says a term."""

    speaker: str
    transcript: TranscriptReference | None = Field(description="only for a placeholder")
    mentions: int


class Lookup(Record):
    """All mentions of a term."""

    term: str
    counts: list[MentionCount]
    mentions: list[Mention]


class Timeline(Record):
    """Hits on a subject by date, one per speaker and transcript."""

    subject: str
    entries: list[Hit]


class OutlineEntry(Record):
    """A question and the start of its answer."""

    turn: int
    question: AskedQuestion | None
    asked: str | None
    answers: list[int]
    answer_turn: int | None
    speaker: str | None
    answer: str | None
    start_s: float | None
    url: str | None


class Outline(Record):
    """The questions of a transcript in order."""

    transcript: TranscriptReference
    n_questions: int
    entries: list[OutlineEntry]


class Theme(Record):
    """A theme of a talk, and the sentence that stands for it."""

    first_turn: int
    last_turn: int
    hit: Hit
    start_s: float | None


class Overview(Record):
    """What a talk is about."""

    transcript: TranscriptReference
    opening: Hit | None
    themes: list[Theme]


class AddedTranscript(TranscriptHeading):
    """A transcript of an addition, without its words."""

    language: str
    notes: list[dict[str, Any]]
    links: list[dict[str, Any]]
    words_not_read: int


class FailedFile(Record):
    """A file that could not be read."""

    source: str | None
    line: int | None
    error: str


class AddReport(Record):
    """What came of an addition."""

    added: list[AddedTranscript]
    updated: list[AddedTranscript]
    unchanged: list[AddedTranscript]
    failed: list[FailedFile]
    skipped: list[str]


class JobRecord(Record):
    """An addition, and how far it is."""

    id: str
    name: str
    state: JobState
    since: str
    done: int = Field(description="passages embedded, of the transcript at hand")
    total: int
    report: AddReport | None
    error: str | None

    @classmethod
    def of(cls, job: Job) -> JobRecord:
        return cls(
            id=job.id,
            name=job.name,
            state=job.state,
            since=job.since,
            done=job.done,
            total=job.total,
            report=AddReport.model_validate(job.report.to_dict()) if job.report else None,
            error=job.error,
        )


class JobList(Record):
    """Additions, oldest first."""

    jobs: list[JobRecord]


class AddTextRequest(Request):
    """A transcript as text, in any format that Turnwise reads, or the address of one."""

    text: str | None = Field(None, max_length=5_000_000, examples=["Ann: Why?\nBob: Because."])
    name: Name = Field("transcript.txt", description="gives the title where the text has none")
    address: str | None = Field(None, max_length=2_000, description="of a file on the web")
    url: str | None = Field(None, max_length=2_000, description="where the recording is heard")
    tags: list[Name] = Field([], description="for what is added, beside those that it has")


class Speaker(Record):
    """A speaker, with the other names that find the person."""

    name: str
    aliases: list[str]
    transcripts: list[TranscriptReference]
    turns: int
    placeholder: bool


class SpeakerList(Record):
    """All speakers."""

    speakers: list[Speaker]


class RenameRequest(Request):
    """A name and the one to use in its place."""

    old: Name = Field(examples=["Speaker 1"])
    new: Name = Field(examples=["Ann Lee"])
    transcript: Name | None = Field(None, description="id, to rename only there")


class AliasRequest(Request):
    """A speaker, and other names that find the person."""

    name: Name
    aliases: list[Name] = Field(min_length=1, max_length=100)


class AliasSuggestion(Record):
    """A name that may be one speaker's."""

    name: str
    alias: str
    reason: str
    where: str
    transcript: TranscriptReference
    turn: int | None


class AliasSuggestions(Record):
    """Names that may be speakers' aliases."""

    suggestions: list[AliasSuggestion]


class FeedbackRequest(FilterFields):
    """A verdict on the answer to a question, asked with these filters."""

    question: Text
    history: list[Text] = Field([], max_length=50)
    anyone: bool = False
    anywhere: bool = False
    verdict: Literal["helpful", "wrong"] | None = Field(description="null takes one back")
    comment: str | None = Field(None, max_length=5_000)
