from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import INTERVIEW, ROOT, BigramEmbedder, make_transcript
from filelock import FileLock
from turnwise.index.errors import LibraryError
from turnwise.index.readers import read_path
from turnwise.index.store.store import Store
from turnwise.rag import Answer, FeedbackVerdict, Library, UsageError
from turnwise.rag.evaluation import evaluate, read_set

QUESTION = "what did he say about OpenCL"


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def give(library: Library, question: str, verdict: FeedbackVerdict) -> Answer:
    answer = library.ask(question)
    library.give_feedback(answer, verdict)
    return answer


# -- keeping it


def test_a_verdict_is_kept_with_what_was_shown(library: Library):
    answer = library.ask(
        "and OpenCL?", history=["what did he say about CUDA"], speakers=["yangqing"]
    )
    library.give_feedback(answer, "helpful", comment=" spot on ", speakers=["yangqing"])
    [kept] = library.feedback()
    assert (kept.question, kept.understood_as) == ("and OpenCL?", QUESTION)
    assert (kept.verdict, kept.comment, kept.speakers) == ("helpful", "spot on", ("Yangqing",))
    assert (kept.answered, kept.text, kept.model) == (True, answer.text, None)
    assert [(c.transcript_id, c.turn, c.quote) for c in kept.citations] == [
        (c.transcript.id, c.turn, c.quote) for c in answer.citations
    ]
    assert kept.given_at.endswith("+00:00")
    assert json.loads(json.dumps(kept.to_dict()))["citations"][0]["turn"] == 27


def test_a_second_verdict_on_the_same_answer_takes_the_place_of_the_first(library: Library):
    answer = give(library, QUESTION, "helpful")
    give(library, "What is unframework?", "helpful")
    library.give_feedback(answer, "wrong", comment="not about CUDA")
    assert [one.verdict for one in library.feedback()] == ["helpful", "wrong"]
    library.give_feedback(replace(answer, text="Something else."), "wrong")
    assert len(library.feedback()) == 3


def test_a_verdict_can_be_taken_back(library: Library):
    answer = give(library, QUESTION, "wrong")
    library.give_feedback(answer, None)
    assert library.feedback() == []


def test_another_verdict_or_an_unknown_filter_is_refused(library: Library):
    answer = library.ask(QUESTION)
    with pytest.raises(UsageError, match="give “helpful” or “wrong”"):
        library.give_feedback(answer, "nice")  # pyright: ignore[reportArgumentType]
    with pytest.raises(UsageError, match="nobody is called “Bob”"):
        library.give_feedback(answer, "helpful", speakers=["Bob"])


def test_feedback_changes_no_search_and_waits_for_no_writer(library: Library):
    answer = library.ask(QUESTION)
    with FileLock(library.path / "write.lock"):  # as of another process that is adding
        library.give_feedback(answer, "helpful")
    store = Store(library.path / "library.sqlite3")
    assert (store.revision, len(store.feedback())) == (1, 1)


def test_feedback_that_cannot_be_written_is_an_error(library: Library):
    answer = library.ask(QUESTION)
    with sqlite3.connect(library.path / "library.sqlite3") as db:
        db.execute("DROP TABLE feedback")
    with pytest.raises(LibraryError, match="cannot be written"):
        library.give_feedback(answer, "helpful")


def test_feedback_outlives_its_transcript_and_is_of_use_when_it_comes_back(
    library: Library, tmp_path: Path
):
    give(library, QUESTION, "helpful")
    library.add(make_transcript(("A", "What of Julia?"), ("B", "Julia is slow to load.")))
    id = library.feedback()[0].citations[0].transcript_id
    library.remove(id)
    give(library, "What of Julia?", "helpful")
    assert len(library.feedback()) == 2
    export = library.export_feedback(tmp_path / "less")
    assert (export.n_queries, export.n_left_out) == (1, 1)
    library.add(INTERVIEW)
    export = library.export_feedback(tmp_path / "more")
    assert (export.n_queries, export.n_left_out) == (2, 0)


