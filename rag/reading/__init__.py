"""What one gets of transcripts without a question: lookup, outline, timeline."""
