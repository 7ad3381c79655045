"""A topic that nobody takes up any more."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Topic
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights


@transaction.atomic
def close_topic(*, actor: Person, topic: Topic) -> Topic:
    """The topic, which is offered to nobody any more; who ticked it and what was posted stays.

    Refused to whoever does not keep the list; closed already it is left as it is.
    """
    may_keep_topics(rights(actor))
    if Topic.objects.filter(pk=topic.pk, closed_at=None).update(closed_at=clock.now()):
        audit.record(actor=actor, verb="close_topic", target=topic)
    topic.refresh_from_db()
    return topic
