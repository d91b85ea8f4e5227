from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BigramEmbedder, make_transcript
from turnwise.rag import Library, Transcript, UsageError
from turnwise.rag.answer import TranscriptReference
from turnwise.rag.people.alias_suggestions import find_aliases
from turnwise.rag.people.speakers import Speaker


@pytest.fixture
def empty(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "people", embedder=embedder) as opened:
        yield opened


def suggested(library: Library, *transcripts: Transcript) -> set[tuple[str, str, str]]:
    for transcript in transcripts:
        library.add(transcript)
    return {(one.name, one.alias, one.reason) for one in library.suggest_aliases()}


def test_the_sample_interview_calls_its_guest_by_other_names(library: Library):
    found = library.suggest_aliases()
    assert [(one.name, one.alias, one.reason, one.where, one.turn) for one in found] == [
        ("Yangqing", "贾扬清", "pinyin", "title", None),
        ("Alex", "Alex Ren", "part", "note", None),
        ("Yangqing", "贾博士", "honorific", "speech", 18),
    ]


def test_a_confirmed_name_is_suggested_no_more(library: Library):
    library.add_aliases("Yangqing", ["贾扬清", "贾博士"])
    assert [one.alias for one in library.suggest_aliases()] == ["Alex Ren"]


def test_a_chinese_speaker_may_be_spelled_in_the_text(empty: Library):
    talk = make_transcript(
        ("贾扬清", "Thanks."), ("Ann", "Yangqing Jia wrote Caffe."), title="Dr. Jia: a talk"
    )
    assert suggested(empty, talk) == {
        ("贾扬清", "Yangqing Jia", "pinyin"),
        ("贾扬清", "Yangqing", "pinyin"),
    }


def test_a_title_with_the_family_name_counts_beside_a_turn_of_that_speaker(empty: Library):
    talk = make_transcript(
        ("Ann", "Dr. Jia, 贾老师, what is Caffe?"), ("贾扬清", "A framework."),
        ("Ann", "国王老师说过的。"), ("Bob", "贾先生 is not here."),
    )  # fmt: skip
    assert suggested(empty, talk) == {
        ("贾扬清", "Dr. Jia", "honorific"),
        ("贾扬清", "贾老师", "honorific"),
    }


def test_what_two_speakers_could_be_called_is_not_suggested(empty: Library):
    talk = make_transcript(
        ("Ann", "贾老师好，扬清好。"), ("贾扬清", "你好。"), ("贾思敏", "你好。"),
        ("Yang Qing", "杨青老师 is me."), ("Yangqing", "Me too."),
    )  # fmt: skip
    assert suggested(empty, talk) == set()


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Keyi", "这件事由于可以做，也可以不做，可以的。"),  # 于可以
        ("Jiande", "这是比较常见的方法。"),  # 常见的
        ("Youmin", "我们推广由民间团体来做。"),  # 广由民
        ("Wang Wei", "他想要那个王位。"),
        ("Speaker 1", "我是贾扬清。"),
        ("Q1", "I am Q1 Smith."),
        ("Alex", "We saw Alex Krizhevsky there."),
    ],
)
def test_common_words_are_no_names(empty: Library, speaker: str, text: str):
    assert suggested(empty, make_transcript((speaker, text), ("Ann", text))) == set()


def test_a_speaker_says_his_whole_name(empty: Library):
    talk = make_transcript(("Alex", "Hello, I'm Alex Ren."), ("扬清", "我是贾扬清。"))
    assert suggested(empty, talk) == {("Alex", "Alex Ren", "part"), ("扬清", "贾扬清", "part")}


def test_two_speakers_may_be_one(empty: Library):
    one = make_transcript(
        ("贾扬清", "甲"), ("唐鳳", "乙"), ("石怡佳", "丙"), ("石以佳", "丁"),
        ("Andrew Scheer (Leader)", "Hello."), ("Hon. Andrew Scheer", "Hello."), title="One",
    )  # fmt: skip
    two = make_transcript(
        ("Yangqing Jia", "a"), ("唐凤", "b"), ("Yangqing Jia", "c"), ("alex", "d"), title="Two"
    )
    three = make_transcript(("Alex", "e"), ("Alex", "f"), title="Three")
    assert suggested(empty, one, two, three) == {
        ("Yangqing Jia", "贾扬清", "pinyin"),  # the one with more turns keeps the name
        ("唐鳳", "唐凤", "variant"),
        ("石怡佳", "石以佳", "pinyin"),
        ("Andrew Scheer (Leader)", "Hon. Andrew Scheer", "part"),
        ("Alex", "alex", "variant"),
    }


def test_only_what_stands_in_the_transcripts_asked_for(library: Library):
    library.add(other := make_transcript(("Ann", "Hello."), title="Another"))
    assert library.suggest_aliases([other.id]) == []
    with pytest.raises(UsageError, match="no transcript has the id"):
        library.suggest_aliases(["no"])


def test_the_contract_of_json(library: Library):
    first = library.suggest_aliases()[0].to_dict()
    assert list(first) == ["name", "alias", "reason", "where", "transcript", "turn"]
    assert json.loads(json.dumps(first)) == first


def _letters(n: int) -> str:
    return "".join(chr(ord("a") + n // 26**k % 26) for k in range(4)).capitalize()


def _latin(n: int) -> list[tuple[str, str]]:
    """As many speakers, each of whom says the whole name."""
    return [(_letters(i), f"I am {_letters(i)} Smith, and Ann Berg came.") for i in range(n)]


def _chinese(n: int) -> list[tuple[str, str]]:
    """As many speakers, whom the next one calls by an honorific."""
    family = "王李张刘陈杨黄赵吴周"
    names = [
        f"{family[i % 10]}{chr(0x5000 + i // 10 % 90)}{chr(0x6000 + i // 900)}" for i in range(n)
    ]
    return [(name, f"{names[i - 1]}老师好，{name}来了。") for i, name in enumerate(names)]


@pytest.mark.slow
@pytest.mark.parametrize("make", [_latin, _chinese], ids=["Latin", "Chinese"])
def test_the_time_of_suggestions_grows_with_the_speakers(
    make: Callable[[int], list[tuple[str, str]]],
):
    def seconds(n: int) -> float:
        transcript = make_transcript(*make(n))
        place = TranscriptReference.to(transcript)
        people = [Speaker(name, (), (place,), 1) for name in transcript.speakers]
        start = time.process_time()
        find_aliases([transcript], people)
        return time.process_time() - start

    seconds(50)
    # Eight times as many; their square is 64 times. Of two runs the faster: others use the machine.
    assert min(seconds(12_000), seconds(12_000)) < 24 * seconds(1500) + 0.2


def test_a_spelling_that_is_a_common_word_too_is_not_suggested(empty: Library):
    talk = make_transcript(
        ("Ann", "Dashan came along, and we had dashan tea."), ("李大山", "你好。")
    )
    assert suggested(empty, talk) == set()


def test_a_spelling_that_is_always_a_name_is_suggested(empty: Library):
    talk = make_transcript(("Ann", "Dashan came along, and we had tea."), ("李大山", "你好。"))
    assert suggested(empty, talk) == {("李大山", "Dashan", "pinyin")}
