"""Train the bundled multilingual embedding model: corpus → tokenizer → teacher → static model.

Not imported by the rest of the project; `make model` runs it.
"""
