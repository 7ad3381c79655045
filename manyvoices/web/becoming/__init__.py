"""Becoming a voice: nominated, invited, asked, and the first steps after a yes."""
