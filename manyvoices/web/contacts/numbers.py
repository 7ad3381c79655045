"""A row's number as it stands in an address."""

LONGEST = 18


def number_in(typed: str) -> int | None:
    """The number; None for nothing and for what is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST else None
