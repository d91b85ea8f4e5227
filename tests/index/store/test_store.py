from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.errors import LibraryError
from turnwise.index.ingest import IndexedTranscript, index_transcript
from turnwise.index.speakers import GivenName, SpeakerNames
from turnwise.index.store import store as store_module
from turnwise.index.store.store import Store
from turnwise.index.text.sentences.spoken import spoken_in
from turnwise.index.transcript import TimeMark, Transcript, Turn

MODEL = ("bigrams", "f1")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.sqlite3")


def talk(word: str = "OpenCL", date: str | None = None) -> IndexedTranscript:
    transcript = make_transcript(
        ("A", f"Why did you leave {word} behind?"),
        ("B", f"Because {word} was never easy to write programs in."),
        title=word,
        date=date,
    )
    return index_transcript(transcript, BigramEmbedder())


def test_what_was_added_comes_back_whole(store: Store):
    indexed = talk(date="2018-11-02")
    store.add(indexed, model=MODEL)
    assert store.transcript(indexed.transcript.id) == indexed.transcript
    assert [s.exchange for s in store.exchanges()] == indexed.exchanges
    assert [s.passage for s in store.passages()] == indexed.passages
    ids, embeddings = store.embeddings()
    assert ids == [s.id for s in store.passages()]
    np.testing.assert_allclose(embeddings, indexed.embeddings, atol=0.002)
    assert store.model == MODEL


def test_the_times_inside_a_turn_come_back_to_the_millisecond(store: Store):
    marks = (TimeMark(0, 0.1, 1.333), TimeMark(9, 1.334), TimeMark(20, 1.2, 5000.001))
    turn = Turn(1, "A", "We began with nothing at all.", 0.1, 5000.001, marks=marks)
    transcript = Transcript("Talk", (turn,))
    unmarked = Transcript("Talk", (replace(turn, marks=()),))
    assert transcript.id == unmarked.id
    store.add(index_transcript(transcript, BigramEmbedder()), model=MODEL)
    assert store.transcript(transcript.id) == transcript


def test_each_write_counts_the_revision_up(store: Store):
    indexed = talk()
    revisions = [store.revision]
    store.add(indexed, model=MODEL)
    revisions.append(store.revision)
    store.remove(indexed.transcript.id)
    revisions.append(store.revision)
    assert revisions == [0, 1, 2]


def test_what_was_added_and_removed_since_a_revision_is_known(store: Store):
    first, second = talk("OpenCL"), talk("CUDA")
    store.add(first, model=MODEL)
    store.add(second, model=MODEL)
    assert {s.transcript_id for s in store.exchanges(after_revision=1)} == {second.transcript.id}
    gone_exchanges = [s.id for s in store.exchanges() if s.transcript_id == first.transcript.id]
    gone_passages = [s.id for s in store.passages() if s.transcript_id == first.transcript.id]
    store.remove(first.transcript.id)
    assert store.removals(after_revision=2) == (gone_exchanges, gone_passages)
    assert store.removals(after_revision=3) == ([], [])


