"""When the page first paints and takes a question, beside a bare page of the same Gradio.

    python tests/benchmarks/page_paint.py [--runs 10]

Both are served by processes of their own and opened by turns, each time by a browser without a
cache. Wall times: on a loaded machine compare the two rows.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

sys.path.insert(0, str(Path(__file__).parents[1]))
from browsers import chromium, page_at
from turnwise.index.paths import sample_transcripts
from turnwise.rag import Library

_BARE = """
import gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    gr.Textbox(label="Question")
fonts = {"font": ["system-ui"], "font_mono": ["monospace"]}  # else it asks another host for them
page.launch(theme=gr.themes.Default(**fonts), quiet=True, prevent_thread_lock=True)
print(page.local_url, flush=True)
page.block_thread()
"""
_PAINTS = (
    """() => performance.getEntriesByType("paint").map(paint => [paint.name, paint.startTime])"""
)
_SCRIPTS = """() => performance.getEntriesByType("resource")
    .filter(file => /\\.js$/.test(file.name)).map(file => [file.name, file.transferSize])"""
_MS = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(folder) as library:
            library.add(sample_transcripts())
        with _turnwise_page(folder) as ours, _bare_page() as bare, chromium() as browser:
            pages = {
                "Turnwise": (ours, "#question textarea:enabled"),
                "bare Gradio": (bare, "textarea"),
            }
            times: dict[str, _MS] = {name: {} for name in pages}
            for _ in range(runs + 1):  # the first warms the servers
                for name, (address, field) in pages.items():
                    with page_at(browser, address) as page:
                        page.wait_for_selector(field)
                        field_ms = page.evaluate("performance.now()")
                        for moment, ms in [*page.evaluate(_PAINTS), ("takes a question", field_ms)]:
                            times[name].setdefault(moment, []).append(ms)
                        if name == "Turnwise":
                            scripts = page.evaluate(_SCRIPTS)
    print("| page | moment | median ms | range ms |\n| --- | --- | --- | --- |")
    for name, moments in times.items():
        for moment, [_, *ms] in moments.items():
            print(
                f"| {name} | {moment} | {statistics.median(ms):.0f} | {min(ms):.0f}–{max(ms):.0f} |"
            )
    ours = sum(size for address, size in scripts if "/script/" in address)
    print(f"scripts as sent: ours {ours:,} bytes, all {sum(size for _, size in scripts):,}")


def _turnwise_page(library: str) -> AbstractContextManager[str]:
    """The address of the page over a library."""
    chat = ["chat", "--no-browser", "--port", "0", "--library", library]
    return _served([sys.executable, "-c", "from turnwise.ui.cli import main; main()", *chat])


def _bare_page() -> AbstractContextManager[str]:
    """The address of a page with one field and nothing of ours."""
    return _served([sys.executable, "-c", _BARE])


@contextmanager
def _served(command: list[str]) -> Iterator[str]:
    """The address that a command prints."""
    with Popen(command, stdout=PIPE, text=True) as server:
        assert server.stdout
        try:
            yield next(word for word in server.stdout.readline().split() if "://" in word)
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
