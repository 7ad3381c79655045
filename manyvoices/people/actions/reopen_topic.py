"""A closed topic comes back."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person, Topic
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights


@transaction.atomic
def reopen_topic(*, actor: Person, topic: Topic) -> Topic:
    """The topic, offered to everybody again. Refused to whoever does not keep the list; an open one is left as it is."""
    may_keep_topics(rights(actor))
    if Topic.objects.filter(pk=topic.pk).exclude(closed_at=None).update(closed_at=None):
        audit.record(actor=actor, verb="reopen_topic", target=topic)
    topic.refresh_from_db()
    return topic
