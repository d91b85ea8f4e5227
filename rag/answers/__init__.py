"""Hits → an answer with checked quotes, a list of questions, or a refusal."""
