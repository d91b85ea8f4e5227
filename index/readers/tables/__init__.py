"""Tables with a turn in each row: CSV, TSV, and those in Markdown, web pages and Word documents."""
