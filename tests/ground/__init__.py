"""Real ground for tests of crashes and races: real worker processes, a database of their own, a network that misbehaves."""
