"""Answers that a language model could forge, or that are simply wrong: none of them is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from conftest import make_transcript
from turnwise.index.transcript import Transcript, Turn
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
LAB = make_transcript(
    ("Dana Whitfield", "Why did you leave Helix, and who took over the lab?"),
    (
        "Samuel Okoro",
        "I left Helix in March 2019 because the board wanted to sell the antibody patents. Eve Lindqvist took over"
        " the lab, and my deputy Tom Baker claimed that the freezer data was faked. We raised 4.5 million dollars"
        " from two funds, and about one third of our samples survived the flood. I never believed that the vaccine"
        " would be ready before 2025.",
    ),
    ("Dana Whitfield", "Did the regulators help?"),
    (
        "Priya Nair",
        "The regulators were slow but fair. They approved 17 of the 23 trials. I would describe the review board as"
        " ‘a room full of umbrellas’. Between 10 and 15 hospitals joined us, and costs fell by 8 percent.",
    ),
    ("周婷", "你们的工厂为什么搬到成都？"),
    (
        "陈立群",
        "我们在2018年把工厂从东莞搬到成都，主要因为电价便宜了百分之二十。当时有一千二百名员工，大概三分之一跟着过去了。"
        "吴敏说深圳分公司亏损八百万，我不太相信。我们的电池每公斤能存三百瓦时。",
    ),
    title="Vaccines and batteries",
    date="2024-08-11",
)  # fmt: skip
OTHER = make_transcript(("Zoe", "What is it?"), ("Oscar", "Our company has 35 million users, too."))


def hits(talk: Transcript) -> list[Hit]:
    """The answers of a talk whose questions and answers take turns."""
    return [
        Hit(
            rank=rank,
            score=0.5,
            transcript=TranscriptReference.to(talk),
            turn=said.number,
            speaker=said.speaker,
            text=said.text,
            quote=said.text,
            quote_start=0,
            start_s=None,
            url=None,
            question=AskedQuestion(asked.number, asked.speaker, asked.text),
        )
        for rank, (asked, said) in enumerate(batched(talk.turns), start=1)
    ]


def batched(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn]]:
    return zip(turns[::2], turns[1::2], strict=True)


def shown(sentence: str, talk: Transcript = TALK) -> str | None:
    checked = check_sentence(sentence, hits(talk), {talk.id: talk}.__getitem__, bundled_vectors())
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


FORGED_IN_LAB = {
    # whose words
    "a quotation by another, in front": "Eve Lindqvist: “I left Helix in March 2019” [1].",
    "a quotation by another, with a dash": "Eve Lindqvist — “I left Helix in March 2019” [1].",
    "a quotation by another, behind": "“I left Helix in March 2019,” Eve Lindqvist said [1].",
    "a quotation by another, in brackets": "“I left Helix in March 2019” (Eve Lindqvist) [1].",
    "quoting another": "Quoting Eve Lindqvist, “I left Helix in March 2019” [1].",
    "said by another": "The freezer data was faked, it was said by Eve [1].",
    "it was claimed by another": "It was claimed by Eve Lindqvist that the freezer data was faked [1].",
    "with a clause about her": "Eve, who took over the lab, says that the freezer data was faked [1].",
    "with a word about her": "His deputy, Eve Lindqvist, claimed that the freezer data was faked [1].",
    "it is she who says": "It's Eve who says that the freezer data was faked [1].",
    "somebody's deputy": "Samuel Okoro's deputy Eve Lindqvist claimed that the freezer data was faked [1].",
    "both of them": "Samuel Okoro and Eve Lindqvist both say that the board wanted to sell the patents [1].",
    "other verbs": "Eve Lindqvist complains that the board wanted to sell the patents [1].",
    "a title": "Dr. Lindqvist believes the vaccine would be ready before 2025 [1].",
    "a title of one who did claim": "Mr. Baker thinks that the vaccine would be ready before 2025 [1].",
    "an accent": "Émile says that the regulators were slow but fair [2].",
    "an accent at the end": "The regulators were slow but fair, says Øystein [2].",
    "a Cyrillic letter": "Еve says that the regulators were slow [2].",
    "a role nobody has": "The reporter says that the regulators were slow but fair [2].",
    "whom the words are about": "The regulators say that they were fair [2].",
    "one of them": "A regulator says that the review was slow but fair [2].",
    "a thing": "The board says it wanted to sell the antibody patents [1].",
    "a relative": "My deputy says that the vaccine would be ready before 2025 [1].",
    "the asker's answer": "The answer by Dana is that the board wanted to sell the patents [1].",
    "in the asker's eyes": "To Dana Whitfield, the board wanted to sell the patents [1].",
    "a role in Chinese": "记者说电价便宜了百分之二十 [3]。",
    "people in Chinese": "专家说电价便宜了百分之二十 [3]。",
    "his colleague in Chinese": "他的同事说电价便宜了百分之二十 [3]。",
    "by hearsay": "听吴敏说，电池每公斤能存三百瓦时 [3]。",
    "a Chinese name before an English verb": "吴敏 says that the factory moved to Chengdu [3].",
    "an English name before a Chinese verb": "Eve Lindqvist 认为数据是假的 [1]。",
    "according to her, in Chinese": "据 Eve Lindqvist，数据是假的 [1]。",
    # quotations
    "backticks": "Priya Nair describes the review board as `a room full of criminals` [2].",
    "two backticks": "Priya Nair describes the review board as ``a full room of umbrellas'' [2].",
    "double primes": "Priya Nair describes the review board as ″a room full of criminals″ [2].",
    # numbers
    "more thirds": "Samuel Okoro says that two thirds of the samples survived the flood [1].",
    "half": "Samuel Okoro says that half of the samples survived the flood [1].",
    "a quarter": "Samuel Okoro says that a quarter of the samples survived the flood [1].",
    "a part for a number": "Samuel Okoro says that 3 samples survived the flood [1].",
    "a dozen": "Samuel Okoro says that a dozen samples survived the flood [1].",
    "times": "Priya Nair says costs fell eightfold [2].",
    "another month": "Samuel Okoro left Helix in 2019-05 [1].",
    "half in Chinese": "陈立群说大概一半员工跟着过去了 [3]。",
    "hundreds in Chinese": "陈立群说当时有几百名员工 [3]。",
    "kilowatts": "陈立群说电池每公斤能存三百千瓦时 [3]。",
    # added
    "another town in Chinese": "陈立群说工厂从东莞搬到重庆 [3]。",
    "a stranger in Chinese": "陈立群说工厂搬到成都，王小强也跟着过去了 [3]。",
    # links
    "a wide full stop": "The regulators were slow but fair evil．example [2].",
}  # fmt: skip


@pytest.mark.parametrize("sentence", FORGED_IN_LAB.values(), ids=FORGED_IN_LAB.keys())
def test_a_sentence_forged_in_another_way_is_not_shown(sentence: str):
    assert shown(sentence, LAB) is None


GOOD_IN_LAB = {
    "According to Samuel Okoro, Eve Lindqvist took over the lab [1].": "According to Samuel Okoro, Eve",
    "The lab was taken over by Eve Lindqvist, Samuel Okoro said [1].": "The lab was taken",
    "In response to Dana Whitfield, Priya Nair says the regulators were slow but fair [2].": "",
    "However, Priya Nair thinks the regulators were slow [2].": "However, Priya Nair",
    "Dana Whitfield asked Samuel Okoro why he left Helix [1].": "Dana Whitfield asked",
    "The interviewer asked whether the regulators helped [2].": "Dana Whitfield asked",
    "Dr. Okoro says that he left Helix in March 2019 [1].": "Dr. Okoro says",
    "Samuel Okoro: “I left Helix in March 2019” [1].": "Samuel Okoro: “I left",
    "Samuel Okoro, who left Helix, says the board wanted to sell the patents [1].": "Samuel Okoro, who",
    "It was explained by Samuel Okoro that the board wanted to sell the patents [1].": "It was",
    "Samuel Okoro mentions that his deputy Tom Baker claimed the freezer data was faked [1].": "",
    "Samuel Okoro says 1/3 of the samples survived the flood [1].": "Samuel Okoro says 1/3",
    "Samuel Okoro 说他2019年3月离开了 Helix [1]。": "Samuel Okoro 说",
    "陈先生说工厂2018年从东莞搬到成都 [3]。": "陈先生说",
    "陈立群说电价便宜了两成 [3]。": "陈立群说",
    "据陈立群说，吴敏说深圳分公司亏损八百万 [3]。": "据陈立群说，吴敏说",
}


@pytest.mark.parametrize(("sentence", "start"), GOOD_IN_LAB.items())
def test_what_the_speakers_say_in_another_way_is_shown(sentence: str, start: str):
    assert (shown(sentence, LAB) or "not shown").startswith(start)
    assert shown(sentence, LAB) is not None
