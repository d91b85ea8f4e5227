from __future__ import annotations

import re

from conftest import ROOT
from turnwise.ui.page.colours import N_COLOURS, speaker_colour


def test_a_name_always_has_the_same_colour_of_those_in_the_style_sheet():
    assert speaker_colour("Yangqing") == speaker_colour("Yangqing")
    assert {speaker_colour(f"Speaker {n}") for n in range(200)} == set(range(N_COLOURS))
    sheet = (ROOT / "ui" / "page" / "styles" / "colours.css").read_text("utf-8")
    for themes in re.findall(r"--speaker-(\d+): #", sheet):
        assert int(themes) < N_COLOURS
    assert len(re.findall(r"--speaker-\d+: #", sheet)) == 2 * N_COLOURS  # light and dark
