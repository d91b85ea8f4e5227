from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.text.sentences import sentence_spans
from turnwise.rag import Library, Lookup, Transcript, Turn, UsageError
from turnwise.rag.reading.lookup import look_up
from turnwise.rag.search.filters import Filters


@pytest.fixture
def talks(tmp_path: Path, embedder: BigramEmbedder) -> Iterator[Library]:
    """Three talks, added in another order than they were held."""
    later = make_transcript(
        ("Ann", "What about CUDA?"),
        ("Bob", "CUDA is fine. We like cuda, and 做ＣＵＤＡ的人。 Nothing else."),
        title="Later",
        date="2020-05-01",
    )
    turns = (Turn(1, "Bob", "No CUDA then.", 12.5), Turn(2, "Speaker 1", "CUDA!", 751.9))
    earlier = Transcript("Earlier", turns, date="2019-01-01", url="https://youtu.be/x")
    undated = make_transcript(("Speaker 1", "CUDA again"), title="Undated")
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        for transcript in (undated, later, earlier):
            library.add(transcript)
        yield library


def places(lookup: Lookup) -> list[tuple[str, int, int]]:
    return [(m.transcript.title, m.turn, m.start) for m in lookup.mentions]


def test_every_mention_is_listed_in_order_of_time(talks: Library):
    lookup = talks.lookup("cuda")
    assert places(lookup) == [
        ("Earlier", 1, 3), ("Earlier", 2, 0),
        ("Later", 1, 11), ("Later", 2, 0), ("Later", 2, 22), ("Later", 2, 33),
        ("Undated", 1, 0),
    ]  # fmt: skip
    assert lookup.mentions[5].spoken == "ＣＵＤＡ"
    assert lookup.mentions[5].quote == "We like cuda, and 做ＣＵＤＡ的人。"
    assert lookup.mentions[5].quote_start == 14


def test_a_mention_has_the_time_and_address_of_its_turn(talks: Library):
    second = talks.lookup("CUDA").mentions[1]
    assert (second.start_s, second.url) == (751.9, "https://youtu.be/x?t=751")


def test_counts_are_per_speaker_and_placeholders_per_transcript(talks: Library):
    counts = talks.lookup("CUDA").counts
    assert [(c.speaker, c.n_mentions) for c in counts] == [
        ("Bob", 4), ("Ann", 1), ("Speaker 1", 1), ("Speaker 1", 1),
    ]  # fmt: skip
    assert [c.transcript.title if c.transcript else None for c in counts] == [
        None, None, "Earlier", "Undated",
    ]  # fmt: skip


def test_filters_of_speaker_transcript_and_date_apply_to_lookup(talks: Library):
    later = talks.find_transcript("Later").id
    assert places(talks.lookup("CUDA", speakers=["ann"])) == [("Later", 1, 11)]
    assert {title for title, *_ in places(talks.lookup("CUDA", transcripts=[later]))} == {"Later"}
    assert {title for title, *_ in places(talks.lookup("CUDA", after="2020-01-01"))} == {"Later"}
    assert {title for title, *_ in places(talks.lookup("CUDA", before="2020-01-01"))} == {"Earlier"}


def test_a_name_is_a_term_like_any_other(talks: Library):
    talks.add_aliases("Bob", ["Robert"])
    assert talks.lookup("Robert").mentions == ()
    assert places(talks.lookup("CUDA", speakers=["Robert"])) == places(
        talks.lookup("CUDA", speakers=["Bob"])
    )


def test_a_term_that_nobody_says_has_no_mentions(talks: Library):
    assert talks.lookup("OpenCL").to_dict() == {"term": "OpenCL", "counts": [], "mentions": []}


@pytest.mark.parametrize(
    ("term", "filters", "message"),
    [
        ("", {}, "the term is empty"),
        ("　\n", {}, "the term is empty"),
        ("x" * 2001, {}, "has 2,001 characters"),
        ("CUDA", {"speakers": ["Zoe"]}, "nobody is called “Zoe”"),
        ("CUDA", {"transcripts": ["no"]}, "no transcript has the id"),
        ("CUDA", {"before": "soon"}, "is not a date"),
    ],
)
def test_an_empty_or_too_long_term_is_an_error(
    talks: Library, term: str, filters: dict[str, object], message: str
):
    with pytest.raises(UsageError, match=message):
        talks.lookup(term, **filters)  # pyright: ignore[reportArgumentType]


def test_lookup_as_json_keeps_its_contract(talks: Library):
    lookup = talks.lookup(" CUDA ").to_dict()
    assert list(lookup) == ["term", "counts", "mentions"]
    assert lookup["counts"][0] == {"speaker": "Bob", "transcript": None, "mentions": 4}
    assert list(lookup["mentions"][0]) == [
        "transcript", "turn", "address", "speaker", "start", "end", "quote", "quote_start", "start_s", "url",
    ]  # fmt: skip
    assert json.loads(json.dumps(lookup)) == lookup


def test_counts_use_a_speakers_new_name(talks: Library):
    talks.rename_speaker("Bob", "Robert")
    assert talks.lookup("CUDA").counts[0].speaker == "Robert"


@given(
    st.lists(
        st.text("aA 国國。.\n\u0308¨5㎏,", max_size=15).filter(str.strip), min_size=1, max_size=5
    ),
    st.text("aA国。.\n\u0308¨5k", min_size=1, max_size=3).filter(str.strip),
)
def test_quotes_hold_the_term_and_are_whole_sentences(texts: list[str], term: str):
    transcript = make_transcript(*(("Ann", text) for text in texts))
    lookup = look_up(term, [transcript], Filters())
    for mention in lookup.mentions:
        text = transcript.turn(mention.turn).text
        end = mention.quote_start + len(mention.quote)
        assert text[mention.quote_start : end] == mention.quote
        assert mention.quote_start <= mention.start < mention.end <= end
        assert text[mention.start : mention.end] == mention.spoken
        assert end in [stop for _, stop in sentence_spans(text)]
    assert sum(count.n_mentions for count in lookup.counts) == len(lookup.mentions)
