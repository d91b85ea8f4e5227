"""The library on the page: adding transcripts, what came of them, names to confirm."""
