"""What a voice needs from the world: its links verified."""
