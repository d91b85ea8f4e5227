"""The commands that open a port: `turnwise chat` and `turnwise serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ...rag import TurnwiseError, UsageError
from .options import PROGRESS, LibraryOption, LlmOption, RerankOption, open_library

HOST = "127.0.0.1"
_HERE = ("127.0.0.1", "localhost", "::1")
PortOption = Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)]


def chat(
    library: LibraryOption,
    port: PortOption = 7860,
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
            from ..server import create_app  # late: Gradio and FastAPI take seconds
            from ..server.serve import serve as run_server

            # Only this machine's own user asks: they may add from their own network, too.
            app = create_app(opened, with_page=True, private_addresses=True)
        except ModuleNotFoundError as error:
            raise missing_extra(error) from error
        run_server(app, opened, host=HOST, port=port, open_browser=browser)


def serve(
    library: LibraryOption,
    port: PortOption = 7860,
    host: Annotated[
        str,
        typer.Option(help="The address to listen on; another than this machine's own needs a key."),
    ] = HOST,
    api_key: Annotated[
        str | None,
        typer.Option(
            envvar="TURNWISE_API_KEY", help="A key that requests must carry; it may do everything."
        ),
    ] = None,
    keys: Annotated[
        Path | None,
        typer.Option(
            help='A JSON file of keys: {"name": {"key": "…", "role": "read"}}; read, add or admin.'
        ),
    ] = None,
    rate: Annotated[str, typer.Option(help="Requests that a key may make.")] = "600/minute",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name under which the server is reached; repeatable."),
    ] = None,
    page: Annotated[
        bool, typer.Option("--page/--no-page", help="Serve the chat page at /.")
    ] = True,
    private_addresses: Annotated[
        bool,
        typer.Option(
            "--private-addresses", help="Let requests add files from addresses of private networks."
        ),
    ] = False,
    allow_add: Annotated[
        bool, typer.Option("--allow-add", help="Give MCP clients a tool that adds transcripts.")
    ] = False,
    rerank: RerankOption = None,
    llm: LlmOption = None,
) -> None:
    """Serve the page, a REST API and doors for other programs.

    Example: turnwise serve --port 8000
    """
    try:
        from ..server import Access, Key, create_app, read_keys
        from ..server.app import LOOPBACK
        from ..server.serve import serve as run_server
    except ModuleNotFoundError as error:
        raise missing_extra(error) from error

    if api_key is not None and keys is not None:
        raise UsageError("give --api-key or --keys, not both")
    known = read_keys(keys) if keys else (Key.of("api-key", api_key),) if api_key else ()
    if host not in _HERE and not known:
        raise UsageError(
            f"--host {host} lets other machines in: give --api-key KEY (or TURNWISE_API_KEY), "
            "or --keys FILE"
        )
    with open_library(library, may_create=True, rerank=rerank, llm=llm) as opened:
        PROGRESS.print(f"Serving {opened.path} …", markup=False, soft_wrap=True)
        try:
            app = create_app(
                opened,
                access=Access(known, rate),
                hosts=[*LOOPBACK, host, *name] if name else ["*"] if known else LOOPBACK,
                with_page=page,
                private_addresses=private_addresses,
                mcp_may_add=allow_add,
            )
        except ModuleNotFoundError as error:
            raise missing_extra(error) from error
        run_server(app, opened, host=host, port=port, open_browser=False)


def missing_extra(error: ModuleNotFoundError) -> TurnwiseError:
    """The error for a package that only the page or the server needs."""
    return TurnwiseError(f'this needs {error.name}; run: pip install "turnwise[page,server]"')
