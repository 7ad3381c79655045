"""Taking a yes back."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Consent, Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


@transaction.atomic
def withdraw_consent(*, actor: Person, consent: Consent) -> None:
    """Withdraw one's own yes, and every other yes that says the same; it counts from this moment.

    Raises NotThere for somebody else's: consents are no business of others.
    """
    may_be_here(rights(actor))
    if consent.person_id != actor.pk:
        raise NotThere
    same = Consent.objects.filter(
        person=actor, purpose=consent.purpose, channel=consent.channel, withdrawn_at=None
    )
    if same.update(withdrawn_at=clock.now()):
        audit.record(actor=actor, verb="withdraw_consent", target=consent, purpose=consent.purpose)
