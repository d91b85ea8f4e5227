"""Labels without a colon: the form whose labels recur is the file's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript


def transcript_of(text: str) -> Transcript:
    return read_bytes(text.encode(), name="t.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[SPEAKER_00]: When did you build the kiln?\n[SPEAKER_01]: In the spring of 2019. It took three weeks.\n[SPEAKER_00]: And where did the bricks come from?\n[SPEAKER_01]: From the old mill by the river.\n",
            [
                ("SPEAKER_00", "When did you build the kiln?"),
                ("SPEAKER_01", "In the spring of 2019. It took three weeks."),
                ("SPEAKER_00", "And where did the bricks come from?"),
                ("SPEAKER_01", "From the old mill by the river."),
            ],
            id="WhisperX",
        ),
        pytest.param(
            "【主持人】各位听众好，今天我们请到了茶农老周。您种茶多少年了？\n\n【周师傅】大家好。我种茶二十三年了。\n\n【主持人】最难的是哪一年？\n\n【周师傅】二零一六年，那年冬天下了大雪，茶树冻死了一半。\n",
            [
                ("主持人", "各位听众好，今天我们请到了茶农老周。您种茶多少年了？"),
                ("周师傅", "大家好。我种茶二十三年了。"),
                ("主持人", "最难的是哪一年？"),
                ("周师傅", "二零一六年，那年冬天下了大雪，茶树冻死了一半。"),
            ],
            id="lenticular",
        ),
        pytest.param(
            "[Mara] When did you build the kiln?\n\n[Owen] In the spring of 2019. It took three weeks.\n\n[Mara] And where did the bricks come from?\n\n[Owen] From the old mill by the river.\n\n[Mara] Did it crack?\n\n[Owen] Once, in the first winter.\n",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring of 2019. It took three weeks."),
                ("Mara", "And where did the bricks come from?"),
                ("Owen", "From the old mill by the river."),
                ("Mara", "Did it crack?"),
                ("Owen", "Once, in the first winter."),
            ],
            id="square",
        ),
        pytest.param(
            "[00:00:00.000 --> 00:00:04.480]   (speaker 0) When did you build the kiln?\n[00:00:04.480 --> 00:00:09.160]   (speaker 1) In the spring of 2019. It took three weeks.\n[00:00:09.160 --> 00:00:12.000]   (speaker 0) And where did the bricks come from?\n[00:00:12.000 --> 00:00:15.400]   (speaker 1) From the old mill by the river.\n",
            [
                ("Speaker 0", "When did you build the kiln?"),
                ("Speaker 1", "In the spring of 2019. It took three weeks."),
                ("Speaker 0", "And where did the bricks come from?"),
                ("Speaker 1", "From the old mill by the river."),
            ],
            id="whisper.cpp",
        ),
        pytest.param(
            "(Mara) When did you build the kiln?\n\n(Owen) In the spring of 2019. (laughs) It took weeks.\n\n(Mara) And the bricks?\n\n(Owen) From the mill.\n\n(Jane) Hello.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring of 2019. (laughs) It took weeks."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
                ("Jane", "Hello."),
            ],
            id="round, and one who speaks once",
        ),
        pytest.param(
            "（记者）您种茶多少年了？\n（老周）二十三年了。\n（记者）最难的是哪一年？\n（老周）二零一六年。",
            [
                ("记者", "您种茶多少年了？"),
                ("老周", "二十三年了。"),
                ("记者", "最难的是哪一年？"),
                ("老周", "二零一六年。"),
            ],
            id="round in Chinese",
        ),
        pytest.param(
            "[[Mara]] When did you build the kiln?\n\n[[Owen]] In the spring.\n\n[[Mara]] And the bricks?\n\n[[Owen]] From the mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
            ],
            id="double",
        ),
        pytest.param(
            "[10:02] <mara> when did you build the kiln?\n[10:03] <owen_p> in the spring\n[10:03] * jo joins\n[10:04] <mara> and the bricks?\n[10:05] <owen_p> from the mill",
            [
                ("mara", "when did you build the kiln?"),
                ("owen_p", "in the spring"),
                ("mara", "and the bricks?"),
                ("owen_p", "from the mill"),
            ],
            id="angles behind a time",
        ),
        pytest.param(
            "10:02 <@mara> when did you build the kiln?\n10:03 <owen_p> in the spring\n10:04 <@mara> and the bricks?\n10:05 <owen_p> from the mill",
            [
                ("mara", "when did you build the kiln?"),
                ("owen_p", "in the spring"),
                ("mara", "and the bricks?"),
                ("owen_p", "from the mill"),
            ],
            id="angles with a rank",
        ),
        pytest.param(
            "[Speaker 1] When did you?\n[Speaker 2] In spring.\n[Speaker 1] Ok.",
            [("Speaker 1", "When did you?"), ("Speaker 2", "In spring."), ("Speaker 1", "Ok.")],
            id="placeholders",
        ),
        pytest.param(
            "[SPEAKER_00]: So today I talk about kilns. They are ovens.\n[SPEAKER_00]: And bricks.",
            [
                ("SPEAKER_00", "So today I talk about kilns. They are ovens."),
                ("SPEAKER_00", "And bricks."),
            ],
            id="one placeholder",
        ),
        pytest.param(
            "(speaker ?) Hello there.\n(speaker 0) When did you?\n(speaker 1) In spring.",
            [
                ("Speaker ?", "Hello there."),
                ("Speaker 0", "When did you?"),
                ("Speaker 1", "In spring."),
            ],
            id="an unknown placeholder",
        ),
        pytest.param(
            "【记者】您种茶多少年了？\n\n二十三年了。\n\n【记者】最难的是哪一年？\n\n二零一六年。\n\n【记者】后来呢？\n\n我们又买了树苗。",
            [
                ("记者", "您种茶多少年了？"),
                ("A", "二十三年了。"),
                ("记者", "最难的是哪一年？"),
                ("A", "二零一六年。"),
                ("记者", "后来呢？"),
                ("A", "我们又买了树苗。"),
            ],
            id="only the questions",
        ),
        pytest.param(
            "【主持人】：各位好。\n【周师傅】：大家好。\n【主持人】：最难的是哪一年？\n【周师傅】：二零一六年。",
            [
                ("主持人", "各位好。"),
                ("周师傅", "大家好。"),
                ("主持人", "最难的是哪一年？"),
                ("周师傅", "二零一六年。"),
            ],
            id="and a colon",
        ),
        pytest.param(
            "**[Mara]** When did you build the kiln?\n\n**[Owen]** In the spring.\n\n**[Mara]** And the bricks?\n\n**[Owen]** From the mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
            ],
            id="bold",
        ),
        pytest.param(
            "{Mara} When did you build it?\n{Owen} In spring.\n{Mara} And the bricks?\n{Owen} Mill.",
            [
                ("Mara", "When did you build it?"),
                ("Owen", "In spring."),
                ("Mara", "And the bricks?"),
                ("Owen", "Mill."),
            ],
            id="braces",
        ),
        pytest.param(
            "<v Mara>When did you build it?</v>\n<v Owen>In spring.</v>\n<v Mara>And the bricks?</v>",
            [
                ("Mara", "When did you build it?"),
                ("Owen", "In spring."),
                ("Mara", "And the bricks?"),
            ],
            id="WebVTT voices in text",
        ),
        pytest.param(
            "茶山夜话\n2021-05-22\n\n【编者按】老周种茶二十三年。\n\n【主持人】各位好。\n【周师傅】大家好。\n【主持人】最难的是哪一年？\n【周师傅】二零一六年。\n\n（责任编辑：王芳）",
            [
                ("主持人", "各位好。"),
                ("周师傅", "大家好。"),
                ("主持人", "最难的是哪一年？"),
                ("周师傅", "二零一六年。"),
            ],
            id="below an introduction",
        ),
    ],
)
def test_labels_in_brackets_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[Mara] [00:00:12] When did you build the kiln?\n[Owen] [00:00:15] In the spring.\n[Mara] [00:00:20] And the bricks?",
            [
                ("Mara", 12.0, "When did you build the kiln?"),
                ("Owen", 15.0, "In the spring."),
                ("Mara", 20.0, "And the bricks?"),
            ],
            id="time behind",
        ),
        pytest.param(
            "[00:12] [Mara] When did you build the kiln?\n[00:15] [Owen] In the spring.\n[00:20] [Mara] And the bricks?",
            [
                ("Mara", 12.0, "When did you build the kiln?"),
                ("Owen", 15.0, "In the spring."),
                ("Mara", 20.0, "And the bricks?"),
            ],
            id="time before",
        ),
        pytest.param(
            "[00:12 Mara] When did you build the kiln?\n[00:15 Owen] In the spring.\n[00:20 Mara] And the bricks?",
            [
                ("Mara", 12.0, "When did you build the kiln?"),
                ("Owen", 15.0, "In the spring."),
                ("Mara", 20.0, "And the bricks?"),
            ],
            id="one bracket, time first",
        ),
        pytest.param(
            "[Mara 00:12] When did you build the kiln?\n[Owen 00:15] In the spring.\n[Mara 00:20] And the bricks?",
            [
                ("Mara", 12.0, "When did you build the kiln?"),
                ("Owen", 15.0, "In the spring."),
                ("Mara", 20.0, "And the bricks?"),
            ],
            id="one bracket, time last",
        ),
        pytest.param(
            "[主持人]:各位网友好，今天的嘉宾是老周。[10:00]\n[老周]:大家好。[10:02]\n[网友 茶客]:最难的是哪一年？[10:05]\n[老周]:二零一六年。[10:07]\n[主持人]:谢谢。[10:09]",
            [
                ("主持人", 0.0, "各位网友好，今天的嘉宾是老周。"),
                ("老周", 600.0, "大家好。"),
                ("网友 茶客", 602.0, "最难的是哪一年？"),
                ("老周", 605.0, "二零一六年。"),
                ("主持人", 607.0, "谢谢。"),
            ],
            id="time behind the words",
        ),
        pytest.param(
            "00:00:01:05\t00:00:04:10\tMara\tWhen?\n00:00:04:12\t00:00:09:00\tOwen\tIn spring.\n00:00:09:10\t00:00:12:00\tMara\tWhy?",
            [("Mara", 1.2, "When?"), ("Owen", 4.48, "In spring."), ("Mara", 9.4, "Why?")],
            id="two times and tabs",
        ),
    ],
)
def test_labels_and_times_in_brackets_are_speakers(
    text: str, expected: list[tuple[str, float | None, str]]
):
    turns = transcript_of(text).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (name, said) for name, _, said in expected
    ]
    assert [turn.start_s for turn in turns] == [
        start_s if start_s is None else pytest.approx(start_s, abs=0.01)
        for _, start_s, _ in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara> When did you build the kiln?\nOwen> In the spring.\nMara> And the bricks?\nOwen> From the mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
            ],
            id="prompt",
        ),
        pytest.param(
            "user> What is a kiln?\nassistant> A kiln is an oven.\nuser> And a brick?\nassistant> Clay.",
            [
                ("user", "What is a kiln?"),
                ("assistant", "A kiln is an oven."),
                ("user", "And a brick?"),
                ("assistant", "Clay."),
            ],
            id="prompt of a chat",
        ),
        pytest.param(
            "Mara | When did you build the kiln?\nOwen | In the spring of 2019.\nMara | And the bricks?\nOwen | From the mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring of 2019."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
            ],
            id="bar",
        ),
        pytest.param(
            "Mara – When did you build the kiln?\n\nOwen – In the spring of 2019.\n\nMara – And the bricks?\n\nOwen – From the mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring of 2019."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
            ],
            id="dash",
        ),
        pytest.param(
            "MQ\tWhen did you build the kiln?\nOP\tIn the spring of 2019. It took three weeks.\nMQ\tAnd where did the bricks come from?\nOP\tFrom the old mill by the river.\nMQ\tDid it crack?\nOP\tOnce, in the first winter.\n",
            [
                ("MQ", "When did you build the kiln?"),
                ("OP", "In the spring of 2019. It took three weeks."),
                ("MQ", "And where did the bricks come from?"),
                ("OP", "From the old mill by the river."),
                ("MQ", "Did it crack?"),
                ("OP", "Once, in the first winter."),
            ],
            id="tab",
        ),
        pytest.param(
            "Interview with Owen Pell\nDate: 2 March 2024\nPlace: River Road\n\nMQ\tWhen did you build it?\nOP\tIn spring.\nMQ\tAnd the bricks?\nOP\tFrom the mill.\n\n[End of interview]",
            [
                ("MQ", "When did you build it?"),
                ("OP", "In spring."),
                ("MQ", "And the bricks?"),
                ("OP", "From the mill."),
            ],
            id="tab below an introduction",
        ),
        pytest.param(
            "Interviewer\tWhen did you build the kiln?\nPell\tIn the spring of 2019.\nInterviewer\tAnd the bricks?\nPell\tFrom the mill.\n\tIt was old.\nInterviewer\tThanks.",
            [
                ("Interviewer", "When did you build the kiln?"),
                ("Pell", "In the spring of 2019."),
                ("Interviewer", "And the bricks?"),
                ("Pell", "From the mill."),
                ("Pell", "It was old."),
                ("Interviewer", "Thanks."),
            ],
            id="tab and a line without a label",
        ),
        pytest.param(
            "00:01\tMQ\tWhen did you build the kiln?\n00:05\tOP\tIn the spring.\n00:09\tMQ\tAnd the bricks?\n00:11\tOP\tFrom the mill.",
            [
                ("MQ", "When did you build the kiln?"),
                ("OP", "In the spring."),
                ("MQ", "And the bricks?"),
                ("OP", "From the mill."),
            ],
            id="tab behind a time",
        ),
        pytest.param(
            "Mara     When did you build the kiln?\nOwen     In the spring of 2019.\nMara     And the bricks?\nOwen     From the mill.",
            [
                ("Mara", "When did you build the kiln?"),
                ("Owen", "In the spring of 2019."),
                ("Mara", "And the bricks?"),
                ("Owen", "From the mill."),
            ],
            id="wide space",
        ),
        pytest.param(
            "MQ. When did you build the kiln?\nOP. In the spring of 2019.\nMQ. And the bricks?\nOP. From the mill.",
            [
                ("MQ", "When did you build the kiln?"),
                ("OP", "In the spring of 2019."),
                ("MQ", "And the bricks?"),
                ("OP", "From the mill."),
            ],
            id="initials",
        ),
        pytest.param(
            "記者「お茶を始めたきっかけは何ですか」\n\n周「父が二反の畑を残してくれました。二十五歳の時です」\n\n記者「一番大変だった年はいつですか」\n\n周「2016年です。冬に大雪が降って、木の半分が枯れました」\n",
            [
                ("記者", "お茶を始めたきっかけは何ですか"),
                ("周", "父が二反の畑を残してくれました。二十五歳の時です"),
                ("記者", "一番大変だった年はいつですか"),
                ("周", "2016年です。冬に大雪が降って、木の半分が枯れました"),
            ],
            id="Japanese quotation marks",
        ),
        pytest.param(
            "――窯はいつ作りましたか。\n田中「二〇一九年の春です。三週間かかりました。\n兄が手伝いました」\n佐藤「私も手伝いました」\n田中「そうです」\n佐藤「はい」",
            [
                ("田中", "二〇一九年の春です。三週間かかりました。兄が手伝いました"),
                ("佐藤", "私も手伝いました"),
                ("田中", "そうです"),
                ("佐藤", "はい"),
            ],
            id="quotation marks over two lines",
        ),
        pytest.param(
            "记者“您种茶多少年了？”\n老周“二十三年了。”\n记者“最难的是哪一年？”\n老周“二零一六年。”",
            [
                ("记者", "您种茶多少年了？"),
                ("老周", "二十三年了。"),
                ("记者", "最难的是哪一年？"),
                ("老周", "二零一六年。"),
            ],
            id="Chinese quotation marks",
        ),
        pytest.param(
            "主持人  各位网友好。\n\n老周  大家好。\n\n主持人  最难的是哪一年？\n\n老周  二零一六年。",
            [
                ("主持人", "各位网友好。"),
                ("老周", "大家好。"),
                ("主持人", "最难的是哪一年？"),
                ("老周", "二零一六年。"),
            ],
            id="two spaces in Chinese",
        ),
        pytest.param(
            "Mara∶When did you build it?\nOwen∶In spring.\nMara∶And the bricks?",
            [
                ("Mara", "When did you build it?"),
                ("Owen", "In spring."),
                ("Mara", "And the bricks?"),
            ],
            id="another colon",
        ),
    ],
)
def test_labels_before_a_mark_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "○議長（山田太郎君）\u3000これより会議を開きます。\n○佐藤花子君\u3000質問いたします。窯はいつ作りましたか。\n○山田太郎君\u3000二〇一九年です。\n○佐藤花子君\u3000煉瓦はどこからですか。\n○山田太郎君\u3000古い製粉所からです。",
            [
                ("議長（山田太郎君）", "これより会議を開きます。"),
                ("佐藤花子君", "質問いたします。窯はいつ作りましたか。"),
                ("山田太郎君", "二〇一九年です。"),
                ("佐藤花子君", "煉瓦はどこからですか。"),
                ("山田太郎君", "古い製粉所からです。"),
            ],
            id="circle and a wide space",
        ),
        pytest.param(
            "○주석\u3000회의를 시작하겠습니다.\n○김철수 위원\u3000언제 지었습니까?\n○주석\u3000답변하세요.\n○김철수 위원\u3000감사합니다.",
            [
                ("주석", "회의를 시작하겠습니다."),
                ("김철수 위원", "언제 지었습니까?"),
                ("주석", "답변하세요."),
                ("김철수 위원", "감사합니다."),
            ],
            id="circle in Korean",
        ),
        pytest.param(
            "◆記者\u3000何年ですか。\n\n◆周\u3000二十三年です。\n\n◆記者\u3000大変でしたか。\n\n◆周\u3000はい。",
            [
                ("記者", "何年ですか。"),
                ("周", "二十三年です。"),
                ("記者", "大変でしたか。"),
                ("周", "はい。"),
            ],
            id="diamond",
        ),
    ],
)
def test_labels_behind_a_mark_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "  The CHAIRMAN. The committee will come to order. Mr. Pell, how many kilns are\nlicensed in the county?\n  Mr. PELL. Thank you, Mr. Chairman. There are forty-one licensed kilns in\nthe county.\n  The CHAIRMAN. And how many were inspected last year?\n  Mr. PELL. Twelve. We have two inspectors.\n  Ms. QUIST. Will the gentleman yield?\n  The CHAIRMAN. The gentlelady from Ohio is recognized.\n  Ms. QUIST. Mr. Pell, why were only twelve inspected?\n  Mr. PELL (reading). The budget was cut in March, and one inspector left.\n",
            [
                (
                    "The CHAIRMAN",
                    "The committee will come to order. Mr. Pell, how many kilns are licensed in the county?",
                ),
                (
                    "Mr. PELL",
                    "Thank you, Mr. Chairman. There are forty-one licensed kilns in the county.",
                ),
                ("The CHAIRMAN", "And how many were inspected last year?"),
                ("Mr. PELL", "Twelve. We have two inspectors."),
                ("Ms. QUIST", "Will the gentleman yield?"),
                ("The CHAIRMAN", "The gentlelady from Ohio is recognized."),
                ("Ms. QUIST", "Mr. Pell, why were only twelve inspected?"),
                ("Mr. PELL", "The budget was cut in March, and one inspector left."),
            ],
            id="Congressional Record",
        ),
        pytest.param(
            "    Mr. McCAIN. Mr. President, I yield the floor.\n    The PRESIDING OFFICER. The Senator from Ohio.\n    Ms. DeLAURO of Connecticut. I thank the gentleman.\n    Mr. McCAIN. I object.\n    The PRESIDING OFFICER. Objection is heard.\n    Ms. DeLAURO of Connecticut. Why?",
            [
                ("Mr. McCAIN", "Mr. President, I yield the floor."),
                ("The PRESIDING OFFICER", "The Senator from Ohio."),
                ("Ms. DeLAURO of Connecticut", "I thank the gentleman."),
                ("Mr. McCAIN", "I object."),
                ("The PRESIDING OFFICER", "Objection is heard."),
                ("Ms. DeLAURO of Connecticut", "Why?"),
            ],
            id="states and mixed capitals",
        ),
        pytest.param(
            "  CHAIRMAN GREENSPAN.  Good morning, everyone. We begin\nwith Mr. Kohn.\n  MR. KOHN.  Thank you, Mr. Chairman.\n  VICE CHAIRMAN McDONOUGH.  I agree.\n  CHAIRMAN GREENSPAN.  Anything else?\n  MR. KOHN.  No.",
            [
                ("CHAIRMAN GREENSPAN", "Good morning, everyone. We begin with Mr. Kohn."),
                ("MR. KOHN", "Thank you, Mr. Chairman."),
                ("VICE CHAIRMAN McDONOUGH", "I agree."),
                ("CHAIRMAN GREENSPAN", "Anything else?"),
                ("MR. KOHN", "No."),
            ],
            id="FOMC",
        ),
        pytest.param(
            "M. le président. La parole est à M. Durand.\n\nM. Jean Durand. Quand avez-vous construit le four ?\n\nMme la ministre. Au printemps 2019.\n\nM. Jean Durand. Et les briques ?\n\nMme la ministre. Du vieux moulin.\n\nM. le président. Merci.",
            [
                ("M. le président", "La parole est à M. Durand."),
                ("M. Jean Durand", "Quand avez-vous construit le four ?"),
                ("Mme la ministre", "Au printemps 2019."),
                ("M. Jean Durand", "Et les briques ?"),
                ("Mme la ministre", "Du vieux moulin."),
                ("M. le président", "Merci."),
            ],
            id="French",
        ),
        pytest.param(
            "PRESIDENTE. La seduta è aperta.\n\nROSSI. Quando è stato costruito il forno?\n\nPRESIDENTE. Prego.\n\nBIANCHI, Ministro dell'industria. Nel 2019.\n\nROSSI. Grazie.",
            [
                ("PRESIDENTE", "La seduta è aperta."),
                ("ROSSI", "Quando è stato costruito il forno?"),
                ("PRESIDENTE", "Prego."),
                ("BIANCHI, Ministro dell'industria", "Nel 2019."),
                ("ROSSI", "Grazie."),
            ],
            id="Italian",
        ),
        pytest.param(
            "HAMLET. To be, or not to be.\n\nOPHELIA. Good my lord.\n\nHAMLET. I humbly thank you.\n\nOPHELIA. My lord, I have remembrances of yours.",
            [
                ("HAMLET", "To be, or not to be."),
                ("OPHELIA", "Good my lord."),
                ("HAMLET", "I humbly thank you."),
                ("OPHELIA", "My lord, I have remembrances of yours."),
            ],
            id="play",
        ),
    ],
)
def test_labels_with_a_period_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "P. ¿Cuándo construyó el horno?\n\nR. En la primavera de 2019. Tardé tres semanas.\n\nP. ¿Y de dónde vinieron los ladrillos?\n\nR. Del viejo molino junto al río.\n\nP. ¿Se agrietó?\n\nR. Una vez, el primer invierno.\n",
            [
                ("P", "¿Cuándo construyó el horno?"),
                ("R", "En la primavera de 2019. Tardé tres semanas."),
                ("P", "¿Y de dónde vinieron los ladrillos?"),
                ("R", "Del viejo molino junto al río."),
                ("P", "¿Se agrietó?"),
                ("R", "Una vez, el primer invierno."),
            ],
            id="P. and R.",
        ),
        pytest.param(
            "P.- ¿Cuándo construyó el horno?\nR.- En la primavera de 2019.\nP.- ¿Y los ladrillos?\nR.- Del molino.",
            [
                ("P", "¿Cuándo construyó el horno?"),
                ("R", "En la primavera de 2019."),
                ("P", "¿Y los ladrillos?"),
                ("R", "Del molino."),
            ],
            id="P.- and R.-",
        ),
        pytest.param(
            "PREGUNTA. ¿Cuándo construyó el horno?\n\nRESPUESTA. En la primavera de 2019.\n\nP. ¿Y los ladrillos?\n\nR. Del molino.\n\nP. ¿Se agrietó?\n\nR. Una vez.",
            [
                ("PREGUNTA", "¿Cuándo construyó el horno?"),
                ("RESPUESTA", "En la primavera de 2019."),
                ("PREGUNTA", "¿Y los ladrillos?"),
                ("RESPUESTA", "Del molino."),
                ("PREGUNTA", "¿Se agrietó?"),
                ("RESPUESTA", "Una vez."),
            ],
            id="words, then letters",
        ),
        pytest.param(
            "Q) When did you build the kiln?\nA) In the spring.\nQ) And the bricks?\nA) From the mill.",
            [
                ("Q", "When did you build the kiln?"),
                ("A", "In the spring."),
                ("Q", "And the bricks?"),
                ("A", "From the mill."),
            ],
            id="brackets",
        ),
        pytest.param(
            "Q1. When did you build the kiln?\nA1. In the spring.\nQ2. And the bricks?\nA2. From the mill.",
            [
                ("Q1", "When did you build the kiln?"),
                ("A1", "In the spring."),
                ("Q2", "And the bricks?"),
                ("A2", "From the mill."),
            ],
            id="numbered",
        ),
        pytest.param(
            "问．您种茶多少年了？\n答．二十三年了。\n问．最难的是哪一年？\n答．二零一六年。",
            [
                ("问", "您种茶多少年了？"),
                ("答", "二十三年了。"),
                ("问", "最难的是哪一年？"),
                ("答", "二零一六年。"),
            ],
            id="Chinese",
        ),
        pytest.param(
            "问\u3000您种茶多少年了？\n\n答\u3000二十三年了。\n\n问\u3000最难的是哪一年？\n\n答\u3000二零一六年。",
            [
                ("问", "您种茶多少年了？"),
                ("答", "二十三年了。"),
                ("问", "最难的是哪一年？"),
                ("答", "二零一六年。"),
            ],
            id="Chinese with a wide space",
        ),
    ],
)
def test_marks_of_questions_and_answers_are_speakers(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "[Verse 1]\nI walked along the river\nAnd I saw you there\n\n[Chorus]\nOh the river\nOh the river\n\n[Verse 2]\nYou walked along the road\n\n[Chorus]\nOh the river\nOh the river\n\n[Bridge]\nNow we go",
            id="lyrics",
        ),
        pytest.param(
            "## 1.2\n[Added] kilns\n[Fixed] bricks\n[Added] mills\n[Fixed] roads",
            id="kinds of changes",
        ),
        pytest.param(
            "[INFO] 10:00:01 started\n[INFO] 10:00:02 reading\n[ERROR] 10:00:03 failed\n[INFO] 10:00:04 again\n[ERROR] 10:00:05 failed",
            id="log",
        ),
        pytest.param(
            "Smith, J. (2019). Kilns of Ohio. Clay Press.\nSmith, J. (2020). Bricks of Ohio. Clay Press.\nDay, A. (2018). Rivers. Mill Press.\nDay, A. (2021). Mills. Mill Press.\nQuist, M. (2011). Roads.",
            id="bibliography",
        ),
        pytest.param(
            "[1] Smith, Kilns of Ohio.\n[2] Day, Rivers.\n[3] Quist, Roads.\n[1] Smith again.\n[2] Day again.",
            id="numbers of a bibliography",
        ),
        pytest.param(
            "Smith. Kilns of Ohio. Clay Press, 2019.\nSmith. Bricks of Ohio. Clay Press, 2020.\nDay. Rivers. Mill Press.\nDay. Mills. Mill Press.",
            id="names of a bibliography",
        ),
        pytest.param(
            "1. What is a kiln?\nA. An oven\nB. A brick\nC. A mill\nD. A road\n\n2. What is a brick?\nA. Clay\nB. Iron\nC. Wood\nD. Glass\n\n3. What is a mill?\nA. Clay\nB. Iron\nC. Wood\nD. Glass",
            id="choices",
        ),
        pytest.param(
            "I. Kilns\nA. Old kilns\nB. New kilns\nII. Bricks\nA. Old bricks\nB. New bricks\nIII. Mills\nA. Old mills\nB. New mills",
            id="outline",
        ),
        pytest.param(
            "Section 1. The county licenses kilns.\nSection 2. A kiln is an oven.\nSection 3. Fees are paid.\n(a) The fee is ten dollars.\n(b) The fee is due in March.\n(a) Late fees.\n(b) Waivers.",
            id="paragraphs of a law",
        ),
        pytest.param(
            "Item      Price\nKiln      500\nBrick     2\nMill      900",
            id="table",
        ),
        pytest.param(
            "Kiln – an oven for bricks\nBrick – a block of clay\nMill – a house with a wheel\nRoad – a way",
            id="glossary",
        ),
        pytest.param(
            "- [x] build the kiln\n- [ ] buy bricks\n- [x] call Owen\n\n[link](http://a.b) text\n[link](http://a.b) text\n[link](http://a.b) more",
            id="boxes and links",
        ),
        pytest.param(
            "(laughs) So I went there.\n\n(laughs) And then I left.\n\n(pause) And it was gone.\n\n(sighs) Well.\n\n(pause) Yes.",
            id="sounds",
        ),
        pytest.param(
            "【公告】今天停水。\n【公告】明天停电。\n【注意】带好雨伞。\n【注意】关好门窗。",
            id="notices",
        ),
        pytest.param(
            "【例题】一加一等于几？\n【解析】数一数。\n【答案】二。\n【例题】二加二等于几？\n【解析】数一数。\n【答案】四。",
            id="textbook",
        ),
        pytest.param(
            "1 In the beginning God created the heaven and the earth.\n2 And the earth was without form, and void;\n3 And God said, Let there be light: and there was light.\n4 And God saw the light, that it was good.\n5 And God called the light Day.\n6 And God said, Let there be a firmament.",
            id="verses",
        ),
        pytest.param(
            "1:1 In the beginning God created the heaven and the earth.\n1:2 And the earth was without form.\n1:3 And God said, Let there be light.\n1:4 And God saw the light.",
            id="verses with chapters",
        ),
        pytest.param(
            "def read(path):\n    for line in open(path):\n        if line: print(line)\n        else: break\n    try: pass\n    except ValueError: pass\nclass A: pass\nclass B: pass",
            id="code",
        ),
        pytest.param(
            "#kiln #brick we built a kiln today\n#kiln it cracked\n#brick the mill gave us some\n#kiln done",
            id="hashtags",
        ),
    ],
)
def test_what_recurs_without_being_a_label_is_no_speaker(text: str):
    assert transcript_of(text).speakers == (UNNAMED,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mara: When did you build the kiln?\n(She walks to the window.)\nOwen: In the spring.\n(He laughs.)\nMara: And the bricks?\n(He laughs.)\nOwen: From the mill.\n[Music]\nMara: Good.\n[Music]",
            [
                ("Mara", "When did you build the kiln? (She walks to the window.)"),
                ("Owen", "In the spring. (He laughs.)"),
                ("Mara", "And the bricks? (He laughs.)"),
                ("Owen", "From the mill. [Music]"),
                ("Mara", "Good. [Music]"),
            ],
            id="stage directions",
        ),
    ],
)
def test_sounds_beside_labels_with_a_colon_are_speech(text: str, expected: list[tuple[str, str]]):
    assert [(turn.speaker, turn.text) for turn in transcript_of(text).turns] == expected


_NAMES = st.sampled_from(["Alex", "Yangqing", "贾扬清", "主持人", "Anna de la Cruz", "Speaker 2"])
_SPOKEN = st.text(
    st.characters(codec="utf-8", categories=["L", "Zs"], include_characters=",.，。"),
    min_size=1,
    max_size=40,
).map(lambda text: f"x {text.strip()} y.")
_WRITTEN = ["[{}] {}", "[{}]: {}", "【{}】{}", "({}) {}", "<{}> {}", "{}> {}", "{}\t{}", "{} | {}"]


@pytest.mark.slow
@given(
    st.lists(_NAMES, min_size=2, max_size=3, unique=True),
    st.lists(_SPOKEN, min_size=6, max_size=12),
    st.sampled_from(_WRITTEN),
    st.sampled_from(["\n", "\n\n"]),
)
def test_a_talk_written_in_any_form_reads_back_the_same(
    names: list[str], spoken: list[str], written: str, gap: str
):
    turns = [(names[i % len(names)], " ".join(said.split())) for i, said in enumerate(spoken)]
    text = gap.join(written.format(name, said) for name, said in turns)
    read = [(turn.speaker, " ".join(turn.text.split())) for turn in transcript_of(text).turns]
    assert read == turns
