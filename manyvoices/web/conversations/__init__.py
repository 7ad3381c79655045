"""The page of one conversation, and everything pressed on it."""
