"""Embedding models: the interface, loading by name, and the implementations."""
