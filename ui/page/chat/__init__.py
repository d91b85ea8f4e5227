"""The chat on the page: questions, answers with their cards, conversations kept in the browser."""
