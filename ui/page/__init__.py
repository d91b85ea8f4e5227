"""The chat page: its server, its parts, its style."""
