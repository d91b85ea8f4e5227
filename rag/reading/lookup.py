"""Find every mention of a term: where, by whom and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...index.errors import UsageError, check_text
from ...index.speakers import is_placeholder
from ...index.text.deep_link import link_to_moment
from ...index.text.occurrences import Term
from ...index.transcript import Transcript, Turn
from ..answer import TranscriptReference
from ..search.filters import Filters
from ..understanding.understand import MAX_QUESTION_CHARACTERS
from .address import PassageAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of a term."""

    transcript: TranscriptReference
    turn: int  # turn number, from 1
    speaker: str
    start: int  # offset of the term in the turn's text, in Python characters
    end: int
    quote: str  # the sentence with the term, verbatim
    quote_start: int  # offset of the quote in the turn's text
    start_s: float | None  # when the term is spoken, as far as the file says; None if untimed
    url: str | None  # the recording's address, with that time if known

    @property
    def spoken(self) -> str:
        """The term as spoken here."""
        return self.quote[self.start - self.quote_start : self.end - self.quote_start]

    @property
    def address(self) -> str:
        """The address of the term in the turn."""
        return str(PassageAddress(self.transcript.id, self.turn, self.start, self.end))

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "turn": self.turn,
            "address": self.address,
            "speaker": self.speaker,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "quote_start": self.quote_start,
            "start_s": self.start_s,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class MentionCount:
    """The number of times one speaker says a term."""

    speaker: str
    transcript: (
        TranscriptReference | None
    )  # only for a placeholder, which is another person elsewhere
    n_mentions: int

    def to_dict(self) -> dict[str, object]:
        return {
            "speaker": self.speaker,
            "transcript": self.transcript.to_dict() if self.transcript else None,
            "mentions": self.n_mentions,
        }


@dataclass(frozen=True, slots=True)
class Lookup:
    """All mentions of a term."""

    term: str
    mentions: tuple[Mention, ...]  # by date, transcript, turn and position

    @property
    def counts(self) -> tuple[MentionCount, ...]:
        """Counts per speaker, most first, then by name; `Speaker 1` of two talks is two people."""
        counted = Counter(
            (mention.speaker, mention.transcript if is_placeholder(mention.speaker) else None)
            for mention in self.mentions
        )
        counts = [MentionCount(*who, n_mentions) for who, n_mentions in counted.items()]
        return tuple(sorted(counts, key=lambda count: (-count.n_mentions, count.speaker)))

    def to_dict(self) -> dict[str, object]:
        return {
            "term": self.term,
            "counts": [count.to_dict() for count in self.counts],
            "mentions": [mention.to_dict() for mention in self.mentions],
        }


def look_up(term: str, transcripts: Iterable[Transcript], filters: Filters) -> Lookup:
    """Find all mentions of a term in these transcripts, in their order.

    Args:
        filters: only its speakers matter; the transcripts are filtered already.
    Raises: UsageError if the term is empty or too long.
    """
    term = check_text(term, "the term").strip()
    if not term:
        raise UsageError("the term is empty; name one, for example “OpenCL”")
    if len(term) > MAX_QUESTION_CHARACTERS:
        raise UsageError(
            f"the term has {len(term):,} characters; shorten it to {MAX_QUESTION_CHARACTERS:,}"
        )
    matcher = Term(term)
    return Lookup(
        term,
        tuple(
            mention
            for transcript in transcripts
            for turn in transcript.turns
            if filters.speakers is None or turn.speaker in filters.speakers
            for mention in _mentions(matcher, turn, transcript)
        ),
    )


def _mentions(term: Term, turn: Turn, transcript: Transcript) -> Iterator[Mention]:
    places = term.find(turn.text)
    if not places:
        return
    reference = TranscriptReference.to(transcript)
    sentences = turn.sentences()
    first = 0  # the sentence with the (start of the) term
    for start, end in places:
        while sentences[first][1] <= start:
            first += 1
        last = first  # a term such as “no. Yes” may span two sentences
        while sentences[last][1] < end:
            last += 1
        begin = min(start, sentences[first][0])
        yield Mention(
            transcript=reference,
            turn=turn.number,
            speaker=turn.speaker,
            start=start,
            end=end,
            quote=turn.text[begin : sentences[last][1]],
            quote_start=begin,
            start_s=turn.time_at(start),
            url=link_to_moment(transcript.url, turn.time_at(start)),
        )
