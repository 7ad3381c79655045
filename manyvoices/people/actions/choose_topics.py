"""What a person knows, as they say themselves."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Expertise, Person, Topic
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights

MOST = 20


@transaction.atomic
def choose_topics(*, actor: Person, topics: Collection[Topic]) -> list[Topic]:
    """The topics the actor knows from now on; what is not among them ends. Chosen so already, nothing changes.

    Nobody says it for another. Invalid for more than twenty, and for a closed topic that is not theirs already.
    """
    may_be_here(rights(actor))
    if len(topics) > MOST:
        raise Invalid(topics=_("Choose at most twenty, those that matter most."))
    now, wanted = clock.now(), {topic.pk: topic for topic in topics}
    held = set(Expertise.objects.filter(person=actor, ended_at=None).values_list("topic_id", flat=True))
    if any(topic.closed_at for topic in topics if topic.pk not in held):
        raise Invalid(topics=_("One of these topics is closed. Choose another."))
    ended = Expertise.objects.filter(person=actor, ended_at=None).exclude(topic_id__in=wanted)
    count = ended.update(ended_at=now)
    fresh = [pk for pk in wanted if pk not in held]
    Expertise.objects.bulk_create([Expertise(person=actor, topic_id=pk, since=now) for pk in fresh])
    if count or fresh:
        audit.record(actor=actor, verb="choose_topics", target=actor, topics=sorted(wanted))
    return list(wanted.values())
