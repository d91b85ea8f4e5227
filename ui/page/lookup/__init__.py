"""Look up: every mention of a term, and where the mentions lie."""
