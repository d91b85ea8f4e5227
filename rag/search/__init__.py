"""A query → hits, each with its relevance."""
