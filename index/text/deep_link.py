"""Link to a moment in a recording."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from ..errors import UsageError, check_text

# Players that read the time from `t` in the query; others read a media fragment, if anything.
_TIME_IN_QUERY = re.compile(
    r"(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|youtu\.be|bilibili\.com)"
)
_MEDIA_FRAGMENT = re.compile(r"(?:\w+=[^&]*)(?:&\w+=[^&]*)*")


def link_to_moment(url: str | None, start_s: float | None) -> str | None:
    """Add a time to an address: `…watch?v=ID&t=751` on YouTube and Bilibili, else `…#t=751`.

    The time is in whole seconds, rounded down. The address stays unchanged if it is not a web
    address, has a fragment, or the time is unknown.

    Source: W3C, Media Fragments URI 1.0, section 4.2.1.
    """
    if url is None or start_s is None or not is_web_address(url):
        return url
    parts = urlsplit(url)
    if parts.hostname and _TIME_IN_QUERY.fullmatch(parts.hostname):
        return _with_query(parts, int(start_s))
    if parts.fragment and not _MEDIA_FRAGMENT.fullmatch(parts.fragment):
        return url
    others = [part for part in parts.fragment.split("&") if part and not part.startswith("t=")]
    return parts._replace(fragment="&".join([*others, f"t={int(start_s)}"])).geturl()


def is_web_address(url: str) -> bool:
    """Whether the text is an http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # not an address at all
        return False


def check_web_address(url: str) -> None:
    """Raise UsageError if the text is not a web address."""
    check_text(url, "the address")
    if not is_web_address(url):
        raise UsageError(f"“{url}” is not a web address; give one like https://youtu.be/ID")


def _with_query(parts: SplitResult, second: int) -> str:
    other_parameters = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key not in {"t", "start", "time_continue"}
    ]
    return parts._replace(
        query=urlencode([*other_parameters, ("t", str(second))]), fragment=""
    ).geturl()
