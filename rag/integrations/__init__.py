"""Ways into other programs: asyncio, notebooks and the retrievers of frameworks.

A framework's module needs its extra: `pip install "turnwise[langchain]"`.
"""
