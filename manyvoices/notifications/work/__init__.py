"""Letters on their way to the mail server."""
