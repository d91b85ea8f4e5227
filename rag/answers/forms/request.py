"""What a form of answer is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ....index.store.records import TranscriptInfo
from ...answer import Answer, Citation, Hit
from ...reading.talk import Talk
from ...search.filters import Filters
from ...search.hits import Evidence
from ...understanding.query import Query
from ..messages import with_notices


@dataclass(frozen=True, slots=True)
class Request:
    """A question, understood, and what there is to answer it from."""

    question: str  # as asked
    query: Query
    filters: Filters
    infos: Sequence[TranscriptInfo]  # all transcripts of the library
    read: Callable[[Sequence[TranscriptInfo]], Sequence[Talk]]  # those that the filters admit
    search: Callable[[Query, Filters, int], list[Evidence]]  # the k best hits, best first

    def talks(self) -> Sequence[Talk]:
        """The talks that the filters admit, in order of the library."""
        return self.read(self.infos)

    def answer(self, text: str, hits: Sequence[Hit] = ()) -> Answer:
        """An answer with this text, whose [n] stand for these hits, by rank."""
        citations = tuple(Citation(hit.rank, hit, verified=True) for hit in hits)
        return Answer(
            self.question,
            self.query.text,
            True,
            with_notices(text, self.query),
            citations,
            form=self.query.wants.form,
        )

    def refuse(self, text: str) -> Answer:
        """A refusal with this text."""
        text, form = with_notices(text, self.query), self.query.wants.form
        return Answer(self.question, self.query.text, False, text, (), form=form)
