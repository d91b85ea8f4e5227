from __future__ import annotations

from pathlib import Path

from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.retrieve import RankedExchange, _with_exact
from turnwise.rag.understanding.understand import understand


def test_an_exchange_that_says_the_rarest_word_is_among_the_first_five(tmp_path: Path):
    with Library(tmp_path / "library", embedder=BigramEmbedder()) as library:
        turns: list[tuple[str, str]] = []
        for n in range(12):
            turns.append(("Host", f"What about the scheduler of backend number {n}?"))
            turns.append(
                ("Guest", f"The scheduler of backend {n} is fine." + " Zebrafinch!" * (n == 11))
            )
        library.add(make_transcript(*turns))
        store, indexes = library._folder.store, library._folder.indexes()
        ids = [exchange.id for exchange in store.exchanges()]
        ranking = [RankedExchange(id, 1 - place / 100) for place, id in enumerate(ids)]

        def place(question: str) -> int:
            ordered = _with_exact(list(ranking), understand(question), indexes, None)
            assert sorted(exchange.exchange_id for exchange in ordered) == sorted(ids)
            return [exchange.exchange_id for exchange in ordered].index(ids[-1])

        assert place("what did he say about the scheduler and the zebrafinch") == 4
        assert place("zebrafinch") == 0  # a lookup
        assert place("what did he say about the scheduler") == 11
