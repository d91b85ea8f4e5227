"""Language models, local or behind a server, by name."""

from .language_model import LanguageModel
from .load import load_language_model

__all__ = ["LanguageModel", "load_language_model"]
