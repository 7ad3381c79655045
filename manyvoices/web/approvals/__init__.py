"""What waits for a second pair of eyes, and the rules that ask for it."""
