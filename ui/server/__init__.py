"""The server: the page, a REST API and doors for other programs, in one application."""

from .access import Access, Key, read_keys
from .app import create_app

__all__ = ["Access", "Key", "create_app", "read_keys"]
