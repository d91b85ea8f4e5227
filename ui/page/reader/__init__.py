"""The reader on the page: one transcript, beside the view that opened it."""
