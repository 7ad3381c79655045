"""Lift a block."""

from django.db import transaction

from manyvoices.core import clock
from manyvoices.core.audit import record
from manyvoices.federation.models import Block
from manyvoices.federation.permissions import may_block
from manyvoices.people.models import Person


def unblock(*, actor: Person, block: Block) -> Block:
    """The ended block. What it hid stays hidden, and who followed has to follow anew. Twice is once. Raises Refused."""
    may_block(actor, block.voice)
    with transaction.atomic():
        same = {"voice": block.voice, "actor": block.actor, "domain": block.domain}
        # Two who blocked at the same moment made two rows; lifting one of them would lift nothing.
        if Block.objects.filter(ended_at=None, **same).update(ended_at=clock.now(), ended_by=actor):
            record(actor=actor, verb="unblock", target=block)
    block.refresh_from_db(fields=["ended_at", "ended_by"])
    return block
