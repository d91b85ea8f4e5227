"""Answers that a language model could forge, or that are simply wrong: none of them is shown."""

from __future__ import annotations

import pytest
from conftest import make_transcript
from turnwise.index.transcript import Transcript
from turnwise.rag.answer import AskedQuestion, Hit, TranscriptReference
from turnwise.rag.answers.generation.check import check_sentence
from turnwise.rag.search.near_words import bundled_vectors

pytestmark = pytest.mark.slow  # the vectors of the bundled model

TALK = make_transcript(
    ("Host", "How big is the company now, and what about the money that went missing?"),
    (
        "Mallory Reed",
        "We have 35 million users, and revenue grew 12 percent last year. I think Alice stole the money,"
        " and Carol told me that she never saw it. We moved the servers from Berlin to Oslo in 3 months.",
    ),
    ("Host", "Was it cold when you moved?"),
    ("Trent", "It was -5 degrees outside. See https://example.org/move for pictures, it's ‘the big one’."),
    ("主持人", "这个项目做了多久？"),
    ("李雷", "我们大概做了两个月，有三千五百万用户。我觉得开源社区帮了很多忙，韩梅梅也说过社区很重要。"),
    title="The big move",
    date="2024-05-01",
)  # fmt: skip
OTHER = make_transcript(("Zoe", "What is it?"), ("Oscar", "Our company has 35 million users, too."))


def hit(turn: int) -> Hit:
    said, asked = TALK.turn(turn), TALK.turn(turn - 1)
    return Hit(
        rank=turn,
        score=0.5,
        transcript=TranscriptReference.to(TALK),
        turn=turn,
        speaker=said.speaker,
        text=said.text,
        quote=said.text,
        quote_start=0,
        start_s=None,
        url=None,
        question=AskedQuestion(asked.number, asked.speaker, asked.text),
    )


SOURCES = [hit(2), hit(4), hit(6)]


def stored(id: str) -> Transcript:
    assert id == TALK.id
    return TALK


def shown(sentence: str) -> str | None:
    checked = check_sentence(sentence, SOURCES, stored, bundled_vectors())
    return checked and checked.text


FORGED = {
    # whose words
    "another speaker": "Trent says that the company has 35 million users [1].",
    "the asker": "Host says that the company has 35 million users [1].",
    "the answerer asks": "Trent asked whether it was cold [2].",
    "a stranger": "Peter Novak says that the company has 35 million users [1].",
    "a stranger at the end": "The company has 35 million users, says Peter [1].",
    "according to a stranger": "According to Peter, the company has 35 million users [1].",
    "a speaker of another talk": "Oscar says that the company has 35 million users [1].",
    "whom the words are about": "Alice says that she stole the money [1].",
    "somebody spoken of": "Carol thinks that Alice stole the money [1].",
    "a role": "The host explains that the company has 35 million users [1].",
    "the asker does it": "Mallory Reed says that Host moved the servers to Oslo [1].",
    "his view": "Trent's view is that Alice stole the money [1].",
    "two, one of them wrong": "Mallory Reed and Trent say that revenue grew 12 percent [1].",
    "another speaker in Chinese": "主持人认为开源社区帮了很多忙 [3]。",
    "a stranger in Chinese": "王强表示开源社区帮了很多忙 [3]。",
    "spoken of in Chinese": "韩梅梅觉得做了两个月 [3]。",
    "according to another in Chinese": "据 Trent 介绍，项目做了两个月 [3]。",
    "her view in Chinese": "韩梅梅的看法是项目做了两个月 [3]。",
    # quotations
    "single marks": "Mallory Reed says ‘Alice took the money’ [1].",
    "straight single marks": "Mallory Reed says 'Alice took the money' [1].",
    "guillemets": "Mallory Reed says «Alice took the money» [1].",
    "single guillemets": "Mallory Reed says ‹Alice took the money› [1].",
    "titles": "李雷说《开源社区没有帮忙》 [3]。",
    "corner brackets": "李雷说「开源社区没有帮忙」 [3]。",
    "white corner brackets": "李雷说『社区不重要』 [3]。",
    "one word": "Mallory Reed says that Alice “borrowed” the money [1].",
    "one Chinese word": "李雷说社区“捣乱” [3]。",
    "low marks": "Mallory Reed says „Alice stole the money“ [1].",
    "half a mark": "Mallory Reed says «Alice stole the money [1].",
    "the question as an answer": "Mallory Reed says “How big is the company now” [1].",
    # numbers
    "another number word": "Mallory Reed says that the company has fifty million users [1].",
    "another scale": "Mallory Reed says that the company has 35 billion users [1].",
    "no scale": "Mallory Reed says that the company has 35 users [1].",
    "percent": "Mallory Reed says that the company has 35 percent of users [1].",
    "no percent": "Mallory Reed says that revenue grew 12 last year [1].",
    "another sign": "Trent says that it was 5 degrees outside [2].",
    "another unit": "Mallory Reed says that they moved the servers to Oslo in 3 weeks [1].",
    "another Chinese number": "李雷说有五千万用户 [3]。",
    "another Chinese unit": "李雷说大概做了两年 [3]。",
    "across languages": "李雷 says that they have 35 billion users [3].",
    # added
    "a deed": "Mallory Reed says that Alice stole the money and paid bribes [1].",
    "a deed in front": "Mallory Reed bribed judges and moved the servers to Oslo [1].",
    "a place": "Mallory Reed says that they moved the servers from Berlin to Paris [1].",
    "a name": "Mallory Reed says that Alice and Xavier stole the money [1].",
    "a Chinese deed": "李雷说开源社区帮了很多忙，还收受了贿赂 [3]。",
    # links and pictures
    "a link": "Mallory Reed says that the company has 35 million users: https://evil.example [1].",
    "a longer link": "Trent says to see https://example.org/move/evil for pictures [2].",
    "a Markdown link": "Mallory Reed says that the company has [35 million users](//evil.example) [1].",
    "a picture": "Mallory Reed says that the company has 35 million users ![](x.png) [1].",
    "a bare domain": "Mallory Reed says that the company has 35 million users evil.example [1].",
    "a script": "Mallory Reed says that the company has 35 million users javascript:alert [1].",
    "a tag": "Mallory Reed says that the company has 35 million users <img src=x> [1].",
    "an e-mail address": "Mallory Reed says to write to alice@evil.example about the money [1].",
}  # fmt: skip


