"""Posts that lack the yes of the person whose voice they speak as: which they are, and how that is written down."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from manyvoices.people.models import Purpose
from manyvoices.people.queries.consents import standing_consents
from manyvoices.publishing.models import Delivery, State, Verb

# Written on the delivery and read by `status`, which says it in the reader's language.
CONSENT_GONE = "The consent to publish on this channel was withdrawn. Give it again on your page, then retry."


def without_consent() -> QuerySet[Delivery]:
    """Publications as a person's own voice that wait without that person's yes, or failed for it and nobody was told."""
    yes = standing_consents().filter(
        Q(channel=None) | Q(channel=OuterRef("channel_id")),
        person_id=OuterRef("post__voice__person_id"),
        purpose=Purpose.PUBLISH,
    )
    waits = Q(state=State.QUEUED, taken_by=None)
    untold = Q(state=State.FAILED, dead_at=None, last_error=CONSENT_GONE)
    own = Delivery.objects.filter(verb=Verb.PUBLISH, post__voice__person__isnull=False)
    return own.filter(waits | untold).filter(~Exists(yes)).order_by(F("due_at").asc(nulls_last=True), "id")
