"""The pages that stand in frames: their language, their policy, their scripts and styles.

A page of its own keeps what people said away from Gradio's page, whose policy must allow inline
scripts. Here nothing inline runs, and nothing loads from elsewhere.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from ...rag import ReplyLanguage
from ..labels import preferred_language

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


def language_of(request: Request) -> ReplyLanguage:
    """The language of the reader."""
    return preferred_language(request.headers)


def frame_response(
    page: str, *, also: str = "", status: int = 200, has_pictures: bool = False
) -> HTMLResponse:
    """A page with its policy.

    Args:
        also: one more directive of the policy, such as `media-src https://host`.
        has_pictures: whether Plotly draws on it, which sets styles of its own.
    """
    policy = _POLICY.format(styles="'self' 'unsafe-inline'" if has_pictures else "'self'")
    policy = f"{policy}; {also}" if also else policy
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        # YouTube's player does not play without knowing the site that shows it.
        "Referrer-Policy": "strict-origin-when-cross-origin" if also else "same-origin",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(page, status, headers=headers)
