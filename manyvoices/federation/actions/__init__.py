"""What federation does to its own rows. No network in here."""
