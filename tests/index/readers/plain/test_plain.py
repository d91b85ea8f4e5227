from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import INTERVIEW, SEED
from hypothesis import example, given
from hypothesis import strategies as st
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes, read_transcript
from turnwise.index.readers.plain.page_furniture import find_date
from turnwise.index.readers.utterances import UNNAMED, join_text
from turnwise.index.transcript import Transcript, Turn
from turnwise.index.writers import WRITERS


def transcript_of(text: str, name: str = "t.txt") -> Transcript:
    return read_bytes(text.encode(), name=name)


def read(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript_of(text).turns]


def test_the_sample_interview_gives_the_gold_turns():
    with (SEED / "turns" / "interview.turns.jsonl").open(encoding="utf-8") as file:
        gold = [json.loads(line) for line in file]
    turns = read_transcript(INTERVIEW).turns
    assert [(t.speaker, t.text) for t in turns] == [(g["speaker"], g["text"]) for g in gold]
    assert [turn.number for turn in turns] == list(range(1, 36))


def test_page_furniture_of_the_sample_interview_becomes_metadata_and_notes():
    transcript = read_transcript(INTERVIEW)
    assert transcript.title == "Facebook AI 贾扬清:AI,从大数据问题演进到高性能"
    assert transcript.date == "2018-11-02"
    assert [note.line for note in transcript.notes] == [1, 2, 11, 21, 28, 41, 42, 43, 44, 45]
    assert transcript.notes[2].text == "贾扬清谈 PyTorch与Caffe的合并"


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        pytest.param("Alex: hello", ("Alex", "hello"), id="half-width colon"),
        pytest.param("张敏：我们搬走了。", ("张敏", "我们搬走了。"), id="full-width colon"),
        pytest.param("Yangqing :两个月吧!", ("Yangqing", "两个月吧!"), id="space before the colon"),
        pytest.param("Q5: why?", ("Q5", "why?"), id="numbered question"),
        pytest.param("Q: why?", ("Q", "why?"), id="bare question"),
        pytest.param("Dr. Anna de la Cruz: yes.", ("Dr. Anna de la Cruz", "yes."), id="particles"),
        pytest.param("Speaker 1: yes.", ("Speaker 1", "yes."), id="placeholder"),
        pytest.param("发言人 1：对。", ("发言人 1", "对。"), id="Chinese placeholder"),
        pytest.param("A: see 12:30, ok?", ("A", "see 12:30, ok?"), id="colon in the text"),
        pytest.param(
            "The Chair (Hon. A. Rota (Nipissing, Lib.)): Order.",
            ("The Chair (Hon. A. Rota (Nipissing, Lib.))", "Order."),
            id="affiliation in brackets",
        ),
    ],
)
def test_a_speaker_who_speaks_once_is_a_speaker(line: str, turn: tuple[str, str]):
    assert read(f"Bob: first.\n{line}\nBob: last.") == [
        ("Bob", "first."),
        turn,
        ("Bob", "last."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("and that was in Berlin.", id="sentence"),
        pytest.param("https://example.org/talk", id="address"),
        pytest.param("比如说:我们以前用过这个。", id="clause opener"),
        pytest.param("第一:我们要开源。", id="enumeration"),
        pytest.param("12:30 we met again.", id="time of day"),
        pytest.param("there is one thing to say: it works.", id="clause before a colon"),
    ],
)
def test_a_line_without_a_speaker_continues_the_turn(line: str):
    assert read(f"A: we went on\n{line}\nB: yes.\nA: no.") == [
        ("A", join_text(["we went on", line])),
        ("B", "yes."),
        ("A", "no."),
    ]


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        pytest.param("Alex (00:01): Hello.", (1, "Hello."), id="brackets"),
        pytest.param("[00:00:01] Alex: Hello.", (1, "Hello."), id="before the name"),
        pytest.param("Alex 01:02:03: Hello.", (3723, "Hello."), id="hours"),
        pytest.param("Alex 00:01\nHello.", (1, "Hello."), id="words below"),
        pytest.param("**Alex** [0:18]: Hello.", (18, "Hello."), id="bold name"),
        pytest.param("**Alex:** Hello.", (None, "Hello."), id="bold label"),
        pytest.param("- Alex: at 3:30 we left.", (None, "at 3:30 we left."), id="list"),
        pytest.param("\u200bAlex: Hello.", (None, "Hello."), id="invisible space"),
    ],
)
def test_a_time_or_markup_beside_the_name_is_not_part_of_it(
    line: str, turn: tuple[float | None, str]
):
    first = transcript_of(f"{line}\nBob: yes.\nAlex: no.").turns[0]
    assert (first.speaker, first.start_s, first.text) == ("Alex", *turn)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("at 3:30 we left.", id="time of day"),
        pytest.param("Genesis 1:1 says so.", id="verse"),
        pytest.param("Important: always check.", id="Important"),
        pytest.param("他说：不行。", id="他说"),
        pytest.param("My point: it works.\nMy point: it scales.", id="twice"),
        pytest.param("Time: you need a lot.\nMoney matters too.", id="Time"),
        pytest.param("and we shipped it on time", id="no end"),
        pytest.param("第一点是要快", id="no end in Chinese"),
    ],
)
@pytest.mark.parametrize("after", ["", "\nAlex: Great."])
def test_a_colon_inside_speech_does_not_change_the_speaker(lines: str, after: str):
    turns = read(f"Alex: So?\nBob: It went well.\n{lines}{after}")
    assert turns[1] == ("Bob", join_text(["It went well.", *lines.split("\n")]))


