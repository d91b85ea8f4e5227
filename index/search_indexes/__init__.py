"""The search indexes, FAISS and tantivy, which follow the store."""
