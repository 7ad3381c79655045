"""A unit goes back to what the units above it promise."""

from django.db import transaction

from manyvoices.conversations.models import SlaPolicy
from manyvoices.conversations.permissions import may_arrange
from manyvoices.conversations.policies import places_below, recount
from manyvoices.core import audit, clock
from manyvoices.people.models import Person


@transaction.atomic
def end_sla_policy(*, actor: Person, policy: SlaPolicy) -> None:
    """Ends the line; running promises follow what holds then. Ended twice it is ended once. Refused as `set_sla_policy` is."""
    may_arrange(actor, policy.unit_id)
    if SlaPolicy.objects.filter(pk=policy.pk, ended_at=None).update(ended_at=clock.now()):
        recount(places_below(policy.unit_id))
        audit.record(actor=actor, verb="end_sla_policy", target=policy.unit, kind=policy.kind)
