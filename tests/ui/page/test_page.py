from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
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


def test_no_event_cancels_another(library: Library, uploads: Uploads):
    """A cancel that comes before an event has begun leaves Gradio's queue standing for everybody."""
    from turnwise.ui.page.page import build_page

    page = build_page(library, uploads)
    assert [function.name for function in page.fns.values() if function.cancels] == []
