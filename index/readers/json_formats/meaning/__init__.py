"""What the fields of records mean: who speaks, when, and how single words join."""
