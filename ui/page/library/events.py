"""What the other views are told."""

# The chat offers what is there now.
LIBRARY_HAS_CHANGED = """() => { window.dispatchEvent(new Event("turnwise:library")); }"""
