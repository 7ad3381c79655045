"""A proposed topic is taken up."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict
from manyvoices.people.actions.make_topic import make_topic
from manyvoices.people.models import Person, Topic, TopicProposal
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights


@transaction.atomic
def accept_topic(*, actor: Person, proposal: TopicProposal) -> Topic:
    """The new topic; the same when somebody of the leads accepted it before. Conflict when it was declined, Invalid
    when a topic has the name by now, Refused to whoever does not keep the list."""
    may_keep_topics(rights(actor))
    mine = TopicProposal.objects.filter(pk=proposal.pk, answered_at=None)
    if mine.update(answered_at=clock.now(), answered_by=actor):
        topic = make_topic(actor=actor, name=proposal.name)
        TopicProposal.objects.filter(pk=proposal.pk).update(topic=topic)
        audit.record(actor=actor, verb="accept_topic", target=proposal, topic=topic.pk)
        return topic
    proposal.refresh_from_db()
    if proposal.topic is None:
        raise Conflict(_("Somebody declined this proposal meanwhile."))
    return proposal.topic
