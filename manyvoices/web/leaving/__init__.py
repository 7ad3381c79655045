"""Taking a voice elsewhere, and what it said with it."""
