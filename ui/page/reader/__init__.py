"""The reader: a transcript as a conversation, with its outline, a search and a player."""