@pytest.mark.parametrize("label", ["作者", "编辑", "Editor", "问题", "Smith, John", "Alex/Host"])
def test_a_repeated_label_is_a_speaker(label: str):
    text = "".join(f"{label}：第 {n} 句。\n主持人：好。\n" for n in range(3))
    assert [speaker for speaker, _ in read(text)] == [label, "主持人"] * 3


@pytest.mark.parametrize("label", ["主持", "作者", "Editor"])
def test_a_furniture_label_with_two_turns_is_a_speaker(label: str):
    text = f"{label}：开始。\n张敏：好。\n{label}：请讲。\n张敏：我们搬走了。"
    assert [speaker for speaker, _ in read(text)] == [label, "张敏"] * 2


def test_names_of_host_and_guest_above_the_talk_are_notes():
    text = "Host: Alex Ren\nGuest: Yangqing Jia\nLanguage: English\n\nAlex: Hi.\nYangqing: Hi.\n"
    transcript = transcript_of(f"{text}Alex: So?")
    assert transcript.speakers == ("Alex", "Yangqing")
    assert [note.line for note in transcript.notes] == [1, 2, 3]


def test_a_first_turn_of_two_lines_is_not_a_title():
    turns = read("Moderator: Welcome everyone\nto the show.\nAlex: Hi.\nBob: Hi.\nAlex: So?")
    assert turns[0] == ("Moderator", "Welcome everyone to the show.")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param("We went on\nto Berlin.", "We went on to Berlin.", id="English"),
        pytest.param("我们后来就\n搬走了。", "我们后来就搬走了。", id="Chinese"),
        pytest.param("We left. \n Then it rained.", "We left. Then it rained.", id="finished"),
        pytest.param("He said\n“yes”\nand left.", "He said “yes” and left.", id="English quotes"),
        pytest.param("他说\n“好”\n就走了。", "他说“好”就走了。", id="Chinese quotes"),
        pytest.param("We saw:\n- a dog\n- a cat", "We saw:\n- a dog\n- a cat", id="list"),
        pytest.param("One.\n\nTwo.", "One.\nTwo.", id="blank line"),
        pytest.param(f"{'Long ' * 30}end.\nNext.", f"{'Long ' * 30}end.\nNext.", id="paragraph"),
    ],
)
def test_wrapped_lines_join_and_paragraphs_stay_apart(lines: str, text: str):
    assert read(f"Alex: {lines}\nBob: Yes.\nAlex: No.")[0] == ("Alex", text)


def test_paragraphs_of_one_turn_stay_together():
    text = "A: One sentence.\n\nAnother paragraph, with an end.\n\nB: yes."
    assert read(text) == [("A", "One sentence.\nAnother paragraph, with an end."), ("B", "yes.")]


def test_a_caption_between_finished_turns_is_a_note():
    transcript = transcript_of("A: Done.\nA at the blackboard\nB: Yes.\nA: No.")
    assert [turn.text for turn in transcript.turns] == ["Done.", "Yes.", "No."]
    assert [(note.line, note.text) for note in transcript.notes] == [(2, "A at the blackboard")]


