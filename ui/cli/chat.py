"""The command that opens the page: `turnwise chat`."""

from __future__ import annotations

from typing import Annotated

import typer

from ...rag import TurnwiseError
from .options import PROGRESS, LibraryOption, LlmOption, RerankOption, open_library


def chat(
    library: LibraryOption,
    port: Annotated[
        int, typer.Option(help="Port of the page; 0 takes a free one.", min=0, max=65535)
    ] = 7860,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    rerank: RerankOption = None,
    llm: LlmOption = None,
) -> None:
    """Open the chat page. Only this machine can reach it.

    Example: turnwise chat --port 8000
    """
    with open_library(library, may_create=True, rerank=rerank, llm=llm) as opened:
        PROGRESS.print(f"Opening the page over {opened.path} …", markup=False, soft_wrap=True)
        try:
            from ..page.serve import serve  # late: gradio takes seconds
        except ModuleNotFoundError as error:
            raise TurnwiseError(
                f'the page needs {error.name}; run: pip install "turnwise[page]"'
            ) from error
        serve(opened, port=port, open_browser=browser)
