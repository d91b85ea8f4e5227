from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from conftest import make_transcript
from jinja2 import UndefinedError
from turnwise.index.transcript import Transcript
from turnwise.rag import AskedQuestion, Citation, Hit, TranscriptReference
from turnwise.ui.page.reader.transcript_html import citation_cards, related_cards
from turnwise.ui.page.render import TEMPLATES, render

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&${alert(3)}{{alert(4)}}"


def citation(text: str = "So we moved. It was loud.", **changes: object) -> Citation:
    fields: dict[str, object] = {
        "rank": 1,
        "score": 1.0,
        "transcript": TranscriptReference("abc123", "A talk", "2018-11-02"),
        "turn": 27,
        "speaker": "Yangqing",
        "text": text,
        "quote": text[3:],
        "quote_start": 3,
        "start_s": 751.0,
        "url": None,
        "question": AskedQuestion(26, "Q5", "Why?"),
    }
    return Citation(1, Hit(**(fields | changes)), verified=True)  # pyright: ignore


class Seen(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_card_shows_who_what_where_and_the_question():
    seen = Seen(citation_cards([citation()], "en"))
    for part in ("Yangqing", "Q5 asked:", "Why?", "A talk", "2018-11-02", "12:31", "turn 27"):
        assert part in seen.text
    assert "<mark>we moved. It was loud.</mark>" in citation_cards([citation()], "en")
    link = "transcripts/abc123?turn=27&start=3&end=25#turn-27"
    assert ("href", link) in seen.attributes
    assert "Q5 问：" in citation_cards([citation()], "zh")


def test_a_card_leads_to_the_other_transcripts_of_the_same_words():
    others = (TranscriptReference("def456", "Its subtitles", None),)
    seen = Seen(citation_cards([citation(also_in=others)], "en"))
    assert "also in: Its subtitles" in seen.text
    assert ("href", "transcripts/def456") in seen.attributes
    assert "也在：Its subtitles" in Seen(citation_cards([citation(also_in=others)], "zh")).text


def evil_citation() -> Citation:
    """A citation of which every text is hostile."""
    return citation(
        EVIL,
        speaker=EVIL,
        quote=EVIL[5:20],
        quote_start=5,
        url=f"https://example.org/{EVIL}",
        question=AskedQuestion(26, EVIL, EVIL),
        transcript=TranscriptReference(EVIL, EVIL, EVIL),
        also_in=(TranscriptReference(EVIL, EVIL, EVIL),),
    )


def evil_transcript() -> Transcript:
    return make_transcript((EVIL, EVIL + "?"), ("B" + EVIL, "fine. " + EVIL), title=EVIL)


# Each template in a rendering with hostile values; the names are those of the files.
RENDERINGS: dict[str, Callable[[], str]] = {
    "cards.html": lambda: related_cards([evil_citation().hit], "en"),
    "marked.html": lambda: citation_cards([evil_citation()], "en"),
    "frame.html": lambda: render("frame.html", title=EVIL),
    "header.html": lambda: render("header.html"),
    "head.html": lambda: render(
        "head.html", language="en", sheets=[EVIL], scripts=[EVIL], early=""
    ),
    "preview.html": lambda: render("preview.html", turns=evil_transcript().turns),
    "report.html": lambda: render("report.html", lines=[EVIL]),
}
TAGS = set(
    "html head meta title link body div h1 p article header footer b span mark a br details summary "
    "ul li iframe code section button svg rect path script".split()
)
ATTRIBUTES = set(
    "class id name title href target rel src charset sandbox type aria-label aria-hidden lang content "
    "property data-act data-language viewbox width height rx fill d stroke stroke-width stroke-linecap".split()
)
NOTHING_SAID = {"header.html"}  # templates without a value


def test_every_template_is_rendered_with_hostile_values():
    assert set(RENDERINGS) == {file.name for file in TEMPLATES.glob("*.html")}


@pytest.mark.parametrize("template", RENDERINGS)
def test_hostile_values_stay_text_in_every_template(template: str):
    seen = Seen(RENDERINGS[template]())
    assert set(seen.tags) <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    values = {value for _, value in seen.attributes}
    assert template in NOTHING_SAID or EVIL in seen.text or {EVIL, f"styles/{EVIL}.css"} & values
    addresses = [value or "" for name, value in seen.attributes if name in ("href", "src")]
    ours = ("transcripts", "styles/", "../styles/", "script/", "manifest.json", "#", "https://")
    assert all(address.startswith(ours) for address in addresses)


def test_a_name_that_a_template_misspells_is_an_error():
    with pytest.raises(UndefinedError, match="lines"):
        render("report.html", line=[EVIL])


def test_an_id_is_one_part_of_an_address():
    evil = citation(transcript=TranscriptReference("../x?y#z&q", "A talk", None))
    [link] = [
        value for name, value in Seen(citation_cards([evil], "en")).attributes if name == "href"
    ]
    assert link == "transcripts/..%2Fx%3Fy%23z%26q?turn=27&start=3&end=25#turn-27"


def test_nothing_that_was_said_becomes_markup():
    seen = Seen(citation_cards([evil_citation()], "en"))
    assert set(seen.tags) <= {
        *("div", "article", "header", "span", "b", "p", "mark", "footer", "a", "code")
    }
    assert not {name for name, _ in seen.attributes} - {
        "class", "id", "href", "target", "rel",
    }  # fmt: skip
    assert EVIL in seen.text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/talk?a=1&b=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool):
    seen = Seen(citation_cards([citation(url=url)], "en"))
    assert (("href", url) in seen.attributes) == linked
