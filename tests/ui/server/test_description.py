"""The server keeps to its own OpenAPI document, whatever is sent to it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BigramEmbedder
from live_server import serving
from turnwise.rag import Library
from turnwise.ui.server import create_app

COMMAND = (sys.executable, "-m", "schemathesis.cli", "run")
# Every status that comes must be in the document, and every body as it says. Exceptions:
# a schema cannot say which names, ids and dates there are, and others are refused with 400;
# a form cannot hold null, which is sent as a file with a text of four letters. And a job that was
# cancelled can still be read.
CONFIG = """
[checks]
positive_data_acceptance.enabled = false

[[operations]]
include-path = "/v1/transcripts/upload"
checks.negative_data_rejection.enabled = false

[[operations]]
include-path-regex = "^/v1/jobs/"
checks.use_after_free.enabled = false
"""


@pytest.mark.slow
def test_whatever_is_sent_the_answer_is_as_the_document_says(
    tmp_path: Path, interview_library: Path
):
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    shutil.copytree(interview_library, tmp_path / "library")
    options = "--max-examples 5 --generation-deterministic --continue-on-failure --no-color"
    with (
        Library.open(tmp_path / "library", embedder=BigramEmbedder()) as library,
        serving(create_app(library, with_page=False)) as address,
    ):
        run = subprocess.run(
            [*COMMAND, f"{address}/openapi.json", *options.split()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 0, run.stdout
    assert "Stateful" in run.stdout