@pytest.mark.parametrize("sentence", FORGED.values(), ids=FORGED.keys())
def test_a_forged_sentence_is_not_shown(sentence: str):
    assert shown(sentence) is None


CLAIMS = {
    # what somebody said is never shown as a fact
    "Alice stole the money [1].": "According to Mallory Reed: Alice stole the money.",
    "The company has 35 million users [1].": "According to Mallory Reed: The company has 35 million users.",
    "They have thirty-five million users [1].": "According to Mallory Reed: They have thirty-five million users.",
    "She says that Alice stole the money [1].": "Mallory Reed says that Alice stole the money.",
    "The guest thinks that Alice stole the money [1].": "Mallory Reed thinks that Alice stole the money.",
    "- Alice stole the money [1].": "- According to Mallory Reed: Alice stole the money.",
    "项目做了两个月 [3]。": "据李雷说：项目做了两个月。",
    "他觉得开源社区帮了很多忙 [3]。": "李雷觉得开源社区帮了很多忙。",
    "Alice stole the money [1][2].": "According to Mallory Reed and Trent: Alice stole the money.",
}


@pytest.mark.parametrize(("sentence", "text"), CLAIMS.items())
def test_a_claim_is_attributed_to_its_speaker(sentence: str, text: str):
    assert shown(sentence) == text


GOOD = [
    "Mallory Reed says that the company has 35 million users [1].",
    "Mallory says that the company has 35M users [1].",
    "Mallory Reed thinks Alice stole the money [1].",
    "According to Mallory Reed, revenue grew 12% last year [1].",
    "Revenue grew 12 percent last year, Mallory Reed says [1].",
    "“I think Alice stole the money,” says Mallory Reed [1].",
    "Mallory Reed told Host that they moved the servers from Berlin to Oslo in three months [1].",
    "Mallory Reed says that Carol never saw the money [1].",
    "Host asked how big the company is [1].",
    "Host asked about the money that went missing [1].",
    "Trent says that it was -5 degrees outside [2].",
    "Trent says that it was minus five degrees outside [2].",
    "Trent points to https://example.org/move for pictures [2].",
    "Trent calls it ‘the big one’ [2].",
    "Trent says that it was “outside” [2].",
    "李雷说大概做了两个月 [3]。",
    "李雷表示有3500万用户 [3]。",
    "李雷认为开源社区帮了很多忙 [3]。",
    "李雷说「开源社区帮了很多忙」 [3]。",
    "李雷提到韩梅梅也说过社区很重要 [3]。",
    "李雷 says that they have 35 million users [3].",
    "Li Lei says that the open source community helped a lot [3].",
    "主持人问这个项目做了多久 [3]。",
    "在《The big move》里，李雷说大概做了两个月 [3]。",
]  # fmt: skip


@pytest.mark.parametrize("sentence", GOOD)
def test_a_true_sentence_is_shown(sentence: str):
    assert shown(sentence) is not None
