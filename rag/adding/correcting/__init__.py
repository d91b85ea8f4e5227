"""What people correct in a library: the turns, what is told of a transcript; and taking it back."""
