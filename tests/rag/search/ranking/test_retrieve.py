from __future__ import annotations

from pathlib import Path

from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library
from turnwise.rag.search.ranking.retrieve import RankedExchange, _with_exact
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
            ordered = _with_exact(list(ranking), understand(question), indexes, store)
            assert sorted(exchange.exchange_id for exchange in ordered) == sorted(ids)
            return [exchange.exchange_id for exchange in ordered].index(ids[-1])

        assert place("what did he say about the scheduler and the zebrafinch") == 4
        assert place("zebrafinch") == 0  # a lookup
        assert place("what did he say about the scheduler") == 11


def test_an_english_question_for_a_fact_finds_the_chinese_question(tmp_path: Path):
    talk = [
        ("Host", "为什么要做这个框架？"), ("Guest", "因为当时没有一个可靠的平台，大家都没有办法复现结果。"),
        ("Host", "整个的过程你大概做了多久？"), ("Guest", "两个月吧，那个夏天每天都在写代码。"),
    ]  # fmt: skip
    with Library(tmp_path / "library", embedder=BigramEmbedder()) as library:
        library.add(make_transcript(*talk))
        hits = library.search("How long did it take?", mode="lexical")
        assert hits[0].turn == 4
        assert library.search("Why did it take so?", mode="lexical") == []


def test_a_number_of_a_word_is_found_however_it_is_written(tmp_path: Path):
    talk = [("Ann", f"Section {n} is about ducks, and item 13 is late.") for n in range(8)]
    talk.append(("Bob", "In BOLT13 we wrote down how a watchtower works."))
    with Library(tmp_path / "library", embedder=BigramEmbedder()) as library:
        library.add(make_transcript(*talk))
        assert library.search("BOLT 13", mode="lexical")[0].turn == 9
        assert library.search("section 3", mode="lexical")[0].turn == 4
