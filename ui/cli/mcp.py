"""`turnwise mcp`: the Model Context Protocol over standard input and output."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ...rag import UsageError
from .chat import missing_extra
from .options import PROGRESS, LibraryOption, LlmOption, RerankOption, open_library


def mcp(
    library: LibraryOption,
    allow_add: Annotated[
        bool, typer.Option("--allow-add", help="Give clients a tool that adds transcripts.")
    ] = False,
    rerank: RerankOption = None,
    llm: LlmOption = None,
) -> None:
    """Give a program tools over the library, by MCP; the program starts this command itself.

    Example: turnwise mcp --library my-talks
    """
    if sys.stdin.isatty():
        raise UsageError(
            "“turnwise mcp” talks to a program: name it in the settings of Claude Desktop, Cursor "
            "or another MCP client; for clients by HTTP, run: turnwise serve"
        )
    try:
        from ..server.jobs import Jobs
        from ..server.mcp import make_tool_server
        from ..server.serve import load_meanwhile
    except ModuleNotFoundError as error:
        raise missing_extra(error) from error

    with open_library(library, may_create=allow_add, rerank=rerank, llm=llm) as opened:
        load_meanwhile(opened)  # while the program says hello, not after the first question
        jobs = Jobs() if allow_add else None
        server = make_tool_server(opened, jobs=jobs, reads_files=True)
        PROGRESS.print(f"Serving {opened.path} …", markup=False, soft_wrap=True)
        try:
            server.run("stdio")  # meanwhile, what is printed goes to stderr
        finally:
            if jobs is not None:
                jobs.close()
