"""Embedding models: the interface, how to load one by its name, and the kinds there are."""
