"""Formats of research and public records, one module each. `formats.py` lists them."""
