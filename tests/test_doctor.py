from __future__ import annotations

from pathlib import Path

from turnwise.rag import Library
from turnwise.rag.doctor import diagnose


def test_a_library_in_order_passes_every_check_but_that_of_its_unknown_model(library: Library):
    checks = {check.name: check for check in diagnose(library.path)}
    assert "1 transcripts" in checks["library"].detail
    assert checks["search indexes"].ok
    assert checks["turnwise"].ok
    # The small embedder of the tests cannot be loaded by name.
    assert not checks["embedding model"].ok


def test_a_new_library_has_the_default_model(tmp_path: Path):
    checks = {check.name: check for check in diagnose(tmp_path / "new")}
    assert checks["embedding model"].detail.startswith("turnwise-joined-zh-en")
    assert all(check.ok for check in checks.values() if check.name != "gradio")


def test_what_is_no_library_fails_with_the_way_to_mend_it(tmp_path: Path):
    (tmp_path / "library.sqlite3").write_bytes(b"no database" * 100)
    failed = [check for check in diagnose(tmp_path) if not check.ok and check.name == "library"]
    assert "restore it from a backup" in failed[0].detail
