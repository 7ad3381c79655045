"""How Manyvoices starts, serves and stops: the front, the supervisor and its two processes."""
