"""Imports of people, line by line."""
