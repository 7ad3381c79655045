"""Somebody misses a topic."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, TopicProposal
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.topic_names import check_topic_name
from manyvoices.people.validity import check_fields

MOST_OPEN = 10


@transaction.atomic
def propose_topic(*, actor: Person, name: str, because: str = "") -> TopicProposal:
    """The proposal, which the leads answer; the same one again is the one that waits already.

    Invalid for a topic there is; Refused while ten of one's own wait for an answer.
    """
    may_be_here(rights(actor))
    plain, _tag = check_topic_name(name)
    waiting = TopicProposal.objects.filter(proposed_by=actor, answered_at=None)
    before = waiting.filter(name__iexact=plain).first()
    if before is not None:
        return before
    if waiting.count() >= MOST_OPEN:
        raise Refused(_("Ten of your proposals wait already. Wait for an answer before you propose another."))
    now = clock.now()
    proposal = TopicProposal(name=plain, because=because.strip(), proposed_by=actor, proposed_at=now)
    check_fields(proposal)
    proposal.save()
    audit.record(actor=actor, verb="propose_topic", target=proposal)
    return proposal
