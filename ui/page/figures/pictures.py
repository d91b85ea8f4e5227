"""The pictures of a talk, drawn by Plotly in the browser: data here, colours in the style sheet.

Plotly reads a little HTML in its texts, so every text is escaped. A trace of a speaker has the
number of the colour in `meta`; a point has the address that it leads to in `customdata`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ....rag import AskedBy, Figures, ReplyLanguage, Transcript, clock, shorten
from ...page_addresses import turn_address
from ...page_words import word
from ..colours import speaker_colour

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure

_ROW_PX, _FRAME_PX = 30, 90  # of a picture's height
_MAX_ROWS = 30  # speakers; the others are too small to see
_MAX_NAMES = 15  # of a side of “who answers whom”


def pictures_of(
    figures: Figures, transcript: Transcript, language: ReplyLanguage
) -> dict[str, dict[str, Any]]:
    """The figures of Plotly for one transcript, by the id of their place on the page."""
    pictures = {
        "strip": _strip(figures, transcript, language),
        "lengths": _lengths(figures, language),
    }
    return {id: _as_json(picture) for id, picture in pictures.items()} | pairs_of(figures.pairs)


def pairs_of(pairs: Sequence[AskedBy]) -> dict[str, dict[str, Any]]:
    """Who answers whom, as a grid; nothing if nobody answers."""
    if not pairs:
        return {}
    import plotly.graph_objects as go  # late: it is slow to import

    askers = list(dict.fromkeys(pair.asker for pair in pairs))[:_MAX_NAMES]
    answerers = list(dict.fromkeys(pair.answerer for pair in pairs))[:_MAX_NAMES]
    counts = {(pair.asker, pair.answerer): pair.n for pair in pairs}
    grid = [[counts.get((asker, name), 0) for name in answerers] for asker in askers]
    x, y = [list(map(_name, names)) for names in (answerers, askers)]
    picture = go.Figure(
        go.Heatmap(
            x=x, y=y, z=grid, zmin=0, texttemplate="%{z}", showscale=False, hoverinfo="x+y+z"
        )
    )
    picture.update_layout(height=_FRAME_PX + _ROW_PX * len(askers))
    picture.update_yaxes(autorange="reversed")
    return {"pairs": _as_json(picture)}


def _strip(figures: Figures, transcript: Transcript, language: ReplyLanguage) -> Figure:
    """A row for each speaker, a bar for each turn; below, questions and their answers."""
    import plotly.graph_objects as go  # late: it is slow to import

    names = [speaker.name for speaker in figures.speakers][:_MAX_ROWS]
    rows = [word(key, language) for key in ("row_questions", "row_answers")]
    picture = go.Figure([_bars(name, figures, transcript, rows) for name in names])
    picture.update_layout(
        height=_FRAME_PX + _ROW_PX * (len(names) + len(rows)), barmode="overlay", showlegend=False
    )
    picture.update_yaxes(
        categoryorder="array", categoryarray=[*map(_name, names), *rows], autorange="reversed"
    )
    unit = "minutes" if figures.unit == "seconds" else "letters"
    picture.update_xaxes(title=word(unit, language), rangemode="tozero")
    return picture


def _bars(name: str, figures: Figures, transcript: Transcript, rows: Sequence[str]) -> Bar:
    import plotly.graph_objects as go  # late: it is slow to import

    unit = 60 if figures.unit == "seconds" else 1
    questions, answers = rows
    bars: list[tuple[str, float, float, str, str]] = []  # row, start, length, address, text
    for turn in figures.strip:
        if turn.speaker != name:
            continue
        address = turn_address(figures.transcript.id, turn.turn)
        place = (turn.start / unit, turn.length / unit, address, _hover(transcript, turn.turn))
        bars.append((_name(name), *place))
        if turn.asks:
            bars.append((questions, *place))
        elif turn.answers is not None:
            bars.append((answers, *place))
    y, base, x, addresses, texts = map(list, zip(*bars, strict=True))
    return go.Bar(
        y=y,
        base=base,
        x=x,
        orientation="h",
        customdata=addresses,
        hovertext=texts,
        hoverinfo="text",
        meta=speaker_colour(name),
    )


def _lengths(figures: Figures, language: ReplyLanguage) -> Figure:
    """How many turns are how long."""
    import plotly.graph_objects as go  # late: it is slow to import

    picture = go.Figure(go.Histogram(x=[turn.letters for turn in figures.strip], nbinsx=40))
    picture.update_layout(height=240, bargap=0.05)
    picture.update_xaxes(title=word("letters", language))
    picture.update_yaxes(title=word("figure_turns", language))
    return picture


def _hover(transcript: Transcript, number: int) -> str:
    turn = transcript.turn(number)
    when = "" if turn.start_s is None else f" · {clock(turn.start_s)}"
    return f"{_name(turn.speaker)} · {number}{when}<br>{escape(shorten(turn.text, 90))}"


def _name(name: str) -> str:
    return escape(shorten(name, 24))


def _as_json(picture: Figure) -> dict[str, Any]:
    picture.update_layout(margin={"l": 10, "r": 10, "t": 10, "b": 10}, template="none")
    picture.update_xaxes(automargin=True)
    picture.update_yaxes(automargin=True)
    return picture.to_plotly_json()
