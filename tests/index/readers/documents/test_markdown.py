from __future__ import annotations

import itertools
import time
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.documents.web_page import is_html
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript

TALK = [
    ("Mara", "When did you build the kiln?"),
    ("Owen", "In the spring of 2019. It took three weeks."),
    ("Mara", "And where did the bricks come from?"),
    ("Owen", "From the old mill by the river."),
]
CHINESE = ["你是什么时候建窑的？", "2019年春天，用了三个星期。", "砖从哪里来？", "从老磨坊来。"]
BOLD_TALK = "\n\n".join(f"**{name}:** {words}" for name, words in TALK)
PROMPTS = [("Q", "How did you come to clay?"), ("A", "My aunt had a wheel."), ("Q", "And then?")]


def read(text: str) -> Transcript:
    return read_bytes(text.encode(), name="talk.md")


def spoken(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text).turns]


def notes(text: str) -> list[tuple[int, str]]:
    return [(note.line, note.text) for note in read(text).notes]


def each(form: str, between: str = "\n\n") -> str:
    """The talk with each turn in a form; `n` counts turns, `zh` is the turn in Chinese."""
    return between.join(
        form.format(name=name, words=words, zh=zh, n=n)
        for n, ((name, words), zh) in enumerate(zip(TALK, CHINESE, strict=True))
    )


# -- labels in Markdown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(each("[[{name}]]: {words}"), id="links between notes"),
        pytest.param(
            each("- [[people/{name} Q|{name}]]: {words}", "\n"), id="links shown otherwise"
        ),
        pytest.param(each("[{name}](https://example.org/{name}): {words}"), id="links"),
        pytest.param(each("**[{name}](https://example.org/p)**: {words}"), id="bold links"),
        pytest.param(each("> {words}\n> [name={name}]"), id="signed quotes"),
        pytest.param(each("> {words} [name={name}] [color=red]"), id="signed on the line"),
        pytest.param(each("> [!quote] {name}\n> {words}"), id="callouts"),
        pytest.param(each("> [!quote]+ {name} (00:0{n})\n> {words}"), id="folded callouts"),
        pytest.param(each("> [!{name}]\n> {words}"), id="callouts of a kind of their own"),
        pytest.param(
            each("<blockquote><b>{name}</b>\n\n{words}</blockquote>"), id="quotes in HTML"
        ),
        pytest.param("# Kiln\n\n" + each("<p><strong>{name}:</strong> {words}</p>"), id="HTML"),
        pytest.param("# Kiln\n\n" + each("<b>{name}</b><br>{words}<br>", "\n"), id="line breaks"),
        pytest.param("# Kiln\n\n## Part 1\n\n" + each("{name}: {words}"), id="under headings"),
    ],
)
def test_names_are_found_however_markdown_sets_them(text: str):
    assert spoken(text) == TALK


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("## Part {n}\n\n**{name}:** {words}", id="under headings"),
        pytest.param("> [!quote] {name}\n> {words}", id="callouts"),
        pytest.param("> {words}\n> [name={name}]", id="signed"),
    ],
)
def test_who_speaks_once_is_kept_beside_those_who_speak_again(form: str):
    once = form.format(name="Ann Lee", words="I have one question: who fired it?", n=9)
    assert spoken(f"{once}\n\n{each(form)}")[0][0] == "Ann Lee"
    assert spoken(f"{each(form)}\n\n{once}")[-1][0] == "Ann Lee"


def test_text_around_signed_quotes_is_a_note():
    text = (
        "# Hill\n\nA story of the hill.\n\n> Since when?\n> [name=Lan]\n>> 2003.\n>> [name=Zhou]\n"
    )
    assert spoken(text) == [("Lan", "Since when?"), ("Zhou", "2003.")]
    assert notes(text) == [(1, "# Hill"), (3, "A story of the hill.")]


# -- headings


def test_a_heading_above_text_without_names_is_the_title():
    text = "# Winter Diary\n\nIt snowed today.\n\nWe sat up on the hill.\n"
    assert {speaker for speaker, _ in spoken(text)} == {UNNAMED}
    assert read(text).title == "Winter Diary"


