"""Train a reader (`make reader`); nothing else imports this.

It needs the extra `train`.
"""
