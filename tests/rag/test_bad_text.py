"""Text that cannot be written, or that no model reads, wherever a caller may give it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import make_transcript
from turnwise.index.text.language import is_of_other_script, without_other_scripts
from turnwise.rag import Library, UsageError

HALF = "what \ud800 about OpenCL"
CALLS: dict[str, Callable[[Library], object]] = {
    "ask": lambda library: library.ask(HALF),
    "search": lambda library: library.search(HALF),
    "lookup": lambda library: library.lookup(HALF),
    "timeline": lambda library: library.timeline(HALF),
    "filter by speaker": lambda library: library.search("OpenCL", speakers=[HALF]),
    "filter by transcript": lambda library: library.search("OpenCL", transcripts=[HALF]),
    "filter by date": lambda library: library.search("OpenCL", after=HALF),
    "transcript": lambda library: library.transcript(HALF),
    "outline": lambda library: library.outline(HALF),
    "find_transcript": lambda library: library.find_transcript(HALF),
    "rename_speaker": lambda library: library.rename_speaker("Alex", HALF),
    "rename_speaker, old": lambda library: library.rename_speaker(HALF, "Alex"),
    "add_aliases": lambda library: library.add_aliases("Alex", [HALF]),
    "add_aliases, of": lambda library: library.add_aliases(HALF, ["Alexander"]),
    "remove_alias": lambda library: library.remove_alias(HALF),
    "remove": lambda library: library.remove(HALF),
    "add, url": lambda library: library.add(Path("x"), url=f"http://example.org/{HALF}"),
    "give_feedback": lambda library: library.give_feedback(
        library.ask("OpenCL"), "wrong", comment=HALF
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_half_a_character_is_a_clear_error(library: Library, call: Callable[[Library], object]):
    with pytest.raises(UsageError, match=r"half a character \(U\+D800") as raised:
        call(library)
    str(raised.value).encode()  # it can be printed


def test_an_earlier_question_that_was_refused_does_not_count(library: Library):
    assert library.ask("OpenCL", history=[HALF]) == library.ask("OpenCL")


def test_a_control_character_in_a_new_name_is_a_clear_error(library: Library):
    with pytest.raises(UsageError, match=r"control character: '\\x1b\[31mEve'"):
        library.rename_speaker("Alex", "\x1b[31mEve")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ماذا قال عن OpenCL؟", "            OpenCL؟"),
        ("그는 OpenCL에", "   OpenCL "),
        ("เขาพูด GPU", "       GPU"),
        ("他说 CUDA 很好，café", "他说 CUDA 很好，café"),
        ("はい、Julia です", "  、Julia   "),
    ],
)
def test_letters_that_no_model_reads_are_left_out(text: str, read: str):
    assert without_other_scripts(text) == read


def test_a_word_of_another_script_has_no_letter_that_is_read():
    assert [is_of_other_script(word) for word in ("قال", "그는", "opencl에", "说", "3", "…")] == [
        *(True, True, False, False, False, False)
    ]


@pytest.fixture
def talks(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library")
    library.add(
        make_transcript(
            ("Ann", "What about OpenCL in your work?"),
            ("Bob", "OpenCL is fine, but few people write it. Спасибо, друзья!"),
            ("Ann", "And what do you cook at home?"),
            ("Bob", "At home I cook beans with rice. 안녕하세요 여러분."),
        )
    )
    return library


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        *("ماذا قال عن السيارات الجديدة؟", "מה הוא אמר על המכונית", "그는 자동차에 대해 뭐라고 말했나요"),
        *("เขาพูดอะไรเกี่ยวกับรถยนต์", "Что он сказал о машине?", "彼は車について何と言いましたか"),
    ],
    ids=["Arabic", "Hebrew", "Korean", "Thai", "Russian", "Japanese"],
)  # fmt: skip
def test_a_question_in_a_script_that_no_model_reads_is_refused(talks: Library, question: str):
    answer = talks.ask(question)
    assert not answer.answered
    assert "only found as they are written" in answer.text or "只能按原样查找" in answer.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        *("ماذا قال عن OpenCL؟", "מה הוא אמר על OpenCL", "그는 OpenCL에 대해 뭐라고 말했나요"),
        *("เขาพูดอะไรเกี่ยวกับ OpenCL", "Что он сказал об OpenCL?"),
    ],
    ids=["Arabic", "Hebrew", "Korean", "Thai", "Russian"],
)  # fmt: skip
def test_the_latin_word_in_it_is_looked_up(talks: Library, question: str):
    answer = talks.ask(question)
    assert [citation.turn for citation in answer.citations] == [2]
    assert "OpenCL is fine" in answer.citations[0].quote


@pytest.mark.slow
def test_what_is_said_in_such_a_script_is_found_as_it_is_written(tmp_path: Path):
    library = Library.open(tmp_path / "library")
    library.add(
        make_transcript(
            ("Host", "이 프로젝트는 얼마나 걸렸나요?"),
            ("Kim", "프로젝트는 두 달 걸렸습니다."),
            ("Host", "집에서 무엇을 요리하세요?"),
            ("Kim", "집에서 밥과 콩을 요리합니다."),
        )
    )
    hits = library.search("프로젝트는 얼마나")
    assert hits[0].turn == 2
