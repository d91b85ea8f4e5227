"""Offline: a transcript file → turns → exchanges → passages → embeddings, and a library on disk."""
