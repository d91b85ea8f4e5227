"""The command line: `turnwise`."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

__all__ = ["main"]

_INTERRUPTED = 130  # the exit code that shells expect after Ctrl+C


def main() -> None:
    """Run the command line.

    Exits with 0 when it is done, 1 when it could not be done, 2 for wrong usage, 130 after Ctrl+C.
    """
    try:
        from .app import run  # here, so that Ctrl+C also ends the imports cleanly

        run()
    except KeyboardInterrupt:
        _leave()
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _leave()
        raise


def _leave() -> None:
    """End at once after Ctrl+C.

    A usual exit would wait for threads, and abort where one still loads a model.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # the reader of a pipe may be gone
            stream.flush()
    os._exit(_INTERRUPTED)
