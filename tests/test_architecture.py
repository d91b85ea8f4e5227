"""The layout shows the architecture: these tests keep it so."""

from __future__ import annotations

import ast
import importlib
import re
import tokenize
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import turnwise.rag
from conftest import ROOT

PACKAGES = ["index", "rag", "ui"]  # each may import those before it
# Folders of `rag` as stages: each may import those before it, and the files beside the folders.
STAGES = [
    "people",
    "adding",
    "language_models",
    "understanding",
    "search",
    "reading",
    "answers",
    "evaluation",
    "integrations",
]
# What the interfaces import beside the public names of `rag`, and why.
ALSO_IMPORTED = {
    "index.readers": "the readers are slow to import, so `import turnwise.rag` does not",
    "index.writers": "as the readers",
    "index.text.printable": "a terminal obeys control characters",
    "index.paths": "where the library and the samples lie",
    "index.folder": "is there a library? asked before one is opened",
    "rag.doctor": "for `turnwise doctor` alone",
    "rag.evaluation": "for `turnwise eval` alone; its measures are slow to import",
}
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
MODULES = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES}

# Turns of phrase that an English reader reads twice.
BANNED = ["anew", "borne out", "is had by", "of nobody's", "the other way about", "is sought", "are sought", "told by"]  # fmt: skip


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported_names(path: Path) -> set[tuple[str, str]]:
    """What a file imports by relative imports: (“index.text.fold”, “fold”)."""
    names: set[tuple[str, str]] = set()
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("turnwise"), f"{path}: import relatively"
            if node.level:
                base = [*package[: len(package) - node.level + 1], *filter(None, [node.module])]
                names |= {(".".join(base), alias.name) for alias in node.names}
    return names


@cache
def imported_modules(path: Path) -> set[str]:
    """Our modules that a file imports, by relative imports: “index.text.fold”."""
    full_names = {(module, f"{module}.{name}".lstrip(".")) for module, name in imported_names(path)}
    known = set(MODULES.values())
    return {name if name in known else module for module, name in full_names}


def test_imports_point_one_way():
    for path in FILES:
        package = path.relative_to(ROOT).parts[0]
        imported = {module.split(".")[0] for module in imported_modules(path)}
        assert imported <= set(PACKAGES[: PACKAGES.index(package) + 1]), path


@pytest.mark.parametrize("stage", STAGES)
def test_stages_import_those_before_them(stage: str):
    for path in (ROOT / "rag" / stage).rglob("*.py"):
        stages = {
            name.split(".")[1]
            for name in imported_modules(path)
            if name.count(".") > 1 and name.startswith("rag.")
        }
        assert stages <= set(STAGES[: STAGES.index(stage) + 1]) | {"rag"}, path


def test_no_files_import_each_other_in_a_circle():
    known = set(MODULES.values())
    graph = {MODULES[path]: imported_modules(path) & known for path in FILES}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_a_folder_has_some_fifteen_entries():
    for folder in {path.parent for path in FILES if "encoder_training" not in path.parts}:
        entries = [
            entry
            for entry in folder.iterdir()
            if entry.name not in ("__pycache__", "__init__.py", "py.typed")
        ]
        assert len(entries) <= 16, folder


def prose(path: Path) -> list[tuple[int, str]]:
    """(line, text) of a file's comments and docstrings."""
    with path.open("rb") as file:
        texts = [
            (token.start[0], token.string)
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT
        ]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            docstring = ast.get_docstring(node)
            if docstring:
                texts.append((node.body[0].lineno, docstring))
    return texts


def test_docstrings_and_comments_are_plain_english():
    banned = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)
    places = [
        f"{path.relative_to(ROOT)}:{line}: “{match[0]}”"
        for path in FILES
        if banned.search(" ".join(path.read_text("utf-8").split()))
        for line, text in prose(path)
        if (match := banned.search(" ".join(text.split())))
    ]
    assert not places, "say it in plain English:\n" + "\n".join(places)


def test_tests_mirror_the_folders():
    for folder in {
        path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")
    }:
        assert (ROOT / folder).is_dir(), folder


def test_the_interfaces_call_only_public_names_of_rag():
    for path in (ROOT / "ui").rglob("*.py"):
        beyond = {
            module
            for module, name in imported_names(path)
            if module.split(".")[0] in ("index", "rag")
            if module != "rag" or name not in turnwise.rag.__all__
        }
        assert beyond <= set(ALSO_IMPORTED), path


@pytest.mark.parametrize("module", ["turnwise.rag", "turnwise.ui.cli"])
def test_importing_loads_no_heavy_package(module: str):
    import subprocess
    import sys

    heavy = ("torch", "gradio", "openai", "bs4", "docx", "yaml", "ir_measures", "matplotlib")
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
    importlib.import_module(module)
