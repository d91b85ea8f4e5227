"""Which labels before a colon or behind a time are speakers."""

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
            "Akash | ECH: Hi all.\nBarnabé + Francesco 🚗: Hello from the road.\nAkash | ECH: Who starts?\nMara: I can.\nBarnabé + Francesco 🚗: Good.\nMara: Ok.",
            [
                ("Akash | ECH", "Hi all."),
                ("Barnabé + Francesco 🚗", "Hello from the road."),
                ("Akash | ECH", "Who starts?"),
                ("Mara", "I can."),
                ("Barnabé + Francesco 🚗", "Good."),
                ("Mara", "Ok."),
            ],
            id="twice",
        ),
        pytest.param(
            "Mara: Hi all.\n\nAkash | ECH: Hello.\n\nMara: Who starts?\n\nBarnabé + Francesco 🚗: I can.\n\nMara: Good.\n\nAnna & Ben: Fine.",
            [
                ("Mara", "Hi all."),
                ("Akash | ECH", "Hello."),
                ("Mara", "Who starts?"),
                ("Barnabé + Francesco 🚗", "I can."),
                ("Mara", "Good."),
                ("Anna & Ben", "Fine."),
            ],
            id="once",
        ),
        pytest.param(
            "Rhun ap Iorwerth AM: I ask the First Minister.\n\nY Llywydd / The Llywydd: Thank you.\n\nRhun ap Iorwerth AM: Again?\n\nMark Drakeford AM: No.\n\nY Llywydd / The Llywydd: Next.",
            [
                ("Rhun ap Iorwerth AM", "I ask the First Minister."),
                ("Y Llywydd / The Llywydd", "Thank you."),
                ("Rhun ap Iorwerth AM", "Again?"),
                ("Mark Drakeford AM", "No."),
                ("Y Llywydd / The Llywydd", "Next."),
            ],
            id="assembly",
        ),
        pytest.param(
            "The First Minister: Yes.\n\nRhun ap Iorwerth AM: I ask.\n\nThe First Minister: No.\n\nY Llywydd / The Llywydd: Thank you.\n\nThe First Minister: Ok.\n\nJohn Day: So?",
            [
                ("The First Minister", "Yes."),
                ("Rhun ap Iorwerth AM", "I ask."),
                ("The First Minister", "No."),
                ("Y Llywydd / The Llywydd", "Thank you."),
                ("The First Minister", "Ok."),
                ("John Day", "So?"),
            ],
            id="assembly, once",
        ),
    ],
)
def test_names_joined_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The PRESIDENT (spoke in French): I call the meeting to order.\n\nMr. PELL (United States of America): Thank you.\n\nThe PRESIDENT: I thank the representative.\n\nMr. PELL (United States of America): And again.\n\nMs. DAY (Canada): Thank you.",
            [
                ("The PRESIDENT", "I call the meeting to order."),
                ("Mr. PELL (United States of America)", "Thank you."),
                ("The PRESIDENT", "I thank the representative."),
                ("Mr. PELL (United States of America)", "And again."),
                ("Ms. DAY (Canada)", "Thank you."),
            ],
            id="United Nations",
        ),
        pytest.param(
            "主席：第一項質詢。\n周明議員：（譯文）去年茶園凍死了一半。\n環境局局長（譯文）：主席，我知道。\n主席：第二項。\n環境局局長：主席，好。\n（計時器響起，議員停止發言）\n主席：多謝。",
            [
                ("主席", "第一項質詢。"),
                ("周明議員", "（譯文）去年茶園凍死了一半。"),
                ("環境局局長", "主席，我知道。"),
                ("主席", "第二項。"),
                ("環境局局長", "主席，好。（計時器響起，議員停止發言）"),
                ("主席", "多謝。"),
            ],
            id="Hong Kong",
        ),
        pytest.param(
            "El señor PRESIDENTE: Se abre la sesión.\n\nLa señora GARCÍA LÓPEZ: Gracias, señor presidente.\n\nEl señor PRESIDENTE: Tiene la palabra.\n\nEl señor MINISTRO DE JUSTICIA (Ruiz): Gracias.",
            [
                ("El señor PRESIDENTE", "Se abre la sesión."),
                ("La señora GARCÍA LÓPEZ", "Gracias, señor presidente."),
                ("El señor PRESIDENTE", "Tiene la palabra."),
                ("El señor MINISTRO DE JUSTICIA (Ruiz)", "Gracias."),
            ],
            id="Spain",
        ),
        pytest.param(
            "O Sr. Presidente: — Está aberta a sessão.\n\nA Sr.ª Maria Costa (PS): — Obrigada.\n\nO Sr. Presidente: — Tem a palavra.\n\nA Sr.ª Maria Costa (PS): — Sim.",
            [
                ("O Sr. Presidente", "— Está aberta a sessão."),
                ("A Sr.ª Maria Costa (PS)", "— Obrigada."),
                ("O Sr. Presidente", "— Tem a palavra."),
                ("A Sr.ª Maria Costa (PS)", "— Sim."),
            ],
            id="Portugal",
        ),
        pytest.param(
            "Präsidentin Bärbel Bas:\nDie Sitzung ist eröffnet.\n\nOwen Pell (SPD):\nDanke, Frau Präsidentin.\n\nPräsidentin Bärbel Bas:\nBitte.\n\nOwen Pell (SPD):\nDer Ofen ist alt.",
            [
                ("Präsidentin Bärbel Bas", "Die Sitzung ist eröffnet."),
                ("Owen Pell (SPD)", "Danke, Frau Präsidentin."),
                ("Präsidentin Bärbel Bas", "Bitte."),
                ("Owen Pell (SPD)", "Der Ofen ist alt."),
            ],
            id="Germany",
        ),
        pytest.param(
            "Mr. Pell: When?\nHon. Mara Quist: In spring.\nSome hon. members: Hear, hear.\nMr. Pell: Why?\nHon. Mara Quist: Because.",
            [
                ("Mr. Pell", "When?"),
                ("Hon. Mara Quist", "In spring."),
                ("Some hon. members", "Hear, hear."),
                ("Mr. Pell", "Why?"),
                ("Hon. Mara Quist", "Because."),
            ],
            id="Canada",
        ),
        pytest.param(
            "THE COURT: Good morning.\nMR. QUIST: Good morning, Your Honor.\nTHE COURT: Proceed.\nBY MR. QUIST:\nQ. When did you build it?\nA. In spring.\nQ. And the bricks?\nA. From the mill.\nMR. DAY: Objection.\nTHE COURT: Overruled.\nQ. Again?\nA. Yes.",
            [
                ("THE COURT", "Good morning."),
                ("MR. QUIST", "Good morning, Your Honor."),
                ("THE COURT", "Proceed."),
                ("Q", "When did you build it?"),
                ("A", "In spring."),
                ("Q", "And the bricks?"),
                ("A", "From the mill."),
                ("MR. DAY", "Objection."),
                ("THE COURT", "Overruled."),
                ("Q", "Again?"),
                ("A", "Yes."),
            ],
            id="court",
        ),
        pytest.param(
            "You said:\nWhat is a kiln?\nChatGPT said:\nA kiln is an oven.\nYou said:\nAnd a brick?\nChatGPT said:\nClay.",
            [
                ("You said", "What is a kiln?"),
                ("ChatGPT said", "A kiln is an oven."),
                ("You said", "And a brick?"),
                ("ChatGPT said", "Clay."),
            ],
            id="a chat with a model",
        ),
    ],
)
def test_titles_of_assemblies_and_courts_are_names(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "发言人4：1173 亿的营收。\n发言人1：对吗？\n发言人4：对，1173 亿。\n发言人1：好。",
            [
                ("发言人4", "1173 亿的营收。"),
                ("发言人1", "对吗？"),
                ("发言人4", "对，1173 亿。"),
                ("发言人1", "好。"),
            ],
            id="full width",
        ),
        pytest.param(
            "发言人4:1173 亿的营收。\n发言人1:对吗？\n发言人4:对，1173 亿。\n发言人1:好。",
            [
                ("发言人4", "1173 亿的营收。"),
                ("发言人1", "对吗？"),
                ("发言人4", "对，1173 亿。"),
                ("发言人1", "好。"),
            ],
            id="half width",
        ),
    ],
)
def test_a_number_of_a_placeholder_is_no_time(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "00:00:03 So we went there.\n00:00:05 Yeah.\n00:00:07 And I looked at\n00:00:09 YouTube.\n00:00:11 And then we left.\n00:00:13 Yeah.\n00:00:15 Right.\n00:00:20 Yeah.",
            id="sentences",
        ),
        pytest.param(
            "[00:03] So we went there\n[00:05] Yeah\n[00:07] And I looked at\n[00:09] YouTube\n[00:11] And then we left\n[00:13] Yeah\n[00:15] Right\n[00:20] Yeah",
            id="brackets",
        ),
        pytest.param(
            "0:03\nSo we went there\n0:05\nYeah\n0:07\nAnd I looked at\n0:09\nYouTube\n0:11\nAnd then we left\n0:13\nYeah\n0:15\nRight",
            id="lines",
        ),
        pytest.param(
            "00:00:03 - So we went there.\n00:00:05 - Yeah.\n00:00:07 - YouTube.\n00:00:09 - Right, and I left.",
            id="dashes",
        ),
        pytest.param(
            "0:03 So we went there\n0:05 Google Maps\n0:07 is what I used\n0:09 Google Maps\n0:11 and then\n0:13 Google Maps\n0:15 again",
            id="the same name",
        ),
        pytest.param(
            "00:03\nSo we went there.\n00:05\nYeah.\n00:07\nYouTube.\n00:09\nYeah.",
            id="lines below",
        ),
        pytest.param(
            "[Music]\nHello and welcome.\n[Applause]\nThank you.\n[Music]\nGoodbye.\n[Applause]",
            id="sounds",
        ),
        pytest.param(
            "10:00 Welcome\n10:15 Mara Quist on kilns\n11:00 Break\n11:15 Owen Pell on bricks\n12:00 Lunch\n13:00 Break",
            id="schedule",
        ),
    ],
)
def test_words_behind_a_time_are_no_speakers(text: str):
    assert transcript_of(text).speakers == (UNNAMED,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara: Where do you work?\nOwen: At the kiln.\nRemote: I can do it from home, too.\nMara: And then?\nOwen: We do it.\nConclusion: it works.\nBreak: ten minutes.\nMara: Good.",
            [
                ("Mara", "Where do you work?"),
                ("Owen", "At the kiln. Remote: I can do it from home, too."),
                ("Mara", "And then?"),
                ("Owen", "We do it. Conclusion: it works. Break: ten minutes."),
                ("Mara", "Good."),
            ],
            id="English",
        ),
        pytest.param(
            "主持人：你们在哪里？\n周明：在福建。\n位置：福建南平。\n主持人：好。\n周明：是的。",
            [
                ("主持人", "你们在哪里？"),
                ("周明", "在福建。位置：福建南平。"),
                ("主持人", "好。"),
                ("周明", "是的。"),
            ],
            id="Chinese",
        ),
        pytest.param(
            "Clay Talk, the podcast: episode about kilns\nPresenter: Mara Quist\nProducer: Jo Day\nvia: the county radio\n\nMara: When?\n\nOwen: In 2019.\n\nMara: Good.\n\nNOTE: the tape ends here.",
            [("Mara", "When?"), ("Owen", "In 2019."), ("Mara", "Good.\nNOTE: the tape ends here.")],
            id="credits",
        ),
        pytest.param(
            "Mara: We need three things:\nTime: a lot of it.\nMoney: some.\nLuck: more.\nOwen: I see.\nMara: Yes.\nOwen: Ok.",
            [
                ("Mara", "We need three things: Time: a lot of it. Money: some. Luck: more."),
                ("Owen", "I see."),
                ("Mara", "Yes."),
                ("Owen", "Ok."),
            ],
            id="list in a turn",
        ),
        pytest.param(
            "Kilns: a history\n\nMara: When?\n\nOwen: In spring.\n\nMara: Why?\n\nOwen: Because.",
            [("Mara", "When?"), ("Owen", "In spring."), ("Mara", "Why?"), ("Owen", "Because.")],
            id="headline",
        ),
        pytest.param(
            "Part One: The River\n\nMara: When?\n\nOwen: In spring.\n\nPart Two: The Road\n\nMara: Why?\n\nOwen: Because.",
            [("Mara", "When?"), ("Owen", "In spring."), ("Mara", "Why?"), ("Owen", "Because.")],
            id="parts",
        ),
    ],
)
def test_a_word_that_sorts_is_no_speaker(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "MARA: Why did the county choose your kiln for the\ntrial?\n\nOWEN: I think it came down to two\nfactors: one is that it was close to the road, and the second is\nthat we had kept a log of every firing since the spring of\n2009, which nobody else had done.\n\nMARA: Who kept the log?\n\nOWEN: My brother did. He is the careful one.\n",
            [
                ("MARA", "Why did the county choose your kiln for the trial?"),
                (
                    "OWEN",
                    "I think it came down to two factors: one is that it was close to the road, and the second is that we had kept a log of every firing since the spring of 2009, which nobody else had done.",
                ),
                ("MARA", "Who kept the log?"),
                ("OWEN", "My brother did. He is the careful one."),
            ],
            id="small letter",
        ),
        pytest.param(
            "MARA: Why did the county choose your kiln for the\ntrial?\n\nOWEN: I think it came down to two\nfactors: one is that it was close to the road, and the second is\nthat we had kept a log of every firing since the spring of\n2009, which nobody else had done. And we asked people in San\nFrancisco: they said no.\n\nMARA: Who kept the log?\n\nOWEN: My brother did. He is the careful one.",
            [
                ("MARA", "Why did the county choose your kiln for the trial?"),
                (
                    "OWEN",
                    "I think it came down to two factors: one is that it was close to the road, and the second is that we had kept a log of every firing since the spring of 2009, which nobody else had done. And we asked people in San Francisco: they said no.",
                ),
                ("MARA", "Who kept the log?"),
                ("OWEN", "My brother did. He is the careful one."),
            ],
            id="capital",
        ),
        pytest.param(
            "Mara Quist: Why did the county choose your kiln for the\ntrial?\nOwen Pell: I think it came down to two\nreasons: one is that it was close to the road, and the\nsecond is the log.\nMara Quist: Who kept the log?\nOwen Pell: My brother did.",
            [
                ("Mara Quist", "Why did the county choose your kiln for the trial?"),
                (
                    "Owen Pell",
                    "I think it came down to two reasons: one is that it was close to the road, and the second is the log.",
                ),
                ("Mara Quist", "Who kept the log?"),
                ("Owen Pell", "My brother did."),
            ],
            id="several words",
        ),
        pytest.param(
            "Mara: I like\nrivers: they are wet. And\nroads: dry.\nOwen: I like\nkilns: they are hot.\nMara: Yes.",
            [
                ("Mara", "I like rivers: they are wet. And roads: dry."),
                ("Owen", "I like kilns: they are hot."),
                ("Mara", "Yes."),
            ],
            id="no blank lines",
        ),
        pytest.param(
            "主持人：您最喜欢的有两个\n方面：一是茶，二是山。\n老周：我最喜欢\n山里：安静。\n主持人：好。\n老周：是。",
            [
                ("主持人", "您最喜欢的有两个方面：一是茶，二是山。"),
                ("老周", "我最喜欢山里：安静。"),
                ("主持人", "好。"),
                ("老周", "是。"),
            ],
            id="Chinese",
        ),
    ],
)
def test_a_wrapped_line_with_a_colon_is_no_turn(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Bread\n\nIngredients:\nFlour: 500 g\nWater: 300 ml\nSalt: 10 g\n\nMethod:\nMix: stir for five minutes.\nRest: one hour.\nBake: forty minutes.\n\nNote: use good flour.",
            id="recipe",
        ),
        pytest.param(
            "Minutes of the meeting\n\n1. Budget\nNote: the budget was cut.\nAction: Mara to write to the county.\nDecision: approved.\n\n2. Kiln\nNote: the kiln is old.\nAction: Owen to mend it.\nDecision: postponed.\n\n3. Roof\nNote: leaks.\nAction: Jo to call.\nDecision: approved.",
            id="minutes",
        ),
        pytest.param(
            "马拉问：“窑是什么时候建的？”\n\n欧文说：“春天。花了三个星期。”\n\n马拉笑了：“砖呢？”\n\n欧文看着河说：“从老磨坊来的。”",
            id="Chinese novel",
        ),
        pytest.param(
            "“When did you build the kiln?” asked Mara.\n\n“In the spring,” said Owen. “It took three weeks.”\n\n“And the bricks?”\n\nHe looked at the river. “From the old mill.”\n\nMara laughed. Then she said: “I knew it.”",
            id="novel",
        ),
        pytest.param(
            "Dear Mara,\n\nThank you for your letter. I have three things to say: first, the kiln is mended.\n\nBest,\nOwen\n\nP.S. The river is high.",
            id="letter",
        ),
    ],
)
def test_lists_and_minutes_have_no_speakers(text: str):
    assert transcript_of(text).speakers == (UNNAMED,)
