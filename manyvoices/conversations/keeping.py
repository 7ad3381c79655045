"""How long the words of closed conversations are kept. Pure."""

from datetime import datetime, timedelta

# An average month: what is kept for so many of them goes within a day of that.
MONTH = timedelta(days=30.44)


def goes_at(closed_at: datetime, months: int) -> datetime | None:
    """When the words of a conversation that was closed then go; None where they are kept for good."""
    return closed_at + months * MONTH if months else None
