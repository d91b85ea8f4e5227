"""Text with a speaker's name before each turn, and what stands around it."""