@pytest.mark.parametrize("title", ["Owen Pell: a winter", "# Owen Pell: a winter", "Talk\n===="])
def test_a_headline_is_no_speaker(title: str):
    assert (
        spoken(f"{title}\n\nHe met us in spring, in his yard, for a long talk.\n\n{BOLD_TALK}")
        == TALK
    )


def test_headings_that_come_again_do_not_speak_beside_labels():
    text = "".join(f"## Break\n\n**{name}:** {words}\n\n" for name, words in TALK * 2)
    assert {speaker for speaker, _ in spoken(text)} == {"Mara", "Owen"}


def test_labels_in_headings_and_in_bold_type_are_of_one_talk():
    text = (
        "# 陶工\n\n### 问：何时建窑？\n\n**答：** 春天。\n\n### 问：砖呢？\n\n**答：** 老磨坊。\n"
    )
    assert spoken(text) == [
        ("问", "何时建窑？"),
        ("答", "春天。"),
        ("问", "砖呢？"),
        ("答", "老磨坊。"),
    ]
    assert read(text).title == "陶工"


def test_headings_ask_if_one_person_answers_and_are_notes_if_several_do():
    text = "## How hot?\n\n**Owen:** Very.\n\n## And then?\n\n**Owen:** It cools.\n"
    assert spoken(text)[2:] == [("Q", "And then?"), ("Owen", "It cools.")]
    text = text.replace("cools.", "cools.\n\n**Mara:** So.\n\n## More?\n\n**Mara:** No.")
    assert [speaker for speaker, _ in spoken(text)] == ["Owen", "Owen", "Mara", "Mara"]
    assert "## And then?" in [text for _, text in notes(text)]


def test_bold_titles_of_sections_are_notes():
    text = "# Guide\n\n**Materials**\n\nYou need bricks.\n\n**Steps**\n\nLay the bricks.\n"
    assert {speaker for speaker, _ in spoken(text)} == {UNNAMED}


# -- what stands beside the talk


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("[a]: https://example.org/a\n[^1]: As he said.", "[^1]: As he said.", id="links"),
        pytest.param("## To do\n- [ ] Owen: photograph it\n- [x] Mara: call", "## To do", id="tasks"),
        pytest.param("## Conclusion\n\n- dry the bricks", "- dry the bricks", id="conclusion"),
        pytest.param("## 会议结论\n\n先装三台。", "先装三台。", id="Chinese conclusion"),
        pytest.param("---\n\nvia: https://x.org\n译者：林岚\n校对：周明", "译者：林岚", id="translators"),
        pytest.param("Interview: Lin Lan\nPhotos: Joe", "Photos: Joe", id="credits"),
        pytest.param("<figure><img src=a>\n<figcaption>图：茶园</figcaption></figure>", "图：茶园", id="figure"),
        pytest.param("![kiln](a.png)\n*The kiln: in spring*", "*The kiln: in spring*", id="caption"),
        pytest.param("```python\nx: int = 1\n```", "x: int = 1", id="code"),
        pytest.param("![[kiln.png]]", "![[kiln.png]]", id="picture"),
        pytest.param("<!-- Editor: cut this -->", "Editor: cut this", id="comment"),
        pytest.param("> [!summary] In short\n> Owen: bricks.", "Owen: bricks.", id="callout"),
        pytest.param(":::info\nPlace: yard\n:::", "Place: yard", id="box"),
        pytest.param("<details><summary>AI summary</summary>\n\nOf kilns.\n</details>", "Of kilns.", id="details"),
        pytest.param("| Term | Meaning |\n|---|---|\n| kiln | an oven |", "| kiln | an oven |", id="table"),
    ],
)  # fmt: skip
def test_what_is_not_speech_is_a_note(text: str, note: str):
    is_below_only = "via" in text or "Interview" in text or "##" in text
    for page in (f"{BOLD_TALK}\n\n{text}\n", f"{text}\n\n{BOLD_TALK}\n")[: 2 - is_below_only]:
        assert spoken(page) == TALK
        assert note in [text for _, text in notes(page)]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("**{name}**: {words}\n\n<details><summary>中文</summary>\n\n{zh}\n\n</details>", id="details"),
        pytest.param("**{name}**: {words}\n\n<details>\n**{name}**: {zh}\n</details>", id="with names"),
        pytest.param("**{name}**: {words}\n\n> {zh}", id="quotes"),
        pytest.param("**{name}**: {words}\n\n:::spoiler 原文\n{zh}\n:::", id="boxes"),
    ],
)  # fmt: skip
def test_a_translation_beside_each_turn_is_a_note(form: str):
    assert spoken(each(form)) == TALK
    assert set(CHINESE) <= {text.removeprefix("**Mara**: ").removeprefix("**Owen**: ") for _, text in notes(each(form))}  # fmt: skip