def test_a_title_line_and_a_date_line_become_metadata():
    transcript = transcript_of("Our talk\nDate: 2020-06-11\n\nA: x.\nB: y.\nA: z.")
    assert (transcript.title, transcript.date) == ("Our talk", "2020-06-11")
    assert [note.line for note in transcript.notes] == [1, 2]


def test_without_a_title_in_the_text_the_file_name_is_the_title():
    assert transcript_of("A: x.\nB: y.", "file name.txt").title == "file name"


def test_a_date_alone_under_the_title_and_a_list_of_those_present_are_metadata():
    text = "周会\n2023-05-04\n参会人：张敏、李雷\n\n张敏：开始。\n李雷：好。\n张敏：请讲。"
    transcript = transcript_of(text)
    assert (transcript.title, transcript.date) == ("周会", "2023-05-04")
    assert transcript.speakers == ("张敏", "李雷")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("时间:2018-11-02 15:23", "2018-11-02", id="dashes"),
        pytest.param("2018年11月2日", "2018-11-02", id="Chinese"),
        pytest.param("2018/1/2", "2018-01-02", id="slashes"),
        pytest.param("on Sept. 3rd, 2018", "2018-09-03", id="English"),
        pytest.param("3 May 2018, then 2019-01-01", "2018-05-03", id="the first of two"),
        pytest.param("we may 5, 20 or 30", None, id="no year"),
        pytest.param("2018-13-02", None, id="no such month"),
        pytest.param("no date", None, id="none"),
    ],
)
def test_the_first_date_in_a_text_is_found(text: str, day: str | None):
    assert find_date(text) == day


_NAMES = st.sampled_from(["Alex", "Yangqing", "贾扬清", "主持人", "Q1", "Speaker 2", "Mr. Smith"])
_SPOKEN = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "Zs"], include_characters=",.!?，。！？"),
    min_size=1,
    max_size=60,
).map(lambda text: f"x {text.strip()} y.")


@pytest.mark.slow
@example([("主持人", "x , y.")], ":")
@given(st.lists(st.tuples(_NAMES, _SPOKEN), min_size=1, max_size=12), st.sampled_from([":", "："]))
def test_a_written_transcript_reads_back_the_same(turns: list[tuple[str, str]], colon: str):
    text = "\n".join(f"{speaker}{colon} {spoken}" for speaker, spoken in turns)
    assert read(text) == turns


# An entity (“&lt;”) has other letters than the character that is kept.
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0&"), max_size=400))
def test_every_line_of_any_text_is_in_a_turn_or_a_note(text: str):
    try:
        transcript = transcript_of(text)
    except TranscriptError:
        return
    kept = "\n".join(
        [note.text for note in transcript.notes]
        + [turn.text for turn in transcript.turns]
        + [turn.speaker for turn in transcript.turns if turn.speaker != UNNAMED]
    )
    letters = [c for c in text if c.isalnum()]
    assert sorted(c for c in kept if c.isalnum()) == sorted(letters)


# -- what products export


