"""Shared parts: a small embedder without a download, the sample interview, a filled library."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from meetings import FAIR, WEEKLY
from turnwise.index.text.fold import fold
from turnwise.index.transcript import Transcript, Turn
from turnwise.rag import Library

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
INTERVIEW = ROOT / "data" / "samples" / "interview.txt"
SEED = ROOT / "data" / "eval" / "seed"
Make = Callable[..., Library]  # a library of one transcript, from its turns as (speaker, text)
SPEAKERS = ["Alex", "Yangqing", "贾扬清", "Q5", "Audrey Tang", "唐鳳"]  # in a library

# Tests never ask a model hub; what is not on this machine is not there.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

# The tests' files lie in memory where there is room: a disk waits for each of thousands of commits.
_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# No test fails because the machine is slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@cache
def _number(pair: str) -> int:
    return int.from_bytes(hashlib.md5(pair.encode()).digest()[:4], "big")


class BigramEmbedder:
    """Counts pairs of characters: the same on every machine, and it ranks by shared words."""

    def __init__(self, name: str = "bigrams", dim: int = 256):
        self.name = name
        self.dim = dim
        self.texts: list[str] = []  # what it was asked to embed, to see that nothing is done twice

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-{self.dim}"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.texts.extend(texts)
        embeddings = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            folded = f" {fold(text)} "
            for pair in pairwise(folded):
                embeddings[row, _number("".join(pair)) % self.dim] += 1
        return embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [max(1, len(text) // 2) for text in texts]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without slow tests, a file of slow tests is not imported: what it imports takes seconds."""
    if config.getoption("markexpr") != "not slow" or collection_path.suffix != ".py":
        return None
    return "\npytestmark = pytest.mark.slow" in collection_path.read_text("utf-8") or None


@pytest.fixture(scope="session")
def default_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("default")


@pytest.fixture(autouse=True)
def own_folders(default_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the library of the person who runs it, nor that of another test."""
    monkeypatch.setenv("TURNWISE_LIBRARY", str(default_folder / uuid4().hex))


@pytest.fixture
def embedder() -> BigramEmbedder:
    return BigramEmbedder()


@pytest.fixture
def library_of(tmp_path: Path, embedder: BigramEmbedder) -> Iterator[Make]:
    """Makes a library of one transcript, of its turns as (speaker, text)."""
    with ExitStack() as stack:

        def make(*turns: tuple[str, str]) -> Library:
            library = stack.enter_context(Library.open(tmp_path / "made", embedder=embedder))
            library.add(make_transcript(*turns))
            return library

        yield make


@pytest.fixture(scope="session")
def interview_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder with the sample interview in it, to be copied: making one takes longer."""
    path = tmp_path_factory.mktemp("interview") / "library"
    with Library.open(path, embedder=BigramEmbedder()) as opened:
        opened.add(INTERVIEW)
    return path


@pytest.fixture
def library(tmp_path: Path, interview_library: Path, embedder: BigramEmbedder) -> Iterator[Library]:
    """A library with the sample interview in it."""
    shutil.copytree(interview_library, tmp_path / "library")
    with Library.open(tmp_path / "library", embedder=embedder) as opened:
        yield opened


class _LibraryOfTheTest:
    """Stands for the library of the test that runs: making a server takes longer than a test."""

    library: Library

    def __getattr__(self, name: str) -> Any:
        return getattr(self.library, name)


@pytest.fixture(scope="session")
def server_of_the_test() -> Iterator[tuple[TestClient, _LibraryOfTheTest]]:
    from fastapi.testclient import TestClient  # late: most tests need no server
    from turnwise.ui.server import create_app

    stand_in = _LibraryOfTheTest()
    app = create_app(cast("Library", stand_in), with_page=False)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client, stand_in


@pytest.fixture
def api(library: Library, server_of_the_test: tuple[TestClient, _LibraryOfTheTest]) -> TestClient:
    """A client of a server over that library, without the page. The server is shared by all tests;
    what it counts and its jobs are those of earlier tests too."""
    client, stand_in = server_of_the_test
    stand_in.library = library
    client.cookies.clear()
    return client


@pytest.fixture(scope="session")
def shared_api(
    tmp_path_factory: pytest.TempPathFactory, interview_library: Path
) -> Iterator[TestClient]:
    """A client like `api` that all tests share, since a server takes long to make; only read it."""
    from fastapi.testclient import TestClient  # late: most tests need no server
    from turnwise.ui.server import create_app

    path = tmp_path_factory.mktemp("shared") / "library"
    shutil.copytree(interview_library, path)
    with (
        Library.open(path, embedder=BigramEmbedder()) as opened,
        TestClient(create_app(opened, with_page=False), base_url="http://127.0.0.1") as client,
    ):
        yield client


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, interview_library: Path) -> Iterator[str]:
    """The address of a running server with the sample interview in it; only read it."""
    from live_server import serving  # late: most tests need no server
    from turnwise.ui.server import create_app

    path = tmp_path_factory.mktemp("served") / "library"
    shutil.copytree(interview_library, path)
    with (
        Library.open(path, embedder=BigramEmbedder()) as opened,
        serving(create_app(opened, with_page=False)) as served,
    ):
        yield served


@dataclass(frozen=True, slots=True)
class Served:
    """A library and the address of the page over it, with a slash at the end."""

    library: Library
    address: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, interview_library: Path) -> Iterator[Served]:
    """The page over a library of a test module's own, with the sample interview in it."""
    pytest.importorskip("gradio", reason="the page needs gradio: pip install turnwise[page]")
    from live_server import serving  # late: most tests need no server
    from turnwise.ui.server import create_app

    path = tmp_path_factory.mktemp("page") / "library"
    shutil.copytree(interview_library, path)
    with (
        Library.open(path, embedder=BigramEmbedder()) as opened,
        serving(create_app(opened, with_page=True, private_addresses=True)) as address,
    ):
        yield Served(opened, f"{address}/")


@pytest.fixture(scope="module")  # playwright holds an event loop as long as it is open
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    from browsers import CHROMIUM, chromium

    pytest.importorskip("playwright", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with an English meeting; only read it."""
    with Library.open(tmp_path_factory.mktemp("fair"), embedder=BigramEmbedder()) as opened:
        opened.add(FAIR)
        yield opened


@pytest.fixture(scope="session")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with a Chinese meeting; only read it."""
    with Library.open(tmp_path_factory.mktemp("weekly"), embedder=BigramEmbedder()) as opened:
        opened.add(WEEKLY)
        yield opened


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with both meetings; only read it."""
    with Library.open(tmp_path_factory.mktemp("both"), embedder=BigramEmbedder()) as opened:
        opened.add(FAIR)
        opened.add(WEEKLY)
        yield opened


def make_transcript(
    *turns: tuple[str, str], title: str = "Talk", date: str | None = None
) -> Transcript:
    """A transcript of (speaker, text) pairs."""
    return Transcript(
        title=title,
        turns=tuple(
            Turn(number, speaker, text) for number, (speaker, text) in enumerate(turns, start=1)
        ),
        date=date,
    )
