"""Adding a folder with several processes, and with a Ray cluster of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import conftest
import pytest
from conftest import BigramEmbedder
from turnwise.rag import Library, UsageError

pytestmark = pytest.mark.slow
N_TALKS = 25  # more than are written at once
AT_WORK: dict[str, Any] = {"processes": {"workers": 2}, "Ray": {"ray": "local"}}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of talks, with names for one, two equal ones, one that cannot be read, a picture,
    source code, and names that belong to no talk."""
    folder = tmp_path_factory.mktemp("talks")
    for n in range(N_TALKS):
        text = (
            f"Q: What about the watchtower {n}?\nA: Ducks mend the watchtower {n} every spring.\n"
        )
        (folder / f"talk-{n:02}.txt").write_text(text)
    (folder / "again.txt").write_text((folder / "talk-00.txt").read_text())
    (folder / "talk-01.speakers.json").write_text('{"Q": "Ann Lee", "A": "Bob Hill"}')
    (folder / "nobody.speakers.json").write_text('{"Q": "Eve"}')
    (folder / "empty.txt").write_text("")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "program.py").write_text("print()")
    return folder


@pytest.fixture(scope="module", params=AT_WORK)
def at_work(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "Ray":
            if find_spec("ray") is None:  # not imported here, as settings would come too late
                pytest.skip('needs ray: pip install "turnwise[ray]"')
            # Where its workers find the embedding model of the tests.
            patch.setenv("PYTHONPATH", str(Path(conftest.__file__).parent))
        yield AT_WORK[request.param]


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, talks: Path, at_work: dict[str, Any]
) -> Iterator[Library]:
    """A library to which several workers added the folder; only read it."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder, embedder=BigramEmbedder()) as opened:
        opened.add(talks, **at_work)
        yield opened


@pytest.fixture(scope="module")
def again(library: Library, at_work: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same workers, for later additions; those of Ray are there already."""
    if "ray" not in at_work:
        yield at_work
        return
    import ray

    ray.init(address="local", num_cpus=2, include_dashboard=False)
    yield at_work
    assert ray.is_initialized()  # who finds a cluster leaves it as it is
    ray.shutdown()


def test_several_workers_add_what_one_process_adds_and_nothing_twice(
    library: Library, talks: Path, again: dict[str, Any], tmp_path: Path
):
    with Library.open(tmp_path, embedder=BigramEmbedder()) as alone:
        expected = alone.add(talks)
        revision, report = library.revision, library.add(talks, **again)
        assert (len(report.added), len(report.unchanged)) == (0, N_TALKS + 1)
        assert library.revision == revision
        names = lambda infos: sorted((i.id, i.speakers, i.n_turns) for i in infos)  # noqa: E731
        assert names(library.transcripts()) == names(alone.transcripts())
        assert len(library.transcripts()) == N_TALKS
        assert {str(error) for error in report.failed} == {str(e) for e in expected.failed}
        assert set(report.skipped) == set(expected.skipped)
        for question in ("watchtower 7", "who mends the watchtower 3"):
            hits = [
                [(h.transcript.id, h.turn, h.speaker) for h in each.search(question, k=1)]
                for each in (library, alone)
            ]
            assert hits[0] == hits[1]  # the others are alike, and come as they were added


def test_names_beside_a_talk_are_given(library: Library):
    [info] = [info for info in library.transcripts() if "Ann Lee" in info.speakers]
    assert info.speakers == ("Ann Lee", "Bob Hill")


def test_an_interrupted_addition_goes_on(talks: Path, again: dict[str, Any], tmp_path: Path):
    seen: list[tuple[int, int]] = []

    def interrupt(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 1:
            raise KeyboardInterrupt

    with Library.open(tmp_path, embedder=BigramEmbedder()) as opened:
        with pytest.raises(KeyboardInterrupt):
            opened.add(talks, **again, tags=["archive"], on_progress=interrupt)
        n_there = len(opened.transcripts())
        assert 0 < n_there < N_TALKS
        report = opened.add(talks, **again, tags=["archive"], on_progress=interrupt)
        assert {info.tags for info in opened.transcripts()} == {("archive",)}
        assert len(report.added) == N_TALKS - n_there
        assert seen[-1] == (N_TALKS + 6, N_TALKS + 6)


def test_workers_of_this_machine_and_of_a_cluster_are_not_mixed(talks: Path, tmp_path: Path):
    with (
        Library.open(tmp_path, embedder=BigramEmbedder()) as opened,
        pytest.raises(UsageError, match="give one"),
    ):
        opened.add(talks, workers=2, ray="local")
