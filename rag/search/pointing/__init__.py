"""Hits → the sentence that tells what is asked, or that none does."""