def timed(text: str) -> list[tuple[str, float | None, str]]:
    return [(turn.speaker, turn.start_s, turn.text) for turn in transcript_of(text).turns]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            "Anna Berg  0:03  \nWhere did it\nbegin?\n\nBob Day  0:10  \nIn Berlin.\n\nAnna Berg  1:02:03  \nI see.\n\n"
            "Transcribed by https://otter.ai\n",
            [
                ("Anna Berg", 3, "Where did it begin?"),
                ("Bob Day", 10, "In Berlin."),
                ("Anna Berg", 3723, "I see."),
            ],
            id="Otter",
        ),
        pytest.param(
            "Anna Berg (00:00:03):\nWhere was it?\n\nBob Day (00:00:10):\nIn Berlin.\n\nAnna Berg (00:00:12):\nI see.\n",
            [
                ("Anna Berg", 3, "Where was it?"),
                ("Bob Day", 10, "In Berlin."),
                ("Anna Berg", 12, "I see."),
            ],
            id="Rev",
        ),
        pytest.param(
            "Anna Berg (00:03)\nWhere was it?\n\nBob Day (00:10)\nIn Berlin.\n",
            [("Anna Berg", 3, "Where was it?"), ("Bob Day", 10, "In Berlin.")],
            id="name and time in brackets",
        ),
        pytest.param(
            "周会纪要\n2024年5月13日 下午 3:00|12分钟 30秒\n\n关键词:\n迁移、供应商\n\n文字记录:\n"
            "说话人 1 00:03 \n我们为什么换供应商？\n\n说话人 2 00:10 \n因为太贵。\n后来更贵。\n\n说话人 1 01:02:03 \n好。\n",
            [
                ("说话人 1", 3, "我们为什么换供应商？"),
                ("说话人 2", 10, "因为太贵。后来更贵。"),
                ("说话人 1", 3723, "好。"),
            ],
            id="飞书妙记",
        ),
        pytest.param(
            "说话人 1 00:03 我们为什么换供应商？\n说话人 2 00:10 因为太贵。\n说话人 1 00:12 好。\n",
            [
                ("说话人 1", 3, "我们为什么换供应商？"),
                ("说话人 2", 10, "因为太贵。"),
                ("说话人 1", 12, "好。"),
            ],
            id="飞书妙记 on one line",
        ),
        pytest.param(
            "说话人 1 00:03我们为什么换供应商？\n说话人 2 00:10因为太贵。\n说话人 1 00:12好。\n",
            [
                ("说话人 1", 3, "我们为什么换供应商？"),
                ("说话人 2", 10, "因为太贵。"),
                ("说话人 1", 12, "好。"),
            ],
            id="飞书妙记 glued to the time",
        ),
        pytest.param(
            "发言人1 00:02:49\n我们为什么换供应商？\n\n发言人2 00:02:55\n因为太贵。\n",
            [("发言人1", 169, "我们为什么换供应商？"), ("发言人2", 175, "因为太贵。")],
            id="通义听悟",
        ),
        pytest.param(
            "访谈录音\n\n说话人1 00:03\n我们为什么换？\n\n说话人2 00:10\n因为太贵。\n\n说话人1 00:12\n好。\n\n以上内容由讯飞听见自动转写生成\n",
            [
                ("说话人1", 3, "我们为什么换？"),
                ("说话人2", 10, "因为太贵。"),
                ("说话人1", 12, "好。"),
            ],
            id="讯飞听见",
        ),
        pytest.param(
            "张嫱 (00:01:03)： 我们为什么换？\n李雷 (00:01:10)： 因为太贵。\n张嫱 (00:01:12)： 好。\n",
            [("张嫱", 63, "我们为什么换？"), ("李雷", 70, "因为太贵。"), ("张嫱", 72, "好。")],
            id="腾讯会议",
        ),
        pytest.param(
            "张嫱(00:01:03): 我们为什么换？\n\n李雷(00:01:10): 因为太贵。\n",
            [("张嫱", 63, "我们为什么换？"), ("李雷", 70, "因为太贵。")],
            id="腾讯会议 with half-width marks",
        ),
        pytest.param(
            "[00:00:03] Anna: Where was it?\n[00:00:10] Bob: In Berlin.\n[00:00:12] Anna: I see.\n",
            [("Anna", 3, "Where was it?"), ("Bob", 10, "In Berlin."), ("Anna", 12, "I see.")],
            id="time first",
        ),
        pytest.param(
            "00:00:03 Anna\nWhere was it?\n\n00:00:10 Bob\nIn Berlin.\n\n00:00:12 Anna\nI see.\n",
            [("Anna", 3, "Where was it?"), ("Bob", 10, "In Berlin."), ("Anna", 12, "I see.")],
            id="time before a name alone",
        ),
        pytest.param(
            "Anna Berg\n0:03\nWhere was it?\n\nBob Day\n0:10\nIn Berlin.\n\nAnna Berg\n0:12\nI see.\n",
            [
                ("Anna Berg", 3, "Where was it?"),
                ("Bob Day", 10, "In Berlin."),
                ("Anna Berg", 12, "I see."),
            ],
            id="time on a line below the name",
        ),
    ],
)
def test_an_export_keeps_speakers_times_and_words(
    text: str, turns: list[tuple[str, float | None, str]]
):
    assert timed(text) == turns


