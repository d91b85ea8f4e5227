"""What the chat needs to know of the library, beside the REST API that answers its questions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from ....index.paths import sample_transcripts
from ....rag import Library, UsageError, example_questions, next_questions


def chat_routes(library: Library) -> APIRouter:
    """The routes over one library, under `/chat`."""
    router = APIRouter(prefix="/chat")

    @router.get("/library")
    def what_is_there() -> dict[str, object]:
        """Transcripts and speakers to choose from, and questions to begin with."""
        speakers: dict[str, int] = {}
        for speaker in library.speaker_details():
            speakers[speaker.name] = speakers.get(speaker.name, 0) + speaker.n_turns
        most_first = sorted(speakers.items(), key=lambda item: -item[1])
        return {
            "transcripts": [info.to_dict() for info in library.transcripts()],
            "speakers": [{"name": name, "turns": turns} for name, turns in most_first],
            "suggestions": example_questions(library),
        }

    @router.get("/next")
    def what_to_ask_next(
        transcript: Annotated[str, Query(max_length=100)],
        turn: Annotated[int, Query(ge=1, le=100_000_000)],
    ) -> dict[str, list[str]]:
        """Questions of a transcript that were asked after a turn."""
        try:
            return {"questions": next_questions(library, transcript, turn)}
        except UsageError:  # it was removed
            return {"questions": []}

    @router.post("/samples")
    def add_samples() -> dict[str, int]:
        """Add the transcripts that come with Turnwise."""
        return {"added": len(library.add(sample_transcripts()).added)}

    return router
