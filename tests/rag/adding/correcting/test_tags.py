"""Tags narrow lists, searches and answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library, UsageError

SEA = make_transcript(
    ("Ann", "Who paid for the move?"), ("Bob", "The city paid for the harbour."), title="Harbour"
)
LAND = make_transcript(
    ("Ann", "Who paid for the field?"), ("Cleo", "The farmers paid for the field."), title="Field"
)


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with a tag on each of two transcripts; only read it."""
    with Library.open(tmp_path_factory.mktemp("tags"), embedder=BigramEmbedder()) as opened:
        opened.add(SEA)
        opened.add(LAND)
        opened.edit_transcript(SEA.id, tags=["海边  港口", "Old"])
        opened.edit_transcript(LAND.id, tags=["Farm"])
        yield opened


def test_tags_are_tidied_and_listed_in_order(tagged: Library):
    assert tagged.find_transcript("Harbour").tags == ("海边 港口", "Old")
    assert tagged.tags() == ["海边 港口", "Old", "Farm"]


def test_a_search_is_narrowed_to_transcripts_with_one_of_the_tags(tagged: Library):
    assert {hit.transcript.id for hit in tagged.search("who paid", tags=["FARM"])} == {LAND.id}
    assert {hit.transcript.id for hit in tagged.search("who paid", tags=["farm", "old"])} == {
        SEA.id,
        LAND.id,
    }
    assert [info.id for info in tagged.transcripts(tags=["海边 港口"])] == [SEA.id]
    assert {mention.transcript.id for mention in tagged.lookup("paid", tags=["old"]).mentions} == {
        SEA.id
    }
    assert tagged.search("who paid", tags=["farm"], transcripts=[SEA.id]) == []


def test_an_answer_comes_from_transcripts_with_the_tag(tagged: Library):
    answer = tagged.ask("who paid?", tags=["old"])
    assert {citation.transcript.id for citation in answer.citations} == {SEA.id}


def test_no_tags_at_all_find_nothing(tagged: Library):
    assert tagged.search("who paid", tags=[]) == []


def test_a_tag_that_nobody_gave_is_refused(tagged: Library):
    with pytest.raises(UsageError, match="has the tag “sky”; tags: 海边 港口, Old, Farm"):
        tagged.search("who paid", tags=["sky"])
    with pytest.raises(UsageError, match="give a list"):
        tagged.search("who paid", tags="old")


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        pytest.param([" "], "is no tag", id="empty"),
        pytest.param(["a\x1bb"], "is no tag", id="a control character"),
        pytest.param(["x" * 101], "is no tag", id="too long"),
        pytest.param([f"tag {n}" for n in range(51)], "at most 50", id="too many"),
        pytest.param("old", "give a list", id="a text"),
    ],
)
def test_a_tag_that_cannot_be_is_refused(tagged: Library, tags: list[str], why: str):
    with pytest.raises(UsageError, match=why):
        tagged.edit_transcript(SEA.id, tags=tags)
    assert tagged.find_transcript("Harbour").tags == ("海边 港口", "Old")


def test_feedback_on_tagged_transcripts_names_them(tagged: Library):
    answer = tagged.ask("who paid?", tags=["old"])
    tagged.give_feedback(answer, "helpful", tags=["old"])
    assert [given.transcripts for given in tagged.feedback()] == [(SEA.id,)]
