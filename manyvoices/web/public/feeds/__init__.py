"""Feeds of every subject: one builder, and a file for each format."""
