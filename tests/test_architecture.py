"""The layout shows the architecture: these tests keep it so."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
import turnwise.rag
from conftest import ROOT

PACKAGES = ["index", "rag", "ui"]  # each may import those before it
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported_packages(path: Path) -> set[str]:
    """The packages of ours that a file imports from, by relative imports."""
    found: set[str] = set()
    depth = len(path.relative_to(ROOT).parts) - 1  # folders below the root
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("turnwise"), f"{path}: import relatively"
            if node.level == depth + 1:
                names = [node.module] if node.module else [alias.name for alias in node.names]
                found |= {name.split(".")[0] for name in names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path):
    package = path.relative_to(ROOT).parts[0]
    allowed = PACKAGES[: PACKAGES.index(package) + 1]
    assert imported_packages(path) <= set(allowed)


def test_every_module_has_a_test():
    tests = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    special = {  # tested under another name
        "index/__init__.py", "rag/__init__.py", "ui/__init__.py",
        "index/readers/__init__.py", "index/readers/files.py", "index/readers/unpack.py",  # test_readers.py
        "index/readers/json_fields.py", "index/readers/json_unread.py", "index/readers/json_words.py",  # test_json_files.py
        "index/readers/draft.py", "index/readers/furniture.py",  # test_plain.py
        "index/readers/unlabelled.py",  # test_plain.py
        "index/errors.py", "index/paths.py", "index/stop_words.py", "index/transcript.py",
        "index/language.py", "index/fold.py",  # test_terms.py
        "index/revision_file.py", "index/search_indexes.py",  # test_folder.py
        "index/ingest.py", "index/schema.py", "index/stored.py",  # test_store.py
        "index/speaker_table.py", "index/sqlite_errors.py",  # test_store.py
        "index/feedback_table.py",  # test_feedback.py
        "index/embedder.py",  # test_models.py
        *(f"index/encoder_training/{name}.py" for name in (  # test_encoder_training.py
            "__init__", "__main__", "code_mixing", "corpus", "export", "made_passages", "names", "recipe", "student",
            "student_export", "student_recipe", "student_training", "teacher", "train", "vocabulary",
        )),
        "rag/add_report.py", "rag/answer.py", "rag/extractive.py", "rag/refusal.py",
        "rag/retrieve.py", "rag/hits.py", "rag/search.py", "rag/library_model.py", "rag/filters.py",  # test_library.py, test_answering.py
        "rag/sources.py", "rag/subject.py",  # test_library.py
        "rag/messages.py",  # test_labels.py
        "rag/generation/__init__.py",  # test_generate.py
        "rag/generation/attribution.py",  # test_forged_answers.py
        "rag/generation/language_model.py",  # test_local_model.py, test_server_model.py
        *(f"rag/evaluation/{name}.py" for name in (  # test_evaluation.py
            "__init__", "answers", "matching", "picture", "results", "run", "sets",
        )),
        "ui/eval_command.py", "ui/feedback_commands.py", "ui/lookup_command.py", "ui/options.py", "ui/speaker_commands.py", "ui/terminal.py", "ui/timeline_command.py",  # test_cli.py
        "ui/alias_control.py", "ui/page.py",  # browser/test_chat_page.py
    }  # fmt: skip
    modules = {str(path.relative_to(ROOT)): f"test_{path.stem}.py" for path in FILES}
    untested = {name for name, test in modules.items() if test not in tests}
    assert untested == special


def test_the_public_names_are_those_that_can_be_imported():
    public = {name for name in vars(turnwise.rag) if not name.startswith("_")}
    modules = {path.stem for path in (ROOT / "rag").iterdir()}
    assert public - modules - {"annotations"} == set(turnwise.rag.__all__)


@pytest.mark.parametrize("module", ["turnwise.rag", "turnwise.ui.cli"])
def test_importing_loads_no_heavy_package(module: str):
    import subprocess
    import sys

    heavy = ("torch", "gradio", "openai", "bs4", "docx", "yaml", "ir_measures", "matplotlib")
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
    importlib.import_module(module)
