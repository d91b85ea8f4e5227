"""HTML from the templates beside this file. Every value is escaped: what people said is data."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...rag import clock, is_web_address, message, shorten
from ..labels import label
from ..page_addresses import mention_address, place_address, transcript_address, turn_address
from ..page_words import word, words_of
from .colours import speaker_colour

TEMPLATES = Path(__file__).with_name("templates")
TRANSCRIPT_FRAME = "transcript"  # the name of the frame that shows transcripts


def render(template: str, **values: object) -> str:
    """The HTML of a template, by the name of its file, with these values in it."""
    return _ENVIRONMENT.get_template(template).render(**values)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,  # a misspelled name is an error, not an empty place
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(
    clock=clock,
    shorten=shorten,
    mention_address=mention_address,
    place_address=place_address,
    transcript_address=transcript_address,
    turn_address=turn_address,
    speaker_colour=speaker_colour,
)
_ENVIRONMENT.tests["web_address"] = is_web_address
_ENVIRONMENT.globals.update(
    frame=TRANSCRIPT_FRAME, label=label, message=message, word=word, words_of=words_of
)
