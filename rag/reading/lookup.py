"""Where a term is spoken, by whom and when: every place, not the best ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...index.errors import UsageError, check_text
from ...index.speakers import is_placeholder
from ...index.text.occurrences import Term
from ...index.text.sentences import sentence_spans
from ...index.transcript import Transcript, Turn
from ..answer import TranscriptReference
from ..deep_link import link_to_moment
from ..search.filters import Filters
from ..understanding.understand import MAX_QUESTION_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a term is spoken."""

    transcript: TranscriptReference
    turn: int  # its number in the transcript, from 1
    speaker: str
    start: int  # of the term in the turn's text, in Python characters
    end: int
    quote: str  # the sentence that holds it, verbatim
    quote_start: int  # in the turn's text
    start_s: float | None  # of the turn, seconds from the start of the recording; None if untimed
    url: str | None  # of the recording, at the time of the turn where that is known

    @property
    def spoken(self) -> str:
        """The term as it stands there."""
        return self.quote[self.start - self.quote_start : self.end - self.quote_start]

    def to_dict(self) -> dict[str, object]:
        return {
            "transcript": self.transcript.to_dict(),
            "turn": self.turn,
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
    """How often one speaker says a term."""

    speaker: str
    transcript: TranscriptReference | None  # of a placeholder, which is another person elsewhere
    n_mentions: int

    def to_dict(self) -> dict[str, object]:
        return {
            "speaker": self.speaker,
            "transcript": self.transcript.to_dict() if self.transcript else None,
            "mentions": self.n_mentions,
        }


@dataclass(frozen=True, slots=True)
class Lookup:
    """Every place where a term is spoken."""

    term: str
    mentions: tuple[Mention, ...]  # by date, transcript, turn and position

    @property
    def counts(self) -> tuple[MentionCount, ...]:
        """Per speaker, most first, then by name. `Speaker 1` of two transcripts is two people."""
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
    """Every place of a term in these transcripts, in their order.

    Args:
        filters: of these, its speakers count; the transcripts are chosen already.
    Raises: UsageError if the term is empty or too long.
    """
    term = check_text(term, "the term").strip()
    if not term:
        raise UsageError("the term is empty; name one, for example “OpenCL”")
    if len(term) > MAX_QUESTION_CHARACTERS:
        raise UsageError(
            f"the term has {len(term):,} characters; shorten it to {MAX_QUESTION_CHARACTERS:,}"
        )
    sought = Term(term)
    return Lookup(
        term,
        tuple(
            mention
            for transcript in transcripts
            for turn in transcript.turns
            if filters.speakers is None or turn.speaker in filters.speakers
            for mention in _mentions(sought, turn, transcript)
        ),
    )


def _mentions(term: Term, turn: Turn, transcript: Transcript) -> Iterator[Mention]:
    places = term.find(turn.text)
    if not places:
        return
    reference = TranscriptReference.to(transcript)
    sentences = sentence_spans(turn.text)
    first = 0  # the sentence that holds the place, or its beginning
    for start, end in places:
        while sentences[first][1] <= start:
            first += 1
        last = first  # a term such as “no. Yes” may reach into the next
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
            start_s=turn.start_s,
            url=link_to_moment(transcript.url, turn.start_s),
        )
