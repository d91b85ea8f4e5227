"""Speakers' names and aliases: listing, changing, suggesting them."""
