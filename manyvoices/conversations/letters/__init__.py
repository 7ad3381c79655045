"""A letter as a mail server keeps it becomes something said: its words, what it repeats, what came along. Pure."""

from manyvoices.conversations.letters.reading import BadLetter, read_letter

__all__ = ["BadLetter", "read_letter"]
