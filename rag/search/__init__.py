"""A query → hits, with what speaks for each."""
