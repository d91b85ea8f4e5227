"""Tools that read without a question: turns, lists, outline, overview."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ....rag import (
    Hit,
    Library,
    NotFoundError,
    OutlineEntry,
    PassageAddress,
    TranscriptReference,
    Turn,
)
from ..records import TranscriptReference as ReferenceRecord
from . import results
from .options import After, Before, TranscriptName, searched
from .pages import Limit, Offset, cut, fitting, page_of
from .server import ToolServer

MAX_TURNS = 100  # of one reading
MAX_TURN_CHARS = 8_000  # shown of one turn
MAX_SENTENCE_CHARS = 500  # of an outline

TurnNumber = Annotated[int, Field(ge=1, le=10_000_000)]


def add_reading_tools(server: ToolServer, library: Library) -> None:
    """Let a server show turns, transcripts, speakers, outlines and overviews."""

    @server.reading_tool("Read turns")
    def read_turns(
        transcript: TranscriptName,
        first: Annotated[TurnNumber, Field(description="number of the first turn")] = 1,
        last: Annotated[TurnNumber | None, Field(description="of the last turn, included")] = None,
    ) -> results.Reading:
        """Read a transcript turn by turn, verbatim: what was said before and after a passage."""
        read = library.transcript(library.find_transcript(transcript).id)
        if first > len(read.turns) or (last is not None and last < first):
            raise NotFoundError(
                f"“{read.title}” has {len(read.turns)} turns; there are none from {first} to "
                f"{last or 'its end'}"
            )
        end = min(last or first + MAX_TURNS - 1, first + MAX_TURNS - 1)
        turns = fitting(_shown_turn(read.id, turn) for turn in read.turns[first - 1 : end])
        following = turns[-1].number + 1
        return results.Reading(
            transcript=_reference(TranscriptReference.to(read)),
            total=len(read.turns),
            turns=turns,
            next_turn=following if following <= len(read.turns) else None,
        )

    @server.reading_tool("List transcripts")
    def list_transcripts(
        title: Annotated[str | None, Field(max_length=500, description="a part of it")] = None,
        speaker: Annotated[str | None, Field(max_length=500, description="who speaks")] = None,
        after: After = None,
        before: Before = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> results.TranscriptList:
        """What is in the library: each transcript with id, title, date and speakers, by date."""
        speakers = [speaker] if speaker else None
        infos = library.transcripts(title=title, speakers=speakers, after=after, before=before)
        transcripts, page = page_of(infos, offset, limit, results.ListedTranscript.of)
        found_none = None if infos else searched(library)
        return results.TranscriptList(**page, transcripts=transcripts, searched=found_none)

    @server.reading_tool("List speakers")
    def list_speakers(offset: Offset = 0, limit: Limit = 50) -> results.SpeakerPage:
        """Who speaks: each person with the other names that find them, transcripts and turns."""
        speakers, page = page_of(library.speaker_details(), offset, limit, results.ListedSpeaker.of)
        return results.SpeakerPage(**page, speakers=speakers)

    @server.reading_tool("Outline a transcript")
    def outline(
        transcript: TranscriptName, offset: Offset = 0, limit: Limit = 50
    ) -> results.OutlinePage:
        """The questions that were asked in a transcript, in order, and how each answer begins."""
        made = library.outline(library.find_transcript(transcript).id)
        entries, page = page_of(
            made.entries, offset, limit, lambda entry: _outline_item(made.transcript.id, entry)
        )
        return results.OutlinePage(
            **page,
            transcript=_reference(made.transcript),
            n_questions=made.n_questions,
            entries=entries,
        )

    @server.reading_tool("Summarize a transcript")
    def overview(transcript: TranscriptName) -> results.OverviewResult:
        """What a transcript is about: its themes in order, a sentence of each, verbatim."""
        made = library.overview(library.find_transcript(transcript).id)
        return results.OverviewResult(
            transcript=_reference(made.transcript),
            opening=_quote(made.opening),
            themes=fitting(
                results.ThemeQuote(
                    first_turn=theme.first_turn,
                    last_turn=theme.last_turn,
                    quote=results.Quote.of(theme.hit),
                )
                for theme in made.themes
            ),
        )


def _shown_turn(transcript: str, turn: Turn) -> results.ShownTurn:
    is_cut = len(turn.text) > MAX_TURN_CHARS
    rest = PassageAddress(transcript, turn.number, MAX_TURN_CHARS, len(turn.text))
    return results.ShownTurn(
        number=turn.number,
        address=str(PassageAddress(transcript, turn.number)),
        speaker=turn.speaker,
        text=cut(turn.text, MAX_TURN_CHARS),
        start_s=turn.start_s,
        rest=str(rest) if is_cut else None,
    )


def _outline_item(transcript: str, entry: OutlineEntry) -> results.OutlineItem:
    answered = entry.answer_turn
    return results.OutlineItem(
        turn=entry.turn,
        address=str(PassageAddress(transcript, entry.turn)),
        asker=entry.question.speaker if entry.question else None,
        question=cut(entry.asked, MAX_SENTENCE_CHARS) if entry.asked else None,
        speaker=entry.speaker,
        answer=cut(entry.answer, MAX_SENTENCE_CHARS) if entry.answer else None,
        answer_address=str(PassageAddress(transcript, answered)) if answered else None,
        start_s=entry.start_s,
    )


def _quote(hit: Hit | None) -> results.Quote | None:
    return None if hit is None else results.Quote.of(hit)


def _reference(reference: TranscriptReference) -> ReferenceRecord:
    return ReferenceRecord.model_validate(reference.to_dict())
