"""Exchanges → the sentences of each that are shown."""
