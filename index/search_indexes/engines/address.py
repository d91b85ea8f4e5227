"""Where a library lies: a folder, or the address of a search engine with a store beside it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from ...errors import UsageError

STORE_VARIABLE = "TURNWISE_STORE"
_ENGINES = ("milvus", "qdrant")
_ADDRESS = re.compile(rf"(?P<engine>{'|'.join(_ENGINES)}):/(?P<rest>.*)", re.DOTALL)
_SERVER = re.compile(r"/?(?P<host>[^/?]+):(?P<port>\d+)/(?P<name>[A-Za-z_]\w{0,62})/?")
_STORE = re.compile(r"(postgres(?:ql)?):/+")
_FORMS = "milvus://HOST:PORT/NAME for a server, milvus:///FOLDER for files on this machine"


@dataclass(frozen=True, slots=True)
class Address:
    """An engine, and the store that it follows.

    Attributes:
        folder: of an engine in files; None for a server.
        store: the address of a PostgreSQL database; None for SQLite in the folder.
    """

    engine: str  # “milvus” or “qdrant”
    folder: Path | None
    host: str = ""
    port: int = 0
    name: str = "turnwise"  # of the library on a server
    store: str | None = None

    @property
    def shown(self) -> str:
        """The address without the store's, which may hold a password."""
        if self.folder is not None:
            return f"{self.engine}://{self.folder}"
        return f"{self.engine}://{self.host}:{self.port}/{self.name}"


def read_address(path: str | Path) -> Address | None:
    """The address that a text gives; None if it names a folder.

    A `Path` of an address has lost slashes, which does not matter: a server has a port.

    Raises: UsageError if an address is incomplete.
    """
    address = _ADDRESS.fullmatch(str(path))
    if address is None:
        return None
    place, _, options = address["rest"].partition("?")
    store = _store(options)
    server = _SERVER.fullmatch(place)
    if server is None:
        folder = Path("/" + place.lstrip("/")).expanduser()
        if folder == Path("/"):
            raise UsageError(f"“{path}” names no library; write {_FORMS}")
        return Address(address["engine"], folder, store=store)
    if store is None:
        raise UsageError(
            f"“{path}” says where the passages are searched, and not where the transcripts are "
            f"kept; name a PostgreSQL database: {STORE_VARIABLE}=postgresql://USER@HOST/DATABASE"
        )
    host, port = server["host"], int(server["port"])
    return Address(address["engine"], None, host, port, server["name"], store)


def _store(options: str) -> str | None:
    """The store's address of `?store=…`, else of the environment."""
    given = parse_qs(options).get("store", [os.environ.get(STORE_VARIABLE, "")])[-1]
    return _STORE.sub(r"\1://", given, count=1) or None
