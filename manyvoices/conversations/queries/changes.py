"""What changed a moment ago, for all pages that are open together: a few short statements, whatever their number."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db.models import Model

from manyvoices.conversations.models import Conversation, Event, Looking, Message
from manyvoices.conversations.models.message import ON_ITS_WAY
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.conversations.queries.looking import BELIEVED
from manyvoices.conversations.sight import Looker, Moment, OpenPage, Place, Sight
from manyvoices.core import clock
from manyvoices.core.ids import id_at
from manyvoices.people.models import Person, Role, Unit
from manyvoices.people.rights import Held, Rights

# An id is made before its row is committed: what is committed later than this is noticed when the page looks by itself.
LATE = timedelta(seconds=10)
# More in ten seconds is a flood: then every page looks again.
MOST = 1000
PLACE = ("owner", "unit", "assigned_to")
STATE = (
    "version",
    "standing",
    "kind",
    "urgency",
    "topic",
    "due_at",
    "snoozed_until",
    "on_top_because",
    "outcome",
    "messages_count",
    "merged_into",
)


def moment(open_pages: Collection[int]) -> Moment:
    """How things stand: what happened in the last seconds, who looks at what, and the conversations whose page is open."""
    since = id_at(clock.now() - LATE)
    found = [(model.__name__, row) for model in (Event, Message) for row in _newest(model, since)]
    is_cut = len(found) > MOST
    return Moment(
        happened={(name, row[0]): Place(*row[1:]) for name, row in found},
        reaches=max(row[0] for _name, row in found) if is_cut else since,
        is_cut=is_cut,
        looking=frozenset(_looking()),
        open_pages=_open_pages(open_pages) if open_pages else {},
    )


def sights(people: Collection[int]) -> dict[int, Sight]:
    """What each of these people sees who is still here: three queries, however many they are."""
    here = Person.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True)
    held: dict[int, set[Held]] = defaultdict(set)
    roles = Role.objects.filter(person__in=people, ended_at=None, name__in=IN_INBOX)
    for person, name, unit, brand in roles.values_list("person", "name", "unit_id", "brand_id"):
        held[person].add(Held(name, unit, brand))
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    return {
        pk: Sight(
            pk,
            Rights(
                person_id=pk, active=True, roles=frozenset(held[pk]), grants=frozenset(), parents=parents
            ).units_with(IN_INBOX),
        )
        for pk in here
    }


def _newest(model: type[Model], since: int) -> Iterable[tuple[int, int, int | None, int, int | None]]:
    """The id of a row and where its conversation stands."""
    rows = model._default_manager.filter(pk__gt=since).order_by("-pk")
    where = [f"conversation__{name}" for name in PLACE]
    return rows.values_list("pk", "conversation", *where)[: MOST + 1]


def _looking() -> Iterable[Looker]:
    rows = Looking.objects.filter(seen_at__gt=clock.now() - BELIEVED, person__is_active=True)
    where = [f"conversation__{name}" for name in PLACE]
    for person, answering, *place in rows.values_list("person", "answering", "conversation", *where):
        yield Looker(Place(*place), person, answering)


def _open_pages(conversations: Collection[int]) -> dict[int, OpenPage]:
    leaving: dict[int, list[tuple[int, str]]] = defaultdict(list)
    ours = Message.objects.filter(ON_ITS_WAY, conversation__in=conversations).order_by("pk")
    for conversation, pk, came_to in ours.values_list("conversation", "pk", "came_to"):
        leaving[conversation].append((pk, came_to))
    rows = Conversation.objects.filter(pk__in=conversations).values_list("pk", *PLACE, *STATE)
    return {pk: OpenPage(Place(pk, *row[:3]), (*row[3:], *leaving[pk])) for pk, *row in rows}
