"""What is said to voices in tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from manyvoices.networks.contract import Arrived, Author, Batch

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LENA = Author("https://far.example/users/lena", "@lena@far.example", "Lena", "https://far.example/@lena")
MILO = Author("https://far.example/users/milo", "@milo@far.example", "Milo", "https://far.example/@milo")


def said(name: str, text: str = "The train is late again.", **given: Any) -> Arrived:
    """Something Lena said; `minute` after noon, `to` what it answers."""
    minute, to = given.pop("minute", 0), given.pop("to", "")
    fields = {"author": LENA, "said_at": NOON + timedelta(minutes=minute), "in_reply_to": to} | given
    return Arrived(remote_id=name, text=text, **fields)


def batch(*arrived: Arrived, gone: tuple[str, ...] = ()) -> Batch:
    """A batch of these."""
    return Batch(said=arrived, gone=gone, cursor="1")
