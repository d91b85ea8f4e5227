"""Answers about a whole talk: its themes, tasks, decisions, open questions, advice."""