def test_header_and_footer_of_an_export_are_notes_and_its_date_is_taken():
    text = (
        "周会纪要\n2024年5月13日 下午 3:00|12分钟 30秒\n\n关键词:\n迁移、供应商\n\n文字记录:\n"
        "说话人 1 00:03 \n好吗？\n\n说话人 2 00:10 \n好。\n\n由飞书妙记生成\n"
    )
    transcript = transcript_of(text)
    assert (transcript.title, transcript.date) == ("周会纪要", "2024-05-13")
    assert [note.line for note in transcript.notes] == [1, 2, 4, 5, 7, 14]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**Anna:** Where?\n\n**Bob:** There.\n\n**Anna:** I see.", id="colon inside"),
        pytest.param("**Anna**: Where?\n\n**Bob**: There.\n\n**Anna**: I see.", id="colon outside"),
        pytest.param("**Anna** Where?\n\n**Bob** There.\n\n**Anna** I see.", id="no colon"),
        pytest.param("__Anna:__ Where?\n\n__Bob:__ There.\n\n__Anna:__ I see.", id="underlines"),
        pytest.param("**Anna**\n\nWhere?\n\n**Bob**\n\nThere.\n\n**Anna**\n\nI see.", id="alone"),
        pytest.param("## Anna\n\nWhere?\n\n## Bob\n\nThere.\n\n## Anna\n\nI see.", id="headings"),
        pytest.param("- **Anna:** Where?\n- **Bob:** There.\n- **Anna:** I see.", id="list"),
        pytest.param("> **Anna:** Where?\n\n> **Bob:** There.\n\n> **Anna:** I see.", id="quotes"),
        pytest.param("*Anna:* Where?\n\n*Bob:* There.\n\n*Anna:* I see.", id="italics"),
    ],
)
def test_names_in_markdown_are_speakers(text: str):
    assert read(text) == [("Anna", "Where?"), ("Bob", "There."), ("Anna", "I see.")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Where was it?\n\nIn Berlin.\n\n## 为什么？\n\n因为工作。", id="headings"),
        pytest.param("**Where was it?**\n\nIn Berlin.\n\n**为什么？**\n\n因为工作。", id="bold"),
        pytest.param("Q: Where was it?\nA: In Berlin.\n\nQ: 为什么？\nA: 因为工作。", id="letters"),
        pytest.param(
            "## Q: Where was it?\n\nA: In Berlin.\n\n## Q: 为什么？\n\nA: 因为工作。", id="both"
        ),
    ],
)
def test_questions_and_answers_are_turns(text: str):
    assert read(text) == [
        ("Q", "Where was it?"),
        ("A", "In Berlin."),
        ("Q", "为什么？"),
        ("A", "因为工作。"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("问题是：我们没钱。", id="问题是"),
        pytest.param("第一：要快。", id="第一"),
        pytest.param("负责人：李雷。", id="负责人"),
        pytest.param("The point is: it works.", id="The point is"),
        pytest.param("会议改到 10:30 再开。", id="time of day"),
        pytest.param("see https://example.org/a:b there", id="address"),
        pytest.param("会议改到 10:30", id="time of day at the end"),
    ],
)
def test_words_before_a_colon_are_not_a_speaker(line: str):
    text = f"张敏：我们开始。\n李雷：好。\n{line}\n张敏：继续。\n李雷：行。"
    assert transcript_of(text).speakers == ("张敏", "李雷")


def test_times_that_run_backwards_do_not_open_turns():
    text = "Anna 10:00\nWe met at\nAnna 9:30\nand left.\n\nBob 10:20\nYes.\n\nAnna 10:30\nGood.\n\nBob 10:40\nBye.\n\nAnna 10:50\nBye."
    assert [start for _, start, _ in timed(text)] == [600, 620, 630, 640, 650]


def test_text_without_speakers_is_one_unnamed_speaker_and_says_so():
    transcript = transcript_of("We went to Berlin.\nIt rained.\n\nThen we came home.")
    assert transcript.format == "text without speakers"
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        (UNNAMED, "We went to Berlin. It rained."),
        (UNNAMED, "Then we came home."),
    ]


def test_times_of_text_without_speakers_are_kept():
    text = "[00:00:03] We went to Berlin.\n[00:02:10] It rained.\n[00:04:12] We came home."
    assert [start for _, start, _ in timed(text)] == [3, 130, 252]


