"""The library: a table of all transcripts, and ways to add, change and remove them."""
