"""What is added to a library: sources, the report, the library's model."""
