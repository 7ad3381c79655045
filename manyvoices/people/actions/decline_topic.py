"""A proposed topic is not taken up."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person, TopicProposal
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights


@transaction.atomic
def decline_topic(*, actor: Person, proposal: TopicProposal) -> TopicProposal:
    """The proposal, answered with a no; one that has an answer keeps it. Refused to whoever does not keep the list."""
    may_keep_topics(rights(actor))
    mine = TopicProposal.objects.filter(pk=proposal.pk, answered_at=None)
    if mine.update(answered_at=clock.now(), answered_by=actor):
        audit.record(actor=actor, verb="decline_topic", target=proposal)
    proposal.refresh_from_db()
    return proposal
