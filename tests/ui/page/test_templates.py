from __future__ import annotations

from collections.abc import Callable

import pytest
from hostile import EVIL, Seen
from jinja2 import UndefinedError
from turnwise.ui.page.render import _ENVIRONMENT, TEMPLATES, render


def marked(text: str, start: int, end: int) -> str:
    """A text with a mark, as the reader's template writes it."""
    template = _ENVIRONMENT.from_string(
        '{% from "marked.html" import marked %}{{ marked(text, start, end) }}'
    )
    return template.render(text=text, start=start, end=end)


# Each template in a rendering with hostile values; the names are those of the files.
RENDERINGS: dict[str, Callable[[], str]] = {
    "chat.html": lambda: render("chat.html"),
    "marked.html": lambda: marked(EVIL, 5, 20),
    "frame.html": lambda: render("frame.html", title=EVIL),
    "header.html": lambda: render("header.html"),
    "head.html": lambda: render("head.html", language="en", first="", early=""),
    "opening.html": lambda: render("opening.html", language="en", scripts=[EVIL]),
    "view_frame.html": lambda: render("view_frame.html", address="library", title=EVIL, id="view"),
}
TAGS = set(
    "html head meta title link style body div h1 p article header footer b span mark a br details summary "
    "ul li iframe code section button svg rect path script textarea".split()
)
ATTRIBUTES = set(
    "class id name title href target rel src charset sandbox loading type aria-label aria-hidden lang content "
    "autofocus rows maxlength placeholder property data-act data-language viewbox width height rx fill d stroke stroke-width stroke-linecap".split()
)
NOTHING_SAID = {"chat.html", "head.html", "header.html"}  # templates without a value


def test_every_template_is_rendered_with_hostile_values():
    assert set(RENDERINGS) == {file.name for file in TEMPLATES.glob("*.html")}


@pytest.mark.parametrize("template", sorted(RENDERINGS.keys() - NOTHING_SAID))
def test_hostile_values_stay_text_in_every_template(template: str):
    seen = Seen(RENDERINGS[template]())
    assert set(seen.tags) <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    values = {value for _, value in seen.attributes}
    assert EVIL in seen.text or {EVIL, f"script/{EVIL}"} & values
    addresses = [value or "" for name, value in seen.attributes if name in ("href", "src")]
    ours = (
        "transcripts",
        "library",
        "styles/",
        "../styles/",
        "script/",
        "manifest.json",
        "#",
        "https://",
    )
    assert all(address.startswith(ours) for address in addresses)


def test_a_name_that_a_template_misspells_is_an_error():
    with pytest.raises(UndefinedError, match="title"):
        render("frame.html", titel=EVIL)
