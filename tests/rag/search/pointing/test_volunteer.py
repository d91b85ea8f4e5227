from __future__ import annotations

from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library

MEETING = make_transcript(
    ("Olga", "The stand at the fair. If somebody gets us a projector, we can show the film."),
    ("Ken", "Mine is broken, it blinks."),
    ("Mia", "We have two at home. I'll cycle one over on Thursday."),
    ("Olga", "You're an angel. 海报的文案如果有人能写，设计两天就好。"),
    ("老王", "我来写吧，周三给你。"),
    ("Olga", "Ken is our treasurer, and Ken pays the fair. The rest is the same as last year."),
    ("Ken", "Petra Lind did the accounts before, she is my cousin, by the way."),
    title="The fair",
)


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("fair")
    with Library.open(folder, embedder=BigramEmbedder()) as library:
        library.add(MEETING)
        yield library


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "turn", "speaker"),
    [
        ("who will get us a projector for the film?", 3, "Mia"),
        ("海报的文案谁写", 5, "老王"),
    ],
)
def test_who_will_do_it_is_who_offers(fair: Library, question: str, turn: int, speaker: str):
    answer = fair.ask(question)
    assert answer.form == "fact"
    assert (answer.citations[0].turn, answer.citations[0].speaker) == (turn, speaker)


@pytest.mark.slow
def test_what_only_names_a_speaker_does_not_tell_who_is_related_to_them(fair: Library):
    assert fair.ask("who is the cousin of Ken?").citations[0].turn == 7
    assert fair.ask("Ken 的 cousin 是谁").citations[0].turn == 7
