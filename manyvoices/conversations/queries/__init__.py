"""Read-only questions about conversations, for pages."""
