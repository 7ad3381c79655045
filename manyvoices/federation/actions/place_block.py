"""The one way in which a block comes to stand."""

from typing import Any

from django.db import transaction

from manyvoices.core import clock
from manyvoices.core.audit import record
from manyvoices.federation.keeping_away import keep_away
from manyvoices.federation.models import Block
from manyvoices.federation.permissions import may_block
from manyvoices.people.models import Person
from manyvoices.people.validity import check_reason
from manyvoices.voices.models import Voice


def place_block(*, actor: Person, voice: Voice | None, because: str, verb: str, **what: Any) -> Block:
    """The block of `what` (`actor` row under the name `whom`, or `domain`), or the one that stands already.

    Raises Refused, and Invalid without a reason.
    """
    may_block(actor, voice)
    reason = check_reason(because)
    fields = {"voice": voice, "actor": what.get("whom"), "domain": what.get("domain", "")}
    with transaction.atomic():
        standing = Block.objects.filter(ended_at=None, **fields).first()
        if standing is not None:
            return standing
        block = Block.objects.create(because=reason, placed_by=actor, placed_at=clock.now(), **fields)
        keep_away(block)
        record(actor=actor, verb=verb, target=block, because=reason)
    return block
