"""The database is away, locked or full, and comes back: nothing is lost, and who asks is told when to come back."""
