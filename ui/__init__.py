"""Faces: the command line, the chat page and the transcript pages. Each calls `rag`."""
