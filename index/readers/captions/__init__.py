"""Subtitles: cues with times, and the ways in which tools write speakers into them."""
