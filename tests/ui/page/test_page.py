from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from conftest import make_transcript
from turnwise.rag import Library

if TYPE_CHECKING:
    from turnwise.ui.page.uploads import Uploads

pytest.importorskip("gradio", reason="the page needs gradio: pip install turnwise[page]")
pytestmark = pytest.mark.slow  # gradio takes seconds


@pytest.fixture
def uploads() -> Iterator[Uploads]:
    from turnwise.ui.page.uploads import Uploads

    uploads = Uploads()
    yield uploads
    uploads.close()


def test_questions_are_taken_and_answered_one_by_one_however_they_are_asked(
    library: Library, uploads: Uploads
):
    from turnwise.ui.page.page import build_page

    page = build_page(library, uploads)
    for name in ("_take", "_answer"):
        functions = [function for function in page.fns.values() if function.name == name]
        assert len(functions) == 3  # Enter, the button, an example
        assert len({function.concurrency_id for function in functions}) == 1
        assert {function.concurrency_limit for function in functions} == {"default"}  # one


def test_the_filters_offer_what_was_added_since(library: Library):
    import gradio as gr
    from turnwise.ui.page.chat.filters import Filters
    from turnwise.ui.page.page import TRANSLATIONS

    with gr.Blocks():
        filters = Filters(library, TRANSLATIONS)
    talk = make_transcript(("Ann", "Why?"), ("Bo", "To see."), title="Bread")
    [added] = library.add(talk).added
    speakers, transcripts = filters.refresh()
    assert {"Ann", "Bo"} <= set(speakers["choices"])
    assert ("Bread", added.id) in transcripts["choices"]
    assert any(title.endswith(" · 2018-11-02") for title, _ in transcripts["choices"])


def test_no_event_cancels_another(library: Library, uploads: Uploads):
    """A cancel that comes before an event has begun leaves Gradio's queue standing for everybody."""
    from turnwise.ui.page.page import build_page

    page = build_page(library, uploads)
    assert [function.name for function in page.fns.values() if function.cancels] == []
