"""Somebody will be there after all."""

from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Absence, Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


def cancel_absence(*, actor: Person, absence: Absence) -> None:
    """Take back one's own absence, also one that runs; one that was taken back stays so.

    Refused for somebody else's.
    """
    may_be_here(rights(actor))
    if absence.person_id != actor.pk:
        raise Refused(_("Only they themselves take back when they are away."))
    Absence.objects.filter(pk=absence.pk, cancelled_at=None).update(cancelled_at=clock.now())
