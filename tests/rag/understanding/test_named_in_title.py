"""A name that only the title gives is the side that answers."""

from __future__ import annotations

import pytest
from turnwise.index.store.records import TranscriptInfo
from turnwise.rag.understanding.understand import understand


def info(id: str, title: str, *speakers: str) -> TranscriptInfo:
    return TranscriptInfo(id, title, None, None, None, None, speakers, 4)


@pytest.mark.parametrize(
    ("title", "speakers", "question", "found"),
    [
        pytest.param("作家周明：山里没有秘密", "问 答", "周明怎么看评分制度", ("答",), id="问 and 答"),
        pytest.param("Interview with Owen Pell", "Q A", "What did Owen Pell say about bricks?", ("A",), id="Q and A"),
        pytest.param("Interview with Owen Pell", "Interviewer Interviewee", "What did Pell say about bricks?", ("Interviewee",), id="the last name"),
        pytest.param("周明：山里", "说话人1 说话人2", "周明怎么看评分制度", None, id="placeholders: the guest"),
    ],
)  # fmt: skip
def test_the_answering_side_is_meant(
    title: str, speakers: str, question: str, found: tuple[str, ...] | None
):
    infos = [info("a", title, *speakers.split()), info("b", "Other", "Q", "A")]
    query = understand(question, known_speakers=speakers.split(), transcripts=infos)
    assert query.whose.unknown_name is None
    assert query.whose.speakers == found
    assert query.whose.of_guest == (found is None)
    assert query.where.transcripts == ("a",)


@pytest.mark.parametrize(
    ("title", "speakers"),
    [
        pytest.param("李晴对话周明", "问 答", id="who asks"),
        pytest.param("李晴：一生", "王强 Ann", id="others have names"),
        pytest.param("山里", "问 答", id="another title"),
    ],
)
def test_somebody_else_is_not_meant(title: str, speakers: str):
    infos = [info("a", title, *speakers.split())]
    query = understand("李晴怎么看评分制度", known_speakers=speakers.split(), transcripts=infos)
    assert query.whose.unknown_name == "李晴"
