from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript

TALK = [
    ("Mara", "When did you build the kiln?"),
    ("Owen", "In the spring of 2019."),
    ("Mara", "And where did the bricks come from?"),
    ("Owen", "From the old mill, by the river."),
]


def read(text: str) -> Transcript:
    return read_bytes(text.encode(), name="talk.csv")


def spoken(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text).turns]


def starts(text: str) -> list[float | None]:
    return [turn.start_s for turn in read(text).turns]


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param("time,speaker,words", id="oral history"),
        pytest.param("Timecode In,Speaker Name,Dialogue", id="editing"),
        pytest.param("startTime,participantName,utterance", id="words run together"),
        pytest.param("start_time,spk,sentence", id="underscores"),
        pytest.param("Begin Time - hh:mm:ss.ms,Tier,Annotation", id="annotation"),
        pytest.param("时间,说话人,内容", id="Chinese"),
        pytest.param("开始时间,发言人,发言内容", id="longer Chinese"),
        pytest.param("時間,發言者,文字", id="Traditional"),
        pytest.param("Zeit,Sprecher,Gesprochenes", id="unknown titles"),
    ],
)
def test_titles_in_either_language_and_values_show_the_columns(titles: str):
    rows = [f'0:0{n},{name}:,"{words}"' for n, (name, words) in enumerate(TALK)]
    text = "\n".join([titles, *rows])
    assert spoken(text) == TALK
    assert starts(text) == [0.0, 1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("{name}\t{words}", id="name and words"),
        pytest.param("00:00:0{n}\t{name}\t{words}", id="time first"),
        pytest.param("{name}\t\t00:00:0{n}.0\t0{n}.0\t00:00:01\t1.0\t{words}", id="annotations"),
        pytest.param("{name}|0:0{n}|{words}", id="bars"),
        pytest.param('"{name}","{words}"', id="quoted"),
    ],
)
def test_a_table_without_titles_is_recognised_by_names_that_recur(form: str):
    rows = [form.format(n=n, name=name, words=words) for n, (name, words) in enumerate(TALK)]
    assert spoken("\n".join(rows)) == TALK


def test_the_second_time_is_the_end_and_the_third_the_duration():
    text = (
        "Mara\t00:00:01.200\t00:00:03.100\t00:00:01.900\tWhen did you build the kiln?\n"
        "Owen\t00:00:04.200\t00:00:08.100\t00:00:03.900\tIn the spring of 2019.\n"
        "Mara\t00:00:09.200\t00:00:11.100\t00:00:01.900\tAnd where did the bricks come from?\n"
    )
    assert [(t.start_s, t.end_s) for t in read(text).turns] == [
        (1.2, 3.1),
        (4.2, 8.1),
        (9.2, 11.1),
    ]


def test_frames_are_fractions_of_a_second():
    text = (
        '"Speaker Name","Start Time","End Time","Text"\n\n'
        '"Mara","00:00:01:12","00:00:04:06","When?"\n\n"Owen","00:00:04;18","00:00:09;23","So."\n'
    )
    assert [(t.speaker, t.start_s) for t in read(text).turns] == [("Mara", 1.5), ("Owen", 4.75)]


@pytest.mark.parametrize(
    ("unit", "id"), [(1, "seconds"), (1000, "milliseconds"), (10_000_000, "ticks")]
)
def test_the_unit_of_plain_numbers_shows_in_the_rate_of_the_words(unit: int, id: str):
    rows = [f'{2 * n * unit},{name},"{words}"' for n, (name, words) in enumerate(TALK)]
    assert starts("\n".join(["start,speaker,text", *rows])) == [0.0, 2.0, 4.0, 6.0]


def test_a_span_of_time_in_one_cell_gives_start_and_end():
    text = "Timespan\tContent\tSpeaker\n0:00.0 - 0:10.5\tWhen?\tMara\n0:10.5 - 0:20.0\tSo.\tOwen\n"
    assert [(t.start_s, t.end_s) for t in read(text).turns] == [(0.0, 10.5), (10.5, 20.0)]


def test_words_beside_a_time_are_noted_and_an_empty_name_goes_on():
    text = (
        "timestamp,speaker,words,tags\n[00:00:43] the talk begins,MQ:,When?,\n"
        ",OP:,In spring.,kiln\n[00:05:00],,And so on.,\n"
    )
    transcript = read(text)
    assert [(t.speaker, t.start_s) for t in transcript.turns] == [
        ("MQ", 43.0),
        ("OP", None),
        ("OP", 300.0),
    ]
    assert [(note.line, note.text) for note in transcript.notes] == [(2, "the talk begins")]
    assert transcript.n_words_not_read == 3


def test_lines_above_the_titles_are_notes():
    text = "Interview with Owen,,\nDate: 2024-03-02,,\nSpeaker,Time,Text\nMara,0:01,When?\n"
    assert [note.line for note in read(text).notes] == [1, 2]
    assert spoken(text) == [("Mara", "When?")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Time,Mara,Owen\n0:00,{0},\n0:01,,{1}\n0:02,{2},\n0:03,,{3}\n", id="a column each"
        ),
        pytest.param("Mara\tOwen\n{0}\t\n\t{1}\n{2}\t\n\t{3}\n", id="without times"),
    ],
)
def test_a_column_for_each_speaker_is_read_in_order_of_rows(text: str):
    words = [f'"{words}"' for _, words in TALK]
    assert spoken(text.format(*words)) == TALK


def test_q_and_a_are_letters_and_other_letters_are_numbers_of_speakers():
    rows = "{0},When did you build it?\n{1},In the spring.\n{0},And the bricks?\n"
    text = f"speaker,text\n{rows}"
    assert [name for name, _ in spoken(text.format("Q", "A"))] == ["Q", "A", "Q"]
    assert [name for name, _ in spoken(text.format("A", "B"))][:2] == ["Speaker A", "Speaker B"]


def test_questions_and_answers_in_two_columns_alternate():
    text = "问题\t回答\n你是什么时候建窑的？\t2019年春天。\n砖从哪里来？\t从老磨坊来。\n"
    assert [speaker for speaker, _ in spoken(text)] == ["问题", "回答"] * 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Roses, are red and so sweet\nViolets, are blue\nRoses, are dead", id="poem"),
        pytest.param("Well, I went to market.\nSo, we bought some.\nWell, they were red.", id="so"),
        pytest.param("kiln\tan oven for clay pots\nwheel\ta table that turns round", id="glossary"),
        pytest.param("word,meaning\nkiln,an oven for clay pots\nwheel,a table", id="terms"),
        pytest.param("item;price\napples;3\npears;4", id="prices"),
    ],
)
def test_prose_and_other_tables_have_no_speakers(text: str):
    assert {speaker for speaker, _ in spoken(text)} == {"Speaker"}
