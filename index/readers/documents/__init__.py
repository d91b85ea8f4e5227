"""Markdown, web pages and Word documents: text with structure, turned into lines for `plain`."""