def test_front_matter_gives_title_date_and_address():
    text = "---\ntitle: A talk\ndate: 2023-01-29\nmedia: https://example.org/a.mp3\n---\nAnna: Hi.\nBob: Hi.\nAnna: So?"
    transcript = transcript_of(text)
    assert (transcript.title, transcript.date, transcript.url) == (
        "A talk",
        "2023-01-29",
        "https://example.org/a.mp3",
    )
    assert transcript.speakers == ("Anna", "Bob")


def test_lines_of_a_meeting_tool_are_notes():
    text = "Anna Berg 0:03\nHi.\n\nBob Day stopped transcription\n\nBob Day 0:10\nYes.\n\nAnna Berg 0:12\nBye."
    transcript = transcript_of(text)
    assert [turn.text for turn in transcript.turns] == ["Hi.", "Yes.", "Bye."]
    assert [note.text for note in transcript.notes] == ["Bob Day stopped transcription"]


def test_a_speaker_may_tell_of_a_recording():
    text = "Anna: And then Bob started recording\n张敏：我们开始录制\nAnna: Yes."
    assert read(text)[:2] == [("Anna", "And then Bob started recording"), ("张敏", "我们开始录制")]


def test_a_tools_own_messages_are_notes_and_speech_about_the_tool_is_not():
    text = (
        "张敏: 各位好，大家都能听见吗？\n李雷开始录制\n李雷: 听得见。\n然后我们开始录制\n"
        "张敏: 好的。\nThen we started recording\n"
    )
    transcript = read_bytes(text.encode(), name="talk.txt")
    assert [note.text for note in transcript.notes] == ["李雷开始录制"]
    assert [turn.text for turn in transcript.turns] == [
        "各位好，大家都能听见吗？",
        "听得见。然后我们开始录制",
        "好的。Then we started recording",
    ]


# -- speakers without a time among others


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Maria (00:00:01): Hello.\n\nTom: Hi.\n\nMaria (00:00:05): So?\n\nTom: Fine.",
            id="brackets",
        ),
        pytest.param(
            "[0:01] Maria: Hello.\nTom: Hi.\n[0:05] Maria: So?\nTom: Fine.", id="time first"
        ),
        pytest.param(
            "**Maria** (0:01): Hello.\n\n**Tom**: Hi.\n\n**Maria** (0:05): So?\n\n**Tom**: Fine.",
            id="Markdown",
        ),
        pytest.param(
            "Maria (0:01)\nHello.\n\nTom\nHi.\n\nMaria (0:05)\nSo?\n\nTom\nFine.",
            id="words below",
        ),
    ],
)
def test_speakers_without_a_time_among_those_with_one_are_speakers(text: str):
    assert timed(text) == [
        ("Maria", 1, "Hello."),
        ("Tom", None, "Hi."),
        ("Maria", 5, "So?"),
        ("Tom", None, "Fine."),
    ]


def test_a_single_turn_without_a_time_stays_a_turn():
    text = "Maria (00:00:01): Hello.\n\nTom: Hi.\n\nMaria (00:00:05): So?"
    assert [speaker for speaker, _ in read(text)] == ["Maria", "Tom", "Maria"]


def test_words_before_a_colon_below_a_name_and_a_time_are_not_a_speaker():
    text = "Anna  0:03\nWell.\n\nBerlin: it began there.\n\nBob  0:10\nOh.\n\nAnna  0:12\nYes."
    assert read(text)[0] == ("Anna", "Well.\nBerlin: it began there.")


_TIMES = st.lists(st.booleans(), min_size=2, max_size=12)


@pytest.mark.slow
@given(_TIMES, st.sampled_from([WRITERS["txt"], WRITERS["md"]]))
def test_a_partly_timed_transcript_reads_back_the_same(
    times: list[bool], write: Callable[[Transcript], str]
):
    turns = [
        Turn(n, ("Maria", "Tom")[n % 2], f"Turn {n} is said.", float(n) if is_timed else None)
        for n, is_timed in enumerate(times, start=1)
    ]
    written = write(Transcript("A talk", tuple(turns)))
    assert list(transcript_of(written).turns) == turns


