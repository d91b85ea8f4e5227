"""Texts that want to be more than text, and a reader of pages that sees whether they are."""

from __future__ import annotations

from html.parser import HTMLParser

EVIL = (
    "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    "![a](http://192.0.2.1/a.png) [b](javascript:alert(1)) \"'&${alert(3)}{{alert(4)}} \u202eevil\u202c 👩‍👧 مرحبا"
)


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

    def check_inert(self) -> None:
        """Fail if a text has become a tag or a handler, or an address leads elsewhere."""
        assert not {"img", "base", "object", "embed", "style"} & set(self.tags)
        assert not [name for name, _ in self.attributes if name.startswith("on")]
        assert "style" not in {name for name, _ in self.attributes}
        for name, value in self.attributes:
            if name in ("href", "src", "action", "formaction"):
                assert ":" not in (value or "").split("/")[0], value
