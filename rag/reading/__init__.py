"""Ways to read transcripts without a question: lookup, outline, timeline."""