# -- unusual names


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Lopez, Maria", id="last name first"),
        pytest.param("van Dyk, Anna M.", id="last name first with a particle"),
        pytest.param("+1 415-555-0100", id="telephone"),
        pytest.param("张敏 - Acme | PM", id="firm and post"),
        pytest.param("张敏｜产品部", id="department"),
        pytest.param("李雷@研发", id="department behind an at sign"),
        pytest.param("Audience member", id="nobody by name"),
        pytest.param("School teacher", id="trade"),
        pytest.param("Young man", id="young man"),
    ],
)
def test_a_repeated_unusual_name_is_a_speaker(name: str):
    text = f"{name}: One.\nBen: Two.\n{name}: Three.\nBen: Four."
    assert [speaker for speaker, _ in read(text)] == [name, "Ben"] * 2


def test_a_last_name_first_is_a_speaker_even_once_if_others_are_written_so():
    assert read("Lopez, Maria: Hi all.\nReed, Tom: Hi.\nLopez, Maria: Bye.") == [
        ("Lopez, Maria", "Hi all."),
        ("Reed, Tom", "Hi."),
        ("Lopez, Maria", "Bye."),
    ]


def test_a_questioner_without_a_name_who_speaks_once_is_a_speaker():
    text = "Anna: Any question?\nAudience member: How big?\nBen: Very.\nAnna: Good."
    assert read(text)[1] == ("Audience member", "How big?")


@pytest.mark.parametrize(
    "words",
    [
        "The point is",
        "Well, Ben",
        "Next speaker",
        "Quick question",
        "2024-03-12",
        "Big news, folks",
    ],
)
def test_words_before_a_colon_that_occur_twice_stay_speech(words: str):
    text = f"Anna: One.\n{words}: two.\nBen: Three.\nAnna: Four.\n{words}: five.\nBen: Six."
    assert [speaker for speaker, _ in read(text)] == ["Anna", "Ben"] * 2


def test_a_name_in_brackets_before_a_time_is_a_speaker_and_a_sound_is_not():
    text = "[Maria Lopez] 14:02:11\nHello.\n\n[Tom Reed] 14:02:18\nHi.\n[Music] 14:02:20"
    assert timed(text) == [
        ("Maria Lopez", 50531, "Hello."),
        ("Tom Reed", 50538, "Hi. [Music] 14:02:20"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Step 1: wash it.\nStep 2: boil it.", id="steps"),
        pytest.param("Chapter 1: The Bees\nChapter 2: The Ants", id="chapters"),
        pytest.param("第1步：洗。\n第2步：煮。\n第三章：吃。", id="Chinese"),
        pytest.param("Problem: a.\nSolution: b.\nProblem: c.\nSolution: d.", id="problems"),
    ],
)
def test_a_label_that_numbers_or_sorts_is_not_a_speaker(text: str):
    assert transcript_of(text).speakers == (UNNAMED,)
    said = transcript_of(f"Anna: So?\nBen: Yes.\n{text}\nAnna: Good.")
    assert said.speakers == ("Anna", "Ben")


def test_a_numbering_label_listed_as_a_speaker_is_a_speaker():
    text = "---\nspeakers: [Part 1, Anna]\n---\n\nPart 1: So?\nAnna: Yes."
    assert transcript_of(text).speakers == ("Part 1", "Anna")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        pytest.param("专访王小波", "写作是一件事：它不赚钱。", id="Chinese"),
        pytest.param("Ada", "My rule: cards first.", id="English"),
    ],
)
def test_a_colon_below_question_headings_does_not_make_a_speaker(title: str, said: str):
    text = f"# {title}\n\n## Why?\n\n{said}\n\n## What?\n\nBooks."
    assert read(text) == [("Q", "Why?"), ("A", said), ("Q", "What?"), ("A", "Books.")]


def test_names_below_headings_that_ask_are_speakers():
    text = "## Why?\n\nAnna: One.\n\nBen: Two.\n\n## What?\n\nAnna: Three.\n\nBen: Four."
    assert transcript_of(text).speakers == ("Anna", "Ben")


@pytest.mark.parametrize(
    "footer",
    [
        pytest.param(
            "Meeting ended after 00:30:00 👋\nThis editable transcript was computer generated and "
            "might contain errors. People can also change the text after it was created.",
            id="Google Meet",
        ),
        pytest.param("AI总结\n大家谈了供应商。\n\n关键词\n供应商", id="通义听悟"),
        pytest.param("## 发言总结\n张敏：大家。\n李雷：供应商。", id="通义听悟 by speakers"),
        pytest.param("（责任编辑：王芳）", id="editor in brackets"),
    ],
)
def test_text_of_a_product_or_editor_below_the_talk_becomes_notes(footer: str):
    transcript = transcript_of(f"张敏 00:03\n好吗？\n\n李雷 00:10\n好。\n\n{footer}")
    assert [turn.text for turn in transcript.turns] == ["好吗？", "好。"]
    assert "\n".join(note.text for note in transcript.notes) == footer.replace("\n\n", "\n")


