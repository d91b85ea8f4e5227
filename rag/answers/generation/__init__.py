"""Answers that a language model writes from the hits; each sentence is checked."""

from .generate import generate_answer

__all__ = ["generate_answer"]
