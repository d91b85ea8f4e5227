"""Parsed JSON as lists of records, whatever their nesting."""
