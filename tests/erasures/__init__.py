"""Somebody is erased, and then looked for everywhere."""
