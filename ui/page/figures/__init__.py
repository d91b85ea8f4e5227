"""Figures on the page: who speaks how much, who asks, what stayed open."""
