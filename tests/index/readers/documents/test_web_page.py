from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript

TALK = [
    ("Mara", "When did you build the kiln?"),
    ("Owen", "In the spring of 2019. It took three weeks."),
    ("Mara", "And where did the bricks come from?"),
    ("Owen", "From the old mill by the river."),
]


def read(body: str) -> Transcript:
    page = (
        f"<html><head><title>Kiln talk</title></head><body><h1>Kiln talk</h1>{body}</body></html>"
    )
    return read_bytes(page.encode(), name="talk.html")


def spoken(body: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(body).turns]


def each(form: str) -> str:
    return "".join(form.format(name=name, words=words, n=n) for n, (name, words) in enumerate(TALK))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<dl>{each('<dt>{name}</dt><dd>{words}</dd>')}</dl>", id="list"),
        pytest.param(
            f"<dl>{each('<dt>{name} <i>0:0{n}</i></dt><dd>{words}</dd>')}</dl>",
            id="list with times",
        ),
        pytest.param(
            each("<div><div class='speaker'>{name}</div><div>{words}</div></div>"), id="class"
        ),
        pytest.param(
            each("<p><i>0:0{n}</i> <span class='turn-speaker'>{name}</span> {words}</p>"),
            id="class beside the words",
        ),
        pytest.param(
            each("<p><span class='who'>{name}</span>: {words}</p>"), id="class before a colon"
        ),
        pytest.param(
            each("<div><b class='name'>{name}</b><p>{words}</p></div>"), id="class of any name"
        ),
        pytest.param(each("<p data-speaker='{name}'>{words}</p>"), id="attribute"),
        pytest.param(
            each("<span data-speaker='{name}'>{words}</span> "), id="attribute in one line"
        ),
        pytest.param(
            f"<table><tr><th>Speaker</th><th>Text</th></tr>{each('<tr><td>{name}</td><td>{words}</td></tr>')}</table>",
            id="table",
        ),
        pytest.param(
            f"<table>{each('<tr><td>{name}:</td><td>{words}</td></tr>')}</table>",
            id="table without titles",
        ),
        pytest.param(each("<p class='phone'><cite>{name}:</cite> {words}</p>"), id="cite"),
    ],
)
def test_the_structure_of_a_page_names_the_speakers(body: str):
    assert spoken(body) == TALK


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("<p><b>{q}</b></p><p>{a}</p>", id="bold"),
        pytest.param("<p><strong>{q} </strong><b></b></p><p>{a}</p>", id="strong"),
        pytest.param("<p><em>{q}</em></p><p>{a}</p>", id="italic"),
        pytest.param("<p><span style='font-weight:700'>{q}</span></p><p>{a}</p>", id="style"),
        pytest.param("<dl><dt>{q}</dt><dd>{a}</dd></dl>", id="list"),
    ],
)
def test_paragraphs_set_apart_ask(form: str):
    pairs = [(TALK[0][1], TALK[1][1]), (TALK[2][1], TALK[3][1])]
    body = "<p>We met him.</p>" + "".join(form.format(q=q, a=a) for q, a in pairs)
    assert spoken(body) == [("Q", TALK[0][1]), ("A", TALK[1][1]), ("Q", TALK[2][1]), ("A", TALK[3][1])]  # fmt: skip


def test_captions_and_asides_of_a_page_are_notes():
    body = (
        "<figure><img src=a><figcaption>Photo: Joe</figcaption></figure><aside>Write to us</aside>"
    )
    notes = [note.text for note in read(body + each("<p>{name}: {words}</p>")).notes]
    assert {"Photo: Joe", "Write to us"} <= set(notes)


def test_words_of_a_table_that_nobody_says_are_counted():
    rows = each("<tr><td>{name}</td><td>{words}</td><td>he laughs as he says {n}</td></tr>")
    head = "<tr><th>Speaker</th><th>Text</th><th>Remark</th></tr>"
    transcript = read(f"<table>{head}{rows}</table>")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == TALK
    assert transcript.n_words_not_read == 24


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<dl><dt>kiln</dt><dd>An oven.</dd><dt>wheel</dt><dd>It turns.</dd></dl>", id="terms"),
        pytest.param("<p class='author'>Mara</p><p>Kilns are hot.</p><p class='author'>Mara</p>", id="byline"),
        pytest.param("<table><tr><th>Item</th><th>Price</th></tr><tr><td>Kiln</td><td>3</td></tr></table>", id="prices"),
    ],
)  # fmt: skip
def test_other_structure_names_nobody(body: str):
    assert {speaker for speaker, _ in spoken(f"<p>We went there.</p>{body}")} == {UNNAMED}
