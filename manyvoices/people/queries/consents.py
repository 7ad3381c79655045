"""The ledger's two questions: may we, and what did I agree to."""

from django.db.models import Q, QuerySet

from manyvoices.core import clock
from manyvoices.people.models import Consent, Person


def consented(person_id: int, purpose: str, channel_id: int | None = None) -> bool:
    """Whether a yes of this person stands now for this purpose on this channel. One query.

    Asked before each delivery, collection and measurement. A yes for any channel covers each one; a question
    without a channel is only answered by a yes for any channel.
    """
    return standing_consents().filter(_covers(channel_id), person_id=person_id, purpose=purpose).exists()


def consents_of(person: Person) -> QuerySet[Consent]:
    """Every yes of a person, newest first, with its wording; withdrawn and expired ones are history."""
    return Consent.objects.filter(person=person).select_related("wording").order_by("-given_at", "-id")


def standing_consents() -> QuerySet[Consent]:
    """Every yes that counts at this moment: neither withdrawn nor expired, of somebody who is here."""
    unexpired = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    return Consent.objects.filter(unexpired, withdrawn_at=None, person__is_active=True)


def _covers(channel_id: int | None) -> Q:
    return Q(channel=None) if channel_id is None else Q(channel=None) | Q(channel=channel_id)
