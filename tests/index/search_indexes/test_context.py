from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.search_indexes.context import embeddings_in_context, neighbourhoods
from turnwise.index.store.records import StoredPassage
from turnwise.index.transcript import Passage, Span


def passage(id: int, transcript_id: str, turn: int, start: int = 0) -> StoredPassage:
    return StoredPassage(id, id, transcript_id, Passage(1, (Span(turn, start, start + 5),)))


def test_neighbours_follow_the_order_of_the_talk():
    passages = [passage(i, "a", turn) for i, turn in enumerate([5, 1, 2, 4, 3, 6])]
    around = neighbourhoods(passages)
    assert [[passages[i].passage.spans[0].turn_number for i in near] for near in around] == [
        [3, 4, 5, 6],
        [1, 2, 3],
        [1, 2, 3, 4],
        [2, 3, 4, 5, 6],
        [1, 2, 3, 4, 5],
        [4, 5, 6],
    ]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9), st.integers(0, 9)), max_size=9))
def test_no_neighbour_is_of_another_transcript(places: list[tuple[str, int, int]]):
    passages = [passage(i, *place) for i, place in enumerate(places)]
    for i, near in enumerate(neighbourhoods(passages)):
        assert i in near
        assert {passages[j].transcript_id for j in near} == {passages[i].transcript_id}


def test_the_inner_product_is_a_weighted_mean_of_two_cosines():
    embeddings = np.array([[1, 0], [0, 1]], dtype=np.float32)
    found = embeddings_in_context(embeddings, [[0, 1], [1]])
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[0] @ [1, 0], (1 + 0.7 * 0.5**0.5) / 1.7, rtol=1e-6)
    np.testing.assert_allclose(found[1] @ [0, 1], 1, rtol=1e-6)


def test_no_passages_give_no_embeddings():
    assert embeddings_in_context(np.zeros((0, 0), dtype=np.float32), []).shape == (0, 0)
