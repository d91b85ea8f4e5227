"""The command line: `turnwise`."""

from .app import main

__all__ = ["main"]