def test_a_talk_that_stands_in_details_is_read_and_the_list_above_noted():
    text = f"# Snip\n\n- old bricks\n\n<details>\n<summary>Transcript</summary>\n\n{BOLD_TALK}\n</details>\n"
    assert spoken(text) == TALK
    assert (3, "- old bricks") in notes(text)


def test_a_long_answer_in_details_stays_with_its_speaker():
    half = BOLD_TALK.index("**Mara:** And")
    text = (
        f"{BOLD_TALK[:half]}\n<details><summary>More</summary>\n\n{BOLD_TALK[half:]}\n</details>\n"
    )
    assert spoken(text) == TALK


def test_fields_under_headings_of_minutes_are_notes():
    text = (
        "# Kiln committee\n\nDelegates: use your initials.\n\n| Name | Abbreviation |\n|---|---|\n"
        "| Mara Quist | MQ |\n| Owen Pell | OP |\n\nMQ: Welcome.\n\n## Damp\n\nPresenter: Owen Pell\n\n"
        "- Slides: See Agenda\n\nOP: They are damp.\n\nMQ: Yes.\n\n### Conclusion\n\n- Dry them\n\n"
        "## Second\n\nPresenter: Mara Quist\n\n- Slides: [link](https://example.org)\n\nOP: No.\n"
    )
    assert spoken(text) == [
        ("MQ", "Welcome."),
        ("OP", "They are damp."),
        ("MQ", "Yes."),
        ("OP", "No."),
    ]


def test_chapters_with_times_name_nobody():
    chapters = "00:01:20 自我介绍\n00:04:08 那场雪：冬天发生了什么\n00:16:03 防冻：风扇和水\n"
    text = f"## Show notes\n\n本期嘉宾：老周，种茶多年\n\n时间轴：\n{chapters}"
    assert {speaker for speaker, _ in spoken(text)} == {UNNAMED}
    assert spoken(f"# Kiln\n\n{chapters}\n{BOLD_TALK}") == TALK


# -- tables


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("| Time | Speaker | Text |\n|:-:|---|---|\n" + each("| 0:0{n} | {name} | {words} |", "\n"), id="bars"),
        pytest.param("<table><tr><th>Time</th><th>Who</th><th>Text</th></tr>\n" + each("<tr><td>0:0{n}</td><td>{name}</td><td>{words}</td></tr>", "\n") + "\n</table>", id="HTML"),
        pytest.param("时间 | 说话人 | 内容\n--- | --- | ---\n" + each("0:0{n} | **{name}** | {words}", "\n"), id="no outer bars"),
    ],
)  # fmt: skip
def test_a_table_of_turns_is_the_talk(table: str):
    transcript = read(f"# Interview 3\n\nIn the yard.\n\n{table}\n")
    assert [(t.speaker, t.text) for t in transcript.turns] == TALK
    assert [t.start_s for t in transcript.turns] == [0.0, 1.0, 2.0, 3.0]
    assert transcript.title == "Interview 3"
    assert [note.text for note in transcript.notes] == ["# Interview 3", "In the yard."]


# -- questions without a label


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("**{q}**\n\n{a}", id="bold"),
        pytest.param("__{q}__\n\n{a}", id="underlined"),
        pytest.param("*{q}*\n\n{a}", id="italic"),
        pytest.param("> {q}\n\n{a}", id="quoted"),
        pytest.param("**{q}**\n{a}", id="right above"),
        pytest.param("<b>{q}</b>\n\n{a}", id="HTML"),
    ],
)
def test_set_paragraphs_between_plain_ones_are_questions(form: str):
    questions = ["How did you come to clay?", "And then you left.", "What of the flood?"]
    answers = ["My aunt had a wheel.", "For eleven years. One thing: I was young.", "It took all."]
    pairs = zip(questions, answers, strict=True)
    text = "# A potter\n\nWe met him.\n\n" + "\n\n".join(form.format(q=q, a=a) for q, a in pairs)
    expected = itertools.chain.from_iterable(
        (("Q", q), ("A", a)) for q, a in zip(questions, answers, strict=True)
    )
    assert spoken(text) == list(expected)
    assert [note.text for note in read(text).notes] == ["# A potter", "We met him."]


