from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.index.speakers import GivenName, SpeakerNames, is_placeholder
from turnwise.index.transcript import Transcript
from turnwise.rag import Library, Speaker, UsageError
from turnwise.rag.reading.verification import verify_quote

FIRST = make_transcript(
    ("Speaker 1", "Why did you leave OpenCL behind?"),
    ("Yangqing", "Because OpenCL was never easy to write programs in."),
    title="First",
)
SECOND = make_transcript(
    ("Speaker 1", "What do you think of Julia as a language?"),
    ("贾扬清", "Julia is a fine language, but nobody writes it."),
    title="Second",
)


@pytest.fixture
def talks(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "talks", embedder=embedder) as library:
        library.add(FIRST)
        library.add(SECOND)
        yield library


def names_in(library: Library, transcript: Transcript) -> list[str]:
    return [turn.speaker for turn in library.transcript(transcript.id).turns]


def speaker(library: Library, name: str) -> Speaker:
    [found] = [one for one in library.speaker_details() if one.name == name]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "Speaker",
        "Speaker 1",
        "SPEAKER_00",
        "Speaker A",
        "发言人 1",
        "说话人2",
        "Unknown Speaker",
        "spk_1",
    ],
)
def test_labels_of_machines_are_placeholders(name: str):
    assert is_placeholder(name)


@pytest.mark.parametrize("name", ["Alex", "The Speaker of the House", "张敏", "Q1", "主持人"])
def test_names_and_roles_are_none(name: str):
    assert not is_placeholder(name)


# -- names


def test_a_name_in_one_transcript_comes_before_those_of_the_library():
    names = SpeakerNames([GivenName("Speaker 1", "贾扬清", "t1"), GivenName("贾扬清", "Yangqing")])
    assert names.name_of("speaker 1", "t1") == "Yangqing"
    assert names.name_of("Speaker 1", "t2") == "Speaker 1"
    assert names.name_of("Speaker 1") == "Speaker 1"
    assert names.name_of("賈揚清") == "Yangqing"  # compared folded
    assert names.without_alias("贾扬清").name_of("Speaker 1", "t1") == "贾扬清"


def test_people_who_become_one_bring_their_aliases():
    names = (
        SpeakerNames().with_one_person("Yangqing", ["贾扬清"]).with_one_person("Jia", ["贾博士"])
    )
    one = names.with_one_person("Yangqing Jia", ["Yangqing", "Jia"])
    assert set(one.aliases()) == {"Yangqing", "贾扬清", "Jia", "贾博士"}
    assert set(one.aliases().values()) == {"Yangqing Jia"}


def test_naming_speakers_makes_no_other_transcript():
    named = SpeakerNames().with_names_in(FIRST.id, ["Speaker 1"], "Alex").apply(FIRST)
    assert named.speakers == ("Alex", "Yangqing")
    assert named.turn(1).label == "Speaker 1"
    assert named.id == FIRST.id
    assert SpeakerNames().apply(named) == FIRST


# -- in a library


def test_everything_already_added_follows_a_new_name(talks: Library):
    talks.rename_speaker("Yangqing", "Yangqing Jia")
    assert names_in(talks, FIRST) == ["Speaker 1", "Yangqing Jia"]
    assert talks.transcripts()[0].speakers == ("Speaker 1", "Yangqing Jia")
    answer = talks.ask("What did Yangqing Jia say about OpenCL?")
    citation = answer.citations[0]
    assert (citation.speaker, citation.verified) == ("Yangqing Jia", True)
    assert answer.text.startswith("Yangqing Jia, answering Speaker 1:")
    stored = talks.transcript(FIRST.id)
    for name, verdict in [("Yangqing Jia", "supported"), ("Yangqing", "misattributed")]:
        assert verify_quote(citation.quote, stored, speaker=name, turn=2).verdict == verdict
    assert [hit.speaker for hit in talks.search("OpenCL", speakers=["yangqing jia"])] == [
        "Yangqing Jia"
    ]


