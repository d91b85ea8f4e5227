"""Text, below the level of transcripts: scripts, folding, sentences, words, names in letters."""
