"""Labels of plain text: which words at the start of a line name the speaker."""
