"""A program that knocks at a webhook's door, as tests send it."""

import json
from typing import Any

from manyvoices.conversations.actions.make_webhook import make_webhook
from manyvoices.conversations.actions.store_elsewhere import store_elsewhere
from manyvoices.conversations.intakes import WEBHOOK
from manyvoices.conversations.models import Arrival, Conversation, Intake
from manyvoices.conversations.signatures import signed
from manyvoices.conversations.work.intake_arrivals import take_in
from manyvoices.core import clock
from manyvoices.networks.contract import Arrived, Author
from manyvoices.people.models import Unit
from tests.cast import Cast


def door(cast: Cast) -> Intake:
    """A webhook of operations."""
    return make_webhook(actor=cast.ada, unit=cast.operations, name="Contact form")


def document(name: str = "4711", text: str = "Where is my train?", **fields: Any) -> bytes:
    """An event as JSON; Lena says it."""
    body = {"id": name, "author": {"id": "lena@far.example", "name": "Lena"}, "text": text, **fields}
    return json.dumps(body, ensure_ascii=False).encode()


def knock(body: bytes, secret: str, *, seconds: int = 0, **headers: str) -> dict[str, str]:
    """The headers of a request signed `seconds` from now."""
    timestamp = str(int(clock.now().timestamp()) + seconds)
    return {
        "Manyvoices-Timestamp": timestamp,
        "Manyvoices-Signature": f"sha256={signed(secret, timestamp, body)}",
        "Content-Type": "application/json",
        **headers,
    }


def taken_in() -> None:
    """The worker took in what waits, in the order in which it came."""
    take_in(list(Arrival.objects.filter(due_at__isnull=False).order_by("id")), clock.now())


def brought(cast: Cast, name: str = "m1", unit: Unit | None = None, network: str = WEBHOOK) -> Conversation:
    """A conversation that came from elsewhere."""
    now = clock.now()
    said = Arrived(name, Author("lena@far.example", "lena@far.example", "Lena"), "Where is my train?", now)
    stored = store_elsewhere(unit=unit or cast.operations, network=network, arrived=[said], now=now)
    return stored.messages[0].conversation