def test_the_old_name_goes_on_finding_the_person(talks: Library):
    talks.rename_speaker("Yangqing", "贾博士")
    assert [hit.speaker for hit in talks.search("OpenCL", speakers=["Yangqing"])] == ["贾博士"]
    answer = talks.ask("What did Yangqing say about OpenCL?")
    assert [citation.speaker for citation in answer.citations] == ["贾博士"]


def test_an_alias_finds_the_person_and_what_stands_under_it(talks: Library):
    talks.add_aliases("Yangqing", ["贾扬清", "贾博士"])
    assert names_in(talks, SECOND) == ["Speaker 1", "Yangqing"]
    assert speaker(talks, "Yangqing").aliases == ("贾扬清", "贾博士")
    assert speaker(talks, "Yangqing").n_turns == 2
    assert {hit.speaker for hit in talks.search("language", speakers=["贾博士"])} == {"Yangqing"}
    answer = talks.ask("贾博士怎么看 Julia？")
    assert (answer.citations[0].speaker, answer.citations[0].transcript.title) == (
        "Yangqing",
        "Second",
    )


def test_one_person_under_two_names_is_not_taken_for_two(talks: Library):
    talks.add_aliases("Yangqing", ["Yangqing Jia", "贾扬清"])
    for question in ("What did Jia say about OpenCL?", "What did Yangqing Jia say about OpenCL?"):
        assert talks.ask(question).citations[0].speaker == "Yangqing"
    refusal = talks.ask("What did Yangqing Jia say about baking bread?")
    assert not refusal.answered


def test_what_is_added_later_follows_too(talks: Library):
    talks.add_aliases("Yangqing", ["Jia"])
    talk = make_transcript(("Host", "What is Caffe?"), ("Jia", "Caffe is a framework."))
    report = talks.add(talk)
    assert report.added[0].speakers == ("Host", "Yangqing")
    assert names_in(talks, talk) == ["Host", "Yangqing"]
    assert talks.add(talk).unchanged


def test_an_alias_can_be_taken_back(talks: Library):
    talks.add_aliases("Yangqing", ["贾扬清", "贾博士"])
    talks.remove_alias("贾扬清")
    assert names_in(talks, SECOND) == ["Speaker 1", "贾扬清"]
    assert speaker(talks, "Yangqing").aliases == ("贾博士",)


def test_names_last_and_others_see_them(talks: Library, embedder: BigramEmbedder):
    with Library.open(talks.path, embedder=embedder) as other:
        assert names_in(other, FIRST)[1] == "Yangqing"
        talks.rename_speaker("Yangqing", "Jia")
        assert names_in(other, FIRST)[1] == "Jia"
        assert other.search("OpenCL")[0].speaker == "Jia"


def test_a_rename_embeds_nothing_where_the_exchanges_stay(talks: Library, embedder: BigramEmbedder):
    embedder.texts.clear()
    talks.rename_speaker("Yangqing", "Jia")
    assert embedder.texts == []


def test_two_labels_that_are_one_person_do_not_answer_each_other(
    tmp_path: Path, embedder: BigramEmbedder
):
    talk = make_transcript(
        ("Alex", "Why did you leave OpenCL behind?"),
        ("Alex R.", "I mean, it was a standard after all."),
        ("Bob", "Because OpenCL was never easy to write programs in."),
    )
    with Library.open(tmp_path / "later", embedder=embedder) as later:
        later.add(talk)
        later.rename_speaker("Alex R.", "Alex")
        hits = later.search("OpenCL standard")
        later.rebuild()
        assert later.search("OpenCL standard") == hits
        assert [hit.speaker for hit in later.search("OpenCL easy to write programs", k=1)] == [
            "Bob"
        ]


# -- placeholders


