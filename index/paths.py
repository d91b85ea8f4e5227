"""The default places of files."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path

_DATA = Path(__file__).parents[1] / "data"  # beside this package, in a checkout and in a wheel


def default_library() -> Path:
    """The user's library folder."""
    return user_data_path("turnwise") / "library"


def sample_transcripts() -> Path:
    """The folder of bundled transcripts."""
    return _DATA / "samples"


def bundled_model() -> Path:
    """The folder of the bundled static embedding model."""
    return _DATA / "model"


def bundled_transformer() -> Path:
    """The folder of the bundled transformer, which joins the static model."""
    return _DATA / "transformer"


def bundled_reader() -> Path:
    """The folder of the bundled reader, which judges whether a place answers a question."""
    return _DATA / "reader"


def bundled_dialogue_acts() -> Path:
    """The folder of the weights that tell tasks, decisions and open points."""
    return _DATA / "dialogue-acts"


def bundled_question_forms() -> Path:
    """The folder of the weights that tell what a question about a whole talk wants."""
    return _DATA / "question-forms"


def bundled_names() -> Path:
    """The table of names in Chinese and English: UTF-8, a pair a line, with a tab between them."""
    return _DATA / "names" / "names.tsv"


def cache_folder() -> Path:
    """The user's cache folder for Turnwise; it may not exist yet."""
    return user_cache_path("turnwise")