def test_an_address_at_the_end_of_a_line_ends_there():
    turns = read("张敏：见 http://example.com:8080/x\n备注如下\n李雷：好。\n张敏：行。")
    assert turns[0] == ("张敏", "见 http://example.com:8080/x 备注如下")


@pytest.mark.parametrize(
    "line",
    [
        "March 12, 2024",
        "Tue, Mar 12, 2024",
        "12th March 2024",
        "Recorded on March 12, 2024, 2:02PM",
        "来源：某报 2024-03-12",
        "发布于 2024年3月12日",
    ],
)
def test_a_date_below_the_title_is_the_date_of_the_talk(line: str):
    transcript = transcript_of(f"Weekly\n{line}\n\nAnna: One.\nBen: Two.\nAnna: Three.")
    assert (transcript.title, transcript.date) == ("Weekly", "2024-03-12")


@pytest.mark.parametrize(
    "headline",
    [
        "专访王晓梅：从语音识别到大模型",
        "对话张敏：咖啡馆的生意经",
        "独家访谈：风电",
        "声音夜话 第42期：方言与大模型",
        "Voices Episode 42: dialects",
    ],
)
def test_a_headline_with_a_colon_is_not_a_turn(headline: str):
    talk = f"{headline}\n\n记者：方言怎么识别？\n王晓梅：方言很难。\n记者：为什么？\n王晓梅：数据少。\n"
    read = read_bytes(talk.encode(), name="talk.txt")
    assert [turn.speaker for turn in read.turns] == ["记者", "王晓梅", "记者", "王晓梅"]
    assert [note.text for note in read.notes] == [headline]


@pytest.mark.parametrize(
    ("title", "name", "day"),
    [
        ("李建国访谈 2016年4月2日", "talk.txt", "2016-04-02"),
        ("Interview with Alex Ren, 4 May 2020", "talk.txt", "2020-05-04"),
        ("风电", "风电_20180402.txt", "2018-04-02"),
        ("Interview of 4 May 2020", "20200506_talk.txt", "2020-05-06"),
        ("风电", "风电_20189999.txt", None),
        ("风电", "风电_138201804021.txt", None),
    ],
)
def test_a_date_in_the_files_name_or_the_title_is_the_date(title: str, name: str, day: str | None):
    talk = f"{title}\n\n记者：您好？\n李建国：您好。\n记者：为什么？\n李建国：因为便宜。\n"
    assert read_bytes(talk.encode(), name=name).date == day


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["\u200eAlex: Hi.", "Bob: Hi.", "\u200eAlex: So?"], id="before the name"),
        pytest.param(["Alex\u200f: Hi.", "Bob: Hi.", "Alex\u200e: So?"], id="behind it"),
        pytest.param(["\u202aAlex\u202c: Hi.", "\ufeffBob: Hi.", "Alex: So?"], id="around it"),
        pytest.param(["\u2068Alex\u2069 0:01", "Hi.", "Bob 0:02", "Hi.", "Alex 0:03", "So?"], id="with a time"),
        pytest.param(["\u200e[0:01] \u200eAlex: Hi.", "[0:02] Bob: Hi.", "[0:03] Alex: So?"], id="behind a time"),
    ],
)  # fmt: skip
def test_marks_of_direction_are_not_part_of_a_name(lines: list[str]):
    transcript = read_bytes("\n".join(lines).encode(), name="talk.txt")
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("Alex", "Hi."), ("Bob", "Hi."), ("Alex", "So?"),
    ]  # fmt: skip


def test_arabic_and_hebrew_names_are_names():
    text = "\u200fאחמד\u200e: שלום.\n\u200fأليس: \u200fمرحبا.\n\u200fאחמד\u200e: מה שלומך?\n"
    transcript = read_bytes(text.encode(), name="talk.txt")
    assert transcript.speakers == ("אחמד", "أليس")
    assert transcript.turns[1].text == "\u200fمرحبا."  # what is said stands as it is written