def test_ids_are_never_used_twice(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    before = {s.id for s in store.passages()}
    store.remove(indexed.transcript.id)
    store.add(indexed, model=MODEL)
    assert not before & {s.id for s in store.passages()}


def test_adding_a_transcript_that_is_there_changes_nothing(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    with pytest.raises(LibraryError, match="is in it already"):
        store.add(indexed, model=("other", "f2"))
    assert (store.revision, store.model) == (1, MODEL)


def test_a_write_that_fails_half_way_leaves_nothing(store: Store):
    indexed = talk()
    too_few = replace(indexed, embeddings=indexed.embeddings[:1])
    with pytest.raises(ValueError, match="zip"):
        store.add(too_few, model=MODEL)
    assert (store.transcripts(), store.exchanges(), store.revision) == ([], [], 0)


def test_selecting_exchanges_by_speaker_and_transcript(store: Store):
    early, late = talk("OpenCL", "2018-11-02"), talk("CUDA", "2020-06-11")
    store.add(early, model=MODEL)
    store.add(late, model=MODEL)
    of = {s.transcript_id: s.id for s in store.exchanges()}
    first, second = of[early.transcript.id], of[late.transcript.id]
    select = store.voices().select
    assert list(select(speakers=["B"])) == [first, second]
    assert list(select(speakers=["A", "B"])) == [first, second]
    assert list(select(speakers=["Nobody"])) == []
    assert list(select(asked_by=["A"])) == [first, second]
    assert list(select(asked_by=["B"])) == []
    assert list(select(transcripts=[late.transcript.id])) == [second]
    assert list(select(transcripts=[late.transcript.id], speakers=["A"])) == [second]
    store.remove(early.transcript.id)
    assert list(store.voices().select(speakers=["B"])) == [second]


def test_passages_are_known_by_exchange(store: Store):
    store.add(talk("OpenCL"), model=MODEL)
    store.add(talk("CUDA"), model=MODEL)
    known = store.passages_by_exchange()
    ids = np.array(sorted({p.exchange_id for p in store.passages()}))
    assert set(known.of_exchanges(ids)) == {p.id for p in store.passages()}
    of = [p.exchange_id for p in store.passages()]
    assert known.exchanges_of(np.array([p.id for p in store.passages()])).tolist() == of
    last = max(p.id for p in store.passages())
    assert known.exchanges_of(np.array([last + 1])).tolist() == [0]
    own = [p.id for p in store.passages() if p.exchange_id == ids[1]]
    assert list(known.of_exchanges(ids[1:2])) == own


def test_a_few_passages_are_looked_up_and_many_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store_module, "_MANY_PASSAGES", 25)
    store.add(talk("OpenCL"), model=MODEL)
    store.add(talk("CUDA"), model=MODEL)
    of = {passage.id: passage.exchange_id for passage in store.passages()}
    ids, exchanges = np.array([*of, max(of) + 1]), np.array([min(of.values()), 99])
    for asked in range(1, 8):  # times
        assert store.exchange_ids_of(ids).tolist() == [*of.values(), 0]
        assert store.passage_ids_of(exchanges).tolist() == [
            id for id in of if of[id] == exchanges[0]
        ]
        assert ("passages" in store._values) == (asked * (len(ids) + len(exchanges)) > 25)


def test_a_snapshot_stays_as_it_was_while_another_thread_writes(store: Store):
    store.add(talk("OpenCL"), model=MODEL)
    with store.snapshot():
        before = store.revision
        writer = threading.Thread(target=lambda: store.add(talk("CUDA"), model=MODEL))
        writer.start()
        writer.join()
        assert (store.revision, len(store.transcripts())) == (before, 1)
    assert (store.revision, len(store.transcripts())) == (before + 1, 2)


def test_transcripts_are_listed_by_date(store: Store):
    for indexed in (talk("C"), talk("B", "2020-06-11"), talk("A", "2018-11-02")):
        store.add(indexed, model=MODEL)
    infos = store.transcripts()
    assert [info.title for info in infos] == ["A", "B", "C"]
    assert (infos[0].speakers, infos[0].n_turns) == (("A", "B"), 2)


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look at", b"\0" * 5000]
)
def test_a_file_that_is_no_library_is_an_error(content: bytes, tmp_path: Path):
    path = tmp_path / "library.sqlite3"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Store(path)
    assert path.read_bytes() == content


def test_a_kill_while_the_file_is_made_does_no_harm(tmp_path: Path):
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        db.execute("PRAGMA journal_mode = WAL")  # the file is there, its tables are not
    assert Store(tmp_path / "library.sqlite3").revision == 0


