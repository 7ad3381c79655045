"""Signing out elsewhere."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.sessions import end_open


@transaction.atomic
def end_sessions(*, actor: Person, but: str = "", only: int | None = None) -> int:
    """End one's own sessions, except the one with the key `but`, or only the row `only`; returns how many ended.

    A session of somebody else is none of these: nothing happens to it.
    """
    may_be_here(rights(actor))
    ended = end_open(actor, but=but, only=only)
    if ended:
        audit.record(actor=actor, verb="end_sessions", target=actor, ended=ended)
    return ended
