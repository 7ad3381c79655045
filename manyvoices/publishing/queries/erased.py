"""What is still under way after somebody was erased."""

from manyvoices.people.models import Person
from manyvoices.publishing.models import Delivery, State, Verb

FINISHED = [State.SENT, State.CANCELLED, State.FAILED]


def removals_on_their_way(person: Person) -> int:
    """How many posts of the person's voices are still being taken back from networks; one query."""
    rows = Delivery.objects.filter(post__voice__person=person, verb=Verb.REMOVE)
    return rows.exclude(state__in=FINISHED).count()
