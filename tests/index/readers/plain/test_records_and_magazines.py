"""Court and parliament records, magazines and chats, as archives and tools write them."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "THE COURT: Please be seated.\nMR. HALE: The State calls Ruth Bain.\nBY MR. HALE:\nQ.   Where were you on the night of\nthe third of May?\nA.   At home.\nMS. ORTIZ: Objection.\nTHE COURT: Overruled.\nQ.   With whom?\nA.   My sister.\nMS. ORTIZ: No questions.\nMR. HALE: Thank you.\n",
            [
                ("THE COURT", "Please be seated."),
                ("MR. HALE", "The State calls Ruth Bain."),
                ("Q", "Where were you on the night of the third of May?"),
                ("A", "At home."),
                ("MS. ORTIZ", "Objection."),
                ("THE COURT", "Overruled."),
                ("Q", "With whom?"),
                ("A", "My sister."),
                ("MS. ORTIZ", "No questions."),
                ("MR. HALE", "Thank you."),
            ],
            id="a court's Q. and A. beside labels",
        ),
        pytest.param(
            "Judge: Please go on.\nP. ¿Dónde estaba?\nR. En casa.\nJudge: Louder, please.\nP. ¿Con quién?\nR. Con mi hermana.\nJudge: Good.\nClerk: Noted.\nJudge: Next.\nClerk: Yes.\n",
            [
                ("Judge", "Please go on."),
                ("P", "¿Dónde estaba?"),
                ("R", "En casa."),
                ("Judge", "Louder, please."),
                ("P", "¿Con quién?"),
                ("R", "Con mi hermana."),
                ("Judge", "Good."),
                ("Clerk", "Noted."),
                ("Judge", "Next."),
                ("Clerk", "Yes."),
            ],
            id="P. and R. beside labels",
        ),
        pytest.param(
            "――この店を始めたきっかけを教えてください。\n\n田中：父の店を継いだのがきっかけです。\n\n――お父様はどんな方でしたか。\n\n田中：無口でした。\n\n――これからの目標は？\n\n田中：百年続く店にしたいですね。\n",
            [
                ("Q", "この店を始めたきっかけを教えてください。"),
                ("田中", "父の店を継いだのがきっかけです。"),
                ("Q", "お父様はどんな方でしたか。"),
                ("田中", "無口でした。"),
                ("Q", "これからの目標は？"),
                ("田中", "百年続く店にしたいですね。"),
            ],
            id="a Japanese magazine's dashes",
        ),
        pytest.param(
            "— When did you leave?\n\nMara: In May.\n\nIt rained.\n\n— And Owen?\n\nOwen: In June.\n\nMara: No, July.\n\n— Thank you.\n\nMara: Thank you.\n",
            [
                ("Q", "When did you leave?"),
                ("Mara", "In May.\nIt rained."),
                ("Q", "And Owen?"),
                ("Owen", "In June."),
                ("Mara", "No, July."),
                ("Q", "Thank you."),
                ("Mara", "Thank you."),
            ],
            id="dashes and two guests",
        ),
        pytest.param(
            "Mara: I asked him two things.\n— Where from?\n— Where to?\nHe said nothing.\nOwen: And then?\nMara: He left.\nOwen: I see.\n",
            [
                ("Mara", "I asked him two things. — Where from? — Where to? He said nothing."),
                ("Owen", "And then?"),
                ("Mara", "He left."),
                ("Owen", "I see."),
            ],
            id="quoted dashes stay in the turn",
        ),
        pytest.param(
            "P. ¿Cuándo empezó?\nR. Hace veinte años.\nP.: ¿Y le gustaba?\nR.: Al principio no.\n",
            [
                ("P", "¿Cuándo empezó?"),
                ("R", "Hace veinte años."),
                ("P", "¿Y le gustaba?"),
                ("R", "Al principio no."),
            ],
            id="period and colon",
        ),
        pytest.param(
            "Q. 자기소개를 부탁드립니다.\n\n서울에서 빵집을 운영합니다.\n\nQ. 언제 시작하셨나요?\n\n2015년에 시작했습니다.\n\nQ. 앞으로의 계획은요?\n\n두 번째 가게를 열고 싶습니다.\n",
            [
                ("Q", "자기소개를 부탁드립니다."),
                ("A", "서울에서 빵집을 운영합니다."),
                ("Q", "언제 시작하셨나요?"),
                ("A", "2015년에 시작했습니다."),
                ("Q", "앞으로의 계획은요?"),
                ("A", "두 번째 가게를 열고 싶습니다."),
            ],
            id="a request among the questions",
        ),
        pytest.param(
            "Mary Field: What steps is he taking?\n\nThe Chancellor of the Exchequer (Mr Paul Ashdown): We have cut rates.\n\nMary Field: Will he visit Eastleigh?\n\nMr Ashdown: I should be delighted.\n\nMr Speaker: Order.\n\nMr Ashdown: Thank you.\n",
            [
                ("Mary Field", "What steps is he taking?"),
                ("The Chancellor of the Exchequer (Mr Paul Ashdown)", "We have cut rates."),
                ("Mary Field", "Will he visit Eastleigh?"),
                ("Mr Ashdown", "I should be delighted."),
                ("Mr Speaker", "Order."),
                ("Mr Ashdown", "Thank you."),
            ],
            id="a title with the name in brackets",
        ),
        pytest.param(
            "Dana Wu   0:03\nHello everyone.\n\nRuiz, Jorge   0:10\nHi Dana.\n\nDana Wu   0:14\nShall we look at the plan?\n",
            [
                ("Dana Wu", "Hello everyone."),
                ("Ruiz, Jorge", "Hi Dana."),
                ("Dana Wu", "Shall we look at the plan?"),
            ],
            id="one inverted name with a time",
        ),
    ],
)
def test_every_turn_has_its_speaker(text: str, expected: list[tuple[str, str]]):
    turns = read_bytes(text.encode(), name="t.txt").turns
    assert [(turn.speaker, turn.text) for turn in turns] == expected


def test_hours_below_names_are_times():
    text = "Dana Wu\n  11:58 AM\nDid anyone see it?\nJorge\n  12:01 PM\nYes.\nDana Wu\n  12:03 PM\nOh.\n"
    turns = read_bytes(text.encode(), name="t.txt").turns
    assert [(turn.speaker, turn.start_s, turn.text) for turn in turns] == [
        ("Dana Wu", 0.0, "Did anyone see it?"),
        ("Jorge", 180.0, "Yes."),
        ("Dana Wu", 300.0, "Oh."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "会议指出：形势严峻。\n会议强调：要落实责任。\n会议要求：要加强值守。\n", id="news"
        ),
        pytest.param("古人云：路漫漫其修远兮。\n我不信。\n古人云：行万里路。\n", id="sayings"),
        pytest.param("Monday: call Ann\nTuesday: dentist\nMonday: pay the rent\n", id="days"),
        pytest.param("周一：开会。\n周二：写报告。\n周一：再开会。\n", id="days in Chinese"),
        pytest.param(
            "2024-03-12 10:02:11 INFO: server started\n2024-03-12 10:02:12 WARN: cache is cold\n"
            "2024-03-12 10:02:13 INFO: ready\n",
            id="a log",
        ),
    ],
)
def test_text_without_a_talk_has_no_speakers(text: str):
    assert {turn.speaker for turn in read_bytes(text.encode(), name="t.txt").turns} == {UNNAMED}


def test_hours_of_today_and_messages_of_a_chat():
    text = "maya_p — Today at 10:02 AM\ndid it pass?\ntobi — Yesterday at 10:04 AM\nno\nmaya_p — Today at 10:05 AM\nok\n"
    turns = read_bytes(text.encode(), name="t.txt").turns
    assert [(turn.speaker, turn.start_s, turn.text) for turn in turns] == [
        ("maya_p", 0.0, "did it pass?"),
        ("tobi", 120.0, "no"),
        ("maya_p", 180.0, "ok"),
    ]


def test_who_joins_a_chat_is_a_note():
    text = "[10:02] <maya> did it pass?\n[10:02] -!- rex has joined #build\n[10:03] <tobi> no\n[10:04] <maya> ok\n"
    transcript = read_bytes(text.encode(), name="t.txt")
    assert [turn.text for turn in transcript.turns] == ["did it pass?", "no", "ok"]
    assert [note.text for note in transcript.notes] == ["[10:02] -!- rex has joined #build"]