def test_a_library_of_a_newer_format_is_refused(store: Store, tmp_path: Path):
    store.close()
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        db.execute("UPDATE settings SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(LibraryError, match="format 99"):
        Store(tmp_path / "library.sqlite3")


def test_new_names_are_one_write_and_keep_the_labels(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    store.set_speaker_names(SpeakerNames([GivenName("a", "Alex")]))
    assert store.revision == 2
    assert store.transcript(indexed.transcript.id).turn(1).label == "A"
    assert [one.name for one in store.speakers_in_transcripts()] == ["Alex", "B"]
    store.set_speaker_names(SpeakerNames())
    assert store.transcript(indexed.transcript.id) == indexed.transcript


def test_the_words_of_turns_are_kept(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    id = indexed.transcript.id
    assert store.spoken(id).words_of(1) == ["why", "did", "you", "leave", "opencl", "behind"]
    other = spoken_in([("New.", [(0, 4)], None)])
    store.reindex([replace(indexed, spoken=other)], model=MODEL)
    assert store.spoken(id).words_of(1) == ["new"]
    store.set_speaker_names(SpeakerNames([GivenName("A", "Alex")]), [indexed])
    assert len(store.spoken(id).words_of(1)) == 6
    edit(store, "DELETE FROM spoken")
    assert len(Store(store.path).spoken(id).words_of(1)) == 6  # cut on reading
    assert Store(store.path).spoken("elsewhere").words_of(1) == []


@pytest.mark.parametrize(
    "column", ["[[1, 0]]", "[[0, 0, 2]]", "[[1, 5, 2]]", "[]", "[1]", '[["a", 0, 2]]', "[[1, 0, 2.5]]"]
)  # fmt: skip
def test_impossible_spans_of_passages_are_damage(store: Store, column: str):
    store.add(talk(), model=MODEL)
    [first, *_] = store.passages()
    spans, embeddings = store.embedded_spans([first.exchange_id], 256)
    assert (spans.shape[1], len(spans)) == (5, len(embeddings))
    assert set(spans[:, 0].tolist()) == {first.exchange_id}
    assert store.embedded_spans([999], 256)[0].shape == (0, 5)
    edit(store, "UPDATE passages SET spans = ?", column)
    with pytest.raises(LibraryError, match=r"damaged.*doctor --rebuild"):
        store.embedded_spans([first.exchange_id], 256)


def test_words_that_do_not_fit_each_other_are_damage(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    edit(store, "UPDATE spoken SET vocabulary = 'why'")
    with pytest.raises(LibraryError, match=r"is damaged: the words .* doctor --rebuild"):
        store.spoken(indexed.transcript.id)


def edit(store: Store, sql: str, *parameters: object) -> None:
    """Change the file behind the store's back, as damage does."""
    with sqlite3.connect(store.path) as db:
        db.execute(sql, parameters)


def test_a_transcript_with_a_changed_letter_keeps_its_id(
    store: Store, caplog: pytest.LogCaptureFixture
):
    indexed = talk()
    store.add(indexed, model=MODEL)
    edit(store, "UPDATE turns SET text = 'Bfcause.' WHERE number = 2")
    damaged = store.transcript(indexed.transcript.id)
    assert damaged.id == damaged.stored_id == indexed.transcript.id != damaged.content_id
    assert damaged.to_dict()["id"] == indexed.transcript.id
    assert replace(damaged, title="Other").id == indexed.transcript.id
    assert [indexed.transcript.id in message for message in caplog.messages] == [True]


def test_an_intact_transcript_with_other_turns_has_another_id(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    stored = store.transcript(indexed.transcript.id)
    assert stored.stored_id is None
    assert replace(stored, turns=stored.turns[:1]).id != stored.id


def test_times_given_as_whole_numbers_count_as_sqlite_gives_them_back(store: Store):
    transcript = replace(talk().transcript, turns=(Turn(1, "A", "Why?", 1, 2),))
    store.add(index_transcript(transcript, BigramEmbedder()), model=MODEL)
    assert store.transcript(transcript.id).stored_id is None


def test_a_text_that_is_no_utf_8_any_more_is_read_with_a_mark(store: Store):
    indexed = talk()
    store.add(indexed, model=MODEL)
    edit(store, "UPDATE turns SET text = CAST(x'42e4b8ff2e' AS TEXT) WHERE number = 2")
    damaged = store.transcript(indexed.transcript.id)
    assert damaged.turn(2).text == "B\ufffd\ufffd."
    assert damaged.stored_id == damaged.id == indexed.transcript.id
    assert store.transcript(indexed.transcript.id) == damaged


@pytest.mark.parametrize(
    ("sql", "read", "mend"),
    [
        ("UPDATE transcripts SET notes = '[[1, ' ", "transcript", "turnwise remove"),
        ("UPDATE transcripts SET notes = '[7]'", "transcript", "turnwise remove"),
        ("UPDATE transcripts SET links = '[[1, [99]]]'", "transcript", "turnwise remove"),
        ("UPDATE turns SET marks = '[0, 1]'", "transcript", "turnwise remove"),
        ("UPDATE turns SET marks = '[0, 1, 0.5]'", "transcript", "turnwise remove"),
        ("UPDATE turns SET marks = '[9, 1, -1, -3, 1, -1]'", "transcript", "turnwise remove"),
        ("DELETE FROM turns WHERE number = 1", "transcript", "turnwise remove"),
        ("UPDATE exchanges SET answers = '{}'", "exchanges", "doctor --rebuild"),
        ("UPDATE exchanges SET answers = '[true]'", "exchanges", "doctor --rebuild"),
        ("UPDATE passages SET spans = '[]'", "passages", "doctor --rebuild"),
        ("UPDATE passages SET spans = '[[1, 9, 2]]'", "passages", "doctor --rebuild"),
        ("UPDATE passages SET embedding = x'0000' WHERE id = 1", "embeddings", "doctor --rebuild"),
        ("UPDATE passages SET embedding = x'0000'", "passages_of", "doctor --rebuild"),
    ],
)  # fmt: skip
def test_a_damaged_column_is_an_error_that_names_the_transcript(
    sql: str, read: str, mend: str, store: Store
):
    indexed = talk()
    store.add(indexed, model=MODEL)
    store.add(talk("CUDA"), model=MODEL)
    edit(store, sql)
    given = {"transcript": (indexed.transcript.id,), "passages_of": (1, 256)}.get(read, ())
    with pytest.raises(LibraryError, match=rf"“OpenCL” \({indexed.transcript.id}\) .*{mend}"):
        getattr(store, read)(*given)


def test_embeddings_that_are_none_are_an_error(store: Store):
    store.add(talk(), model=MODEL)
    nan = np.float32(np.nan).tobytes() + bytes(256)  # the scale, then the components
    edit(store, "UPDATE passages SET embedding = ? WHERE id = 1", nan)
    with pytest.raises(LibraryError, match=r"“OpenCL”.*holds no embedding.*doctor --rebuild"):
        store.embeddings()
    with pytest.raises(LibraryError, match="holds no embedding"):
        store.passages_of(1, 256)


@pytest.mark.parametrize("sql", ["DELETE FROM settings", "UPDATE settings SET value = '1x'"])
def test_a_damaged_revision_is_an_error(sql: str, store: Store):
    edit(store, f"{sql} WHERE key = 'revision'")
    with pytest.raises(LibraryError, match=r"is damaged.*“revision” is no number"):
        assert store.revision


def test_damaged_feedback_is_an_error(store: Store):
    values = "'q', 'q', '[', 1, 't', NULL, '[]', 'helpful', NULL, '2020-01-01'"
    edit(store, f"INSERT INTO feedback VALUES ({values})")
    with pytest.raises(LibraryError, match=r"is damaged.*feedback given at 2020-01-01"):
        store.feedback()


def zero_tables(path: Path) -> None:
    """Put zeros in the place of the first page of each table but the settings, as a disk may."""
    with closing(sqlite3.connect(path)) as db:
        pages = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE rootpage AND tbl_name <> 'settings'"
        ).fetchall()
    content = bytearray(path.read_bytes())
    for (page,) in pages:
        content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)


def test_a_damaged_page_is_named_by_every_read_and_write(store: Store, tmp_path: Path):
    for number in range(30):
        store.add(talk(f"Word{number} " * 100), model=MODEL)
    id = store.transcripts()[0].id
    store.close()
    zero_tables(tmp_path / "library.sqlite3")
    store = Store(tmp_path / "library.sqlite3")
    for read in (
        store.transcripts, store.exchanges, store.passages, store.embeddings, store.count_passages,
        store.speakers_in_transcripts, lambda: store.transcript(id), lambda: store.spoken(id),
        lambda: store.removals(after_revision=0), store.voices,
    ):  # fmt: skip
        with pytest.raises(LibraryError, match=r"library.sqlite3 is damaged.*backup"):
            read()
    with pytest.raises(LibraryError) as caught:
        store.add(talk("new"), model=MODEL)
    assert "damaged" in str(caught.value)
    assert "free space" not in str(caught.value)


def test_damaged_pages_of_exchanges_and_passages_are_replaced(store: Store, tmp_path: Path):
    talks = [talk(f"Word{number} " * 20) for number in range(20)]
    for indexed in talks:
        store.add(indexed, model=MODEL)
    ids = {s.id for s in store.passages()}
    with store._connections.held() as db:
        pages = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages'").fetchall()
    root = pages[0]["rootpage"]
    store.close()
    file = tmp_path / "library.sqlite3"
    content = bytearray(file.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = bytes(4096)
    file.write_bytes(content)
    store = Store(file)
    assert store.check_file()
    store.reindex(talks, model=MODEL)
    assert store.check_file() == []
    assert len(store.passages()) == len(ids)
    assert not ids & {s.id for s in store.passages()}