def test_feedback_follows_turns_that_were_split_and_goes_with_words_that_were_corrected(
    library: Library, tmp_path: Path
):
    answer = give(library, QUESTION, "helpful")
    id, turn = answer.citations[0].transcript.id, answer.citations[0].turn
    library.split_turn(id, 2, 40)
    library.export_feedback(tmp_path / "split")
    [query] = rows(tmp_path / "split" / "queries.jsonl")
    assert (query["relevant"], query["question_turn"]) == ([turn], turn - 1)  # from 0
    library.edit_turn(id, turn + 1, "Something else.")
    with pytest.raises(UsageError, match="no feedback on what is in the library"):
        library.export_feedback(tmp_path / "corrected")


# -- exporting it


@pytest.mark.slow
def test_an_exported_set_is_read_and_finds_what_was_helpful(tmp_path: Path):
    with Library.open(tmp_path / "library") as library:
        library.add(INTERVIEW)
        library.rename_speaker("Q5", "Sam")
        for question in (QUESTION, "他对Julia语言有什么看法", "What is unframework?"):
            assert give(library, question, "helpful").answered
        assert not give(library, "What did he say about the iPhone camera?", "helpful").answered
        give(library, "Caffe做了多久", "wrong")
        export = library.export_feedback(tmp_path / "set")
        [id] = [info.id for info in library.transcripts()]
        [read] = read_path(tmp_path / "set" / "transcripts" / f"{id}.json").transcripts
        stored = library.transcript(id)
        assert (read.title, read.date, read.links) == (stored.title, stored.date, stored.links)
        assert read.turns == tuple(replace(turn, label=None) for turn in stored.turns)
    assert export.to_dict() | {"folder": ""} == {
        "folder": "", "queries": 4, "wrong": 1, "left_out": 0
    }  # fmt: skip
    queries = rows(tmp_path / "set" / "queries.jsonl")
    assert queries[0] == {
        "id": "helpful-1",
        "query": QUESTION,
        "lang": "en",
        "transcript": id,
        "relevant": [26],
        "speaker": "Yangqing",
        "answerable": True,
        "question_turn": 25,
    }
    assert (queries[3]["relevant"], queries[3]["answerable"]) == ([], False)
    [wrong] = rows(tmp_path / "set" / "wrong.jsonl")
    assert (wrong["query"], wrong["relevant"]) == ("Caffe做了多久", [])
    assert wrong["shown"]["text"] and "answerable" not in wrong
    evaluation_set = read_set(tmp_path / "set")
    [evaluation] = evaluate(evaluation_set)
    found = {name: one.value for name, one in evaluation.measures.items()}
    assert found["hit@1"] == found["speaker"] == found["question"] == 1
    assert found["refusal precision"] == found["refusal recall"] == found["answered"] == 1
    assert not evaluation.differing_turns


@pytest.mark.slow
def test_an_answer_among_some_is_evaluated_among_those(library: Library, tmp_path: Path):
    other = make_transcript(
        ("A", "What about OpenCL?"), ("Bo", "OpenCL is what I say about OpenCL.")
    )
    library.add(other)
    [id] = [info.id for info in library.transcripts() if info.id != other.id]
    how = {"transcripts": [id], "speakers": ["Yangqing"]}
    library.give_feedback(library.ask("OpenCL", **how), "helpful", **how)
    library.rename_speaker("Yangqing", "Jia")
    library.export_feedback(tmp_path / "set")
    [query] = read_set(tmp_path / "set").queries
    assert query.filters == {"speakers": ["Jia"], "transcripts": [id]}
    [evaluation] = evaluate(read_set(tmp_path / "set"))
    assert evaluation.measures["hit@1"].value == 1


