"""FAISS and tantivy, kept in step with the store."""
