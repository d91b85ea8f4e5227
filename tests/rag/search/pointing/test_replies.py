from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library

MEETING = make_transcript(
    ("Olga", "Next is the newsletter. Teo, how do you want to send the newsletter?"),
    ("Teo", "I want to send the newsletter with the postcard machine, two thousand at once."),
    ("Mia", "I don't agree, actually. For this month I'd take the old way, it takes me an hour."),
    ("Ken", "The printer is at the office until Friday."),
    ("Olga", "Then the old way it is. Now the parking lot. They paint the lines on Monday."),
    ("Mia", "Is that before noon? Some of us come at eight."),
    ("Olga", "At ten. Last point, the summer party is at the lake."),
    title="Weekly",
)
INTERVIEW = make_transcript(
    ("Host", "Welcome. Where did you grow up?"),
    ("Ines", "In a village by the sea, with my grandmother and eleven goats."),
    ("Host", "What did you learn there?"),
    ("Ines", "To milk goats, and to be quiet in the morning when everybody sleeps."),
    ("Host", "Let us talk about the bakery. You sold your bakery to a stranger on a ferry."),
    ("Ines", "Ha, yes. He had a kind face, and my knees were finished. We shook hands by the bar."),
    ("Host", "And do you still bake?"),
    ("Ines", "On Sundays, for the neighbours, mostly bread with walnuts and sometimes figs."),
    ("Host", "What is next for you?"),
    ("Ines", "A small boat, if the money lasts, and my grandmother's songs."),
    ("Host", "Ruth will like that, my wife, she illustrates a magazine for beekeepers."),
    title="At home",
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("replies")
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        ids = [library.add(talk).added[0].id for talk in (MEETING, INTERVIEW)]
        yield library, ids


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "how does Mia feel about sending the newsletter with the postcard machine?",
        "Mia's take on the postcard machine",
        "Mia 怎么看 postcard machine",
    ],
)
def test_a_view_stands_behind_the_turn_that_names_its_subject(
    talks: tuple[Library, list[str]], question: str
):
    library, (meeting, _) = talks
    answer = library.ask(question, transcripts=(meeting,))
    assert [(c.turn, c.speaker) for c in answer.citations[:1]] == [(3, "Mia")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What does Ken think about the postcard machine?", id="no view"),
        pytest.param("What did Mia say about the postcard machine?", id="asks for no view"),
        pytest.param("What does Mia think about painting the lines?", id="only asks"),
    ],
)
def test_what_is_no_view_behind_it_is_refused(talks: tuple[Library, list[str]], question: str):
    library, (meeting, _) = talks
    assert not library.ask(question, transcripts=(meeting,)).answered


@pytest.mark.slow
def test_the_guest_takes_up_what_the_host_says(talks: tuple[Library, list[str]]):
    library, (_, interview) = talks
    answer = library.ask("why did she sell her bakery to a stranger?", transcripts=(interview,))
    assert [(c.turn, c.speaker) for c in answer.citations[:1]] == [(6, "Ines")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("what's the host's opinion on the chair clinic?", []),
        ("and the host?", ["what does the guest think of the chair clinic"]),
        ("主持人怎么看 chair clinic", []),
    ],
)
def test_the_host_has_a_view_too_and_a_prompt_is_none(
    tmp_path: Path, question: str, history: list[str]
):
    talk = make_transcript(
        ("Joris", "Welcome. What do you do in your café?"),
        ("Odalys", "We glue broken chairs in an old vault while people drink something hot."),
        ("Joris", "And why a vault?"),
        ("Odalys", "It is cool in there, the glue dries slowly, and nobody knows the code."),
        ("Joris", "Now there is the big house with what they call the chair clinic."),
        ("Odalys", "I think it's marketing, they screw on a leg and take a photo of it."),
        ("Joris", "I'd be furious, I have to say. They took it and put a carpet on it."),
        ("Odalys", "You can be furious for me, I have no time, the door is open."),
        title="Second shift",
    )
    with Library.open(tmp_path / "shift", embedder=BigramEmbedder()) as library:
        library.add(talk)
        answer = library.ask(question, history=history)
    assert [(c.turn, c.speaker) for c in answer.citations[:1]] == [(7, "Joris")]


@pytest.mark.slow
def test_a_pronoun_may_mean_somebody_who_does_not_speak(talks: tuple[Library, list[str]]):
    library, (_, interview) = talks
    answer = library.ask("does she illustrate a magazine for beekeepers?", transcripts=(interview,))
    assert [(c.turn, c.speaker) for c in answer.citations[:1]] == [(11, "Host")]
