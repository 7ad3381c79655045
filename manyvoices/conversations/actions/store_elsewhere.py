"""What came in beside the networks becomes messages in conversations of a unit: by letter, webhook, sighting, file."""

from collections.abc import Sequence
from datetime import datetime

from manyvoices.conversations.actions.store_messages import Stored, store_messages
from manyvoices.conversations.arrivals.hearing import Door
from manyvoices.networks.contract import Arrived, Batch
from manyvoices.people.models import Unit


def store_elsewhere(
    *, unit: Unit, network: str, arrived: Sequence[Arrived], now: datetime, gone: Sequence[str] = ()
) -> Stored:
    """What was stored, each thing once by its id on `network`, in one transaction; see `store_messages`.

    It belongs to the organisation: the unit watches over it, and triage sees it next. `gone` are ids of what was taken
    back where it was said. What nobody could name, or whose author nobody could, is left out. Again changes nothing.
    """
    return store_messages(
        channel=Door(network, unit.pk), batch=Batch(said=tuple(arrived), gone=tuple(gone)), now=now
    )