def test_a_placeholder_is_somebody_else_in_each_transcript(talks: Library):
    with pytest.raises(
        UsageError, match=rf"in 2 transcripts.*--transcript: {FIRST.id}, {SECOND.id}"
    ):
        talks.rename_speaker("Speaker 1", "Alex")
    talks.rename_speaker("Speaker 1", "Alex", FIRST.id)
    assert names_in(talks, FIRST)[0] == "Alex"
    assert names_in(talks, SECOND)[0] == "Speaker 1"
    talks.rename_speaker("speaker 1", "Bob")  # only one is left
    assert names_in(talks, SECOND)[0] == "Bob"
    with pytest.raises(UsageError, match=r"nobody is called “Speaker 1”.*Alex, Yangqing"):
        talks.search("OpenCL", speakers=["Speaker 1"])


def test_a_placeholder_may_turn_out_to_be_somebody_known(talks: Library):
    talks.rename_speaker("Speaker 1", "Yangqing", SECOND.id)
    assert speaker(talks, "Yangqing").n_turns == 2
    talks.rename_speaker("Yangqing", "Jia")
    assert names_in(talks, SECOND)[0] == "Jia"


def test_a_name_in_one_transcript_can_be_taken_back(talks: Library):
    talks.rename_speaker("Speaker 1", "Alex", FIRST.id)
    talks.rename_speaker("Alex", "Speaker 1", FIRST.id)
    assert talks.transcript(FIRST.id) == FIRST


def test_namesakes_are_told_apart_by_transcript(talks: Library):
    talks.rename_speaker("Yangqing", "Another Yangqing", FIRST.id)
    assert speaker(talks, "Another Yangqing").aliases == ()
    assert "Yangqing" not in talks.speakers()


def test_placeholders_have_no_aliases(talks: Library):
    with pytest.raises(UsageError, match="“Speaker 1” is somebody else in each transcript"):
        talks.add_aliases("Yangqing", ["Speaker 1"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda library: library.rename_speaker("Bob", "Alex"), "nobody is called “Bob”"),
        (lambda library: library.rename_speaker("Yangqing", " "), "the new name is empty"),
        (lambda library: library.rename_speaker("贾扬清", "X", FIRST.id), "in that transcript; it has: Speaker 1, Yangqing"),
        (lambda library: library.rename_speaker("Yangqing", "X", "no"), "no transcript has the id"),
        (lambda library: library.add_aliases("Bob", ["Bobby"]), "nobody is called “Bob”"),
        (lambda library: library.remove_alias("Bob"), "“Bob” is nobody's alias"),
    ],
    ids=["nobody", "empty", "elsewhere", "no transcript", "alias of nobody", "no alias"],
)  # fmt: skip
def test_a_change_that_names_nobody_is_refused(talks: Library, change, message: str):  # pyright: ignore
    before = talks.speaker_details()
    with pytest.raises(UsageError, match=message):
        change(talks)
    assert talks.speaker_details() == before


def test_the_list_shows_each_person_once_and_each_placeholder_in_each_transcript(talks: Library):
    talks.add_aliases("Yangqing", ["贾扬清"])
    listed = [one.to_dict() for one in talks.speaker_details()]
    assert [(one["name"], one["turns"], one["placeholder"]) for one in listed] == [
        ("Speaker 1", 1, True),
        ("Yangqing", 2, False),
        ("Speaker 1", 1, True),
    ]
    assert list(listed[1]) == ["name", "aliases", "transcripts", "turns", "placeholder"]
    assert [t["title"] for t in listed[1]["transcripts"]] == ["First", "Second"]  # pyright: ignore
    json.dumps(listed)


def test_a_renamed_transcript_brings_its_names_to_another_library(
    talks: Library, tmp_path: Path, embedder: BigramEmbedder
):
    talks.rename_speaker("Speaker 1", "Alex", FIRST.id)
    with Library.open(tmp_path / "other", embedder=embedder) as other:
        other.add(talks.transcript(FIRST.id))
        assert names_in(other, FIRST) == ["Alex", "Yangqing"]
        assert other.transcripts()[0].id == FIRST.id


def test_removing_a_transcript_forgets_the_names_given_in_it(talks: Library):
    talks.rename_speaker("Speaker 1", "Alex", FIRST.id)
    talks.remove(FIRST.id)
    talks.add(FIRST)
    assert names_in(talks, FIRST)[0] == "Speaker 1"
