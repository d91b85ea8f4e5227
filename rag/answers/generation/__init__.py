"""Answers that a language model writes from the hits; each sentence is checked."""

from .generate import generate_answer
from .language_model import LanguageModel
from .load import load_language_model

__all__ = ["LanguageModel", "generate_answer", "load_language_model"]
