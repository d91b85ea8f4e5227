"""The library's SQLite file: its tables, its records, and how they are read and written."""
