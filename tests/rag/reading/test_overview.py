from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INTERVIEW, BigramEmbedder, make_transcript
from turnwise.rag import Library, UsageError
from turnwise.rag.reading.verification import verify_quote


@pytest.fixture
def interview(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.add(INTERVIEW)
        yield library


def test_themes_cover_the_talk_in_order_each_with_a_verbatim_sentence(interview: Library):
    id = interview.transcripts()[0].id
    overview, talk = interview.overview(id), interview.transcript(id)
    assert 5 <= len(overview.themes) <= 10
    places = [place for t in overview.themes for place in (t.first_turn, t.hit.turn, t.last_turn)]
    assert places == sorted(places)
    assert overview.themes[-1].last_turn >= 33
    assert [hit.rank for hit in overview.hits] == list(range(1, len(overview.hits) + 1))
    for hit in overview.hits:
        verdict = verify_quote(hit.quote, talk, speaker=hit.speaker, turn=hit.turn).verdict
        assert verdict == "supported"


def test_no_sentence_is_a_question_or_a_courtesy(interview: Library):
    quotes = [hit.quote for hit in interview.overview(interview.transcripts()[0].id).hits]
    assert not [quote for quote in quotes if quote.endswith(("?", "？")) or "谢谢" in quote]


def test_the_opening_sentence_says_what_the_talk_is_about(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        (
            "Ann",
            "Good morning, everyone. Today we talk about the ducks on the lake. Are you ready?",
        ),
        ("Bob", "The ducks eat grass in winter, because the lake never freezes there."),
        ("Ann", "They were brought to the lake by a farmer some forty years ago."),
    )
    with Library.open(tmp_path / "birds", embedder=embedder) as library:
        id = library.add(talk).added[0].id
        overview = library.overview(id)
    assert overview.opening
    assert overview.opening.quote == "Today we talk about the ducks on the lake."
    assert overview.opening.quote not in [theme.hit.quote for theme in overview.themes]
    assert overview.to_dict()["themes"]


def test_a_talk_of_a_few_words_has_no_themes(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "short", embedder=embedder) as library:
        id = library.add(make_transcript(("Ann", "Right?"), ("Bob", "Yes."))).added[0].id
        assert library.overview(id).hits == ()


def test_an_unknown_transcript_has_no_overview(interview: Library):
    with pytest.raises(UsageError):
        interview.overview("0123456789abcdef")
