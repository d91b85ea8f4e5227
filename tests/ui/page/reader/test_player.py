from __future__ import annotations

import pytest
from turnwise.ui.page.reader.player import YOUTUBE, player_of


@pytest.mark.parametrize(
    ("url", "kind", "source", "origin"),
    [
        ("https://example.org/a/talk.mp3?x=1", "audio", None, "https://example.org"),
        ("http://127.0.0.1:8000/talk.WAV", "audio", None, "http://127.0.0.1:8000"),
        ("https://example.org/talk.mp4#t=12", "video", None, "https://example.org"),
        ("https://youtu.be/abcdefghijk?t=10", "youtube", "abcdefghijk", YOUTUBE),
        ("https://www.youtube.com/watch?v=abc-efg_ijk&t=1", "youtube", "abc-efg_ijk", YOUTUBE),
        ("https://m.youtube.com/shorts/abcdefghijk", "youtube", "abcdefghijk", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/abcdefghijk", "youtube", "abcdefghijk", YOUTUBE),
    ],
)
def test_recordings_have_a_player(url: str, kind: str, source: str | None, origin: str):
    player = player_of(url)
    assert player is not None
    assert (player.kind, player.source, player.origin) == (kind, source or url, origin)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "javascript:alert(1)",
        "https://example.org/talk.html",
        "https://www.youtube.com/watch?v=../../evil",
        "https://www.youtube.com/feed",
        "https://youtube.com.example.org/watch?v=abcdefghijk",
        "https://evil;script-src *@example.org/a.mp3",
        "https://a,b/a.mp3",
        "https://[::1]/a.mp3",
    ],
)
def test_other_addresses_have_none(url: str | None):
    assert player_of(url) is None
