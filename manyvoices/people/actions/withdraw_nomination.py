"""Whoever nominated takes it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.people.models import Nomination, Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


@transaction.atomic
def withdraw_nomination(*, actor: Person, nomination: Nomination) -> None:
    """Take one's own nomination back while nobody answered it; taken back already it stays as it is.

    NotThere for somebody else's, Conflict once it was answered.
    """
    may_be_here(rights(actor))
    if nomination.nominated_by_id != actor.pk:
        raise NotThere
    # A no is not told to whoever nominated: taking back what was refused looks like taking back what waits.
    rows = Nomination.objects.filter(pk=nomination.pk)
    if rows.filter(accepted_at=None, declined_at=None, withdrawn_at=None).update(withdrawn_at=clock.now()):
        audit.record(actor=actor, verb="withdraw_nomination", target=nomination.nominee)
    elif not rows.filter(withdrawn_at__isnull=False).exists():
        raise Conflict(_("This nomination was answered already, so it stands in the record."))
