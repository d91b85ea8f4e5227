from __future__ import annotations

from collections.abc import Sequence

from conftest import INTERVIEW, make_transcript
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.exchanges import link_exchanges
from turnwise.index.passages import make_passages
from turnwise.index.readers import read_transcript
from turnwise.index.transcript import Transcript


def count_characters(texts: Sequence[str]) -> list[int]:
    return [len(text) for text in texts]


def texts(transcript: Transcript, max_tokens: int = 60) -> list[str]:
    exchanges = link_exchanges(transcript.turns)
    passages = make_passages(transcript, exchanges, count_characters, max_tokens=max_tokens)
    return [passage.text(transcript) for passage in passages]


def test_sentences_are_gathered_up_to_the_size():
    transcript = make_transcript(
        ("A", "Here is a sentence. Here is another one. And here a third.")
    )
    assert texts(transcript, max_tokens=45) == [
        "Here is a sentence. Here is another one.",
        "And here a third.",
    ]


def test_the_sentences_of_a_transcript_are_counted_at_once():
    transcript = make_transcript(
        ("A", "Why did you leave the city?"), ("B", "It was loud. So I left.")
    )
    calls: list[list[str]] = []

    def count(texts: Sequence[str]) -> list[int]:
        calls.append(list(texts))
        return count_characters(texts)

    make_passages(transcript, link_exchanges(transcript.turns), count)
    assert calls == [["Why did you leave the city?", "It was loud.", "So I left."]]


def test_question_and_answer_are_separate_passages():
    transcript = make_transcript(
        ("A", "Why did you leave the city?"), ("B", "Because it was loud.")
    )
    assert texts(transcript) == ["Why did you leave the city?", "Because it was loud."]


def test_a_short_answer_goes_with_its_question():
    transcript = make_transcript(("A", "整个的过程你大概做了多久?"), ("B", "两个月吧!"))
    assert texts(transcript) == ["整个的过程你大概做了多久?\n两个月吧!"]


def test_a_short_turn_alone_is_not_a_passage():
    assert texts(make_transcript(("A", "对。"))) == []


def test_a_long_sentence_is_cut_at_commas():
    text = (
        "我们这几年里有很多不同的硬件出来，也有很多人在写很多新的编程语言，还有很多社区的工具可以用"
    )
    assert texts(make_transcript(("A", text)), max_tokens=20) == [
        "我们这几年里有很多不同的硬件出来，",
        "也有很多人在写很多新的编程语言，",
        "还有很多社区的工具可以用",
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.text(st.sampled_from("你好。，a b?."), min_size=1, max_size=80).map(
                lambda text: f"x{text}"
            ),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_each_passage_is_in_its_exchange_in_order_and_not_too_long(turns: list[tuple[str, str]]):
    transcript = make_transcript(*turns)
    exchanges = {exchange.number: exchange for exchange in link_exchanges(transcript.turns)}
    passages = make_passages(transcript, list(exchanges.values()), count_characters, max_tokens=40)
    for passage in passages:
        numbers = [span.turn_number for span in passage.spans]
        assert numbers == sorted(set(numbers))
        assert set(numbers) <= set(exchanges[passage.exchange_number].turns)
        for span in passage.spans:
            assert 0 <= span.start < span.end <= len(transcript.turn(span.turn_number).text)


def test_every_sentence_of_the_sample_answers_is_in_a_passage():
    transcript = read_transcript(INTERVIEW)
    found = "".join("".join(text.split()) for text in texts(transcript, max_tokens=200))
    for turn in transcript.turns:
        assert "".join(turn.text.split())[:40] in found
