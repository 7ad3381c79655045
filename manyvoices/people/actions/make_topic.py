"""A new subject of the organisation."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person, Topic
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights
from manyvoices.people.topic_names import check_topic_name
from manyvoices.people.validity import check_fields


@transaction.atomic
def make_topic(*, actor: Person, name: str, description: str = "") -> Topic:
    """The topic, with the hashtag that comes of its name.

    Refused to whoever does not keep the list; Invalid for a name in use.
    """
    may_keep_topics(rights(actor))
    plain, tag = check_topic_name(name)
    topic = Topic(name=plain, tag=tag, description=description.strip(), made_by=actor, made_at=clock.now())
    check_fields(topic)
    topic.save()
    audit.record(actor=actor, verb="make_topic", target=topic, tag=tag)
    return topic
