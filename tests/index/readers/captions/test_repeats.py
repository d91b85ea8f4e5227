from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes


def said(*bodies: str, gap: float = 0.0) -> str:
    text = "\n".join(
        f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n + 1 - gap:06.3f}\n{body}\n"
        for n, body in enumerate(bodies)
    )
    return " / ".join(turn.text for turn in read_bytes(text.encode(), name="talk.srt").turns)


@pytest.mark.parametrize(
    "marked",
    [
        "<u>{}</u>",
        '<font color="#00ff00">{}</font>',
        "<b>{}</b>",
        "<c.now>{}</c>",
        "{{\\c&HFF&}}{}{{\\r}}",
    ],
)
def test_a_line_with_another_word_marked_in_each_cue_is_said_once(marked: str):
    words = "We lit it at dawn.".split()
    cues = [
        " ".join(marked.format(word) if n == place else word for n, word in enumerate(words))
        for place in range(len(words))
    ]
    assert said(*cues, "And it burned.") == "We lit it at dawn. And it burned."


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        pytest.param(
            ["We", "We lit", "We lit it.", "And", "And then?"], "We lit it. And then?", id="words"
        ),
        pytest.param(
            ["我们", "我们去看", "我们去看窑", "窑里", "窑里有火"],
            "我们去看窑窑里有火",
            id="Chinese",
        ),
    ],
)
def test_a_line_that_grows_from_cue_to_cue_is_said_once(cues: list[str], text: str):
    assert said(*cues) == text


def test_lines_that_overlap_by_half_are_said_once():
    cues = [
        "so today we walk along the river",
        "walk along the river and look at the mill",
        "and look at the mill which was built",
        "which was built in nineteen ten",
    ]
    assert (
        said(*cues)
        == "so today we walk along the river and look at the mill which was built in nineteen ten"
    )


@pytest.mark.parametrize(
    "cues",
    [
        pytest.param(["No.", "No.", "Never.", "No.", "Well, no."], id="no"),
        pytest.param(
            ["Again!", "Again! And again!", "So it was.", "We left.", "Late.", "Home."],
            id="once more",
        ),
        pytest.param(
            ["<i>Hello.</i>", "Hello.", "We left early.", "It was late.", "Bye."], id="italics"
        ),
        pytest.param(
            ["we went to Berlin", "to Berlin by train", "and home", "by bus", "and slept"],
            id="a phrase",
        ),
    ],
)
def test_what_is_said_twice_stays(cues: list[str]):
    n_words = sum(len(cue.replace("<i>", "").replace("</i>", "").split()) for cue in cues)
    assert len(said(*cues).split()) == n_words


def test_words_said_again_after_a_pause_stay():
    assert said(
        "<u>Run</u> now.", "Run <u>now.</u>", "<u>Go</u> on.", "Go <u>on.</u>", gap=0.9
    ) == ("Run now. Run now. Go on. Go on.")


def test_cues_that_come_twice_at_the_same_time_are_one():
    lines = ["We opened.", "It rained.", "We left.", "Home."]
    text = "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{line}\n"
        for n, line in enumerate(lines)
        for _ in range(2)
    )
    (turn,) = read_bytes(text.encode(), name="talk.srt").turns
    assert turn.text == " ".join(lines)
