"""The statements that read and write each table."""
