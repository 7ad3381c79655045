"""A row for each inbox: how an activity is put on its way."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.inserting import insert_alike
from manyvoices.federation.freezing import freeze_address
from manyvoices.federation.models import Dispatch


def put_on_its_way(inboxes: Mapping[str, str], **fields: Any) -> int:
    """Makes a Dispatch with `fields` for each inbox (mapped to its host), due now; returns how many.

    Runs in the caller's transaction. The same activity to the same inbox again adds nothing. Freezes our host and
    the handle domain of the voice's brand with the first row; without a public address there is none.
    """
    config: Config = settings.CONFIG
    if not inboxes or not config.federates:
        return 0
    freeze_address(fields.get("voice"), f"first {fields['type']} to another server")
    now = clock.now()
    alike = Dispatch(made_at=now, due_at=now, **fields)
    own = ((new_id(), inbox, domain) for inbox, domain in inboxes.items())
    insert_alike(alike, ("id", "inbox", "domain"), own)
    return len(inboxes)
