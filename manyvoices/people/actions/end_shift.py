"""A shift comes no more."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Shift
from manyvoices.people.permissions import may_keep_rota
from manyvoices.people.queries import rights


@transaction.atomic
def end_shift(*, actor: Person, shift: Shift) -> None:
    """End a shift from now on, also in the middle of a turn; one that has ended stays as it is.

    Refused to whoever does not lead the unit.
    """
    may_keep_rota(rights(actor), unit_id=shift.rota.unit_id)
    if Shift.objects.filter(pk=shift.pk, ended_at=None).update(ended_at=clock.now()):
        audit.record(actor=actor, verb="end_shift", target=shift, rota=shift.rota_id)
