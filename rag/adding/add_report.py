"""The report of an addition: what was added, what was not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...index.errors import TranscriptError
from ...index.text.printable import printable_path
from ...index.transcript import Transcript


@dataclass(frozen=True, slots=True)
class AddReport:
    """What was added from a path, what was there already, and what could not be read."""

    added: tuple[Transcript, ...] = ()
    unchanged: tuple[Transcript, ...] = ()  # were in the library already
    failed: tuple[TranscriptError, ...] = ()  # files that could not be read
    skipped: tuple[Path, ...] = ()  # files of a folder without a talk: pictures, source code
    updated: tuple[Transcript, ...] = ()  # were there; what is told of them changed

    @classmethod
    def merged(cls, reports: Sequence[AddReport]) -> AddReport:
        """One report of several paths, in order."""
        return cls(
            added=tuple(transcript for report in reports for transcript in report.added),
            unchanged=tuple(transcript for report in reports for transcript in report.unchanged),
            failed=tuple(error for report in reports for error in report.failed),
            skipped=tuple(path for report in reports for path in report.skipped),
            updated=tuple(transcript for report in reports for transcript in report.updated),
        )

    def to_dict(self) -> dict[str, object]:
        """For JSON; of a transcript everything but its turns."""
        return {
            "added": [_without_turns(transcript) for transcript in self.added],
            "updated": [_without_turns(transcript) for transcript in self.updated],
            "unchanged": [_without_turns(transcript) for transcript in self.unchanged],
            "failed": [
                {
                    "source": printable_path(error.source) if error.source else None,
                    "line": error.line,
                    "error": str(error),
                }
                for error in self.failed
            ],
            "skipped": [printable_path(path) for path in self.skipped],
        }


def not_added(transcript: Transcript, error: Exception) -> TranscriptError:
    """The error for a transcript that was read, but that a library failed on."""
    return TranscriptError(
        f"“{transcript.title}” cannot be added ({type(error).__name__}: {error}); add it again "
        "alone, or save its words as plain text in UTF-8",
        source=Path(transcript.source) if transcript.source else None,
    )


def _without_turns(transcript: Transcript) -> dict[str, object]:
    return transcript.to_dict() | {
        "turns": len(transcript.turns),
        "words_not_read": transcript.n_words_not_read,
    }
