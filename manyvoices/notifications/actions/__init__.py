"""Telling our own people: each function is one thing somebody may do."""
