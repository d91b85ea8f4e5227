from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, BigramEmbedder, make_transcript
from turnwise.rag import Library

CAMPAIGN = make_transcript(
    ("Ann", "What is new with the summer campaign?"),
    ("Bob", "The summer campaign is ready, and Lena is responsible for its budget."),
    title="Marketing",
    date="2024-01-01",
)
BUILDING = make_transcript(
    ("Tom", "Who is responsible for the budget of the building?"),
    ("Eve", "I am responsible for the budget of the building."),
    title="Building",
    date="2024-05-01",
)


@pytest.mark.slow
def test_a_follow_up_stays_in_the_talk_of_the_answer_before(
    tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        for talk in (CAMPAIGN, BUILDING):
            library.add(talk)
        before = "What is new with the summer campaign?"
        answer = library.ask("And who has the budget?", history=[before])
        elsewhere = library.ask("What did Eve say about the building?", history=[before])
    assert {citation.transcript.title for citation in answer.citations} == {"Marketing"}
    assert elsewhere.citations[0].transcript.title == "Building"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("samples") / "library") as library:
        for name in ("audrey-tang-on-masks.txt", "interview.txt"):
            library.add(ROOT / "data" / "samples" / name)
        yield library


MASKS = "What did Audrey say about masks?"


@pytest.mark.slow
def test_tell_me_more_shows_other_places_of_the_same_talk_and_speaker(samples: Library):
    first = samples.ask(MASKS)
    more = samples.ask("tell me more", history=[MASKS])
    shown = {citation.turn for citation in first.citations}
    assert {citation.speaker for citation in more.citations} == {"Audrey Tang"}
    assert not shown & {citation.turn for citation in more.citations}


@pytest.mark.slow
def test_tell_me_more_goes_on_in_the_turn_where_no_other_place_tells(samples: Library):
    before = "what did he say about OpenCL"
    first = samples.ask(before).citations[0]
    more = samples.ask("tell me more", history=[before]).citations[0]
    assert (more.turn, more.speaker) == (first.turn, "Yangqing")
    assert more.hit.quote_start >= first.hit.quote_start + len(first.quote)
    assert more.quote.startswith("所以HIP这边可能是一个挺有意思的方向。")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        pytest.param("why?", "Audrey Tang", id="why"),
        pytest.param("what does she do now?", "Audrey Tang", id="she"),
        pytest.param("and Nicola?", "Nicola Smith", id="another speaker"),
    ],
)
def test_a_follow_up_keeps_talk_and_subject(samples: Library, question: str, speaker: str):
    answer = samples.ask(question, history=[MASKS])
    assert answer.answered
    assert {citation.speaker for citation in answer.citations} == {speaker}
    assert "mask" in answer.citations[0].hit.text.lower()


@pytest.mark.slow
def test_another_speaker_who_said_nothing_of_it_is_refused(samples: Library):
    answer = samples.ask("那 Audrey 呢？", history=["贾扬清怎么看Julia"])
    assert not answer.answered


@pytest.mark.slow
def test_each_quote_why_something_succeeds_is_about_it(samples: Library):
    answer = samples.ask("Why is NVIDIA successful?")
    assert all("nvidia" in citation.quote.lower() for citation in answer.citations)
