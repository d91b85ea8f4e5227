"""The Model Context Protocol: tools for language models, over HTTP and over standard input."""

from __future__ import annotations

from ....rag import Library
from ..jobs import Jobs
from .adding_tool import add_adding_tool
from .asking_tools import add_asking_tools
from .over_http import McpEndpoint
from .reading_tools import add_reading_tools
from .resources import add_resources
from .server import ToolServer

__all__ = ["McpEndpoint", "make_tool_server"]


def make_tool_server(
    library: Library,
    *,
    jobs: Jobs | None = None,
    reads_files: bool = False,
    private_addresses: bool = False,
    has_page: bool = False,
) -> ToolServer:
    """A server over one library, which stays open as long as the server runs.

    Args:
        jobs: what runs additions; None for a server that only reads.
        reads_files: whether `add_transcript` takes paths of this machine.
        private_addresses: whether it takes addresses of private networks.
        has_page: whether the page lies beside the server, so that results can link to it.
    """
    server = ToolServer()
    add_asking_tools(server, library, has_page=has_page)
    add_reading_tools(server, library)
    add_resources(server, library)
    if jobs is not None:
        add_adding_tool(
            server, library, jobs, reads_files=reads_files, private_addresses=private_addresses
        )
    return server
