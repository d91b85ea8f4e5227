"""Looking a term up on the page."""
