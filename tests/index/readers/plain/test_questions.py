"""Only the questions are marked."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript


def transcript_of(text: str) -> Transcript:
    return read_bytes(text.encode(), name="t.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Q: When did you build the kiln?\n\nIn the spring of 2019. It took three weeks, and my brother helped me.\n\nQ: Where did the bricks come from?\n\nFrom the old mill by the river. They were going to throw them away.\n\nQ: Did it crack?\n\nOnce, in the first winter.\n\nWe mended it with clay.\n",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019. It took three weeks, and my brother helped me."),
                ("Q", "Where did the bricks come from?"),
                ("A", "From the old mill by the river. They were going to throw them away."),
                ("Q", "Did it crack?"),
                ("A", "Once, in the first winter.\nWe mended it with clay."),
            ],
            id="Q",
        ),
        pytest.param(
            "The Clay Review: When did you build the kiln?\n\nIn the spring of 2019. It took three weeks, and my brother helped me.\n\nThe Clay Review: Where did the bricks come from?\n\nFrom the old mill by the river. They were going to throw them away.\n\nThe Clay Review: Did it crack?\n\nOnce, in the first winter.\n",
            [
                ("The Clay Review", "When did you build the kiln?"),
                ("A", "In the spring of 2019. It took three weeks, and my brother helped me."),
                ("The Clay Review", "Where did the bricks come from?"),
                ("A", "From the old mill by the river. They were going to throw them away."),
                ("The Clay Review", "Did it crack?"),
                ("A", "Once, in the first winter."),
            ],
            id="a paper",
        ),
        pytest.param(
            "问：您种茶多少年了？\n\n二十三年了。那时候很苦。\n\n问：最难的是哪一年？\n\n二零一六年，那年冬天下了大雪。\n\n问：后来呢？\n\n我们又买了树苗。",
            [
                ("问", "您种茶多少年了？"),
                ("答", "二十三年了。那时候很苦。"),
                ("问", "最难的是哪一年？"),
                ("答", "二零一六年，那年冬天下了大雪。"),
                ("问", "后来呢？"),
                ("答", "我们又买了树苗。"),
            ],
            id="Chinese",
        ),
        pytest.param(
            "Q: When did you build the kiln?\nIn the spring of 2019.\nIt took weeks.\nQ: And the bricks?\nFrom the mill.\nQ: Did it crack?\nOnce.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019. It took weeks."),
                ("Q", "And the bricks?"),
                ("A", "From the mill."),
                ("Q", "Did it crack?"),
                ("A", "Once."),
            ],
            id="no blank lines",
        ),
        pytest.param(
            "茶山周刊：您种茶多少年了？\n\n二十三年了。\n\n茶山周刊：最难的是哪一年？\n\n二零一六年。\n\n茶山周刊：后来呢？请您讲讲。\n\n我们又买了树苗。",
            [
                ("茶山周刊", "您种茶多少年了？"),
                ("A", "二十三年了。"),
                ("茶山周刊", "最难的是哪一年？"),
                ("A", "二零一六年。"),
                ("茶山周刊", "后来呢？请您讲讲。"),
                ("A", "我们又买了树苗。"),
            ],
            id="a Chinese paper",
        ),
        pytest.param(
            "P. ¿Cuándo construyó el horno?\n\nEn la primavera.\n\nP. ¿Y los ladrillos?\n\nDel molino.\n\nP. ¿Se agrietó?\n\nUna vez.",
            [
                ("P", "¿Cuándo construyó el horno?"),
                ("R", "En la primavera."),
                ("P", "¿Y los ladrillos?"),
                ("R", "Del molino."),
                ("P", "¿Se agrietó?"),
                ("R", "Una vez."),
            ],
            id="Spanish",
        ),
        pytest.param(
            "**The Clay Review:** When did you build the kiln?\n\nIn the spring of 2019.\n\n**The Clay Review:** And the bricks?\n\nFrom the mill.\n\n**The Clay Review:** Did it crack?\n\nOnce.",
            [
                ("The Clay Review", "When did you build the kiln?"),
                ("A", "In the spring of 2019."),
                ("The Clay Review", "And the bricks?"),
                ("A", "From the mill."),
                ("The Clay Review", "Did it crack?"),
                ("A", "Once."),
            ],
            id="bold",
        ),
    ],
)
def test_paragraphs_between_labelled_questions_are_the_answers(
    text: str, expected: list[tuple[str, str]]
):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "茶山上的老周\n\n老周种茶二十三年，我们在他的茶园里见到了他。\n\n——您是怎么开始种茶的？\n\n我父亲留下两亩地，那年我二十五岁。\n\n——最难的是哪一年？\n\n二零一六年，那年冬天下了大雪，茶树冻死了一半。\n\n——后来怎么办？\n\n我们又从福建买了一批树苗。\n",
            [
                ("Q", "您是怎么开始种茶的？"),
                ("A", "我父亲留下两亩地，那年我二十五岁。"),
                ("Q", "最难的是哪一年？"),
                ("A", "二零一六年，那年冬天下了大雪，茶树冻死了一半。"),
                ("Q", "后来怎么办？"),
                ("A", "我们又从福建买了一批树苗。"),
            ],
            id="dash in Chinese",
        ),
        pytest.param(
            "The kiln on River Road\n\nWe met Owen Pell at his kiln.\n\n- When did you build the kiln?\n\nIn the spring of 2019. It took three weeks.\n\n- And where did the bricks come from?\n\nFrom the old mill by the river.\n\n- Tell me about the winter.\n\nIt cracked once.\n\n- Was it cold?\n\nYes, it was very cold.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019. It took three weeks."),
                ("Q", "And where did the bricks come from?"),
                ("A", "From the old mill by the river."),
                ("Q", "Tell me about the winter."),
                ("A", "It cracked once."),
                ("Q", "Was it cold?"),
                ("A", "Yes, it was very cold."),
            ],
            id="dash",
        ),
        pytest.param(
            "*When did you build the kiln?*\n\nIn the spring of 2019. It took three weeks.\n\n*And where did the bricks come from?*\n\nFrom the old mill by the river.\n\n_Did it crack?_\n\nOnce.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019. It took three weeks."),
                ("Q", "And where did the bricks come from?"),
                ("A", "From the old mill by the river."),
                ("Q", "Did it crack?"),
                ("A", "Once."),
            ],
            id="italics",
        ),
        pytest.param(
            "Owen Pell builds kilns. We asked him how.\n\nWhen did you build the kiln?\n\nIn the spring of 2019. It took three weeks, and my brother helped me.\n\nWhere did the bricks come from?\n\nFrom the old mill by the river. They were going to throw them away.\n\nDid it crack?\n\nOnce, in the first winter.\n\nWe mended it with clay.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring of 2019. It took three weeks, and my brother helped me."),
                ("Q", "Where did the bricks come from?"),
                ("A", "From the old mill by the river. They were going to throw them away."),
                ("Q", "Did it crack?"),
                ("A", "Once, in the first winter.\nWe mended it with clay."),
            ],
            id="no mark",
        ),
        pytest.param(
            "■お茶を始めたきっかけは何ですか？\n\n父が二反の畑を残してくれました。\n\n■一番大変だった年はいつですか？\n\n2016年です。冬に大雪が降りました。\n\n■その後は？\n\n苗を買いました。",
            [
                ("Q", "お茶を始めたきっかけは何ですか？"),
                ("A", "父が二反の畑を残してくれました。"),
                ("Q", "一番大変だった年はいつですか？"),
                ("A", "2016年です。冬に大雪が降りました。"),
                ("Q", "その後は？"),
                ("A", "苗を買いました。"),
            ],
            id="square",
        ),
        pytest.param(
            "1. When did you build the kiln?\n\nIn the spring of 2019. It took three weeks, and my brother helped me.\n\n2. Where did the bricks come from?\n\nFrom the old mill by the river.\n\n3. Did it crack?\n\nOnce, in the first winter.",
            [
                ("Q", "1. When did you build the kiln?"),
                ("A", "In the spring of 2019. It took three weeks, and my brother helped me."),
                ("Q", "2. Where did the bricks come from?"),
                ("A", "From the old mill by the river."),
                ("Q", "3. Did it crack?"),
                ("A", "Once, in the first winter."),
            ],
            id="numbers",
        ),
    ],
)
def test_paragraphs_that_ask_are_questions(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara: Are you there?\n\nI can hear you.\n\nOwen: Yes?\n\nWhat is it?\n\nMara: Nothing.\n\nOwen: So?\n\nTell me.",
            [
                ("Mara", "Are you there?\nI can hear you."),
                ("Owen", "Yes?\nWhat is it?"),
                ("Mara", "Nothing."),
                ("Owen", "So?\nTell me."),
            ],
            id="two speakers",
        ),
    ],
)
def test_a_talk_that_asks_often_keeps_its_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "What is a kiln? Many people ask me that.\n\nA kiln is an oven. It has been used for thousands of years, and it is made of brick.\n\nWhy do we love them?\n\nI do not know. The answer may lie in the fire: it is old.\n\nOne thing is sure: they last. And people: they come and go.",
            id="essay",
        ),
        pytest.param(
            "— Quand as-tu construit le four ? demanda Mara.\n— Au printemps, dit Owen.\nIl regarda la rivière, longtemps, sans rien dire.\nLe soir tombait sur le moulin.\n— Et les briques ?\nOwen sourit.",
            id="French novel",
        ),
    ],
)
def test_questions_in_prose_make_no_turns(text: str):
    assert transcript_of(text).speakers == (UNNAMED,)
