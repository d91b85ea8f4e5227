from __future__ import annotations

import time
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.readers.utterances import UNNAMED
from turnwise.index.transcript import Transcript


def read(text: str) -> Transcript:
    return read_bytes(text.encode(), name="page.html")


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(text).turns]


TALK = [("Alex", "Where was it?"), ("Bob", "In Berlin."), ("Alex", "I see.")]


# -- Podcasting 2.0


def test_cite_time_and_paragraph_are_speaker_start_and_words():
    text = (
        "<cite>Travis:</cite>\n<time>0:00</time>\n<p>When you first &amp; last.</p>\n"
        "<cite>Sarah:</cite><time>1:02:03</time><p>Yes.</p><p>And no.</p>"
    )
    transcript = read(text)
    assert transcript.format == "Podcasting 2.0 HTML"
    assert [(t.speaker, t.text, t.start_s) for t in transcript.turns] == [
        ("Travis", "When you first & last.", 0.0),
        ("Sarah", "Yes.\nAnd no.", 3723.0),
    ]


# -- pages


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>Alex: Where was it?</p><p>Bob: In Berlin.</p><p>Alex: I see.</p>", id="p"),
        pytest.param(
            "<p><b>Alex:</b> Where was it?</p><p><b>Bob:</b> In Berlin.</p><p><b>Alex:</b> I see.</p>",
            id="bold",
        ),
        pytest.param(
            "<p><strong>Alex</strong>: Where was it?</p><p><strong>Bob</strong>: In Berlin.</p>"
            "<p><strong>Alex</strong>: I see.</p>",
            id="colon behind the bold",
        ),
        pytest.param("Alex: Where was it?<br>Bob: In Berlin.<br/>Alex: I see.", id="br"),
        pytest.param(
            "<div><div>Alex: Where was it?</div><div>Bob: In Berlin.</div><div>Alex: I see.</div></div>",
            id="div",
        ),
        pytest.param(
            "<h3>Alex</h3><p>Where was it?</p><h3>Bob</h3><p>In Berlin.</p><h3>Alex</h3><p>I see.</p>",
            id="headings",
        ),
        pytest.param(
            "<ul><li>Alex: Where was it?</li><li>Bob: In Berlin.</li><li>Alex: I see.</li></ul>",
            id="list",
        ),
    ],
)
def test_a_page_with_one_block_per_turn_is_read(body: str):
    assert turns(f"<!DOCTYPE html><html><body>{body}</body></html>") == TALK


def test_menus_footers_and_scripts_are_not_speech():
    text = (
        "<html><head><title>A talk</title><script>var Alex = 1;</script></head><body>"
        "<nav><a href='/'>Home: start</a></nav><article><p>Alex: Where was it?</p>"
        "<p>Bob: In Berlin.</p><p>Alex: I see.</p></article>"
        "<footer><p>Contact: us</p></footer></body></html>"
    )
    transcript = read(text)
    assert [(t.speaker, t.text) for t in transcript.turns] == TALK
    assert transcript.title == "A talk"


def test_title_date_and_address_of_a_page_are_taken():
    text = (
        "<html><head><meta property='og:title' content='A talk'>"
        "<meta property='article:published_time' content='2018-11-02T10:00:00Z'>"
        "<link rel='canonical' href='https://example.org/talk'></head>"
        "<body><p>Alex: Hi.</p><p>Bob: Hi.</p><p>Alex: So?</p></body></html>"
    )
    transcript = read(text)
    assert (transcript.title, transcript.date, transcript.url) == (
        "A talk",
        "2018-11-02",
        "https://example.org/talk",
    )


def test_text_around_the_talk_becomes_notes_and_its_date_is_taken():
    text = (
        "<html><head><title>T</title></head><body>\n<nav>Menu</nav>\n<h1>A talk</h1>\n"
        "<p>Published 12 March 2024 by The Paper</p>\n<article>\n<p>来源：某报</p>\n"
        "<p><b>Lee:</b> Why would anybody do that, tell me?</p>\n"
        "<p><b>Kim:</b> So that we know what we are talking about.</p>\n"
        "<p><b>Lee:</b> Ok, I see what you mean by this.</p>\n<p>（责任编辑：王芳）</p></article>\n"
        "<footer><script>var a = 1;</script>All the\nbest</footer></body></html>"
    )
    transcript = read(text)
    assert [turn.speaker for turn in transcript.turns] == ["Lee", "Kim", "Lee"]
    assert (transcript.title, transcript.date) == ("A talk", "2024-03-12")
    assert [(note.line, note.text) for note in transcript.notes] == [
        (3, "A talk"),
        (4, "Published 12 March 2024 by The Paper"),
        (6, "来源：某报"),
        (10, "（责任编辑：王芳）"),
        (11, "All the best"),
    ]


def test_a_line_above_the_talk_that_gives_its_date_is_a_note():
    transcript = read(
        "<p>Published 12 March 2024 by The Paper</p><p><b>Lee:</b> Why?</p>"
        "<p><b>Kim:</b> So.</p><p><b>Lee:</b> Ok.</p>"
    )
    assert transcript.date == "2024-03-12"
    assert [note.text for note in transcript.notes] == ["Published 12 March 2024 by The Paper"]


