"""A label is not offered any more."""

from django.db import transaction

from manyvoices.conversations.models import Label
from manyvoices.conversations.permissions import may_arrange
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def end_label(*, actor: Person, label: Label) -> None:
    """Ends it: what carries it keeps it, nothing gets it any more. Ended twice it is ended once. Refused as `make_label` is."""
    may_arrange(actor, label.unit_id)
    if Label.objects.filter(pk=label.pk, ended_at=None).update(ended_at=clock.now()):
        audit.record(actor=actor, verb="end_label", target=label, label=label.name)
