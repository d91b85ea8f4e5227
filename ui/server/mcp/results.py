"""What the tools return: JSON for programs, and the same as text for a language model."""

from __future__ import annotations

from pydantic import Field

from ....rag import AskedQuestion, Citation, Hit, Speaker, TranscriptInfo
from .. import records
from ..records import Record
from .pages import Page, cut

MAX_QUOTE_CHARS = 2_000
MAX_NAMES = 20  # listed beside their number: speakers of a transcript, aliases of a speaker


class Quote(Record):
    """Words of one speaker, and where they stand."""

    address: str = Field(description="cite this, and give it to `fetch` for the whole turn")
    speaker: str
    quote: str = Field(description="verbatim; a very long one is cut, with a sign")
    question: records.AskedQuestion | None = Field(description="that these words answer")
    transcript: records.TranscriptReference
    turn: int
    start_s: float | None = Field(description="seconds from the start of the recording")
    url: str | None = Field(description="of the recording, at that time where it is known")

    @classmethod
    def of(cls, hit: Hit) -> Quote:
        return cls.model_validate(
            {
                "address": hit.address,
                "speaker": hit.speaker,
                "quote": cut(hit.quote, MAX_QUOTE_CHARS),
                "question": _asked(hit.question),
                "transcript": hit.transcript.to_dict(),
                "turn": hit.turn,
                "start_s": hit.start_s,
                "url": hit.url,
            }
        )


def _asked(question: AskedQuestion | None) -> dict[str, object] | None:
    """The fields of a question, its text cut."""
    if question is None:
        return None
    return question.to_dict() | {"text": cut(question.text, MAX_QUOTE_CHARS)}


class SearchItem(Record):
    """A passage that fits a query."""

    id: str = Field(description="its address: give it to `fetch`, and cite it")
    title: str = Field(description="speaker, transcript, date, turn and time")
    url: str = Field(
        description="of the recording at that time, else of the page, else the address"
    )
    text: str = Field(description="the question asked, then the best sentences, verbatim")


class SearchResults(Record):
    """Passages, best first."""

    results: list[SearchItem]
    searched: str | None = Field(description="if nothing was found: what was searched")


class Document(Record):
    """A passage with the question that it answers."""

    id: str = Field(description="its address")
    title: str
    text: str
    url: str
    metadata: dict[str, str] = Field(
        description="speaker, transcript, turn; addresses of the turns before and after; "
        "where the text goes on if it was cut"
    )


class CitedQuote(Quote):
    """A quote under the number that stands in the answer's text."""

    n: int
    verified: bool = Field(description="the stored turn of that speaker holds these words")

    @classmethod
    def cited(cls, citation: Citation) -> CitedQuote:
        numbered = {"n": citation.n, "verified": citation.verified}
        return cls.model_validate(Quote.of(citation.hit).model_dump() | numbered)


class Answered(Record):
    """An answer in the speakers' own words, or a refusal."""

    answered: bool = Field(description="false: nobody spoke of it; text says what was searched")
    text: str = Field(description="with the numbers of the citations: [1]")
    citations: list[CitedQuote]
    related: list[Quote] = Field(description="of a refusal: the nearest, perhaps of another matter")
    understood_as: str = Field(description="the question, follow-ups completed")
    model: str | None = Field(description="the language model that worded it; null: verbatim")
    left_out: str | None = Field(description="citations for which there was no room")


class Mentioned(Record):
    """A place where a term is spoken."""

    address: str
    speaker: str
    quote: str = Field(description="the sentence, verbatim")
    transcript: records.TranscriptReference
    turn: int
    start_s: float | None
    url: str | None


class LookupPage(Page):
    """Mentions of a term in order of time."""

    term: str
    counts: list[records.MentionCount] = Field(description="by speaker, most first; at most 20")
    mentions: list[Mentioned]
    searched: str | None = Field(description="if nothing was found: what was searched")


class TimelinePage(Page):
    """What was said of a subject, by date: one quote a speaker and transcript."""

    entries: list[Quote]
    searched: str | None = Field(description="if nothing was found: what was searched")


class ShownTurn(Record):
    """A turn to read."""

    number: int
    address: str
    speaker: str
    text: str
    start_s: float | None
    rest: str | None = Field(description="if the text was cut: `fetch` this for what follows")


class Reading(Record):
    """Consecutive turns of a transcript."""

    transcript: records.TranscriptReference
    total: int = Field(description="turns of the whole transcript")
    turns: list[ShownTurn]
    next_turn: int | None = Field(description="give it as `first` to read on; null at the end")


class OutlineItem(Record):
    """A question, or a place of a talk without one, and how the answer begins."""

    turn: int
    address: str
    asker: str | None
    question: str | None
    speaker: str | None = Field(description="who answers")
    answer: str | None = Field(description="the first sentence")
    answer_address: str | None
    start_s: float | None


class OutlinePage(Page):
    """The questions of a transcript in order; of many, those with the longest answers."""

    transcript: records.TranscriptReference
    n_questions: int = Field(description="in the transcript")
    entries: list[OutlineItem]


class ThemeQuote(Record):
    """A theme of a talk, and the sentence that stands for it."""

    first_turn: int
    last_turn: int
    quote: Quote


class OverviewResult(Record):
    """What a talk is about, in sentences of the talk."""

    transcript: records.TranscriptReference
    opening: Quote | None = Field(description="a sentence that says what it is about")
    themes: list[ThemeQuote]


class ListedTranscript(records.TranscriptInfo):
    """A transcript without its words."""

    n_speakers: int

    @classmethod
    def of(cls, info: TranscriptInfo) -> ListedTranscript:
        fields = info.to_dict() | {"speakers": list(info.speakers[:MAX_NAMES])}
        return cls.model_validate(fields | {"n_speakers": len(info.speakers)})


class TranscriptList(Page):
    """Transcripts by date."""

    transcripts: list[ListedTranscript] = Field(description="each with its first 20 speakers")
    searched: str | None = Field(description="if nothing was found: what was searched")


class ListedSpeaker(records.Speaker):
    """A speaker."""

    n_transcripts: int

    @classmethod
    def of(cls, speaker: Speaker) -> ListedSpeaker:
        return cls.model_validate(
            speaker.to_dict()
            | {
                "aliases": list(speaker.aliases[:MAX_NAMES]),
                "transcripts": [each.to_dict() for each in speaker.transcripts[:MAX_NAMES]],
                "n_transcripts": len(speaker.transcripts),
            }
        )


class SpeakerPage(Page):
    """Speakers in order of transcripts and appearance."""

    speakers: list[ListedSpeaker] = Field(description="each with 20 aliases and transcripts")


class AddedTalk(records.TranscriptReference):
    """A transcript of an addition."""

    turns: int
    speakers: list[str]


class Added(Record):
    """What came of an addition."""

    state: str = Field(description="done; or waiting or running: it ends later")
    added: list[AddedTalk]
    updated: list[AddedTalk]
    unchanged: list[AddedTalk] = Field(description="were in the library already")
    problems: list[str] = Field(description="files that could not be read, and why")
