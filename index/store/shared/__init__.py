"""Stores that a vector database follows: SQLite beside its files, or PostgreSQL."""
