"""The package as others get it: beside folders of the same names, and from a wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import turnwise.rag
import turnwise.ui.server
from conftest import ROOT

# What others build on: see “What a version promises” in CONTRIBUTING.md before changing it.
PUBLIC_NAMES = """
    AddReport AddressedPassage AliasSuggestion Answer AskedBy AskedQuestion Change
    ChangeKind CheckedQuote Citation ConflictError CopyReport Correction EvaluationError Feedback
    FeedbackExport FeedbackVerdict Figures FilterOptions Hit Hits LanguageModelError
    Library LibraryError LibraryFigures LibraryLockedError Lookup Mention MentionCount
    ModelError NotFoundError Note OpenQuestion Outline OutlineEntry Overview
    PassageAddress QuestionError ReplyLanguage SearchMode Searched ShownQuote Speaker
    SpeakerFigures StripTurn Theme Timeline Transcript TranscriptError TranscriptInfo
    TranscriptReference Turn TurnwiseError UsageError Verdict Verification clock
    example_questions is_web_address message next_questions parse_address parse_names
    reply_language shorten verify_answer verify_quote
"""
PUBLIC_NAMES_OF_THE_SERVER = "Access Key create_app read_keys"

_SHADOWING_APP = """
import index, ui
from turnwise.rag import Library
from turnwise.index.readers import read_transcript
import turnwise.ui.cli
assert index.OWNER == ui.OWNER == "the app"
with Library.open("my-talks") as library:
    print(len(library.transcripts()))
"""


def run(code: str, folder: Path, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.mark.slow
def test_an_app_with_its_own_index_and_ui_can_import_turnwise(tmp_path: Path):
    (tmp_path / "index.py").write_text("OWNER = 'the app'")
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__init__.py").write_text("OWNER = 'the app'")
    (tmp_path / "data").mkdir()
    (tmp_path / "app.py").write_text(_SHADOWING_APP)
    out = subprocess.run(
        [sys.executable, "app.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "0"


def test_every_package_is_installed():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    folders = {
        f"turnwise.{'.'.join(file.parent.relative_to(ROOT).parts)}"
        for top in ("data", "index", "rag", "ui")
        for file in (ROOT / top).rglob("__init__.py")
    }
    assert set(settings["tool"]["setuptools"]["packages"]) == folders | {"turnwise.data"}


def test_the_public_names_are_those_that_were_promised():
    assert turnwise.rag.__all__ == PUBLIC_NAMES.split()
    assert turnwise.ui.server.__all__ == PUBLIC_NAMES_OF_THE_SERVER.split()
    for module in (turnwise.rag, turnwise.ui.server):
        assert all(hasattr(module, name) for name in module.__all__)


@pytest.mark.slow
def test_a_wheel_holds_the_samples_and_works_from_an_empty_folder(tmp_path: Path):
    source = shutil.copytree(
        ROOT,
        tmp_path / "source",
        ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "my-talks"),
    )
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("turnwise-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert sum(name.startswith("turnwise/data/samples/") for name in names) == 3
    assert {"turnwise/ui/page/styles/colours.css", "turnwise/ui/page/script/chat/chat.js"} <= set(
        names
    )
    assert {f"turnwise/{package}/py.typed" for package in ("index", "rag", "ui")} <= set(names)
    assert "turnwise/ui/page/templates/chat.html" in names
    assert not [name for name in names if name.startswith(("index/", "rag/", "ui/", "tests/"))]
    site, empty = tmp_path / "site", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(site)
    empty.mkdir()
    code = (
        "import turnwise.rag; from turnwise.rag import Library;"
        "from turnwise.index.paths import sample_transcripts;"
        "library = Library.open('talks'); report = library.add(sample_transcripts());"
        "answer = library.ask('what did he say about OpenCL');"
        "print(turnwise.rag.__file__, len(report.added), answer.citations[0].speaker)"
    )
    path, added, speaker = run(code, empty, PYTHONPATH=str(site)).splitlines()[-1].split()
    assert Path(path).is_relative_to(site)
    assert (added, speaker) == ("3", "Yangqing")