def test_a_speaker_spelled_differently_once_is_the_same_speaker():
    text = (
        "<p><strong>Kim:</strong> Why?</p><p><strong>Lee:</strong> So.</p>"
        "<p><strong>Kim:</strong> Ok.</p><p>LEE: Thank you.</p><p><strong>Kim:</strong> Bye.</p>"
    )
    assert [speaker for speaker, _ in turns(text)] == ["Kim", "Lee", "Kim", "Lee", "Kim"]


def test_paragraphs_of_one_speaker_stay_apart_in_one_turn():
    text = (
        "<html><body><p>Alex: One.</p><p>Two.</p><p>Bob: Three.</p><p>Alex: Four.</p></body></html>"
    )
    assert turns(text)[0] == ("Alex", "One.\nTwo.")


def test_questions_in_headings_are_asked_and_the_text_below_answers():
    text = (
        "<html><body><h1>A talk</h1><h2>Where was it?</h2><p>In Berlin.</p>"
        "<h2>为什么？</h2><p>因为工作。</p></body></html>"
    )
    assert turns(text) == [
        ("Q", "Where was it?"),
        ("A", "In Berlin."),
        ("Q", "为什么？"),
        ("A", "因为工作。"),
    ]


def test_a_page_without_speakers_is_one_unnamed_speaker():
    transcript = read("<html><body><p>We went to Berlin.</p><p>It rained.</p></body></html>")
    assert transcript.speakers == (UNNAMED,)
    assert transcript.format == "web page without speakers"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("<html><body></body></html>", "no words", id="empty"),
        pytest.param("<html><body>" + "<div>" * 5000 + "x", "nested", id="deep"),
    ],
)
def test_a_page_without_a_transcript_is_refused(text: str, message: str):
    with pytest.raises(TranscriptError, match=message):
        read(text)


# -- XML


def test_speeches_of_akoma_ntoso_are_turns_with_the_names_of_the_list():
    text = (
        '<?xml version="1.0"?><akomaNtoso><debate><meta>'
        '<TLCPerson id="tang" href="/p" showAs="唐鳳"/></meta><debateBody>'
        "<heading>2016-11-10 拜會</heading>"
        '<speech by="#tang"><p>大家好。</p><p>請說。</p></speech>'
        "<narrative><p>（休息）</p></narrative>"
        '<speech by="#guest"><from>葉寧</from><p>謝謝。</p></speech>'
        "</debateBody></debate></akomaNtoso>"
    )
    transcript = read(text)
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("唐鳳", "大家好。\n請說。"),
        ("葉寧", "謝謝。"),
    ]
    assert (transcript.title, transcript.date) == ("2016-11-10 拜會", "2016-11-10")


def test_lines_of_ttml_are_timed_and_named_by_their_agent():
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata">'
        '<head><metadata><ttm:agent xml:id="a1" type="person"><ttm:name>Anna</ttm:name></ttm:agent>'
        '</metadata></head><body><div><p begin="00:00:01.5" end="3s" ttm:agent="a1">One<br/>two.</p>'
        '<p begin="4s" end="5s" ttm:agent="b2">Three.</p></div></body></tt>'
    )
    assert [(t.speaker, t.text, t.start_s, t.end_s) for t in read(text).turns] == [
        ("Anna", "One two.", 1.5, 3.0),
        ("b2", "Three.", 4.0, 5.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '<?xml version="1.0" encoding="utf-8"?><transcript><text start="1.5" dur="2">It&amp;#39;s.</text></transcript>',
            id="srv1",
        ),
        pytest.param(
            '<timedtext format="3"><body><p t="1500" d="2000">It\'s.</p></body></timedtext>',
            id="srv3",
        ),
    ],
)
def test_timed_text_of_youtube_is_read(text: str):
    turn = read(text).turns[0]
    assert (turn.text, turn.start_s, turn.end_s) == ("It's.", 1.5, 3.5)


@pytest.mark.parametrize("rate", ["0", "fast", "9" * 5000])
def test_an_invalid_frame_rate_is_ignored(rate: str):
    text = (
        f'<tt xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="{rate}"><body>'
        '<p begin="00:00:01:15">One.</p></body></tt>'
    )
    assert read(text).turns[0].start_s == 1.5


def test_an_external_entity_is_not_loaded():
    text = (
        '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<tt><body><p begin="1s">a &x; b</p></body></tt>'
    )
    try:
        said = " ".join(turn.text for turn in read(text).turns)
    except TranscriptError:
        return
    assert Path("/etc/hostname").read_text().strip() not in said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<?xml version="1.0"?><html><p>Ann: Hi.</p><p>Bob: Hi.</p></html>', id="XML"),
        pytest.param("<p>https://example.org/talk</p>", id="an address"),
    ],
)
def test_warnings_of_beautiful_soup_do_not_reach_the_terminal(text: str):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_bytes(text.encode(), name="talk.html")


def test_a_page_with_too_many_tags_is_refused():
    with pytest.raises(TranscriptError, match=r"600,001 tags.*save the words as plain text"):
        read_bytes(b"<tt>" + b"<b" * 600_000, name="talk.ttml")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "unit"), [("<tt><p>", "<br/>"), ("<tt><body><p begin='0s'>", "<b"), ("<p>Ann: Hi.", "<br>")]
)  # fmt: skip
def test_reading_a_page_takes_time_linear_in_its_length(head: str, unit: str):
    def read(n: int) -> float:
        start = time.process_time()
        with suppress(TranscriptError):
            read_bytes((head + unit * n).encode(), name="talk.html")
        return time.process_time() - start

    read(100)
    assert read(80_000) < 12 * read(20_000) + 0.5
