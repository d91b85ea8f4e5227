"""Rules for questions about a whole talk: overviews, tasks, decisions, open questions, lists."""
