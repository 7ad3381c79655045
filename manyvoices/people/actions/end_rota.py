"""A unit no longer has a rota of its own."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import OnCall, Person
from manyvoices.people.permissions import may_keep_rota
from manyvoices.people.queries import rights


@transaction.atomic
def end_rota(*, actor: Person, rota: OnCall) -> None:
    """End a rota: from now on that of the nearest unit above counts. Its history stays; an ended one stays as it is.

    Refused to whoever does not lead the unit.
    """
    may_keep_rota(rights(actor), unit_id=rota.unit_id)
    if OnCall.objects.filter(pk=rota.pk, ended_at=None).update(ended_at=clock.now()):
        audit.record(actor=actor, verb="end_rota", target=rota, unit=rota.unit_id)
