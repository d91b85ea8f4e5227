"""A colour for each speaker, the same in cards, transcripts and pictures."""

from __future__ import annotations

N_COLOURS = 12  # `--speaker-0` … `--speaker-11` of styles/colours.css


def speaker_colour(name: str) -> int:
    """The number of a speaker's colour, from 0: always the same for a name.

    `script/colours.js` computes the same.
    """
    number = 0
    for character in name:
        number = (number * 31 + ord(character)) % 65521
    return number % N_COLOURS
