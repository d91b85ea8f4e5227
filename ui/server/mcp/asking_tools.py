"""Tools that find and answer: search and fetch, ask, lookup, timeline."""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server.mcpserver import Context
from pydantic import Field

from ....rag import Answer, Hit, Library, PassageAddress, clock, parse_address
from .. import records
from . import results
from .options import After, Before, Speakers, Tags, Text, Transcripts, filters_of, searched
from .pages import Limit, Offset, cut, fitting, page_of
from .server import ToolServer, tool_language

SEARCH_RESULTS = 10
MAX_FETCHED_CHARS = 20_000  # of one turn
MAX_ANSWER_CHARS = 10_000
MAX_COUNTS = 20  # speakers of a lookup
_OF_WHAT = "list_transcripts shows the transcripts, and the tool outline what was asked in one."


def add_asking_tools(server: ToolServer, library: Library, *, has_page: bool) -> None:
    """Let a server search, fetch, answer, look up and follow a subject over time.

    Args:
        has_page: whether the page lies beside the server, so that results can link to it.
    """

    def root_of(context: Context[Any, Any]) -> str | None:
        """The address of the page, as the client reaches it."""
        request = context.request_context.request
        if not has_page or request is None:
            return None
        prefix = request.scope.get("root_path", "")  # where this application is mounted
        return f"{request.url.scheme}://{request.url.netloc}{prefix}/"

    @server.reading_tool("Search transcripts")
    def search(
        query: Annotated[Text, Field(description="words or a question, in Chinese or English")],
        context: Context[Any, Any],
    ) -> results.SearchResults:
        """Find the passages of the transcripts that fit a query best.

        Each result has the question that was asked and the speaker's best sentences, verbatim.
        `fetch` reads the whole turn at a result's id. Passages of another matter may be among the
        results; `ask` tells whether anybody spoke of it.
        """
        hits, root = library.search(query, k=SEARCH_RESULTS), root_of(context)
        return results.SearchResults(
            results=fitting(_search_item(hit, root) for hit in hits),
            searched=None if hits else searched(library),
        )

    @server.reading_tool("Read a passage")
    def fetch(
        id: Annotated[str, Field(max_length=200, description="an address, as results have it")],
        context: Context[Any, Any],
    ) -> results.Document:
        """Read what was said at an address, such as turnwise:0123456789abcdef/27.

        Gives the whole turn and the question that it answers. A long turn is cut; metadata then
        has the address where it goes on.
        """
        return _fetch(library, id, root_of(context))

    @server.reading_tool("Ask the transcripts")
    def ask(
        question: Annotated[Text, Field(description="in Chinese or English")],
        history: Annotated[
            list[Text] | None,
            Field(max_length=50, description="earlier questions, oldest first, for “and CUDA?”"),
        ] = None,
        speakers: Speakers = None,
        transcripts: Transcripts = None,
        tags: Tags = None,
        after: After = None,
        before: Before = None,
    ) -> results.Answered:
        """Answer a question with the speakers' own words, each checked and cited.

        Knows facts, comparisons, lists, summaries, decisions, tasks, who took part. If nobody
        spoke of it, `answered` is false, and the text says what was searched and who else did.
        """
        filters = filters_of(library, speakers, transcripts, tags, after, before)
        return _answered(library.ask(question, history=history or [], **filters))

    @server.reading_tool("Look up a term")
    def lookup(
        term: Annotated[Text, Field(description="a word, a name or a phrase")],
        speakers: Speakers = None,
        transcripts: Transcripts = None,
        tags: Tags = None,
        after: After = None,
        before: Before = None,
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> results.LookupPage:
        """Find every place where exactly this term is spoken, and how often each speaker says it.

        For a subject in other words, use `search` or `ask`.
        """
        filters = filters_of(library, speakers, transcripts, tags, after, before)
        found = library.lookup(term, **filters)
        mentions, page = page_of(
            found.mentions,
            offset,
            limit,
            lambda mention: results.Mentioned(
                address=mention.address,
                speaker=mention.speaker,
                quote=cut(mention.quote, results.MAX_QUOTE_CHARS),
                transcript=records.TranscriptReference.model_validate(mention.transcript.to_dict()),
                turn=mention.turn,
                start_s=mention.start_s,
                url=mention.url,
            ),
        )
        counts = [
            records.MentionCount.model_validate(count.to_dict())
            for count in found.counts[:MAX_COUNTS]
        ]
        return results.LookupPage(
            **page,
            term=found.term,
            counts=counts,
            mentions=mentions,
            searched=None if found.mentions else searched(library, filters),
        )

    @server.reading_tool("Follow a subject over time")
    def timeline(
        subject: Annotated[Text, Field(description="a subject, or a question about a change")],
        speakers: Speakers = None,
        transcripts: Transcripts = None,
        tags: Tags = None,
        after: After = None,
        before: Before = None,
        offset: Offset = 0,
        limit: Limit = 20,
    ) -> results.TimelinePage:
        """What was said of a subject, by date: each speaker's best words in each recording."""
        filters = filters_of(library, speakers, transcripts, tags, after, before)
        found = library.timeline(subject, **filters)
        entries, page = page_of(found.entries, offset, limit, results.Quote.of)
        return results.TimelinePage(
            **page,
            entries=entries,
            searched=None if found.entries else searched(library, filters),
        )


def _search_item(hit: Hit, root: str | None) -> results.SearchItem:
    asked = f"{hit.question.speaker}: {hit.question.text}\n" if hit.question else ""
    return results.SearchItem(
        id=hit.address,
        title=f"{hit.speaker}: {hit.place}",
        url=hit.url or _link(parse_address(hit.address), root),
        text=cut(asked, results.MAX_QUOTE_CHARS)
        + f"{hit.speaker}: {cut(hit.quote, results.MAX_QUOTE_CHARS)}",
    )


def _fetch(library: Library, id: str, root: str | None) -> results.Document:
    place = parse_address(id)
    passage = library.passage(id)
    turn, reference = passage.turn, passage.transcript
    start = (place.start or 0) if len(turn.text) > MAX_FETCHED_CHARS else 0
    end = min(len(turn.text), start + MAX_FETCHED_CHARS)
    last = len(library.transcript(reference.id).turns)
    metadata = {
        "speaker": turn.speaker,
        "transcript": reference.id,
        "transcript_title": reference.title,
        "date": reference.date,
        "turn": str(turn.number),
        "time": None if turn.start_s is None else clock(turn.start_s),
        "quote": cut(passage.quote, results.MAX_QUOTE_CHARS) if place.start is not None else None,
        "previous": _address(reference.id, turn.number - 1, last),
        "next": _address(reference.id, turn.number + 1, last),
    }
    if start or end < len(turn.text):
        metadata["shown"] = f"characters {start} to {end} of {len(turn.text)}"
    if end < len(turn.text):
        following = min(len(turn.text), end + MAX_FETCHED_CHARS)
        metadata["continues"] = str(PassageAddress(reference.id, turn.number, end, following))
    question = passage.question
    asked = f"{question.speaker}: {question.text}\n" if question else ""
    place_read = " · ".join(filter(None, (reference.title, reference.date, f"turn {turn.number}")))
    return results.Document(
        id=str(place),
        title=f"{turn.speaker}: {place_read}",
        text=cut(asked, results.MAX_QUOTE_CHARS) + f"{turn.speaker}: {turn.text[start:end]}",
        url=passage.url or _link(place, root),
        metadata={name: value for name, value in metadata.items() if value is not None},
    )


def _link(place: PassageAddress, root: str | None) -> str:
    """Where a person reads a passage: on the page. Without one, the address, because clients make
    no citation of a result without a url."""
    if root is None:
        return str(place)
    part = "" if place.start is None else f"&start={place.start}&end={place.end}"
    return f"{root}transcripts/{place.transcript}?turn={place.turn}{part}#turn-{place.turn}"


def _address(transcript: str, turn: int, last: int) -> str | None:
    return str(PassageAddress(transcript, turn)) if 1 <= turn <= last else None


def _answered(answer: Answer) -> results.Answered:
    citations = fitting(results.CitedQuote.cited(citation) for citation in answer.citations)
    n_left_out = len(answer.citations) - len(citations)
    text = cut(tool_language(answer.text), MAX_ANSWER_CHARS)
    return results.Answered(
        answered=answer.answered,
        text=text if answer.answered else f"{text}\n{_OF_WHAT}",
        citations=citations,
        related=fitting(results.Quote.of(hit) for hit in answer.related),
        understood_as=answer.understood_as,
        model=answer.model,
        left_out=f"the last {n_left_out} citations: ask for less" if n_left_out else None,
    )
