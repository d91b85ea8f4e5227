"""The page about OpenAI's API: every example runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import ROOT

PAGE = ROOT / "docs" / "embedding_openai.md"
SERVER = "http://127.0.0.1:7860"  # in the examples
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.S | re.M)


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=["ask", "narrow", "stream", "embed"])
def test_an_example_runs(example: str, address: str):
    assert SERVER in example
    shown = re.findall(r"print\(.*\)  # (.*)", example)
    run = subprocess.run(
        [sys.executable, "-c", example.replace(SERVER, address)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()
    assert all(line.strip() in run.stdout for line in shown), run.stdout
