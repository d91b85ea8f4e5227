"""`make docs` builds without a warning, and the pages load nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import turnwise.rag
import turnwise.ui.server
from conftest import ROOT


@pytest.mark.slow
def test_the_reference_has_every_public_name_and_loads_nothing_from_elsewhere():
    pytest.importorskip("mkdocs", reason="mkdocs-material is not installed")
    pytest.importorskip("mkdocstrings", reason="mkdocstrings is not installed")
    built = subprocess.run(
        ["make", "--assume-old=install-dev", f"BIN={Path(sys.executable).parent}", "docs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARNING" not in built.stderr
    site = ROOT / "build" / "site"
    reference = (site / "reference.html").read_text("utf-8")
    for module in (turnwise.rag, turnwise.ui.server):
        for name in module.__all__:
            assert f'id="{module.__name__}.{name}"' in reference, name
    for page in site.glob("*.html"):
        html = page.read_text("utf-8")
        assert not re.findall(
            r'<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?//', html
        )
    assert (site / "embedding.html").exists()
