"""Activities that arrived, as if the inbox had verified them."""

from collections.abc import Mapping
from typing import Any

from manyvoices.core import clock
from manyvoices.federation.actions.apply_received import apply_received
from manyvoices.federation.models import Received


def applied(*said: Mapping[str, Any]) -> dict[int, Exception]:
    """Each stored and applied, all in one batch; what went wrong."""
    rows = [
        Received.objects.create(
            activity_id=one["id"],
            actor_uri=one["actor"],
            type=one["type"],
            activity=dict(one),
            received_at=clock.now(),
        )
        for one in said
    ]
    return apply_received(arrived=[(row, row.activity) for row in rows], now=clock.now())
