"""Plain text with a speaker's name before each turn, and the titles and notes around it."""
