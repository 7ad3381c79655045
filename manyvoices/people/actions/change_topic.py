"""A topic gets better words."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person, Topic
from manyvoices.people.permissions import may_keep_topics
from manyvoices.people.queries import rights
from manyvoices.people.topic_names import check_topic_name
from manyvoices.people.validity import check_fields


@transaction.atomic
def change_topic(*, actor: Person, topic: Topic, name: str, description: str = "") -> Topic:
    """The topic with another name and description. Its hashtag stays: posts that carry it go on belonging to it.

    Refused to whoever does not keep the list; Invalid for a name that another topic has.
    """
    may_keep_topics(rights(actor))
    plain, _tag = (name.strip(), "") if name.strip() == topic.name else check_topic_name(name, topic=topic)
    wanted = {"name": plain, "description": description.strip()}
    changed = [field for field, value in wanted.items() if getattr(topic, field) != value]
    if not changed:
        return topic
    for field in changed:
        setattr(topic, field, wanted[field])
    check_fields(topic)
    topic.save(update_fields=changed)
    audit.record(actor=actor, verb="change_topic", target=topic, changed=changed)
    return topic
