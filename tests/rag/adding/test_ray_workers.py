from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import BigramEmbedder
from turnwise.index.folder import LibraryFolder
from turnwise.rag import UsageError
from turnwise.rag.adding.ray_workers import _prepare, ray_workers
from turnwise.rag.adding.workers import Job, job_for


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return job_for(LibraryFolder(tmp_path / "library"), BigramEmbedder())


def test_without_ray_the_extra_is_named(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"turnwise\[ray\]"), ray_workers("auto", job, tmp_path):
        pass


def test_a_file_that_a_machine_does_not_have_is_reported(tmp_path: Path):
    missing = tmp_path / "talk.txt"
    prepared = _prepare((None,), missing)
    [error] = prepared.reading.failed
    assert error.source == missing
    assert "each machine of the cluster needs the folder" in str(error)
