from __future__ import annotations

import pytest

pytest.importorskip("gradio", reason="the page needs gradio: pip install turnwise[page]")
pytestmark = pytest.mark.slow  # gradio takes seconds


def test_the_page_has_no_event_of_gradio():
    """So the guard opens none of the addresses that run events, take files or send them."""
    from turnwise.ui.page.page import build_page

    assert list(build_page().fns) == []
