"""Text utilities that know nothing of transcripts: scripts, folding, sentences, words, pinyin."""
