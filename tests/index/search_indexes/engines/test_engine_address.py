from __future__ import annotations

from pathlib import Path

import pytest
from turnwise.index.errors import UsageError
from turnwise.index.search_indexes.engines.address import Address, read_address
from turnwise.rag import Library

STORE = "postgresql://turnwise@db.example/talks"


@pytest.mark.parametrize("path", ["talks", "/var/talks", "./milvus", "C:\\talks", "s3://bucket"])
def test_a_folder_is_no_address(path: str):
    assert read_address(path) is None
    assert read_address(Path(path)) is None


@pytest.mark.parametrize("as_path", [False, True], ids=["text", "path that lost its slashes"])
def test_a_server_has_a_host_a_port_and_a_name(as_path: bool):
    text = f"milvus://search.example:19530/talks?store={STORE}"
    address = read_address(Path(text) if as_path else text)
    assert address == Address("milvus", None, "search.example", 19530, "talks", STORE)
    assert address.shown == "milvus://search.example:19530/talks"  # without the store's password


def test_the_store_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TURNWISE_STORE", STORE)
    address = read_address("qdrant://127.0.0.1:6333/talks")
    assert address is not None
    assert address.store == STORE


@pytest.mark.parametrize("as_path", [False, True])
def test_a_place_without_a_port_is_a_folder(as_path: bool):
    text = "qdrant:///var/lib/talks"
    address = read_address(Path(text) if as_path else text)
    assert address == Address("qdrant", Path("/var/lib/talks"))
    assert address.shown == text


def test_a_server_without_a_store_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv("TURNWISE_STORE", raising=False)
    with pytest.raises(UsageError, match="TURNWISE_STORE="):
        Library.open("milvus://127.0.0.1:19530/talks")


def test_an_address_of_nothing_is_refused():
    with pytest.raises(UsageError, match="names no library"):
        read_address("milvus:///")
