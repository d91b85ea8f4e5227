"""A question → a query: what it is about, whose words it asks for, and where."""