@pytest.mark.parametrize("asker", ["Mara", "Q"])
def test_bold_questions_with_a_name_have_plain_answers(asker: str):
    text = f"**{asker}: How hot?**\n\nVery hot.\n\n**{asker}: And then?**\n\nIt cools.\n"
    assert spoken(text) == [
        (asker, "How hot?"),
        ("A", "Very hot."),
        (asker, "And then?"),
        ("A", "It cools."),
    ]


def test_links_and_footnotes_read_as_their_words():
    text = (
        f"**Owen:** See [this][2] and [[the mill|it]][^1].\n\n{BOLD_TALK}\n\n[2]: https://x.org\n"
    )
    assert spoken(text)[0] == ("Owen", "See this and it.")


def test_bold_questions_above_labelled_answers_are_asked_by_the_other():
    text = "**Q1) 要多少錢？**\n\n答：兩萬元。\n\n**Q2) 一定要裝嗎？**\n\n答：最好裝。\n"
    assert spoken(text) == [
        ("问", "Q1) 要多少錢？"),
        ("答", "兩萬元。"),
        ("问", "Q2) 一定要裝嗎？"),
        ("答", "最好裝。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**Note.**\n\nKilns are hot.\n\n**Warning.**\n\nDo not touch.", id="asks nothing"),
        pytest.param("# Essay\n\n**Why kilns?**\n\nThey burn.\n\nMore of it.\n\n**End**\n\nSo.", id="one question"),
    ],
)  # fmt: skip
def test_emphasis_in_prose_is_no_question(text: str):
    assert {speaker for speaker, _ in spoken(text)} == {UNNAMED}


# -- everything


@given(
    st.lists(
        st.sampled_from(
            "\n|\n\n|# |> |>> |**|__|*|- |[ ] |<b>|</b>|<p>|<br>|<details>|</details>|<summary>|</summary>|<figure>|</figure>|<!--|-->"
            "|[!quote] |[name=Lan]|[[|]]|:::|:::info|[a]: https://x.org|Mara: |Owen:|Presenter: |kiln|Why?|好。|---|===|\\||0:01 ".split("|")
        ),
        max_size=60,
    ).map("".join)
)  # fmt: skip
def test_every_word_of_markdown_is_spoken_or_noted(text: str):
    assume(not is_html(text))  # a web page's comments are no words
    try:
        transcript = read(text)
    except TranscriptError:
        return
    spoken = "\n".join(f"{turn.speaker}\n{turn.text}" for turn in transcript.turns)
    noted = "\n".join(note.text for note in transcript.notes)
    for word in ("kiln", "Why", "好"):
        assert text.count(word) <= (spoken + noted).count(word)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("**Why?**\n\nSo it is.\n\n", id="questions"),
        pytest.param("<details><summary>x</summary>\n\nMara: So.\n</details>\n\n", id="details"),
        pytest.param("<figure>", id="figures that never end"),
        pytest.param("<b>", id="tags that never end"),
        pytest.param("> [!quote] Mara\n> So.\n\n", id="callouts"),
        pytest.param("> So. [name=Mara]\n\n", id="signed"),
        pytest.param("## A\n\nPresenter: b\n\nMara: So.\n\n", id="sections"),
        pytest.param("| a | b |\n|---|---|\n| Mara | So it is. |\n\n", id="tables"),
        pytest.param("[a]: https://x.org\n", id="definitions"),
        pytest.param(":::info\n", id="boxes that never end"),
    ],
)
def test_reading_markdown_takes_time_linear_in_its_length(unit: str):
    def seconds(n: int) -> float:
        start = time.process_time()
        with suppress(TranscriptError):
            read("# Kiln\n\n" + unit * n)
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 12 * seconds(2_000) + 0.5
