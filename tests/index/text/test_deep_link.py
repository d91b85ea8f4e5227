from __future__ import annotations

import pytest
from turnwise.index.text.deep_link import is_web_address, link_to_moment


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=751"),
        ("https://youtube.com/watch?v=abc&t=3s", "https://youtube.com/watch?v=abc&t=751"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=751"),
        ("https://youtu.be/abc?si=x&t=10", "https://youtu.be/abc?si=x&t=751"),
        ("https://m.youtube.com/live/abc#t=5", "https://m.youtube.com/live/abc?t=751"),
        (
            "https://www.bilibili.com/video/BV1/?p=2",
            "https://www.bilibili.com/video/BV1/?p=2&t=751",
        ),
        ("https://example.com/talk.mp3", "https://example.com/talk.mp3#t=751"),
        ("https://example.com/talk.mp4?a=1", "https://example.com/talk.mp4?a=1#t=751"),
        ("https://example.com/talk.mp3#t=5,9", "https://example.com/talk.mp3#t=751"),
        ("https://example.com/a.mp4#track=audio", "https://example.com/a.mp4#track=audio&t=751"),
        ("https://example.com/episode#player", "https://example.com/episode#player"),
        ("https://notyoutube.com/watch?v=abc", "https://notyoutube.com/watch?v=abc#t=751"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("file:///talk.mp3", "file:///talk.mp3"),
    ],
)
def test_an_address_leads_to_the_moment(url: str, link: str):
    assert link_to_moment(url, 751.9) == link


def test_without_a_time_or_an_address_there_is_nothing_to_lead_to():
    assert link_to_moment("https://youtu.be/abc", None) == "https://youtu.be/abc"
    assert link_to_moment(None, 751.0) is None
    assert link_to_moment("https://youtu.be/abc", 0.0) == "https://youtu.be/abc?t=0"


@pytest.mark.parametrize(
    "text", ["talk.txt", "https://", "http://[broken", "ftp://x/y", "", "C:\\x"]
)
def test_text_that_is_not_a_web_address_is_refused(text: str):
    assert not is_web_address(text)
