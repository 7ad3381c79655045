"""Manyvoices: many trained, authentic voices instead of one official account."""

__version__ = "0.1.0"
