"""READMEs and docs: every example runs as it stands, every link leads somewhere, the English is plain."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from conftest import INTERVIEW, ROOT
from turnwise.ui.cli import main

READMES = ["README.md", "README.zh.md"]
PAGES_WITH_EXAMPLES = [*READMES, "docs/usage.md", "docs/formats.md", "docs/evaluation.md"]
TEXTS = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/**/*.md", "data/*.md", "data/*/*.md")
    for path in ROOT.glob(pattern)
)
# What slows a reader down; each has a plain word.
BANNED = (
    "anew",
    "had by",
    "borne out",
    "bear out",
    "nobody's words",
    "where it is sought",
    "told by",
    "the other way about",
    "so that it is",
    "of which each",
    "cannot be had",
)
MAX_PICTURE_BYTES = 300_000
MAX_ANIMATION_BYTES = 1_500_000


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def outside_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], str]:
    """Run one command of a page in a folder with an interview; gives what it prints."""
    (tmp_path / "talks").mkdir()
    shutil.copy(INTERVIEW, tmp_path / "interview.txt")
    shutil.copy(INTERVIEW, tmp_path / "talks" / "interview.txt")
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> str:
        words = shlex.split(command, comments=True)
        if words[0] == "make":
            subprocess.run([*words, "--dry-run"], cwd=ROOT, check=True, capture_output=True)
            return ""
        assert words[0] == "turnwise", command
        if words[1] == "serve":  # runs until it is interrupted; test_embedding.py asks it
            words.append("--help")
        monkeypatch.setattr(sys, "argv", words)
        try:
            main()
        except SystemExit as ended:
            assert not ended.code, command
        return capsys.readouterr().out

    return run


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES_WITH_EXAMPLES)
def test_the_examples_of_a_page_run_in_order(page: str, run: Callable[[str], str]):
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", read(page), re.S | re.M)
    assert blocks, page
    for language, text in blocks:
        if language == "python":
            _run_python(text)
        elif language == "console":
            _run_session(text, run)
        else:
            assert language == "bash"
            for command in text.strip().splitlines():
                run(command)


def _run_python(text: str) -> None:
    shown = [comment.strip() for comment in re.findall(r"print\(.*\)  # (.*)", text)]
    out = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True
    ).stdout
    assert all(line in out for line in shown), (shown, out)


def _run_session(text: str, run: Callable[[str], str]) -> None:
    """Each command prints the lines below it; “…” stands for what is left out."""
    commands = re.split(r"^\$ ", text, flags=re.M)[1:]
    for command, *expected in (block.splitlines() for block in commands):
        printed = run(command)
        for line in expected:
            parts = (re.escape(part) for part in line.split("…"))
            assert re.search(".*".join(parts), printed), line


@pytest.mark.parametrize("page", READMES)
def test_a_readme_fits_120_lines_of_120_characters(page: str):
    lines = read(page).splitlines()
    assert len(lines) <= 120
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("page", READMES)
def test_a_readme_shows_a_short_animation_of_the_page(page: str):
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    (animation,) = re.findall(r"!\[[^\]]+\]\((.+?\.webp)\)", read(page))
    assert (ROOT / animation).stat().st_size < MAX_ANIMATION_BYTES
    shown_ms = 0
    with image.open(ROOT / animation) as picture:
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            shown_ms += picture.info["duration"]
    assert 8_000 <= shown_ms <= 15_000


@pytest.mark.slow
def test_the_script_takes_both_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("no Chromium on this machine")
    monkeypatch.syspath_prepend(ROOT / "docs")
    import_module("picture").main(tmp_path)
    for name in ("picture.png", "picture.zh.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / name).stat().st_size < MAX_PICTURE_BYTES


@pytest.mark.parametrize("page", TEXTS)
def test_a_text_is_in_plain_english(page: str):
    text = " ".join(outside_code(read(page)).split()).lower()
    assert [phrase for phrase in BANNED if re.search(rf"\b{re.escape(phrase)}\b", text)] == []


@pytest.mark.parametrize("page", TEXTS)
def test_links_between_texts_lead_somewhere(page: str):
    for link in re.findall(r"\]\(([^)\s]+)\)", outside_code(read(page))):
        target, _, anchor = link.partition("#")
        if ":" in target:
            continue  # another site
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), f"{page}: {link}"
        if anchor:
            assert anchor in _anchors(path.read_text("utf-8")), f"{page}: {link}"


def _anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings, and those written by hand."""
    headings = re.findall(r"^#+ (.+)$", outside_code(text), re.M)
    made = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))
