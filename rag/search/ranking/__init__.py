"""A query → the exchanges in order: retrieve, fuse, read word by word, rerank."""
