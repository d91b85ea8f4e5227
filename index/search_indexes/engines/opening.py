"""Opening a library, wherever it lies."""

from __future__ import annotations

from pathlib import Path

from ...folder import LibraryFolder
from .address import read_address


def open_folder(path: str | Path) -> LibraryFolder:
    """Open a library folder, or a library at the address of a search engine; a missing one is
    created.

    Raises: LibraryError if it cannot be used; UsageError for an incomplete address.
    """
    address = read_address(path)
    if address is None:
        return LibraryFolder(Path(path).expanduser())
    from .shared_folder import SharedFolder  # late: few need it

    return SharedFolder(address)
