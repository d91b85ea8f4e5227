"""Figures: who speaks how much and when, who asks, who answers, and what stayed open."""