def test_helpful_answers_to_one_question_are_one_query(embedder: BigramEmbedder, tmp_path: Path):
    said = [f"Topic {n}: the zebrafinch number {n} sings." for n in range(8)]
    talk = make_transcript(*(pair for text in said for pair in (("A", "And?"), ("B", text))))
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        library.add(talk)
        first = give(library, "zebrafinch", "helpful")
        more = library.ask("what else?", history=["zebrafinch"])
        assert more.answered
        library.give_feedback(more, "helpful")
        refused = replace(more, answered=False, text="Found nothing more.", citations=())
        library.give_feedback(refused, "helpful")
        export = library.export_feedback(tmp_path / "set")
    assert export.n_left_out == 1
    [query] = read_set(tmp_path / "set").queries
    cited = [*first.citations, *more.citations]
    assert query.relevant == {citation.turn - 1 for citation in cited}


@pytest.mark.slow
def test_a_set_of_refusals_alone_is_evaluated(library: Library, tmp_path: Path):
    give(library, "What about the zebrafinch of Patagonia?", "helpful")
    library.export_feedback(tmp_path / "set")
    [evaluation] = evaluate(read_set(tmp_path / "set"))
    assert set(evaluation.measures) <= {"refusal precision", "refusal recall"}


def test_refusals_of_a_library_without_transcripts_are_no_set(
    embedder: BigramEmbedder, tmp_path: Path
):
    talk = make_transcript(("A", "What of Julia?"), ("B", "Julia is slow to load."))
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        with pytest.raises(UsageError, match="the library is empty; add a transcript first"):
            give(library, QUESTION, "helpful")
        library.add(talk)
        assert not give(library, QUESTION, "helpful").answered
        library.remove(talk.id)
        with pytest.raises(UsageError, match="there is no feedback on what is in the library"):
            library.export_feedback(tmp_path / "set")
        library.add(talk)
        assert library.export_feedback(tmp_path / "set").n_queries == 1


def test_an_answer_from_several_transcripts_is_a_query_of_each(
    embedder: BigramEmbedder, tmp_path: Path
):
    question = "What did Bob say about zeppelins?"
    with Library.open(tmp_path / "library", embedder=embedder) as library:
        for year, view in (("2017", "Zeppelins are slow."), ("2019", "Zeppelins are quick now.")):
            turns = (("Ann", "What about zeppelins?"), ("Bob", view))
            library.add(make_transcript(*turns, title=year, date=f"{year}-01-01"))
        answer = give(library, question, "helpful")
        library.export_feedback(tmp_path / "set")
    assert len(answer.citations) == 2
    assert [
        (row["id"], row["transcript"], row["relevant"], row["filters"])
        for row in rows(tmp_path / "set" / "queries.jsonl")
    ] == [
        (f"helpful-1-{n}", c.transcript.id, [1], {"transcripts": [c.transcript.id]})
        for n, c in enumerate(answer.citations, start=1)
    ]
    [evaluation] = evaluate(read_set(tmp_path / "set"))
    assert evaluation.measures["hit@1"].value == 1


def test_a_folder_with_something_in_it_is_refused(library: Library, tmp_path: Path):
    with pytest.raises(UsageError, match="there is no feedback"):
        library.export_feedback(tmp_path / "set")
    give(library, QUESTION, "helpful")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "mine.txt").touch()
    with pytest.raises(UsageError, match="is not empty; name a new folder"):
        library.export_feedback(tmp_path / "set")
    with pytest.raises(UsageError, match="is not empty"):
        library.export_feedback(tmp_path / "set" / "mine.txt")
    assert (tmp_path / "set" / "mine.txt").exists()


def test_a_library_of_the_third_format_takes_feedback(tmp_path: Path):
    file = ROOT / "tests" / "data" / "libraries" / "version-3.sqlite3"
    shutil.copy(file, tmp_path / "library.sqlite3")
    with Library.open(tmp_path, embedder=BigramEmbedder(dim=16)) as opened:
        give(opened, "Why did you leave OpenCL?", "helpful")
        assert len(opened.feedback()) == 1
