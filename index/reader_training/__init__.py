"""Train the bundled reader (`make reader`); nothing else imports this.

It needs the extra `train`.
"""
